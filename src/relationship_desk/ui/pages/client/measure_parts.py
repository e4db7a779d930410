"""The measures tab laid out: risk and the list at the left, the chosen measure at the right."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from relationship_desk.domain.client_voice import RiskRecord
from relationship_desk.domain.days import short_day_and_month
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.reliable_change import change_value, cutoff
from relationship_desk.insight.undefined_measures import Undefined
from relationship_desk.services.risk import OpenRisk
from relationship_desk.ui import measure_words as words
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.measure_lines import line, risk_row, standing_words, starts
from relationship_desk.ui.pages.client.rows_table import LinesTable
from relationship_desk.ui.pages.client.undefined_panel import NOT_HERE, UndefinedPanel
from relationship_desk.ui.plots.measure_plot import MeasurePlot, MeasurePoint, MeasureScale
from relationship_desk.ui.terms import set_term, term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.front_stack import FrontStack
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.perspective_mark import WORDS
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

_LEFT, _NARROW_LEFT = 344, 312
_HEADINGS = ("Date", "Session", "Total", "Since the first", "Subscales", "Came")
_SHARES = (0.17, 0.11, 0.15, 0.29, 0.16, 0.12)
_NARROW_SHARES = (0.25, 0.17, 0.16, 0.42, 0.0, 0.0)
_CLOSE_SHARES, _CLOSE = (0.36, 0.0, 0.2, 0.44, 0.0, 0.0), 370
_PLOT = 250
NO_MEASURES = "No answers yet. Enter a questionnaire that the client has filled in."
NONE_YET, NO_RISK = "None yet.", "No risk record."
MAIN, NOT_MAIN = "Main measure", "Make it the main measure"


def course_key(course: MeasureCourse) -> str:
    """The key of a measure in the list."""
    return f"{course.measure.id} {course.perspective} {course.member or 0}"


def undefined_key(undefined: Undefined) -> str:
    """The key of a measure without a definition in the list."""
    return f"{undefined.title} {undefined.perspective} {undefined.member or 0}"


class MeasureParts(QWidget):
    """Everything of the tab that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records: tuple[RiskRecord, ...] = ()
        self._codes: Mapping[ClientId, str] = {}
        self.risk = RowList("Risk records", fits=True)
        self.no_risk = Label(NO_RISK, tone="muted")
        self.open_risk = Button("Open a record", "chip", icon="plus")
        self.open_risk.setAccessibleName("Open a risk record")
        self.list, self.none = RowList("Measures", selects=True), Label(NONE_YET, tone="muted")
        self.enter, self.own = Button("Enter answers", "chip", icon="plus"), Button("Own measure …", "link")
        self.main = Button(NOT_MAIN, "chip")
        self.standing = Label(role="strong", wrap=True)
        self.plot = MeasurePlot()
        self.table = LinesTable("Answers", _HEADINGS, _SHARES, row_height=34, fits=True)
        self.table.set_close_shares(_CLOSE_SHARES, _CLOSE)
        self.facts, self.notice = Label(wrap=True), Label(tone="muted", wrap=True)
        self.chosen, self.scroller, self._page = Panel(" "), QScrollArea(), Paper()
        self.undefined = UndefinedPanel()
        self.empty = EmptyState(NO_MEASURES, "Enter answers", icon="plus")
        self.left, self.right, self._nothing = QWidget(), FrontStack(), Panel()
        self._build()
        self.set_narrow(False)

    def _build(self) -> None:
        risk, measures = Panel("Risk"), Panel("Measures")
        self.no_risk.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S12)
        risk.add_action(self.open_risk)
        risk.body.addWidget(self.risk)
        risk.body.addWidget(self.no_risk)
        measures.add_action(self.enter)
        self.none.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S12)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        measures.body.addWidget(self.list, 1)
        measures.body.addWidget(self.none, 1)
        below = QHBoxLayout()
        below.setContentsMargins(theme.S16, theme.S4, theme.S16, theme.S8)
        below.addWidget(self.own)
        below.addStretch(1)
        measures.body.addLayout(below)
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.S16)
        left.addWidget(risk)
        left.addWidget(measures, 1)
        self.chosen.add_action(self.main)
        column, inside = QVBoxLayout(self._page), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        inside.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S4)
        inside.setSpacing(theme.S8)
        for widget in (self.standing, self.plot, self.facts, self.notice):
            inside.addWidget(widget)
        column.addLayout(inside)
        column.addWidget(self.table)
        column.addStretch(1)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self._page)
        self.chosen.body.addWidget(self.scroller)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._nothing.body.addWidget(self.empty)
        for part in (self.chosen, self._nothing, self.undefined):
            self.right.add(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S16)
        row.addWidget(self.left, 2)
        row.addWidget(self.right, 3)
        order = (
            self.open_risk,
            self.risk,
            self.enter,
            self.list,
            self.own,
            self.main,
            self.table,
            self.undefined.table,
        )
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    def set_narrow(self, narrow: bool) -> None:
        """Fit a window below 1200 px."""
        self.plot.setFixedHeight(theme.scaled(_PLOT))
        self.left.setMaximumWidth(theme.scaled(_NARROW_LEFT if narrow else _LEFT))
        self.table.set_shares(_NARROW_SHARES if narrow else _SHARES)

    def _on_row_changed(self) -> None:
        """Keep the current row in sight: the table is as high as its rows and scrolls with all else."""
        if self.table.hasFocus():
            box = self.table.visualRect(self.table.currentIndex())
            spot = self.table.viewport().mapTo(self._page, box.center())
            self.scroller.ensureVisible(spot.x(), spot.y(), 0, theme.scaled(box.height()))

    # Showing

    def show_measures(
        self, courses: Sequence[MeasureCourse], undefined: Sequence[Undefined], codes: Mapping[ClientId, str]
    ) -> None:
        """List the measures in use; ``codes`` name the members of a couple, family or group."""
        self._codes = codes
        rows = [*(self._row(one) for one in courses), *(self._undefined_row(one) for one in undefined)]
        self.list.show_rows(rows)
        if self.list.current_key is None:
            self.list.choose_first()
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.right.bring(self.chosen if rows else self._nothing)

    def show_risk(self, records: Sequence[OpenRisk]) -> None:
        """List the risk records, open ones first."""
        self.records = tuple(one.record for one in records)
        self.risk.show_rows([risk_row(one) for one in records])
        self.risk.setVisible(bool(records))
        self.no_risk.setVisible(not records)

    def show_undefined(self, undefined: Undefined, numbers: Mapping[SessionId, int]) -> None:
        """Show a measure without a definition; ``numbers`` are those of the sessions."""
        self.right.bring(self.undefined)
        self.undefined.show_undefined(undefined, self._whose(undefined), numbers)

    def show_course(self, course: MeasureCourse) -> None:
        """Show one measure."""
        self.right.bring(self.chosen)
        set_term(self.chosen, "measure", course.measure.id)
        self.chosen.show_title(course.measure.title, self._whose(course))
        self.main.setText(MAIN if course.main else NOT_MAIN)
        self.main.setCheckable(True)
        self.main.setChecked(course.main)
        self.standing.show_text(standing_words(course))
        self._draw(course)
        self.table.show_lines([line(one) for one in reversed(course.standings)])
        self.facts.show_text(words.scale_words(course.measure))
        self.notice.show_text(words.notice_words(course.measure))

    def _row(self, course: MeasureCourse) -> Row:
        latest = course.latest
        title = course.measure.title + (f", {self._whose(course)}" if self._whose(course) else "")
        total = words.total_words(latest.administration.total)
        return Row(
            course_key(course),
            title,
            words.change_words(latest) if not latest.is_first else words.NOT_ENOUGH,
            right=total,
            icon="flag" if course.main else "document",
            term=term("measure", course.measure.id),
            said=f"{title}, {total}, {words.change_words(latest)}{', main measure' if course.main else ''}",
        )

    def _undefined_row(self, undefined: Undefined) -> Row:
        whose, latest = self._whose(undefined), undefined.administrations[-1]
        title = f"{undefined.title}, {whose}" if whose else undefined.title
        total = words.total_words(latest.total)
        return Row(
            undefined_key(undefined), title, NOT_HERE, right=total, icon="info", said=f"{title}, {total}, {NOT_HERE}"
        )

    def _whose(self, course: MeasureCourse | Undefined) -> str:
        said = [self._codes.get(course.member, "")] if course.member else []
        said += [WORDS[course.perspective]] if course.perspective is not Perspective.CLIENT else []
        return ", ".join(part for part in said if part)

    def _draw(self, course: MeasureCourse) -> None:
        """Sessions from the first to the last where every total has one; else one slot a total."""
        measure, standings = course.measure, course.standings
        numbers = [one.session for one in standings if one.session is not None]
        by_session = len(numbers) == len(standings)
        first = min(numbers, default=1)
        slots = [(one.session or 0) - first if by_session else place for place, one in enumerate(standings)]
        days = [short_day_and_month(one.administration.administered_on) for one in standings]
        labels = [str(number) for number in range(first, max(numbers) + 1)] if by_session else days
        start = next((place for place, one in enumerate(standings) if starts(one, course.latest)), None)
        value, found = change_value(measure), cutoff(measure)
        origin = None if start is None else standings[start].administration.total
        band = None if origin is None or value is None else (origin - value.value, origin + value.value)
        scale = MeasureScale(
            measure.total_min,
            measure.total_max,
            found.value if found else None,
            band if len(standings) > 1 else None,
            slots[start or 0],
        )
        points = [MeasurePoint(slot, one.administration.total) for slot, one in zip(slots, standings, strict=True)]
        self.plot.show_points(points, labels, scale, "Session" if by_session else "Day", standing_words(course))
