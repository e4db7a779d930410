"""Answers to a measure whose definition is not on this computer: what was kept, and that nothing is made of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.measure import Administration
from relationship_desk.insight.undefined_measures import Undefined
from relationship_desk.ui import measure_words as words
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.rows_table import Cell, Line, LinesTable
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper

NOT_HERE = "definition not on this computer"
MEANING = (
    "Its definition is not on this computer. What was answered is kept as it came in and goes out with every package. "
    "No change, signal or prompt is made of it. A version of the program that knows the measure reads it again."
)
UNCHECKED = "No answer is checked for risk: please read the answers yourself."
ONLY_TOTAL = "Only the total was kept."
_HEADINGS = ("Date", "Session", "Total", "Subscales", "Came")
_SHARES = (0.22, 0.14, 0.16, 0.30, 0.18)


class UndefinedPanel(Panel):
    """The totals in a table, and below them the answers of the chosen row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._undefined: Undefined | None = None
        self.meaning = Label(MEANING, tone="muted", wrap=True)
        self.table = LinesTable("Kept totals", _HEADINGS, _SHARES, row_height=34, fits=True)
        self.day, self.answers = Label(role="strong"), Label(wrap=True)
        self._scroller, page = QScrollArea(), Paper()
        column, head, below = QVBoxLayout(page), QVBoxLayout(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        for part in (head, below):
            part.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
            part.setSpacing(theme.S8)
        head.addWidget(self.meaning)
        head.addWidget(Label(UNCHECKED, role="strong", wrap=True))
        below.addWidget(self.day)
        below.addWidget(self.answers)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addLayout(below)
        column.addStretch(1)
        self._scroller.setWidgetResizable(True)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setWidget(page)
        self.body.addWidget(self._scroller)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def show_undefined(self, undefined: Undefined, whose: str, numbers: Mapping[SessionId, int]) -> None:
        """Show what was kept, newest first; ``numbers`` are those of the sessions."""
        self._undefined = undefined
        self.show_title(undefined.title, whose)
        self.table.show_lines([_line(one, numbers) for one in reversed(undefined.administrations)])
        if self.table.current_key is None:
            self.table.choose_first()
        self._show_answers()

    def _show_answers(self) -> None:
        held = self._undefined.administrations if self._undefined else ()
        for one in held:
            if one.id == self.table.current_key:
                self.day.show_text(f"Answers of {short_day(one.administered_on)}")
                self.answers.show_text(answers_words(one))

    def _on_row_changed(self) -> None:
        self._show_answers()
        if self.table.hasFocus():
            self._scroller.ensureWidgetVisible(self.answers)


def answers_words(one: Administration) -> str:
    """The answers as they came in, such as ``1: 7, 2: declined, 3: not answered``; each stays with its number."""
    said = {
        number: "not answered" if answer is None else str(answer) for number, answer in enumerate(one.items, start=1)
    }
    said |= dict.fromkeys(one.declined, "declined")
    return ", ".join(f"{number}:\N{NO-BREAK SPACE}{answer}" for number, answer in said.items()) or ONLY_TOTAL


def _line(one: Administration, numbers: Mapping[SessionId, int]) -> Line:
    number = numbers.get(one.session) if one.session else None
    scales = words.subscale_words(one)
    return Line(
        one.id,
        (
            Cell(short_day(one.administered_on)),
            Cell(str(number) if number else "–", "text" if number else "muted"),
            Cell(words.total_words(one.total)),
            Cell(scales or "–", "text" if scales else "muted", tip=scales),
            Cell(words.HOW[one.how], "muted"),
        ),
    )
