"""One question on the form: a line to mark, or an item with its answers to choose from."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.form_answers import Item, Line
from relationship_desk.domain.hand_over import AskedElement, AskedMeasure
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Missing
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.hand_over.buttons import FormButton
from relationship_desk.ui.hand_over.line import CLEARED, AnswerLine
from relationship_desk.ui.hand_over.words import NOT_APPLICABLE, RATHER_NOT
from relationship_desk.ui.widgets.label import Label

Way = Literal[Missing.DECLINED, Missing.NOT_APPLICABLE]
_ACROSS = 900
"""Pixels: so wide at most are the answers to an item side by side."""


class LineQuestion(QWidget):
    """``answered`` carries the answer at every move of the mark, ``settled`` follows when it is to be kept."""

    answered: Event[Line | None] = Event(object)
    settled: Event[object] = Event(object)

    def __init__(self, asked: AskedElement, answer: Line | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self.line = AnswerLine(asked.text, asked.low, asked.high)
        self._skips: dict[Way, FormButton] = {}
        if asked.not_always:
            self._skips[Missing.NOT_APPLICABLE] = _skip(NOT_APPLICABLE, asked.text)
        self._skips[Missing.DECLINED] = _skip(RATHER_NOT, asked.text)
        self._build()
        self.show_answer(answer)
        self.line.marked.connect(self._on_line_marked)
        self.line.settled.connect(self.settled.emit)
        for button in self.skips:
            button.clicked.connect(self._on_skip_clicked)

    @property
    def skips(self) -> list[FormButton]:
        """The ways not to answer."""
        return list(self._skips.values())

    def show_answer(self, answer: Line | None) -> None:
        """Show an answer without telling anyone."""
        why = {Missing.DECLINED: RATHER_NOT, Missing.NOT_APPLICABLE: NOT_APPLICABLE}
        if isinstance(answer, Missing):
            self.line.show_answer(None, why[answer])
        else:
            self.line.show_answer(answer)
        for way, button in self._skips.items():
            button.setChecked(answer is way)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.S24)
        head.addWidget(Label(self.asked.text, "form-question", wrap=True), 1)
        for button in self.skips:
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        ends = QHBoxLayout()
        ends.addWidget(Label(self.asked.low, "form-end", "muted"))
        ends.addStretch(1)
        ends.addWidget(Label(self.asked.high, "form-end", "muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, ends):
            part.setContentsMargins(theme.S12, 0, theme.S12, 0)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addSpacing(theme.S4)
        column.addLayout(ends)

    def _tell(self, answer: Line | None) -> None:
        self.show_answer(answer)
        self.answered.emit(answer)

    def _on_line_marked(self, score: int) -> None:
        self._tell(None if score == CLEARED else Tenths(score))

    def _on_skip_clicked(self, checked: bool) -> None:
        teller = self.sender()
        way = next((way for way, button in self._skips.items() if button is teller), None)
        self._tell(way if checked else None)
        self.settled.emit(None)


class ItemQuestion(QWidget):
    """``answered`` carries the answer, which is to be kept at once."""

    answered: Event[Item] = Event(object)

    def __init__(self, asked: AskedMeasure, number: int, answer: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self.number = asked, number
        self._text = asked.items[number - 1]
        self.rather_not = _skip(RATHER_NOT, self._text)
        self.choices = [FormButton(words, "choice") for words in asked.choices]
        for words, button in zip(asked.choices, self.choices, strict=True):
            button.setAccessibleName(f"{self._text}: {words}")
            button.clicked.connect(self._on_choice_clicked)
        self.rather_not.clicked.connect(self._on_rather_not_clicked)
        self._build()
        self.show_answer(answer)

    def show_answer(self, answer: Item) -> None:
        """Show an answer without telling anyone."""
        for place, button in enumerate(self.choices):
            button.setChecked(answer == self.asked.lowest + place and not isinstance(answer, Missing))
        self.rather_not.setChecked(answer is Missing.DECLINED)

    @staticmethod
    def columns(asked: AskedMeasure) -> int:
        """How many answers stand side by side."""
        metrics = QFontMetricsF(theme.font("form-end"))
        widest = (
            max(metrics.horizontalAdvance(words) for words in asked.choices) * 1.1 + theme.scaled(28) + 2 * theme.S12
        )
        fits = max(1, int((theme.scaled(_ACROSS) / theme.scale() + theme.S8) // (widest + theme.S8)))
        rows = -(-len(asked.choices) // fits)
        return -(-len(asked.choices) // rows)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.S24)
        head.addWidget(Label(self._text, "form-question", wrap=True), 1)
        head.addWidget(self.rather_not, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setSpacing(theme.S8)
        columns = self.columns(self.asked)
        for place, button in enumerate(self.choices):
            grid.addWidget(button, place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(theme.S12, 0, theme.S12, 0)
        column_box.setSpacing(theme.S4)
        column_box.addLayout(head)
        column_box.addLayout(grid)

    def _on_choice_clicked(self, checked: bool) -> None:
        button = self.sender()
        place = next(place for place, one in enumerate(self.choices) if one is button)
        self._tell(self.asked.lowest + place if checked else None)

    def _on_rather_not_clicked(self, checked: bool) -> None:
        self._tell(Missing.DECLINED if checked else None)

    def _tell(self, answer: Item) -> None:
        self.show_answer(answer)
        self.answered.emit(answer)


def _skip(words: str, question: str) -> FormButton:
    button = FormButton(words, "skip")
    button.setAccessibleName(f"{words}: {question}")
    return button
