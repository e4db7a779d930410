"""One row of the rating table: an element's title, its line or the words in its place, the number, last time's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.score import format_score
from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.key_entry import Answer
from relationship_desk.ui.widgets.rating_columns import Columns
from relationship_desk.ui.widgets.rating_line import paint_rating_line
from relationship_desk.ui.widgets.spoken_role import speak_as

ROW_HEIGHT = 33
MISSING_WORDS = {
    Missing.NOT_APPLICABLE: ("Not applicable", "n/a"),
    Missing.NOT_OBSERVED: ("Not observed", "n/o"),
    Missing.DECLINED: ("Declined", "n/r"),
}
"""What stands in place of the line, and in the number column."""

_LEFT_OF = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT_OF = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RatingRow:
    """What the table is told about one element. Scores are in tenths, 0 to 100."""

    element: ElementId
    title: str
    anchors: tuple[str, str, str]
    """What low, middle and high mean for this element."""
    enabled: bool = True
    why_disabled: str = ""
    due: bool = False
    """Whether the rating plan asks for this element in this session."""
    score: int | None = None
    missing: Missing | None = None
    last: int | None = None
    """The score of this perspective from the session before."""
    others: tuple[tuple[Perspective, int], ...] = ()
    """What the other perspectives gave in this session."""

    @property
    def answer(self) -> Answer:
        """The score, or why there is none."""
        return Answer(self.score, self.missing)

    def answered(self, answer: Answer) -> RatingRow:
        """Return the row with ``answer`` in it."""
        return replace(self, score=answer.score, missing=answer.missing)


class RowView(QWidget):
    """A row that can hold the focus, so that a screen reader hears it; the table decides what keys and mouse do.

    Its accessible name says everything the row shows, such as ``Alliance, clinician, 7.6 of 10, last 7.4``.
    """

    focused: Event[int] = Event(int)
    """The row has received the focus; carries its index."""

    def __init__(self, index: int, row: RatingRow, perspective: Perspective, parent: QWidget) -> None:
        super().__init__(parent)
        self.index = index
        self.row = row
        self.perspective = perspective
        self.columns = Columns.fit(600, 200, 150)
        self.title_lines = 1
        self.current = False
        self.open_for_tenth = False
        self.reveals = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        speak_as(self, "slider")
        self.setProperty("ring", "own")  # the frame of the current row is drawn inside it

    def show_row(self, row: RatingRow, *, current: bool, open_for_tenth: bool, reveals: bool) -> None:
        """Show ``row``. ``reveals`` says whether last time's score and the others' may be seen yet."""
        self.row, self.current, self.open_for_tenth, self.reveals = row, current, open_for_tenth, reveals
        set_term(self, "entry", row.element)
        self.setEnabled(row.enabled)
        self.setToolTip(row.why_disabled if not row.enabled else "")
        # Only the current row is a stop of the Tab key, so that Tab leaves the table.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.words())
        low, middle, high = row.anchors
        self.setAccessibleDescription(f"Low: {low}. Middle: {middle}. High: {high}." if any(row.anchors) else "")
        self.update()

    def words(self) -> str:
        """Say the row in words, without what it does not reveal yet."""
        row = self.row
        if not row.enabled:
            return f"{row.title}, {row.why_disabled.lower() or 'not available'}"
        said = [row.title, self.perspective.value, self._value_words()]
        if row.due and not row.answer.given:
            said.append("due")
        if self.reveals:
            said += [] if row.last is None else [f"last {format_score(row.last)}"]
            said += [f"{who.value} {format_score(score)}" for who, score in row.others]
        return ", ".join(said)

    def set_columns(self, columns: Columns, title_lines: int) -> None:
        """Stand in ``columns``, as tall as ``title_lines`` lines of title need."""
        self.columns, self.title_lines = columns, title_lines
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(420), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(320), self._height())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the table, which makes this row the current one."""
        super().focusInEvent(event)
        self.update()
        self.focused.emit(self.index)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, title, line or words, number and last time's."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_title(painter)
        self._paint_line(painter)
        self._paint_now(painter)
        if self.reveals and self.row.last is not None:
            cell = self._cell(self.columns.now_right, self.columns.last_right)
            painter.setFont(theme.font())
            self._text(painter, "muted", cell, _RIGHT_OF, format_score(self.row.last))
        painter.end()

    def _value_words(self) -> str:
        if self.row.missing:
            return MISSING_WORDS[self.row.missing][0].lower()
        return "not rated" if self.row.score is None else f"{format_score(self.row.score)} of 10"

    def _paint_ground(self, painter: QPainter) -> None:
        tokens, area = theme.current(), QRectF(self.rect())
        painter.setPen(QPen(tokens.color("grid"), 1))
        painter.drawLine(QLineF(0, area.bottom() - 0.5, area.right(), area.bottom() - 0.5))
        if not self.current:
            return
        painter.fillRect(area.adjusted(0, 0, 0, -1), tokens.color("raised"))
        painter.fillRect(QRectF(0, 0, 3, area.height() - 1), tokens.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(tokens.color("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_title(self, painter: QPainter) -> None:
        cell = self._cell(self.columns.title, self.columns.line_left - theme.S4)
        painter.setFont(theme.font("strong" if self.current else "body"))
        wrapped = Qt.TextFlag.TextWordWrap if self.title_lines > 1 else Qt.TextFlag.TextSingleLine
        self._text(painter, "text" if self.row.enabled else "disabled", cell, _LEFT_OF, self.row.title, wrapped)

    def _height(self) -> int:
        one = theme.scaled(ROW_HEIGHT)
        return one + round((self.title_lines - 1) * QFontMetricsF(theme.font("strong")).lineSpacing())

    def _paint_line(self, painter: QPainter) -> None:
        row = self.row
        painter.setFont(theme.font())
        if not row.enabled:
            self._paint_words(painter, "disabled", row.why_disabled, "–")
        elif row.missing:
            self._paint_words(painter, "muted", *MISSING_WORDS[row.missing])
        else:
            line = self._cell(self.columns.line_left, self.columns.line_right)
            paint_rating_line(painter, line, self.perspective, row.score, row.others if self.reveals else ())

    def _paint_words(self, painter: QPainter, token: str, words: str, short: str) -> None:
        """Write ``words`` in place of the line, unless ``short`` in the number column leaves them no room."""
        width_of = painter.fontMetrics().horizontalAdvance
        cell = self._cell(self.columns.line_left, self.columns.now_right - width_of(short) - theme.S8)
        if width_of(words) <= cell.width():
            self._text(painter, token, cell, _LEFT_OF, words)

    def _paint_now(self, painter: QPainter) -> None:
        row, cell = self.row, self._cell(self.columns.box_left, self.columns.now_right)
        if not row.enabled:
            self._text(painter, "disabled", cell, _RIGHT_OF, "–")
        elif row.missing:
            self._text(painter, "muted", cell, _RIGHT_OF, MISSING_WORDS[row.missing][1])
        elif row.score is None:
            self._paint_box(painter, cell)
        else:
            painter.setFont(theme.font("strong"))
            number = f"{row.score // 10}." if self.open_for_tenth else format_score(row.score)
            self._text(painter, "text", cell.adjusted(0, 0, -9 if self.open_for_tenth else 0, 0), _RIGHT_OF, number)
            if self.open_for_tenth:
                self._paint_caret(painter, cell)

    def _paint_box(self, painter: QPainter, cell: QRectF) -> None:
        tokens, height = theme.current(), theme.scaled(26)
        box = QRectF(
            round(cell.left()) + 0.5, round(cell.center().y() - height / 2) + 0.5, round(cell.width()) - 1, height - 1
        )
        pen = QPen(tokens.color("control"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        if self.row.due:
            self._text(painter, "muted", box.adjusted(theme.S8, 0, 0, 0), _LEFT_OF, "due")
        if self.current and self.hasFocus():
            self._paint_caret(painter, cell)

    def _paint_caret(self, painter: QPainter, cell: QRectF) -> None:
        half = theme.scaled(9)
        painter.setPen(QPen(theme.current().color("text"), 1))
        x, middle = round(cell.right()) - 7.5, cell.center().y()
        painter.drawLine(QLineF(x, middle - half, x, middle + half))

    def _cell(self, left: float, right: float) -> QRectF:
        return QRectF(left, 0, right - left, self.height() - 1)

    def _text(
        self,
        painter: QPainter,
        token: str,
        cell: QRectF,
        where: Qt.AlignmentFlag,
        words: str,
        wrapped: Qt.TextFlag = Qt.TextFlag.TextSingleLine,
    ) -> None:
        painter.setPen(theme.current().color(token))
        painter.drawText(cell, int(where) | int(wrapped), words)
