"""The whole practice laid out: a time to choose, who rates what, and what became of courses."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.counts import counted
from relationship_desk.services.surveying import Survey
from relationship_desk.ui import theme
from relationship_desk.ui.pages.practice.balance_table import BalanceModel, BalanceTable
from relationship_desk.ui.pages.practice.outcome_table import OutcomeModel, OutcomeTable
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.segmented import Segment, Segmented

PERIODS: dict[str, tuple[str, int | None]] = {
    "quarter": ("Last 3 months", 3),
    "year": ("Last 12 months", 12),
    "all": ("All", None),
}
"""By key: words, and how many months."""
ALONE = "For you alone: neither printed nor exported. Nobody is named, and nobody is ranked."
NO_SESSIONS = "No session took place in this time. Choose a longer one."
NO_COURSES = "No course in which a questionnaire was filled in twice in this time."
SHARES = "The share of sessions in which each element got a score. Per cent only from ten sessions on."
COUNTED = (
    "A course counts once the client has filled in a questionnaire twice. Its last total is held against its first by "
    "the reliable change of the questionnaire; recovered also means across its cut-off. The counts describe your "
    "practice. They do not say why."
)
_SIDE_BY_SIDE = 1100


class PracticeView(QScrollArea):
    """Everything of the tab that can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Practice")
        self.balance, self.outcomes = BalanceModel(self), OutcomeModel(self)
        self.balance_table, self.outcome_table = BalanceTable(self.balance), OutcomeTable(self.outcomes)
        self.period = Segmented("Time", [Segment(key, words) for key, (words, _) in PERIODS.items()])
        self.state = Label(tone="muted")
        self.no_sessions = Label(NO_SESSIONS, tone="muted", wrap=True)
        self.no_courses = Label(NO_COURSES, tone="muted", wrap=True)
        self._balance = _panel("Who rates what", self.balance_table, self.no_sessions, SHARES)
        self._outcomes = _panel("What became of courses", self.outcome_table, self.no_courses, COUNTED)
        self._panels = QHBoxLayout()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.S12, 0, 0)
        column.setSpacing(theme.S12)
        line = FlowLayout(gap=theme.S12)
        for widget in (self.period, self.state):
            line.addWidget(widget)
        column.addLayout(line)
        self._panels.setSpacing(theme.S16)
        for panel, share in ((self._balance, 6), (self._outcomes, 5)):
            self._panels.addWidget(panel, share, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._panels)
        column.addWidget(Label(ALONE, tone="muted", wrap=True))
        column.addStretch(1)
        page.setAutoFillBackground(False)
        self.setWidget(page)
        self.viewport().setAutoFillBackground(False)
        QWidget.setTabOrder(self.period, self.balance_table)
        QWidget.setTabOrder(self.balance_table, self.outcome_table)

    def show_survey(self, survey: Survey) -> None:
        """Show the counts."""
        self.state.show_text(counted(survey.sessions, "session"))
        self.balance.show_lines(survey.balance if survey.sessions else ())
        self.outcomes.show_lines(survey.outcomes)
        for table, sentence in ((self.balance_table, self.no_sessions), (self.outcome_table, self.no_courses)):
            filled = bool(table.model().rowCount())
            table.setVisible(filled)
            sentence.setVisible(not filled)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # it scrolls; what stands beside it in the page is not to be pushed apart for it

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() >= theme.scaled(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._panels.setDirection(direction)


def _panel(title: str, table: QWidget, nothing: Label, explained: str) -> Panel:
    panel = Panel(title)
    panel.body.addWidget(table)
    foot = QVBoxLayout()
    foot.setContentsMargins(14, theme.S12, theme.S16, theme.S12)
    foot.setSpacing(theme.S12)
    nothing.hide()
    foot.addWidget(nothing)
    foot.addWidget(Label(explained, tone="muted", wrap=True))
    panel.body.addLayout(foot)
    return panel
