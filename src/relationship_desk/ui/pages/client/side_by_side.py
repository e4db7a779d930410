"""First, previous and current session of every element side by side, in the place of the plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.days import short_day
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, ElementId
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.client.comparison_lines import HEADINGS, rating_lines, total_lines
from relationship_desk.ui.pages.client.rows_table import LinesTable
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel

TITLE = "Side by side"
KEY = "C"
NOTHING = "Nothing in this course was rated up to session {session}."
HOW = (
    "First and previous are the sessions of this course in which it was rated. Within own range: less than the look "
    "level of the own baseline. A questionnaire counts from its reliable change on."
)
_CLOSE = 880
"""Pixels at normal text size below which the words of both differences would be cut."""
_SHARES = (0.125, 0.109, 0.127, 0.137, 0.251, 0.251)
_CLOSE_SHARES = (0.19, 0.13, 0.16, 0.16, 0.36, 0.0)
"""The difference from the session just before gives way: both values stand side by side."""
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SideBySide(Panel):
    """Shows one session against the earlier ones of its course; asks for everything that lies outside."""

    session_asked: Event[int] = Event(int)
    """The person wants another session at hand; carries its number."""
    element_asked: Event[str] = Event(str)
    """The person wants to see the plot of that element."""
    plot_asked: Event[None] = Event(object)
    """The person wants the plots back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, " ", parent=parent)
        self._history: History | None = None
        self._session = 0
        self.course = QComboBox()
        self.course.setAccessibleName("Course")
        self.before, self.after = (
            Button("Session before", "icon", icon="chevron-left", key="Left"),
            Button("Next session", "icon", icon="chevron-right", key="Right"),
        )
        self.plot = Button("Plots", icon="pulse", key=KEY)
        for action in (self.course, self.before, self.after, self.plot):
            self.add_action(action)
        self.table = LinesTable("First, previous and current session of each element", HEADINGS, _SHARES, row_height=30)
        self.table.set_close_shares(_CLOSE_SHARES, _CLOSE)
        self.nothing, self.how = Label(tone="muted"), Label(HOW, tone="muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.how.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S8)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.how)
        self.table.installEventFilter(self)
        self.table.opened.connect(self._on_table_opened)
        self.course.activated.connect(self._on_course_activated)
        self.before.clicked.connect(self._on_before_clicked)
        self.after.clicked.connect(self._on_after_clicked)
        self.plot.clicked.connect(self._on_plot_clicked)

    def show_session(
        self,
        analysis: Analysis,
        catalogue: Catalogue,
        answered: Sequence[MeasureCourse],
        codes: Mapping[ClientId, str],
        session: int,
    ) -> None:
        """Put session number ``session`` at hand; ``answered`` are the questionnaires, ``codes`` name the members."""
        history = self._history = analysis.history
        self._session = session
        lines = rating_lines(analysis, catalogue.elements.values(), session)
        lines += total_lines(analysis, answered, session, codes)
        self.table.show_lines(lines)
        if lines and self.table.current_key is None:
            self.table.choose_first()
        self.nothing.show_text(NOTHING.format(session=session))
        for part in (self.table, self.how):
            part.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        at = next((one for one in history.attended if one.number == session), None)
        when = f", {short_day(at.held_on)}, week {history.week(at.held_on)}" if at else ""
        self.show_title(TITLE, f"Session {session}{when}")
        numbers = self._numbers
        self.before.set_blocked("This is the first session." if session == numbers[0] else "")
        self.after.set_blocked("This is the newest session." if session == numbers[-1] else "")
        self._show_courses(history, None if at is None else at.course)

    def choose(self, element: ElementId | None) -> None:
        """Go to the first line of ``element``, where it has one."""
        for line in self.table.model_of_lines.lines:
            if isinstance(line.key, tuple) and line.key[0] == element:
                self.table.choose(line.key)
                return

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let left and right mean the session, as in the plot, and not the column."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.table:
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            return (bare and self._take(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    # Inside

    @property
    def _numbers(self) -> list[int]:
        return [one.number for one in self._history.attended] if self._history else []

    def _take(self, key: int) -> bool:
        """Do what ``key`` means here; False when it means nothing."""
        numbers = self._numbers
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key == Qt.Key.Key_Home:
            self._ask(numbers[0])
        elif key == Qt.Key.Key_End:
            self._ask(numbers[-1])
        elif key == Qt.Key.Key_C:
            self.plot_asked.emit(None)
        else:
            return False
        return True

    def _show_courses(self, history: History, course: int | None) -> None:
        self.course.clear()
        newest = {one.course: one.number for one in history.attended}
        for one in history.courses:
            if one.id in newest:
                self.course.addItem(f"Course {one.number}", newest[one.id])
                if one.id == course:
                    self.course.setCurrentIndex(self.course.count() - 1)
        self.course.setVisible(self.course.count() > 1)

    def _ask(self, session: int) -> None:
        if session != self._session:
            self.session_asked.emit(session)

    def _step(self, step: int) -> None:
        numbers = self._numbers
        self._ask(numbers[max(0, min(numbers.index(self._session) + step, len(numbers) - 1))])

    def _on_table_opened(self, _row: int) -> None:
        key = self.table.current_key
        if isinstance(key, tuple):  # a questionnaire has no plot here
            self.element_asked.emit(key[0])

    def _on_course_activated(self, index: int) -> None:
        self._ask(int(self.course.itemData(index)))

    def _on_before_clicked(self) -> None:
        self._step(-1)

    def _on_after_clicked(self) -> None:
        self._step(1)

    def _on_plot_clicked(self) -> None:
        self.plot_asked.emit(None)
