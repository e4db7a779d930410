"""The trends tab: choose an element, walk through its sessions, read them as a table, take them along as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.process import Intervention
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.client import trend_data
from relationship_desk.ui.pages.client.export import Export
from relationship_desk.ui.pages.client.measure_parts import course_key
from relationship_desk.ui.pages.client.rows_table import Cell, Line
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.trend_measures import measure_track, track_title
from relationship_desk.ui.pages.client.trend_modes import KEYS, TrendModes
from relationship_desk.ui.pages.client.trend_rows import TrendRow, csv_text, rows
from relationship_desk.ui.pages.client.trends_view import TrendsView
from relationship_desk.ui.pages.client.words import baseline_words, gap_words
from relationship_desk.ui.plots.extent import Axis
from relationship_desk.ui.plots.reading import formed
from relationship_desk.ui.plots.trend_picture import Shown
from relationship_desk.ui.shell.page import KeyLine

_OF_THE_LIST = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys of the plot that mean the list of elements while that has the focus."""
_OBSERVER = 2
"""Where the observer stands among the numbers of a row."""


class TrendsTab(ClientTab):
    """``element`` and ``session`` in the place to arrive at choose what is in focus."""

    hint = "Left and right move the session, up and down the element"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._analysis: Analysis | None = None
        self._interventions: tuple[Intervention, ...] = ()
        self._courses: dict[str, MeasureCourse] = {}
        self._titles: dict[str, str] = {}
        self._measure = ""
        """The key of the measure below the plot."""
        self.view = view = TrendsView()
        self.modes = TrendModes(context, view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.modes)
        self.modes.session_chosen.connect(self._go_to_session)
        self.modes.element_chosen.connect(self._on_modes_element_chosen)
        view.multiples.current_changed.connect(self._on_element_chosen)
        view.multiples.list.installEventFilter(self)
        view.table.installEventFilter(self)
        view.plot.cursor_moved.connect(self._on_cursor_moved)
        view.plot.session_opened.connect(self._open_session)
        view.plot.shown_changed.connect(self._on_shown_changed)
        view.plot.table_asked.connect(self._on_table_asked)
        view.plot.sight_changed.connect(view.bar.show_sight)
        view.bar.axis.chosen.connect(self._on_axis_chosen)
        view.bar.closer.clicked.connect(self._on_closer_clicked)
        view.bar.farther.clicked.connect(self._on_farther_clicked)
        view.bar.whole.clicked.connect(self._on_whole_clicked)
        view.bar.measure_chosen.connect(self._on_measure_chosen)
        view.table.opened.connect(self._on_table_opened)
        view.table.selectionModel().currentRowChanged.connect(self._on_table_row_changed)
        view.as_table.clicked.connect(self._on_as_table_clicked)
        for box in (*view.perspectives.values(), view.baseline):
            box.toggled.connect(self._on_box_toggled)
        self.export = Export(context, self, view.export, ("png", "svg", "csv"), "trend", self._file_name, self._put)

    @override
    def show_client(self, analysis: Analysis) -> None:
        other = self._analysis is None or self._analysis.history.client_id != analysis.history.client_id
        self._analysis = analysis
        plots = trend_data.small_plots(analysis, trend_data.elements_shown(analysis, self._context.desk.catalogue))
        self.view.multiples.set_plots(plots)
        if other:
            self.view.multiples.set_current(ALLIANCE)
            self.view.plot.show_whole()
        self._read_what_goes_along(analysis)
        self._show_element()
        if other and analysis.history.attended:
            self._go_to_session(analysis.history.attended[-1].number)
        self.modes.show_client(analysis)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        element, session = where.get("element"), where.get("session")
        if isinstance(element, str):
            self.modes.compare(False)
            self._on_modes_element_chosen(element)
        if isinstance(session, int):
            self._go_to_session(session)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.view.set_narrow(narrow)

    @override
    def first_focus(self) -> QWidget:
        return self.modes.side.table if self.modes.compares else self.view.multiples

    @override
    def regions(self) -> Sequence[QWidget]:
        if self.modes.compares:
            return self.modes.regions()
        return (self.view.multiples, self.view.stack, self.view.perspectives[Perspective.CLINICIAN], self.view.bar)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (
            KeyLine("Up, Down", "Element"),
            KeyLine("Left, Right", "Session"),
            KeyLine("Home, End", "First and newest session"),
            KeyLine("Page up, Page down", "Ten sessions back and on, in the plot"),
            KeyLine("+, −", "Fewer or more sessions in view; so does the wheel with Ctrl"),
            KeyLine("0", "All sessions in view"),
            KeyLine("Return", "Open the debrief of the session"),
            KeyLine("T", "Table, and back"),
            KeyLine("1, 2, 3", "Hide or show clinician, client, observer"),
            KeyLine("B", "Hide or show the own baseline"),
            KeyLine("Ctrl+E", "Export"),
            *KEYS,
        )

    @override
    def go_back(self) -> bool:
        if self.modes.go_back():
            return True
        if not self.view.as_table.isChecked():
            return False
        self._show_as_table(False)
        return True

    # Keys that another part of the tab is meant by

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self.view.plot.takes(event):
            return super().eventFilter(watched, event)
        if watched is self.view.multiples.list and event.key() not in _OF_THE_LIST:
            if event.type() == QEvent.Type.KeyPress:
                self.view.plot.keyPressEvent(event)
            event.accept()
            return True
        if watched is self.view.table and event.key() == Qt.Key.Key_T and event.type() == QEvent.Type.KeyPress:
            self._show_as_table(False)
            return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take up and down from the plot: they mean the list of elements."""
        if self.view.plot.hasFocus() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            QApplication.sendEvent(self.view.multiples.list, event)
        else:
            super().keyPressEvent(event)

    # Showing

    @property
    def _element(self) -> Element | None:
        current = self.view.multiples.current
        return self._context.desk.catalogue.elements[current] if current else None

    def _show_element(self) -> None:
        element, analysis = self._element, self._analysis
        if analysis is None:
            return
        element = element or self._context.desk.catalogue.elements[ALLIANCE]
        course = self._courses.get(self._measure)
        track = measure_track(course, analysis.history, self._titles[self._measure]) if course else None
        trend = trend_data.focus_trend(analysis, element, self._interventions, track)
        self.view.show_title(trend.title)
        self.view.plot.set_trend(trend, trend_data.description(trend))
        self.view.bar.show_sight(self.view.plot.sight)
        self.view.table.setAccessibleName(f"{trend.title}, session by session")
        self._fill_table()
        self._show_session()

    def _read_what_goes_along(self, analysis: Analysis) -> None:
        """Interventions and measures: what stands below the plot and is no rating."""
        client = analysis.history.client_id
        desk = self._context.desk
        codes = {one.id: one.code for one in desk.reviewing.members(client)} if analysis.history.members else {}
        found = desk.measuring.administrations(client)
        self._interventions = desk.accompanying.of(client).interventions
        self._courses = {course_key(one): one for one in found}
        self._titles = {key: track_title(one, codes) for key, one in self._courses.items()}
        if self._measure not in self._courses:
            self._measure = next(iter(self._courses), "")
        self.view.bar.show_measures(self._titles, self._measure)

    def _fill_table(self) -> None:
        """Fill the table while it is in front: nobody else reads it."""
        element, analysis = self._element, self._analysis
        if analysis is not None and element is not None and self.view.as_table.isChecked():
            shown = rows(analysis, element, self.view.plot.trend)
            self.view.table.show_lines([_line(row, place) for place, row in enumerate(shown)])

    def _go_to_session(self, session: int) -> None:
        self.view.plot.set_cursor_session(session)
        self.view.table.choose(session)
        self._show_session()

    def _show_session(self) -> None:
        analysis, element, session = self._analysis, self._element, self.view.plot.cursor_session
        self.view.strip.setVisible(session is not None and element is not None)
        if analysis is None or element is None or session is None:
            return
        values = {one: analysis.series_of(element.id, one).value_at(session) for one in Perspective}
        self.view.strip.show_session(
            session,
            {one: "" if value is None else format_value(value) for one, value in values.items()},
            *self._baseline_words(analysis, element, session),
            gap_words(analysis, element.id, session),
            self.view.plot.trend.happened_in(session),
        )

    def _baseline_words(self, analysis: Analysis, element: Element, session: int) -> tuple[str, str]:
        """How the client's rating stands to the own baseline, and which sessions form that."""
        if Perspective.CLIENT not in element.raters:
            return "", ""
        client = analysis.series_of(element.id, Perspective.CLIENT)
        words, step = baseline_words(analysis, element.id, session), self.view.plot.trend.step_at(session)
        if client.value_at(session) is None:
            return words, ""
        before, least = sum(point.session < session for point in client.rated), analysis.thresholds.baseline_least
        return words, formed(step) if step else f"not enough sessions: {before} of {least} rated before"

    def _show_as_table(self, as_table: bool) -> None:
        focused = self.view.stack.isAncestorOf(QApplication.focusWidget() or self)
        self.view.show_as_table(as_table)
        if as_table:
            self._fill_table()
            self.view.table.choose(self.view.plot.cursor_session)
        if focused or as_table:
            (self.view.table if as_table else self.view.plot).setFocus()

    # What the person does

    def _on_element_chosen(self, _element: ElementId) -> None:
        self._show_element()

    def _on_modes_element_chosen(self, element: str) -> None:
        self.view.multiples.set_current(ElementId(element))
        self._show_element()

    def _on_cursor_moved(self, _session: int) -> None:
        self._show_session()

    def _on_table_row_changed(self) -> None:
        session = self.view.table.current_key
        if isinstance(session, int) and self.view.as_table.isChecked():
            self.view.plot.set_cursor_session(session)
            self._show_session()

    def _on_table_opened(self, _row: int) -> None:
        session = self.view.table.current_key
        if isinstance(session, int):
            self._open_session(session)

    def _open_session(self, session: int) -> None:
        if self._analysis is None:
            return
        found = next((one for one in self._analysis.history.sessions if one.number == session), None)
        if found is not None:
            self._context.shell.go("debrief", session=found.id)

    def _on_shown_changed(self, shown: Shown) -> None:
        for one, box in self.view.perspectives.items():
            _set_quietly(box, one in shown.perspectives)
        _set_quietly(self.view.baseline, shown.baseline)

    def _on_box_toggled(self, _checked: bool) -> None:
        shown = frozenset(one for one, box in self.view.perspectives.items() if box.isChecked())
        self.view.plot.set_shown(Shown(shown, self.view.baseline.isChecked()))

    def _on_table_asked(self, _nothing: None) -> None:
        self._show_as_table(True)

    def _on_as_table_clicked(self, checked: bool) -> None:
        self._show_as_table(checked)

    def _on_axis_chosen(self, axis: str) -> None:
        self.view.plot.set_axis(Axis(axis))

    def _on_closer_clicked(self) -> None:
        self.view.plot.zoom(True)

    def _on_farther_clicked(self) -> None:
        self.view.plot.zoom(False)

    def _on_whole_clicked(self) -> None:
        self.view.plot.show_whole()

    def _on_measure_chosen(self, measure: str) -> None:
        self._measure = measure
        self._show_element()

    # Export

    def _file_name(self) -> str:
        return f"{self._element.id if self._element else ALLIANCE}-trend"

    def _put(self, path: Path) -> None:
        kind = path.suffix.lower()
        if kind == ".csv":
            element, analysis = self._element, self._analysis
            if element is not None and analysis is not None:
                trend = self.view.plot.trend
                text = csv_text(rows(analysis, element, trend), trend.measure.title if trend.measure else "")
                path.write_text(text, encoding="utf-8", newline="")
        elif kind == ".svg":
            self.view.plot.to_svg(path)
        elif not self.view.plot.to_image().save(str(path)):
            raise OSError(0, "no access to the folder")


def _line(row: TrendRow, place: int) -> Line:
    session, week, _, *numbers, happened = row.cells
    cells = [Cell(session or "–", "text" if session else "muted"), Cell(week, "muted")]
    cells.append(Cell(short_day(row.held_on), "muted"))
    shown = [Cell(n or "–", "text" if n else "muted", right=True) for n in numbers]
    if row.observers:
        mean = shown[_OBSERVER]
        shown[_OBSERVER] = replace(mean, tip=f"{mean.text}, mean of {row.observer_words}")
    if row.totals:
        shown[-1] = replace(shown[-1], tip="; ".join(one.words for one in row.totals))
    key = f"between sessions, row {place}" if row.session is None else row.session
    return Line(key, (*cells, *shown, Cell(happened or "–", "text" if happened else "muted", tip=happened)))


def _set_quietly(box: QWidget, checked: bool) -> None:
    box.blockSignals(True)
    box.setProperty("checked", checked)
    box.blockSignals(False)
