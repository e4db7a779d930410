"""What became of courses by reliable change: measures down, the four outcomes across, counts only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.domain.capitals import small_first
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.services.surveying import FEWEST_COURSES, Outcomes
from relationship_desk.ui import theme
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.widgets.data_table import TONE_ROLE, DataTable

_ROW = 38
_SHARES = (0.24, 0.2, 0.18, 0.21)
"""Of the width, column by column; the last one has what is left."""
WORDS = {
    Outcome.RECOVERED: "Recovered",
    Outcome.IMPROVED: "Improved",
    Outcome.UNCHANGED: "Unchanged",
    Outcome.DETERIORATED: "Worse",
}
OUTCOMES = tuple(WORDS)
NO_CUTOFF, NO_VALUE = "–", "No change value known"


def instead(row: Outcomes) -> str:
    """Return what stands in place of the counts; nothing where there are some."""
    if not row.enough:
        return f"Not enough courses, {row.courses} of {FEWEST_COURSES}"
    return "" if row.counts else NO_VALUE


class OutcomeModel(FrozenLines[Outcomes]):
    """One row a measure."""

    columns = 1 + len(OUTCOMES)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        row = self.lines[index.row()]
        if role == TONE_ROLE:
            return "muted" if index.column() and instead(row) else None
        if index.column() == 0:
            said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
            return row.measure.title if role in said else None
        outcome = OUTCOMES[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return _counted(row, outcome)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.measure.title}: {_whole(row, outcome)}"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Questionnaire" if section == 0 else WORDS[OUTCOMES[section - 1]]


def _counted(row: Outcomes, outcome: Outcome) -> str:
    if words := instead(row):
        return words
    if outcome is Outcome.RECOVERED and not row.has_cutoff:
        return NO_CUTOFF
    return f"{row.counts.get(outcome, 0)} of {row.courses}"


def _whole(row: Outcomes, outcome: Outcome) -> str:
    """Say a cell in full."""
    if words := instead(row):
        return small_first(words)
    if outcome is Outcome.RECOVERED and not row.has_cutoff:
        return "no cut-off known, so none counts as recovered"
    return f"{WORDS[outcome].lower()} in {_counted(row, outcome)} courses"


class OutcomeTable(DataTable):
    """As high as its rows; where there is nothing to count, one sentence spans the row."""

    def __init__(self, model: OutcomeModel, parent: QWidget | None = None) -> None:
        super().__init__("What became of courses, by questionnaire", row_height=_ROW, parent=parent)
        self._outcomes = model
        self.setModel(model)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Take the height of the rows, and let sentences span theirs."""
        self.clearSpans()
        for place, row in enumerate(self._outcomes.lines):
            if instead(row):
                self.setSpan(place, 1, 1, len(OUTCOMES))
        self.setFixedHeight(theme.scaled(36) + len(self._outcomes.lines) * theme.scaled(_ROW) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, round(width * share))
