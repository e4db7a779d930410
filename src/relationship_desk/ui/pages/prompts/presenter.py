"""What the prompts page does: list by state, open one, keep the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.days import day_and_month
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import PromptId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.prompts.rule import Urgency
from relationship_desk.services.prompting import PromptRow, Why
from relationship_desk.settings.definitions import EDITION
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.pages.prompts.because import ratings_seen
from relationship_desk.ui.pages.prompts.view import PromptsView
from relationship_desk.ui.shell.page import KeyLine, Page
from relationship_desk.ui.terms import term
from relationship_desk.ui.widgets.label import Tone
from relationship_desk.ui.widgets.row_delegate import Row, section

ANSWERED_KEY = "answered"
_OPEN, _DEFERRED, _TO_REVIEW, _ACCEPTED = "Open", "Deferred", "To review", "Accepted"
_ANSWERED = (PromptStatus.DECLINED, PromptStatus.WITHDRAWN, PromptStatus.REVIEWED)
_HINT = "Up and down choose a prompt, Alt+A accepts, Alt+F defers, Alt+D declines"
_TONES: dict[Urgency, Tone] = {
    Urgency.SAFETY: "risk",
    Urgency.RELATIONSHIP: "attention",
    Urgency.ROUTINE: "notice",
}


class PromptsPage(Page):
    """``prompt`` in the place to arrive at opens that prompt."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._prompting = context.desk.prompting
        self.view = PromptsView()
        self.column.addWidget(self.view)
        self._titles = {one.id: one.title for one in context.desk.catalogue.elements.values()}
        self._shown: Why | None = None
        self._answered_open = self._narrow = False
        view = self.view
        view.list.chosen.connect(self._on_list_chosen)
        view.list.opened.connect(self._on_list_opened)
        view.chooser.chosen.connect(self._on_chooser_chosen)
        view.argument.session_asked.connect(self._on_session_asked)
        view.argument.trends_asked.connect(self._on_trends_asked)
        view.answer.accepted.connect(self._on_accepted)
        view.answer.deferred.connect(self._on_deferred)
        view.answer.declined.connect(self._on_declined)
        context.hub.changed.connect(self._on_hub_changed)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        self.hint_changed.emit(_HINT)
        wanted = where.get("prompt")
        self._refresh(PromptId(wanted) if isinstance(wanted, int) else None)

    @override
    def first_focus(self) -> QWidget:
        return self.view.list if self.view.list.rows else self.view.chooser

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.view.list, self.view.argument, self.view.answer, self.view.head)

    @override
    def go_back(self) -> bool:
        if not self.view.answer.asks_reason:
            return False
        self.view.answer.back_to_answers()
        return True

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Alt+A", "Accept, with what you intend"),
            KeyLine("Alt+F", "Defer until the next session"),
            KeyLine("Alt+D", "Decline with a reason"),
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
        if wanted is not None and any(row.prompt.id == wanted and row.prompt.status in _ANSWERED for row in rows):
            self._answered_open = True
        here = self.view.list.current_key
        self.view.list.blockSignals(True)
        due = self._context.desk.following.to_review()
        self.view.list.show_rows(_listed(rows, due, answered_open=self._answered_open))
        found = any(self.view.list.choose(key) for key in (wanted, here) if key is not None)
        if not found:
            self.view.list.choose_first()
        self.view.list.blockSignals(False)
        self._open(self.view.list.current_key)

    def _open(self, key: object) -> None:
        if not isinstance(key, int):
            return
        try:
            self._shown = why = self._prompting.why(PromptId(key))
        except DeskError as error:
            self._context.shell.show_message(str(error))
            return
        self._show_argument(why)
        self._show_answer(why)

    def _show_argument(self, why: Why) -> None:
        entry = self._context.desk.catalogue.entry(why.row.rule.evidence)
        caveat = (
            f"A correlation. It does not say that {_raising(why)} will raise the outcome."
            if isinstance(entry, Element)
            else "A finding about groups. It does not say what will help this client."
        )
        ratings = ratings_seen(why, self._titles)
        self.view.argument.show_why(why, ratings, caveat, narrow=self._narrow)

    def _show_answer(self, why: Why) -> None:
        prompt, answer = why.row.prompt, self.view.answer
        if prompt.status is PromptStatus.OPEN:
            answer.show_open(why.next_session, why.review_session)
        elif prompt.status is PromptStatus.DEFERRED:
            answer.show_open(why.next_session, why.review_session, f"Deferred until session {prompt.until}.")
        else:
            answer.show_decided(*_decision(prompt))
        safety = why.row.rule.urgency is Urgency.SAFETY
        answer.defer.setVisible(not safety)
        answer.choose_session.setVisible(not safety)
        menu = answer.choose_session.menu()
        if menu is not None:
            menu.triggered.connect(self._on_menu_triggered)

    # What the clinician does

    def _on_list_chosen(self, key: object) -> None:
        self._open(key)

    def _on_list_opened(self, key: object) -> None:
        if key == ANSWERED_KEY:
            self._answered_open = not self._answered_open
            self._refresh()
        elif self.view.answer.intention.isVisible():
            self.view.answer.intention.setFocus()

    def _on_chooser_chosen(self, edition: Edition) -> None:
        def keep() -> None:
            self._context.desk.preferences.set(EDITION, edition.value)

        self._keep(keep)

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

    def _on_menu_triggered(self, action: QAction) -> None:
        self._on_deferred(int(action.data()))

    def _on_accepted(self, intention: str) -> None:
        self._answer(lambda prompt: self._context.desk.answering.accept(prompt, intention))

    def _on_deferred(self, until: int) -> None:
        self._answer(lambda prompt: self._context.desk.answering.defer(prompt, until))

    def _on_declined(self, reason: str) -> None:
        self._answer(lambda prompt: self._context.desk.answering.decline(prompt, reason))

    def _answer(self, answer: Callable[[PromptId], None]) -> None:
        if self._shown is None:
            return
        prompt = self._shown.row.prompt.id
        if self._keep(lambda: answer(prompt)):
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
        typing = bool(self.view.answer.intention.text() or self.view.answer.reason.text())
        if self.isVisible() and not typing and (changes.prompts or changes.settings):
            self._refresh()


