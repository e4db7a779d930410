"""The day laid out: what to go on with and the prompts at the left, what is due at the right."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.pages.today.backup_panel import BackupPanel
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.search_button import SearchButton

NOTHING_WAITS = "Nothing waits. Start with a client or a debrief."
NO_PROMPTS = "No prompts are open."
_SIDE, _NARROW_SIDE = 420, 352
_TWO_COLUMNS = 860
"""Below this window width, in pixels at normal text size, the right column goes below the left one."""
_STACKED_LIST = 240
_ANY = 16777215  # Qt's own largest width


class ResumePanel(Panel):
    """The one thing to go on with."""

    def __init__(self) -> None:
        super().__init__(bar=True, padded=True)
        self.what, self.state = Label(role="strong"), YieldingLabel()
        self.button = Button("Open draft", key="Return")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.what)
        words.addWidget(self.state)
        row = QHBoxLayout()
        row.setSpacing(theme.S16)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.body.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_draft(self, what: str, state: str) -> None:
        """Say which session it is and how far it has come."""
        self.what.show_text(what)
        self.state.show_text(state)
        self.setAccessibleName(what)
        self.button.setAccessibleName(f"Open draft. {what}. {state}")


class ShortPanel(Panel):
    """One short list with its count; it is not there when nothing is in it."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.list = RowList(title, fits=True)
        self.body.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row], count: int) -> None:
        """Show ``rows``, which stand for ``count`` matters."""
        self.list.show_rows(rows)
        self.show_count(count)
        self.setVisible(bool(rows))


class TodayView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Today")
        self.debrief = Button("Debrief", "primary", icon="plus", key="Ctrl+D")
        self.head.add_action(SearchButton())
        self.head.add_action(self.debrief)
        self.resume = ResumePanel()
        self.prompts = Panel("Prompts")
        self.all_prompts = Button("All prompts", "link")
        self.prompts.add_action(self.all_prompts)
        self.list = RowList("Prompts, most urgent first")
        self.no_prompts = EmptyState(NO_PROMPTS)
        self.prompts.body.addWidget(self.list)
        self.prompts.body.addWidget(self.no_prompts)
        self.nothing = Panel()
        self.empty = EmptyState(NOTHING_WAITS, "New client", icon="plus")
        self.nothing.body.addWidget(self.empty)
        self.to_sign, self.due = ShortPanel("To sign"), ShortPanel("Due for feedback")
        self.not_seen = ShortPanel("Not seen lately")
        self.backup = BackupPanel()
        self.left, self.side, self._across = QWidget(), QWidget(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.set_narrow(False)

    def _lay_out(self) -> None:
        left, right, across = QVBoxLayout(self.left), QVBoxLayout(self.side), self._across
        for layout in (left, right, across):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.S16)
        left.addWidget(self.resume)
        left.addWidget(self.prompts, 1)
        left.addWidget(self.nothing, 1)
        for panel in (self.to_sign, self.due, self.not_seen, self.backup):
            right.addWidget(panel)
        right.addStretch(1)
        across.addWidget(self.left, 1)
        across.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(across, 1)
        order = (
            *(self.resume.button, self.list, self.all_prompts, self.to_sign.list, self.due.list),
            *(self.not_seen.list, self.backup.button, self.debrief),
        )
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_narrow(self, narrow: bool) -> None:
        """Give the prompts more of the width; with large text the right column goes below."""
        stacked = self.window().width() < theme.scaled(_TWO_COLUMNS)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if stacked else across)
        width = theme.scaled(_NARROW_SIDE if narrow else _SIDE)
        self.side.setMinimumWidth(0 if stacked else width)
        self.side.setMaximumWidth(_ANY if stacked else width)
        self.list.setMinimumHeight(theme.scaled(_STACKED_LIST if stacked else 62))

    def show_prompts(self, rows: Sequence[Row], open_now: int) -> None:
        """Show the prompts that wait, or that there are none."""
        self.list.show_rows(rows)
        self.prompts.show_title("Prompts", f"{open_now} open, most urgent first" if open_now else "none open")
        self.list.setVisible(bool(rows))
        self.no_prompts.setVisible(not rows)

    def show_nothing_waits(self, nothing: bool) -> None:
        """Show that nothing waits in place of empty lists."""
        self.prompts.setVisible(not nothing)
        self.nothing.setVisible(nothing)
