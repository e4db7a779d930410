"""One page of the form with its questions."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.domain.form_answers import Answers, Item, Line
from relationship_desk.domain.hand_over import AskedElement, AskedMeasure
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.hand_over.comment_box import CommentBox
from relationship_desk.ui.hand_over.questions import ItemQuestion, LineQuestion
from relationship_desk.ui.hand_over.steps import FreeWords, Items, Lines, Step
from relationship_desk.ui.hand_over.words import Words
from relationship_desk.ui.widgets.label import Label

_COMMENT = 180


class FormPage(QWidget):
    """Shows ``step`` as far as it is answered, and tells of every answer."""

    line_answered: Event[tuple[AskedElement, Line | None]] = Event(tuple)
    item_answered: Event[tuple[AskedMeasure, int, Item]] = Event(tuple)
    commented: Event[str] = Event(str)
    settled: Event[object] = Event(object)
    """What was answered last is to be kept."""

    def __init__(
        self, step: Step, said: Words, answers: Answers, *, one_at_a_time: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lines: list[LineQuestion] = []
        self.items: list[ItemQuestion] = []
        self.comment: CommentBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.scaled(theme.S24))
        if isinstance(step, Lines):
            for element in step.elements:
                self._add_line(element, answers.lines.get(element.element))
        elif isinstance(step, Items):
            for number in step.numbers:
                self._add_item(step.measure, number, answers.items_of(step.measure)[number - 1])
        elif isinstance(step, FreeWords):
            self._add_comment(said.comment, answers.comment)
        else:
            how = list(said.how)
            if one_at_a_time:
                how.insert(1, said.one_at_a_time)
            for sentence in how:
                self._column.addWidget(Label(sentence, "form-question", wrap=True))

    @property
    def stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        found: list[QWidget] = []
        for line in self.lines:
            found += [line.line, *line.skips]
        for item in self.items:
            found += [*item.choices, item.rather_not]
        return [*found, self.comment] if self.comment is not None else found

    def _add_line(self, asked: AskedElement, answer: Line | None) -> None:
        question = LineQuestion(asked, answer)
        question.answered.connect(self._on_line_answered)
        question.settled.connect(self.settled.emit)
        self.lines.append(question)
        self._column.addWidget(question)

    def _add_item(self, asked: AskedMeasure, number: int, answer: Item) -> None:
        question = ItemQuestion(asked, number, answer)
        question.answered.connect(self._on_item_answered)
        self.items.append(question)
        self._column.addWidget(question)

    def _add_comment(self, name: str, text: str) -> None:
        self.comment = CommentBox(name, text)
        self.comment.setMinimumHeight(theme.scaled(_COMMENT))
        self.comment.textChanged.connect(self._on_comment_changed)
        self._column.addWidget(self.comment)

    def _on_line_answered(self, answer: Line | None) -> None:
        teller: QObject = self.sender()
        for question in self.lines:
            if question is teller:
                self.line_answered.emit((question.asked, answer))

    def _on_item_answered(self, answer: Item) -> None:
        teller: QObject = self.sender()
        for question in self.items:
            if question is teller:
                self.item_answered.emit((question.asked, question.number, answer))
                self.settled.emit(None)

    def _on_comment_changed(self) -> None:
        if self.comment is not None:
            self.commented.emit(self.comment.words)
