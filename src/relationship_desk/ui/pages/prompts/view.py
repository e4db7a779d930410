"""The prompts laid out: list and opened prompt, and beside them the clinician's own record and the self-check."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.models.tiers import EDITION_WORDS
from relationship_desk.ui.pages.prompts.answer_bar import AnswerBar
from relationship_desk.ui.pages.prompts.argument import Argument
from relationship_desk.ui.pages.prompts.record_view import OwnRecordView
from relationship_desk.ui.pages.prompts.self_check_view import SelfCheckView
from relationship_desk.ui.shell.regions import focus_into
from relationship_desk.ui.widgets.edition_chooser import EditionChooser
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.tabs import Tabs

NONE_YET = "No prompts yet. They open when a session is signed."
NONE_OPENED = "Nothing waits for an answer. Return on “Answered” in the list shows what was decided."
PROMPTS, RECORD, CHECK = "prompts", "record", "check"
TITLES = {PROMPTS: "Prompts", RECORD: "Own record", CHECK: "Self-check"}
_LIST, _NARROW_LIST = 268, 244
_ARGUMENT = 140
"""Pixels: so much of an opened prompt is seen above its answer, and the page scrolls before that gets less."""


class PromptsView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Prompts")
        self.chooser = EditionChooser(EDITION_WORDS)
        self.head.add_action(self.chooser)
        self.head.add_action(SearchButton())
        self.list = RowList("Prompts by state", selects=True, below=True)
        self.argument = Argument()
        self.answer = AnswerBar()
        self.empty, self.none_opened = EmptyState(NONE_YET), EmptyState(NONE_OPENED)
        self.left, self.right = Panel(), Panel()
        self.left.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        self.left.body.addWidget(self.list)
        self.right.body.addWidget(self.argument, 1)
        self.right.body.addWidget(self.answer)
        self.right.body.addWidget(self.none_opened, 1)
        listed = QWidget()
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
        nothing = Panel()
        nothing.body.addWidget(self.empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(nothing)
        self.tabs = Tabs("What the prompts are and what became of them")
        self.record, self.check = OwnRecordView(), SelfCheckView()
        checking = Panel()
        checking.body.addWidget(self.check)
        self._parts: dict[str, QWidget] = {PROMPTS: self._stack, RECORD: self.record, CHECK: checking}
        for key in self._parts:
            self.tabs.add(key, TITLES[key])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs)
        column.addSpacing(theme.S12)
        for part in self._parts.values():
            column.addWidget(part, 1)
        self.front(PROMPTS)
        self.show_opened(False)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Give the opened prompt more of the width."""
        self.left.setFixedWidth(theme.scaled(_NARROW_LIST if narrow else _LIST))
        self.argument.setMinimumHeight(theme.scaled(_ARGUMENT))
        self.answer.set_narrow(narrow)

    def front(self, tab: str) -> None:
        """Show one tab; the others are hidden, not stacked, or the highest would make every one of them scroll."""
        focus = QApplication.focusWidget()
        inside = focus is not None and any(part.isAncestorOf(focus) for part in self._parts.values())
        for key, part in self._parts.items():
            part.setVisible(key == tab)
        if inside and not focus_into(self._parts[tab]):
            self.tabs.setFocus()

    def show_any(self, there_are_prompts: bool) -> None:
        """Show the list with the opened prompt, or that there is none yet."""
        self._stack.setCurrentIndex(0 if there_are_prompts else 1)

    def show_opened(self, opened: bool) -> None:
        """Show the prompt that is opened, or that none is: there may be only answered ones."""
        self.argument.setVisible(opened)
        self.answer.setVisible(opened)
        self.none_opened.setVisible(not opened)
