"""The prompts tab: this client's prompts by state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.domain.ids import PromptId
from relationship_desk.domain.prompt import Mute
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.rule import Urgency
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.prompt_rows import PromptRow
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.guided_review import GuidedReviewReading
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.words import PROMPT_ICONS, PROMPT_WORDS
from relationship_desk.ui.terms import rule_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.label import Tone
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row, section
from relationship_desk.ui.widgets.row_list import RowList

_NONE_CHOSEN = "Choose a muted rule in the list first."
NO_PROMPTS = "No prompts yet. They open when a session is signed."
_TONES: dict[Urgency, Tone] = {
    Urgency.SAFETY: "risk",
    Urgency.RELATIONSHIP: "attention",
    Urgency.ROUTINE: "notice",
}


class PromptsTab(ClientTab):
    """Return opens a prompt on the page of prompts."""

    hint = "Up and down choose a prompt, Return opens it"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.list = RowList("Prompts of this client by state", selects=True)
        self.unmute = Button("Let the rule speak again")
        panel, nothing = Panel(), Panel()
        panel.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        panel.body.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
        foot.addWidget(self.unmute)
        foot.addStretch(1)
        panel.body.addLayout(foot)
        nothing.body.addWidget(EmptyState(NO_PROMPTS))
        self._stack = QStackedWidget()
        self._stack.addWidget(panel)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.opened.connect(self._on_list_opened)
        self.list.chosen.connect(self._on_list_chosen)
        self.unmute.clicked.connect(self._on_unmute_clicked)

    @override
    def show_client(self, analysis: Analysis) -> None:
        client = analysis.history.client_id
        rows = self._context.desk.prompting.rows(client)
        reviews = [_review_row(one) for one in self._context.desk.guided_reviews.of(client)]
        muted = [_mute_row(one) for one in self._context.desk.answering.muted(client)]
        self._stack.setCurrentIndex(0 if rows or reviews or muted else 1)
        self.unmute.setVisible(bool(muted))
        silent = [section(f"Muted rules, {len(muted)}"), *muted] if muted else []
        done = [section(f"Guided reviews, {len(reviews)}"), *reviews] if reviews else []
        self.list.show_rows([*_by_state(rows), *silent, *done])
        self._on_list_chosen(self.list.current_key)

    @override
    def first_focus(self) -> QWidget:
        return self.list

    def _on_list_opened(self, key: object) -> None:
        if isinstance(key, int):
            self._context.shell.go("prompts", prompt=PromptId(key))
        elif isinstance(key, GuidedReview):
            GuidedReviewReading(self._context, key).open()

    def _on_list_chosen(self, key: object) -> None:
        self.unmute.set_blocked("" if isinstance(key, Mute) else _NONE_CHOSEN)

    def _on_unmute_clicked(self) -> None:
        chosen = self.list.current_key
        if not isinstance(chosen, Mute):
            return
        try:
            self._context.desk.answering.unmute(chosen.id)
        except DeskError as error:
            self._context.shell.show_message(str(error))
            return
        self._context.shell.status.show_saved(self._context.desk.now().time())
        self.list.setFocus()


def _mute_row(mute: Mute) -> Row:
    """A rule that is silent for this client, and why."""
    rule = all_rules().get(mute.rule)
    title = f"{mute.rule}, {rule.title.lower()}" if rule else str(mute.rule)
    return Row(mute, title, f"Because: {mute.reason}", right=f"Since {short_day(mute.muted_on)}", icon="pause")


def _review_row(one: GuidedReview) -> Row:
    """A guided review in the list: when, and what was decided."""
    said = one.decided or "Nothing decided."
    return Row(one, f"After session {one.session}", said, right=short_day(one.reviewed_on), icon="page")


def prompt_row(row: PromptRow) -> Row:
    """A prompt in a list: its suggestion, and the points under it."""
    prompt = row.prompt
    is_open = prompt.status is PromptStatus.OPEN
    until = prompt.status is PromptStatus.DEFERRED and prompt.until is not None
    return Row(
        prompt.id,
        row.sentence.removesuffix("."),
        _decided(row) or row.data,
        right=f"Until session {prompt.until}" if until else prompt.place.capitalize(),
        icon=row.rule.icon if is_open else PROMPT_ICONS[prompt.status],
        tone=_TONES[row.rule.urgency] if is_open else "text",
        quiet=prompt.status in (PromptStatus.DECLINED, PromptStatus.WITHDRAWN),
        term=rule_term(row.rule),
    )


def _by_state(rows: Sequence[PromptRow]) -> list[Row]:
    listed: list[Row] = []
    for status in PromptStatus:
        found = [prompt_row(row) for row in rows if row.prompt.status is status]
        listed += [section(f"{PROMPT_WORDS[status]}, {len(found)}"), *found] if found else []
    return listed


def _decided(row: PromptRow) -> str:
    prompt = row.prompt
    if not prompt.is_answered:
        return ""
    if prompt.reason:
        return f"Because: {prompt.reason}"
    if prompt.outcome and prompt.status is PromptStatus.REVIEWED:
        return f"What came of it: {prompt.outcome}"
    return f"Intended: {prompt.intention}" if prompt.intention else ""
