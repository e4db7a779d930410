"""The overview tab: where the work stands, at one glance."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import ClientId, PromptId
from relationship_desk.domain.records import Client, Course
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind, ClientStatus, PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.course import CourseDialog
from relationship_desk.ui.pages.client.goals import OpenGoalsPanel
from relationship_desk.ui.pages.client.latest_ratings import HEADINGS, SHARES, latest_lines, newest_rated
from relationship_desk.ui.pages.client.prompts import prompt_row
from relationship_desk.ui.pages.client.risk_strips import risk_strips
from relationship_desk.ui.pages.client.rows_table import LinesTable
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.trend_data import elements_shown
from relationship_desk.ui.pages.client.words import NO_SESSIONS, is_thin, what_holds
from relationship_desk.ui.split_words import split_words
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.strip import Strip

NOTHING = "Nothing stands out."
NO_FOCUS = "No focus yet. Write down what this course works on."
THIN = "Not enough sessions for an own baseline yet."
_COLUMNS = (11, 9)
"""How the two columns share the width: five numbers, each with its session, need more than words that break."""
_MEMBERS = {ClientKind.COUPLE: "Partners", ClientKind.FAMILY: "Family", ClientKind.GROUP: "Members"}


class OverviewTab(ClientTab):
    """Two columns: ratings and plan, what holds and what to do; in a small window one, what holds first.

    ``empty.button`` starts the first debrief.
    """

    hint = "Tab goes through the parts, Return opens the row"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._analysis: Analysis | None = None
        self._course: Course | None = None
        self.course_dialog: QDialog | None = None
        """The last one that asked about a course."""
        self.ratings = LinesTable("Latest ratings", HEADINGS, SHARES, row_height=33, fits=True)
        self.empty = EmptyState(NO_SESSIONS, "Debrief", icon="plus")
        self.prompts = RowList("Open prompts", fits=True)
        self.members = RowList("Members", fits=True)
        self.split = Label(tone="muted", wrap=True)
        """How far apart the members' alliances stood lately."""
        self.goals = OpenGoalsPanel()
        self.edit_focus, self.new_course = Button("Edit focus", "chip"), Button("New course", "chip", icon="plus")
        self.focus, self.plan = Label(wrap=True), Label(wrap=True)
        self.scroller = QScrollArea()
        self._build()
        self.ratings.opened.connect(self._on_ratings_opened)
        self.prompts.opened.connect(self._on_prompts_opened)
        self.members.opened.connect(self._on_members_opened)
        self.edit_focus.clicked.connect(self._on_edit_focus)
        self.new_course.clicked.connect(self._on_new_course)
        self.goals.plan_asked.connect(self._on_plan_asked)

    def _build(self) -> None:
        self.rated = Panel("Latest ratings")
        self.rated.body.addWidget(self.ratings)
        self.rated.body.addWidget(self.empty)
        self.members_panel = Panel("Members")
        self.members_panel.body.addWidget(self.members)
        self.split.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S12)
        self.members_panel.body.addWidget(self.split)
        self.course, self.last_plan = Panel("Course", padded=True), Panel("Plan of the last note", padded=True)
        self.course.body.addWidget(self.focus)
        self.course.add_action(self.edit_focus)
        self.course.add_action(self.new_course)
        self.last_plan.body.addWidget(self.plan)
        self.holds, self.prompts_panel = Panel("What holds now", padded=True), Panel("Open prompts")
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.S8)
        self.holds.body.addLayout(self._said)
        self.prompts_panel.body.addWidget(self.prompts)
        page = Paper()
        self._across = columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.S16)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column, share in zip(self._columns, _COLUMNS, strict=True):
            column.setSpacing(theme.S16)
            column.addStretch(1)
            columns.addLayout(column, share)
        self.set_narrow(False)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.scroller)

    @override
    def first_focus(self) -> QWidget:
        if self.prompts.rows:
            return self.prompts
        begun = bool(self._analysis and self._analysis.history.attended)
        return self.ratings if begun or self.empty.button is None else self.empty.button

    @override
    def set_narrow(self, narrow: bool) -> None:
        left, right = self._columns
        ratings = (self.rated, self.members_panel, self.course, self.last_plan)
        matters = (self.holds, self.prompts_panel, self.goals)
        for panel in (*matters, *ratings):
            left.removeWidget(panel)
            right.removeWidget(panel)
        for panel in (*matters, *ratings) if narrow else ratings:
            left.insertWidget(left.count() - 1, panel)
        self._across.setStretch(1, 0 if narrow else _COLUMNS[1])
        for panel in () if narrow else matters:
            right.insertWidget(right.count() - 1, panel)
        rated = (self.ratings, self.edit_focus, self.new_course)
        order = (self.prompts, *rated) if narrow else (*rated, self.prompts)
        for before, after in itertools.pairwise((*order, self.goals.plan)):
            QWidget.setTabOrder(before, after)

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.rated, self.prompts_panel, self.goals)

    # Showing

    @override
    def show_client(self, analysis: Analysis) -> None:
        self._analysis = analysis
        desk, history = self._context.desk, analysis.history
        elements = elements_shown(analysis, desk.catalogue)
        lines, newest = latest_lines(analysis, elements), newest_rated(analysis, elements)
        self.rated.show_title("Latest ratings", f"session {newest}, or the one named" if newest else "")
        self.ratings.show_lines(lines)
        self.ratings.setVisible(bool(lines))
        begun = bool(history.sessions)
        self.empty.setVisible(not begun)
        self.rated.setVisible(bool(lines) or not begun)
        self._show_findings(analysis)
        rows = desk.prompting.rows(history.client_id)
        listed = [prompt_row(row) for row in rows if row.prompt.status is PromptStatus.OPEN]
        self.prompts.show_rows(listed)
        self.prompts_panel.setVisible(bool(listed))
        self.goals.show_goals(history.goals, desk.today())
        self._show_course(analysis)
        self._show_members(analysis)

    def _show_findings(self, analysis: Analysis) -> None:
        while (item := self._said.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        waiting = risk_strips(self._context, analysis.history.client_id)
        for one in waiting:
            self._said.addWidget(one)
        held = what_holds(analysis, self._context.desk.catalogue)
        for said in held:
            text = f"{said.text}\n{said.also}" if said.also else said.text
            strip = Strip(text, said.meaning, icon=said.icon)
            set_term(strip, "signal", said.signal)
            self._said.addWidget(strip)
        if is_thin(analysis):
            self._said.addWidget(Label(THIN, tone="muted", wrap=True))
        elif not held and not waiting:
            self._said.addWidget(Label(NOTHING, tone="muted", wrap=True))

    def _show_course(self, analysis: Analysis) -> None:
        history = analysis.history
        self._course = course = history.courses[-1] if history.courses else None
        self.course.show_title(f"Course {course.number}" if course else "Course", _course_days(course))
        self.focus.show_text(course.focus if course and course.focus else NO_FOCUS if course else "No course yet.")
        self.edit_focus.setVisible(course is not None)
        ended = history.client.status is ClientStatus.ENDED
        self.new_course.set_blocked("The client has ended. Set the status to active first." if ended else "")
        plan = self._context.desk.reviewing.last_plan(history.client_id)
        self.plan.show_text(plan)
        self.last_plan.setVisible(bool(plan))

    def _show_members(self, analysis: Analysis) -> None:
        client = analysis.history.client
        left = {one.client: one.left_on for one in analysis.history.members if one.group == client.id}
        members = () if client.kind is ClientKind.INDIVIDUAL else self._context.desk.reviewing.members(client.id)
        latest = self._show_split(client) if members else {}
        self.members.show_rows(
            [Row(one.id, one.code, right="left" if left.get(one.id) else latest.get(one.id, "")) for one in members]
        )
        self.members_panel.show_title(_MEMBERS.get(client.kind, "Members"))
        self.members_panel.setVisible(bool(members))

    def _show_split(self, client: Client) -> dict[ClientId, str]:
        """Say how far apart the members stood; return the newest alliance of each in words."""
        alliances = self._context.desk.grouping.alliances(client.id)
        self.split.show_text(split_words(alliances))
        self.split.setVisible(len(alliances.latest) > 1)
        return {
            member: "alliance not rated" if value is None else f"alliance {format_value(value)}"
            for member, value in alliances.latest.items()
        }

    # Going

    def _on_ratings_opened(self, _row: int) -> None:
        if self._analysis is not None:
            self._context.shell.go(
                "client", client=self._analysis.history.client_id, tab="trends", element=self.ratings.current_key
            )

    def _on_prompts_opened(self, key: object) -> None:
        if isinstance(key, int):
            self._context.shell.go("prompts", prompt=PromptId(key))

    def _on_members_opened(self, key: object) -> None:
        if isinstance(key, int):
            self._context.shell.go("client", client=ClientId(key))

    # The course

    def _on_edit_focus(self) -> None:
        self._ask_course(self._course)

    def _on_new_course(self) -> None:
        self._ask_course(None)

    def _ask_course(self, course: Course | None) -> None:
        if self._analysis is not None:
            self.course_dialog = CourseDialog(self._context, self._analysis.history.client_id, course)
            self.course_dialog.open()

    # Goals

    def _on_plan_asked(self, _key: object) -> None:
        if self._analysis is not None:
            self._context.shell.go("client", client=self._analysis.history.client_id, tab="plan")


def _course_days(course: Course | None) -> str:
    """Since when the course runs, or from when to when it ran."""
    if course is None:
        return ""
    began = short_day(course.opened_on)
    return f"{began} to {short_day(course.closed_on)}" if course.closed_on else f"since {began}"
