"""The groups laid out: the list at the left, the chosen one at the right; one below the other in a narrow window."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.models.attention import Attention
from relationship_desk.ui.pages.groups.group_table import GroupsTable, GroupTableModel, list_width
from relationship_desk.ui.pages.groups.member_table import MembersTable, MemberTableModel
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.section_head import SectionHead

NO_GROUPS = "No groups yet. Start with a client of kind group, couple or family."

_NOTE = 40
"""The height, in pixels, of one note at least."""
_BADGES = 3
"""So many findings are named; the client page has them all."""


class ChosenPanel(Panel):
    """One group, couple or family: what holds now, its members, and what can be done."""

    def __init__(self, members: MemberTableModel, parent: QWidget | None = None) -> None:
        super().__init__("Group", parent=parent)
        self.open_client = Button("Open client page", "link")
        self.add_action(self.open_client)
        self.now = QWidget()
        self._badges = FlowLayout(gap=theme.S8)
        self.split = Label(tone="muted", wrap=True)
        self.members = MembersTable(members)
        self.nobody = EmptyState("")
        self.notes_head, self.notes = SectionHead(""), RowList("Notes")
        self.notes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # it scrolls, not the page
        self.notes.setMinimumHeight(theme.scaled(_NOTE))
        self._notes = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.members)
        self._stack.addWidget(self.nobody)
        self.add_member = Button("Add member", key="Alt+M")
        self.leave = Button("Left on ...", key="Alt+L")
        self.attendance = Button("Attendance", key="Alt+A")
        self.attendance.setAccessibleName("Record attendance")
        self._lay_out()

    def _lay_out(self) -> None:
        above = QVBoxLayout(self.now)
        above.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        above.setSpacing(theme.S8)
        above.addLayout(self._badges)
        above.addWidget(self.split)
        actions = QWidget()
        below = QVBoxLayout(actions)
        below.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        line = FlowLayout(gap=theme.S8)
        for button in (self.add_member, self.leave, self.attendance):
            line.addWidget(button)
        below.addLayout(line)
        self.body.addWidget(self.now)
        self.body.addWidget(self._stack, 3)
        noted = QVBoxLayout(self._notes)
        noted.setContentsMargins(0, 0, 0, 0)
        noted.setSpacing(0)
        noted.addWidget(self.notes_head)
        noted.addWidget(self.notes, 1)
        self.body.addWidget(self._notes, 1)
        self.body.addWidget(actions)

    def show_now(self, findings: list[Attention], split: str) -> None:
        """Show what holds now as badges, and how far apart the members stand."""
        while (item := self._badges.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for finding in findings[:_BADGES]:
            badge = Badge(finding.text, finding.meaning, finding.icon)
            set_term(badge, "signal", finding.signal)
            self._badges.addWidget(badge)
        if len(findings) > _BADGES:
            more = Label(f"and {len(findings) - _BADGES} more", tone="muted")
            more.setToolTip(", ".join(finding.text for finding in findings[_BADGES:]))
            self._badges.addWidget(more)
        self.split.show_text(split)
        self.split.setVisible(bool(split))
        self.now.setVisible(bool(split or findings))

    @property
    def badges(self) -> list[str]:
        """The words of the badges shown."""
        items = (self._badges.itemAt(place) for place in range(self._badges.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.text for widget in widgets if isinstance(widget, Badge)]

    def show_notes(self, who: str, rows: Sequence[Row]) -> None:
        """Show the notes about the chosen member; nothing where there is none."""
        self.notes_head.show_text(f"Notes about {who}")
        self.notes.setAccessibleName(f"Notes about {who}")
        self.notes.show_rows(rows)
        self._notes.setVisible(bool(rows))

    def show_members(self, nobody: str) -> None:
        """Show the members, or why there are none."""
        self.nobody.sentence.show_text(nobody)
        self.nobody.setAccessibleName(nobody)
        self._stack.setCurrentWidget(self.nobody if nobody else self.members)


class GroupsView(QWidget):
    """Everything of the page that can be seen."""

    def __init__(self, groups: GroupTableModel, members: MemberTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Groups")
        self.new = Button("New group", icon="plus", key="Ctrl+N")
        self.debrief = Button("Debrief", "primary", icon="plus", key="Ctrl+D")
        self.head.add_action(SearchButton())
        self.head.add_action(self.new)
        self.head.add_action(self.debrief)
        self.table = GroupsTable(groups)
        self.left, self.chosen = Panel(), ChosenPanel(members)
        self.left.body.addWidget(self.table)
        self.empty = EmptyState(NO_GROUPS, "New group", icon="plus")
        self._stack = QStackedWidget()
        listed = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, listed)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(theme.S16)
        self._halves.addWidget(self.left)
        self._halves.addWidget(self.chosen, 1)
        nothing = Panel()
        nothing.body.addWidget(self.empty)
        self._stack.addWidget(listed)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        chosen = self.chosen
        order = (
            self.table,
            chosen.open_client,
            chosen.members,
            chosen.notes,
            chosen.add_member,
            chosen.leave,
            chosen.attendance,
            self.new,
            self.debrief,
        )
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the chosen one below the list."""
        whole = list_width() + 2
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.left.setMinimumWidth(0 if narrow else whole)
        self.left.setMaximumWidth(16_777_215 if narrow else whole)
        self._narrow = narrow
        self.fit_list()

    def fit_list(self) -> None:
        """Above the chosen one the list is as high as its rows, up to three."""
        self.left.setMaximumHeight(self.table.sizeHint().height() + 2 if self._narrow else 16_777_215)

    def show_any(self, there_are_groups: bool) -> None:
        """Show the list with the chosen one, or that there is none yet."""
        self._stack.setCurrentIndex(0 if there_are_groups else 1)
        self.debrief.setVisible(there_are_groups)
        self.new.setVisible(there_are_groups)
