"""The plan tab laid out: what it is for on the left, what is done about it on the right."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.services.plan_view import PlanView
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client import plan_words as words
from relationship_desk.ui.pages.client.goals import GoalsPanel
from relationship_desk.ui.pages.client.plan_list import PlanList
from relationship_desk.ui.pages.client.plan_table import PlannedPanel
from relationship_desk.ui.widgets.paper import Paper

_COLUMNS = (17, 21)
"""How the two columns share the width: the table of what was delivered needs more."""


class PlanParts(QScrollArea):
    """Every part of the plan, in two columns or, in a small window, in one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.course = QComboBox()
        self.course.setAccessibleName("Course")
        self.concerns = PlanList("Concerns", words.NO_CONCERNS, "Add concern")
        self.goals = GoalsPanel()
        self.preferences = PlanList("Preferences", words.NO_PREFERENCES, "Add preference")
        self.planned = PlannedPanel()
        self.homework = PlanList("Homework", words.NO_HOMEWORK, shortens=True)
        self.adaptations = PlanList("Adaptations", words.NO_ADAPTATIONS, "Add adaptation")
        page = Paper()
        whole, across = QVBoxLayout(page), QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.S12)
        whole.addWidget(self.course, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addLayout(across, 1)
        across.setSpacing(theme.S16)
        self._across, self._columns = across, (QVBoxLayout(), QVBoxLayout())
        for column, share in zip(self._columns, _COLUMNS, strict=True):
            column.setSpacing(theme.S16)
            column.addStretch(1)
            across.addLayout(column, share)
        self._in_order = self._aims + self._means
        self.set_narrow(False)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    @property
    def _aims(self) -> tuple[PlanList | GoalsPanel | PlannedPanel, ...]:
        return (self.concerns, self.goals, self.preferences)

    @property
    def _means(self) -> tuple[PlanList | GoalsPanel | PlannedPanel, ...]:
        return (self.planned, self.homework, self.adaptations)

    def set_narrow(self, narrow: bool) -> None:
        """Fit a window below 1200 px."""
        left, right = self._columns
        below = (self.concerns, self.goals, self.planned, self.homework, self.preferences, self.adaptations)
        for panel in below:
            left.removeWidget(panel)
            right.removeWidget(panel)
        for panel in below if narrow else self._aims:
            left.insertWidget(left.count() - 1, panel)
        for panel in () if narrow else self._means:
            right.insertWidget(right.count() - 1, panel)
        self._across.setStretch(1, 0 if narrow else _COLUMNS[1])
        self._in_order = below if narrow else self._aims + self._means
        self._order_stops()

    def show_plan(self, plan: PlanView, catalogue: Catalogue) -> None:
        """Show ``plan``; that of a course that is over says so by its days."""
        self.course.clear()
        for course in reversed(plan.courses):
            self.course.addItem(words.course_words(course), course.id)
        if plan.course is not None:
            self.course.setCurrentIndex(self.course.findData(plan.course.id))
        self.course.setVisible(len(plan.courses) > 1)
        present = sorted(plan.concerns, key=lambda one: one.resolved_on is not None)
        self.concerns.show_rows([words.concern_row(one) for one in present])
        self.goals.show_goals(plan.goals, plan.today)
        self.preferences.show_rows([words.preference_row(one) for one in plan.preferences])
        self.planned.show_planned(plan.planned)
        self.homework.show_title("Homework", words.homework_count(plan.homework))
        self.homework.show_rows([words.homework_row(one) for one in plan.homework])
        self.adaptations.show_rows([words.adaptation_row(one, catalogue) for one in plan.adaptations])
        if self.adaptations.add is not None:
            self.adaptations.add.set_blocked("" if plan.last_session else words.NO_SESSION)
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go through the parts as they are read."""
        stops = (self.course, *(stop for panel in self._in_order for stop in panel.stops))
        for before, after in itertools.pairwise(stops):
            QWidget.setTabOrder(before, after)