def _listed(rows: Sequence[PromptRow], due: Collection[PromptId], *, answered_open: bool) -> list[Row]:
    """Return the list: open by urgency, deferred, to review, and the answered ones folded under one line."""
    shown: list[Row] = []
    for title in (_OPEN, _DEFERRED, _TO_REVIEW, _ACCEPTED):
        found = [_row(row) for row in rows if _group(row.prompt, due) == title]
        shown += [section(title), *found] if found else []
    answered = [_row(row) for row in rows if row.prompt.status in _ANSWERED]
    if answered:
        icon = "chevron-down" if answered_open else "chevron-right"
        state = "shown" if answered_open else "hidden"
        shown.append(
            Row(ANSWERED_KEY, f"Answered, {len(answered)}", icon=icon, said=f"Answered, {len(answered)}, {state}")
        )
    return shown + (answered if answered_open else [])


def _group(prompt: Prompt, due: Collection[PromptId]) -> str:
    if prompt.status is PromptStatus.ACCEPTED:
        return _TO_REVIEW if prompt.id in due else _ACCEPTED
    return {PromptStatus.OPEN: _OPEN, PromptStatus.DEFERRED: _DEFERRED}.get(prompt.status, "")


def _row(row: PromptRow) -> Row:
    prompt, rule = row.prompt, row.rule
    right, icon, tone = f"Session {prompt.session}", rule.icon, _TONES[rule.urgency]
    if prompt.status is PromptStatus.DEFERRED:
        right, icon, tone = f"until {prompt.until}", "pause", "notice"
    elif prompt.status is PromptStatus.ACCEPTED:
        icon, tone = "flag", "success"
    quiet = prompt.status in _ANSWERED
    said = f"{rule.title}, {row.client.code}, {right}, {prompt.status.value}"
    about = term("entry", rule.evidence)
    return Row(
        prompt.id, rule.title, row.client.code, right=right, icon=icon, tone=tone, quiet=quiet, said=said, term=about
    )


def _raising(why: Why) -> str:
    return {"rupture-repair": "repair"}.get(why.row.rule.evidence, "raising a rating")


def _decision(prompt: Prompt) -> tuple[str, str]:
    """Return what was decided and, in the clinician's words, why."""
    on = _day(prompt.answered_on)
    if prompt.status is PromptStatus.ACCEPTED:
        return f"Accepted{on}.", f"Intended: {prompt.intention}" if prompt.intention else ""
    if prompt.status is PromptStatus.DECLINED:
        return f"Declined{on}.", f"Because: {prompt.reason}" if prompt.reason else ""
    if prompt.status is PromptStatus.WITHDRAWN:
        return f"Withdrawn{on}.", "Its points no longer held."
    intended = f"Intended: {prompt.intention}\n" if prompt.intention else ""
    return f"Reviewed{on}.", f"{intended}{prompt.outcome}".strip()


def _day(day: date | None) -> str:
    return f" on {day_and_month(day)}" if day else ""
