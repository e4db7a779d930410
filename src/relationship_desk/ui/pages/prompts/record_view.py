"""The clinician's own record laid out: the rules, and under them what followed by the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.capitals import capital_first
from relationship_desk.insight.findings import NOT_ENOUGH
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.prompts.review import ABOVE, BELOW, REVIEW_AFTER, WITHIN
from relationship_desk.services.own_record import RuleRecord
from relationship_desk.ui import theme
from relationship_desk.ui.pages.prompts.because_part import SmallTable
from relationship_desk.ui.pages.prompts.record_table import TITLES, RecordModel, of_words
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.data_table import DataTable
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel

NOTHING_YET = "No prompt has opened yet, so there is nothing to look back on."
TOO_EARLY = f"Nothing to compare yet. It takes {REVIEW_AFTER} sessions after an answer."
CAVEAT = (
    "For you alone: this page is never printed and never leaves the practice. These are counts of a few different "
    "clients, by the rating or the main measure that the prompt rested on, otherwise by the client’s alliance. They "
    "say what followed, not what it came from, and a difference between the columns is no finding."
)
_VERDICTS = (ABOVE, WITHIN, BELOW, *(str(one) for one in Outcome), NOT_ENOUGH)
_RULES, _LEAST_RULES = 0.25, 228
"""The rules' part of the width, and the least they need, in pixels."""
_WIDEST = 560
_LEAST_SHOWN = 4 * 38
"""Pixels at normal text size: so much of the table is seen, and the page scrolls before that gets less."""


class OwnRecordView(QWidget):
    """Layout only. ``table`` holds the rules; the chosen one is spelled out below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RecordModel(self)
        self.table = DataTable("Own record by rule", row_height=38)
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.reading, self.cancel = Label("Reading …", tone="muted"), Button("Cancel")
        rules, below, nothing = Panel(), Panel(padded=True), Panel()
        rules.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        rules.body.addWidget(self.table)
        self._followed = QVBoxLayout()
        self._followed.setSpacing(theme.S8)
        below.body.addLayout(self._followed)
        below.body.addWidget(Label(CAVEAT, tone="muted", wrap=True))
        there, waits = QWidget(), Panel(padded=True)
        column = QVBoxLayout(there)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(rules, 1)
        column.addWidget(below)
        nothing.body.addWidget(EmptyState(NOTHING_YET))
        waits.body.addWidget(self.reading)
        waits.body.addWidget(self.cancel)
        waits.body.addStretch(1)
        self._stack = QStackedWidget()
        for part in (there, nothing, waits):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def show_reading(self, words: str) -> None:
        """Say how far the reading has come."""
        self.reading.show_text(words)
        self._stack.setCurrentIndex(2)

    def show_rules(self, rules: tuple[RuleRecord, ...]) -> None:
        """Show the record, staying on the rule that was chosen."""
        chosen = self._chosen
        self.model.show_lines(rules)
        self._stack.setCurrentIndex(0 if rules else 1)
        place = max(0, self.model.row_of(chosen.rule)) if chosen else 0
        if rules:
            self.table.setCurrentIndex(self.model.index(place, 0))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _chosen(self) -> RuleRecord | None:
        place = self.table.currentIndex().row()
        return self.model.lines[place] if 0 <= place < len(self.model.lines) else None

    def _fit(self) -> None:
        """Give the rules their part of the width, and each count what it needs and a share of the rest.

        Where large text needs more than there is, the table scrolls to the side; no count is cut.
        """
        self.table.setMinimumHeight(theme.scaled(_LEAST_SHOWN))
        room = self.table.width() - self.table.verticalScrollBar().sizeHint().width()
        rules = max(theme.scaled(_LEAST_RULES), round(room * _RULES))
        metrics = QFontMetrics(theme.font())
        head = self.table.horizontalHeader()
        needed = [
            max(head.sectionSizeHint(column), metrics.horizontalAdvance(self._widest(column)) + 2 * theme.S8 + 2)
            for column in range(1, len(TITLES))
        ]
        more = max(0, room - rules - sum(needed)) // len(needed)
        for column, width in enumerate((rules, *(one + more for one in needed))):
            self.table.setColumnWidth(column, width)

    def _widest(self, column: int) -> str:
        """The longest count in ``column``."""
        shown = (str(self.model.index(row, column).data()) for row in range(self.model.rowCount()))
        return max(shown, key=len, default="")

    def _on_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        while (item := self._followed.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        record = self._chosen
        if record is not None:
            self._followed.addWidget(Label(f"What followed {record.rule}, {record.title.lower()}", "strong"))
            self._followed.addWidget(_followed(record))


def _followed(record: RuleRecord) -> QWidget:
    accepted, declined = record.after_accepting, record.after_declining
    verdicts = [one for one in (*_VERDICTS, *accepted, *declined) if one in accepted or one in declined]
    if not verdicts:
        return Label(TOO_EARLY, tone="muted", wrap=True)
    table = SmallTable()
    table.add_head(f"In the {REVIEW_AFTER} sessions after", ("Accepted", "Declined"))
    said = []
    for verdict in dict.fromkeys(verdicts):
        counts = (
            of_words(accepted.get(verdict, 0), sum(accepted.values())),
            of_words(declined.get(verdict, 0), sum(declined.values())),
        )
        table.add_row(Label(capital_first(verdict)), counts, last_counts=False)
        said.append(f"{verdict}: accepted {counts[0]}, declined {counts[1]}")
    table.setAccessibleName("; ".join(said))
    table.setMaximumWidth(theme.scaled(_WIDEST))
    return table
