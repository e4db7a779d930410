"""What the prompts page does: list by state, open one, keep the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import PromptId
from relationship_desk.domain.progress import Cancelled
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.prompts.review import REVIEW_AFTER
from relationship_desk.prompts.rule import Urgency
from relationship_desk.services.answering import Typed, typed_for
from relationship_desk.services.own_record import ACCEPTED, Tally
from relationship_desk.services.why import Why
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.hub import Published
from relationship_desk.ui.jobs import Job
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.kept_status import KeptStatus
from relationship_desk.ui.pages.prompts.answer_parts import Acceptance, Refusal
from relationship_desk.ui.pages.prompts.because import ratings_seen
from relationship_desk.ui.pages.prompts.caveat import caveat_of
from relationship_desk.ui.pages.prompts.decided_words import decision, declined_words
from relationship_desk.ui.pages.prompts.listing import ANSWERED, ANSWERED_KEY, listed
from relationship_desk.ui.pages.prompts.point_places import place_of
from relationship_desk.ui.pages.prompts.record_presenter import RecordPresenter
from relationship_desk.ui.pages.prompts.view import CHECK, PROMPTS, RECORD, PromptsView
from relationship_desk.ui.pages.prompts.ways_on import WaysOn
from relationship_desk.ui.shell.page import KeyLine, Page

_OPEN_HINT = "Up and down choose, Return answers, Alt+A accepts, Alt+F defers, Alt+D declines"
_SAFETY_HINT = "Up and down choose, Alt+O opens the risk record, Alt+A accepts"
_REASON_HINT = "Return declines with the reason, Esc keeps it open"
_DUE_HINT = "Up and down choose, Return answers, Alt+C closes the prompt"
_HINTS = {
    PROMPTS: "Up and down choose",
    RECORD: "Up and down choose a rule, Ctrl+Tab the next tab",
    CHECK: "Up and down, PgUp and PgDn read, Ctrl+Tab the next tab",
}


class PromptsPage(Page):
    """``prompt`` in the place to arrive at opens that prompt, ``view`` another tab: ``record`` or ``check``."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._prompting = context.desk.prompting
        self.view = PromptsView()
        self.column.addWidget(self.view)
        self.record = RecordPresenter(self.view.record, self.view.check, context, self)
        self.ways_on = WaysOn(context, self._intend)
        self._declined: Job | None = None
        self._shown: Why | None = None
        self._keeper = Keeper(self)
        self._kept = KeptStatus(self._keeper, context, "prompts")
        self.dialog: QDialog | None = None
        """What was opened last."""
        self._answered_open = self._narrow = False
        view = self.view
        self._debrief = QShortcut(QKeySequence("Ctrl+D"), self)
        self._debrief.activated.connect(self._on_debrief_asked)
        view.list.chosen.connect(self._on_list_chosen)
        view.list.opened.connect(self._on_list_opened)
        view.chooser.chosen.connect(self._on_chooser_chosen)
        view.argument.session_asked.connect(self._on_session_asked)
        view.argument.trends_asked.connect(self._on_trends_asked)
        view.argument.point_asked.connect(self._on_point_asked)
        view.tabs.chosen.connect(self._on_tabs_chosen)
        view.answer.edited.connect(self._on_answer_edited)
        view.answer.answer.accepted.connect(self._on_accepted)
        view.answer.answer.declining.connect(self._on_reason_asked)
        view.answer.refusing.kept_open.connect(self._on_reason_asked)
        view.answer.answer.risk_asked.connect(self._on_risk_asked)
        view.answer.answer.deferred.connect(self._on_deferred)
        view.answer.refusing.declined.connect(self._on_declined)
        view.answer.decided.reviewed.connect(self._on_reviewed)
        view.answer.decided.unmuted.connect(self._on_unmuted)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        wanted = where.get("prompt")
        tab = where.get("view")
        self.view.tabs.choose(tab if isinstance(tab, str) else PROMPTS)
        self._shown = None  # leaving has kept what was typed about it, and by now it may be gone
        self._refresh(PromptId(wanted) if isinstance(wanted, int) else None)
        self._show_hint()

    @override
    def leave(self) -> None:
        self._keep_typed()
        self._context.shell.clear_message("prompts")

    @property
    @override
    def unsaved(self) -> bool:
        return self._keeper.failed

    @override
    def here(self, where: Mapping[str, object]) -> Mapping[str, object]:
        shown = {"prompt": self._shown.row.prompt.id} if self._shown else {}
        return {**shown, "view": self.view.tabs.choice}

    @override
    def first_focus(self) -> QWidget:
        if self.view.tabs.choice != PROMPTS:
            return self.view.tabs
        return self.view.list if self.view.list.rows else self.view.chooser

    @override
    def regions(self) -> Sequence[QWidget]:
        fronts = {RECORD: (self.view.record,), CHECK: (self.view.check,)}
        shown = fronts.get(self.view.tabs.choice, (self.view.list, self.view.argument, self.view.answer))
        return (*shown, self.view.tabs, self.view.head)

    @override
    def go_back(self) -> bool:
        if self.view.tabs.choice != PROMPTS or not self.view.answer.asks_reason:
            return False
        self.view.answer.back_to_answers()
        self._show_hint()
        return True

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Alt+O", "Open the risk record of a prompt about safety"),
            KeyLine("Alt+A", "Accept, with what you intend"),
            KeyLine("Alt+F", "Defer until the next session"),
            KeyLine("Alt+D", "Decline with a reason, and mute the rule if wanted"),
            KeyLine("Alt+C", "Close a prompt, with what came of it"),
            KeyLine("Ctrl+D", "Debrief a session of the client"),
            KeyLine("Ctrl+Tab", "Own record, self-check"),
        )

    @override
    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        if not hasattr(self, "view"):
            return
        self.view.set_narrow(narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            if self._shown is not None:
                self._show_argument(self._shown)

    # Reading

    def _refresh(self, wanted: PromptId | None = None) -> None:
        rows = self._prompting.rows()
        open_now = sum(row.prompt.status is PromptStatus.OPEN for row in rows)
        self.view.head.show_title("Prompts", f"{open_now} open" if rows else "")
        self.view.chooser.show_edition(self._context.desk.preferences.edition)
        self.view.show_any(bool(rows))
        if wanted is not None and any(row.prompt.id == wanted and row.prompt.status in ANSWERED for row in rows):
            self._answered_open = True
        here = self.view.list.current_key
        self.view.list.blockSignals(True)
        due = self._context.desk.following.to_review()
        self.view.list.show_rows(listed(rows, due, answered_open=self._answered_open))
        found = any(self.view.list.choose(key) for key in (wanted, here) if key is not None)
        if not found:
            self.view.list.choose_first()
        self.view.list.blockSignals(False)
        self._open(self.view.list.current_key)
        if self.view.tabs.choice != PROMPTS:
            self.record.refresh()

    def _open(self, key: object) -> None:
        if not isinstance(key, int):
            self.view.show_opened(self._shown is not None)
            return
        self._keep_typed()
        try:
            self._shown = why = self._prompting.why(PromptId(key))
        except DeskError as error:
            self._context.shell.show_message(str(error))
            return
        self._show_argument(why)
        self._show_answer(why)
        self.view.show_opened(True)
        self._show_hint()

    def _show_hint(self) -> None:
        """Name the keys that do something here: safety is neither put off nor declined."""
        tab, why = self.view.tabs.choice, self._shown
        hint = _HINTS[tab]
        if tab == PROMPTS and why is not None:
            if self.view.answer.asks_reason:
                hint = _REASON_HINT
            elif why.row.prompt.waits:
                hint = _SAFETY_HINT if why.row.rule.urgency is Urgency.SAFETY else _OPEN_HINT
            elif _is_due(why):
                hint = _DUE_HINT
        self.hint_changed.emit(hint)

    def _keep_typed(self) -> None:
        """Keep what was typed about the prompt shown: a look elsewhere, or the lock, takes nothing away."""
        prompt = self._shown.row.prompt if self._shown else None
        if prompt is not None and self.view.answer.typed != typed_for(prompt):
            self._put_typed(prompt.id)
        self._keeper.flush()

    def _put_typed(self, prompt: PromptId) -> None:
        self._keeper.put(prompt, self.view.answer.typed, partial(self._save_typed, prompt))

    def _save_typed(self, prompt: PromptId, typed: Typed) -> None:
        self._context.desk.answering.keep_typed(prompt, typed)

    def _show_argument(self, why: Why) -> None:
        catalogue = self._context.desk.catalogue
        ratings, caveat = ratings_seen(why, catalogue), caveat_of(why, catalogue)
        way_on = self.ways_on.make(why)
        self.view.argument.show_why(why, ratings, caveat, narrow=self._narrow, way_on=way_on)
        if self._declined is not None:
            self._declined.cancel()
        self._declined = None
        may_be_declined = why.row.rule.urgency is not Urgency.SAFETY
        if may_be_declined and why.followed and why.row.prompt.status in ACCEPTED:
            read = partial(self._context.desk.own_record.after_declining, why.row.rule.id)
            self._declined = self._context.jobs.run(
                read, partial(self._show_declined, why.row.prompt.id), self._on_declined_failed, "Reading what followed"
            )

    def _show_declined(self, prompt: PromptId, found: Tally) -> None:
        followed = self.view.argument.followed
        if self._shown is not None and self._shown.row.prompt.id == prompt and followed is not None:
            followed.show_declined(declined_words(found))

    def _on_declined_failed(self, fault: Exception) -> None:
        if not isinstance(fault, Cancelled | DeskError):
            raise fault

    def _show_answer(self, why: Why) -> None:
        prompt, answer, urgency = why.row.prompt, self.view.answer, why.row.rule.urgency
        typed = self._keeper.value(prompt.id, typed_for(prompt))
        if prompt.waits:
            put_off = prompt.status is PromptStatus.DEFERRED
            answer.show_open(
                why.row.client.code,
                why.next_session,
                why.review_session,
                deferred_until=prompt.until if put_off else None,
                both_sides=urgency is Urgency.RELATIONSHIP,
                safety=urgency is Urgency.SAFETY,
                typed=typed,
            )
            return
        answer.show_decided(
            *decision(why), asks_outcome=_is_due(why), muted=why.mute is not None, outcome=typed.outcome
        )

    # What the clinician does

    def _on_list_chosen(self, key: object) -> None:
        self._open(key)

    def _on_list_opened(self, key: object) -> None:
        if key == ANSWERED_KEY:
            self._answered_open = not self._answered_open
            self._refresh()
        else:
            self.view.answer.focus_first()

    def _on_chooser_chosen(self, edition: Edition) -> None:
        preferences = self._context.desk.preferences
        self.view.chooser.show_edition(preferences.edition)
        if edition is not preferences.edition:
            # What it would do to the prompts is shown there, before it is applied.
            self._context.shell.go("settings", section="evidence", edition=edition.value)

    def _on_session_asked(self, _nothing: None) -> None:
        if self._shown is None:
            return
        number = self._shown.row.prompt.session
        session = next((one for one in self._shown.analysis.history.sessions if one.number == number), None)
        if session is not None:
            self._context.shell.go("debrief", session=session.id)

    def _on_trends_asked(self, _nothing: None) -> None:
        if self._shown is not None:
            self._context.shell.go("client", client=self._shown.row.client.id, tab="trends")

    def _on_point_asked(self, point: Point) -> None:
        place = place_of(point, self._shown.analysis, self._context.desk.catalogue) if self._shown else None
        if place is not None:
            self._context.shell.go(place[0], **place[1])

    def _on_debrief_asked(self) -> None:
        self.dialog = start_debrief(self._context, self._shown.row.client.id if self._shown else None)

    def _on_tabs_chosen(self, tab: str) -> None:
        self.view.front(tab)
        self._show_hint()
        if tab != PROMPTS:
            self.record.refresh()

    def _on_accepted(self, said: Acceptance) -> None:
        def accept(prompt: PromptId) -> None:
            answering = self._context.desk.answering
            answering.accept(prompt, said.intention, own_part=said.own_part, client_part=said.client_part)

        self._answer(accept)

    def _on_reason_asked(self, _nothing: None) -> None:
        """The reason is asked for now, or not any more."""
        self._show_hint()

    def _on_risk_asked(self, _nothing: None) -> None:
        self.ways_on.open_risk_record()

    def _on_deferred(self, until: int) -> None:
        self._answer(lambda prompt: self._context.desk.answering.defer(prompt, until))

    def _on_declined(self, said: Refusal) -> None:
        answering, shown = self._context.desk.answering, self._shown
        if said.mute and shown is not None:
            self._answer(lambda _: answering.mute(shown.row.client.id, shown.row.rule.id, said.reason))
        else:
            self._answer(lambda prompt: answering.decline(prompt, said.reason))

    def _intend(self, way: str) -> None:
        """Put a way to go about it where the clinician says what is intended; it can be changed there."""
        line = self.view.answer.answer.intention
        if line.isVisible():
            line.setText(f"{line.text()}, {way}" if line.text() else way)
            line.setFocus()
            self._on_answer_edited(None)

    def _on_answer_edited(self, _nothing: None) -> None:
        if self._shown is not None:
            self._put_typed(self._shown.row.prompt.id)

    def _on_reviewed(self, outcome: str) -> None:
        self._answer(lambda prompt: self._context.desk.following.review(prompt, outcome))

    def _on_unmuted(self, _nothing: None) -> None:
        mute = self._shown.mute if self._shown else None
        if mute is not None:
            self._answer(lambda _: self._context.desk.answering.unmute(mute.id))

    def _answer(self, answer: Callable[[PromptId], None]) -> None:
        if self._shown is None:
            return
        prompt = self._shown.row.prompt.id
        self._keeper.flush()

        def keep() -> None:
            answer(prompt)
            self._shown = None  # what was typed has become the answer

        if self._keep(keep):
            self.view.list.setFocus()

    def _keep(self, keep: Callable[[], None]) -> bool:
        """Do ``keep`` and say that it is saved; return False when it was refused, with what was typed in its place."""
        try:
            keep()
        except DeskError as error:
            self._context.shell.show_message(str(error), key="prompts")
            return False
        self._context.shell.clear_message("prompts")
        self._context.shell.status.show_saved(self._context.desk.now().time())
        self._refresh()
        return True

    def _on_hub_changed(self, published: Published) -> None:
        changes = published.changes
        if self._keeper.writing or not self.isVisible() or self.view.answer.is_begun:
            return
        if changes.prompts or changes.settings:
            self._refresh()


def _is_due(why: Why) -> bool:
    """Whether it is time to look back on it."""
    return why.row.prompt.status is PromptStatus.ACCEPTED and why.since >= REVIEW_AFTER
