"""The members of one group: since when, whether they came, and the alliance as each of them rated it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import cast

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip, QWidget
from typing_extensions import override

from relationship_desk.domain.counts import counted
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Attendance, Perspective
from relationship_desk.services.caseload import SPARKLINE_SESSIONS
from relationship_desk.services.grouping import MemberSession, MemberView
from relationship_desk.ui import theme
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.models.client_table import NO_RATING
from relationship_desk.ui.models.frozen_lines import FrozenLines, Index
from relationship_desk.ui.pages.groups.group_table import say
from relationship_desk.ui.pages.groups.words import attendance_words, belonging_spoken, belonging_words, who
from relationship_desk.ui.widgets.data_table import TONE_ROLE, DataTable, RowGroundDelegate
from relationship_desk.ui.widgets.sparkline import paint_sparkline, scale_floor

_LINE_ROLE = Qt.ItemDataRole.UserRole + 31
ATTENDANCE_SHOWN = 6
"""The marks of so many sessions are drawn."""
_MARKS = {
    Attendance.ATTENDED: ("check", "success"),
    Attendance.LATE: ("clock", "notice"),
    Attendance.CANCELLED: ("cross", "muted"),
    Attendance.NO_SHOW: ("flag", "attention"),
}
_MARK, _STEP, _DOT = 16, 20, 4


class Column(IntEnum):
    """The columns, in order."""

    MEMBER = 0
    BELONGS = 1
    ATTENDANCE = 2
    ALLIANCE = 3


_TITLES = {
    Column.MEMBER: "Member",
    Column.BELONGS: "Belongs",
    Column.ATTENDANCE: "Attendance",
    Column.ALLIANCE: "Alliance, client",
}
_WIDTHS = {Column.MEMBER: 96, Column.BELONGS: 166, Column.ATTENDANCE: 140}
_NAMED = 152
_LOWEST = 122
_SPARK_WIDTH, _SPARK_HEIGHT = 110, 28


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member, with what a row says."""

    view: MemberView
    who: str
    today: date
    marks: tuple[MemberSession | None, ...]
    """The latest sessions of the group, oldest first; None where this one did not belong."""

    @property
    def last(self) -> float | None:
        """The newest alliance."""
        return self.view.alliance.last.value if self.view.alliance.last else None

    @property
    def spark(self) -> tuple[float | None, ...]:
        """The alliance over the sessions drawn, oldest first."""
        return tuple(point.value for point in self.view.alliance.points[-SPARKLINE_SESSIONS:])

    @property
    def attendance(self) -> str:
        """What the marks say, the newest first."""
        words = [attendance_words(held) for held in reversed(self.marks) if held is not None]
        return "; ".join(words).capitalize() if words else "No session as a member lately"

    def text(self, column: Column) -> str:
        """Return the text of a cell."""
        return {
            Column.MEMBER: self.who,
            Column.BELONGS: belonging_words(self.view, self.today),
            Column.ATTENDANCE: "",
            Column.ALLIANCE: NO_RATING if self.last is None else format_value(self.last),
        }[column]

    def spoken(self, column: Column) -> str:
        """Return what a screen reader says of a cell."""
        if column is Column.BELONGS:
            return belonging_spoken(self.view, self.today)
        if column is Column.ATTENDANCE:
            return self.attendance
        if column is Column.ALLIANCE:
            rated = sum(value is not None for value in self.spark)
            if self.last is None:
                return "Alliance, client: not rated"
            of = counted(len(self.spark), "session")
            return f"Alliance, client: {format_value(self.last)}, rated in {rated} of {of}"
        return self.text(column)


class MemberTableModel(FrozenLines[MemberLine]):
    """Members down, those who left last."""

    columns = len(Column)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.low = scale_floor(())

    def show_members(self, members: Sequence[MemberView], today: date, *, hidden: bool) -> None:
        """Replace all rows; ``hidden`` leaves the names out."""
        self.beginResetModel()
        shown = sorted({held.session.number for view in members for held in view.sessions})[-ATTENDANCE_SHOWN:]
        self.lines = tuple(
            MemberLine(view, who(view.member, hidden=hidden), today, _marks(view, shown)) for view in members
        )
        self.low = scale_floor(value for line in self.lines for value in line.spark)
        self.endResetModel()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], Column(index.column())
        if role == _LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.spoken(column) if column is not Column.MEMBER else None
        if role == Qt.ItemDataRole.FontRole and column is Column.MEMBER:
            return theme.font("strong")
        if role == TONE_ROLE:
            return "muted" if column is Column.BELONGS or line.view.left_on else None
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _TITLES[Column(section)]


class _MemberDelegate(RowGroundDelegate):
    """Marks of attendance, a sparkline with the newest value after it; all else as text."""

    def __init__(self, table: MembersTable, model: MemberTableModel) -> None:
        super().__init__(table)
        self._model = model

    @override
    def paint_cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, column = cast("MemberLine", index.data(_LINE_ROLE)), Column(index.column())
        box = self.content_rect(option, index)
        if column is Column.ATTENDANCE:
            self._paint_attendance(painter, box, line)
        elif column is Column.ALLIANCE:
            self._paint_alliance(painter, box, line)
        else:
            super().paint_cell(painter, option, index)

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Say what the single mark under the pointer stands for."""
        line = index.data(_LINE_ROLE)
        if isinstance(line, MemberLine) and Column(index.column()) is Column.ATTENDANCE:
            place = int((event.pos().x() - self.content_rect(option, index).left()) // theme.scaled(_STEP))
            held = line.marks[place] if 0 <= place < len(line.marks) else None
            if held is not None:
                QToolTip.showText(event.globalPos(), attendance_words(held).capitalize(), view)
                return True
        return super().helpEvent(event, view, option, index)

    def _paint_attendance(self, painter: QPainter, box: QRectF, line: MemberLine) -> None:
        tokens, side, step = theme.current(), theme.scaled(_MARK), theme.scaled(_STEP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, held in enumerate(line.marks):
            x = box.left() + place * step
            if held is None:
                continue
            if held.attendance is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens.color("control"))
                painter.drawEllipse(QPointF(x + side / 2, box.center().y()), _DOT / 2, _DOT / 2)
                continue
            name, ink = _MARKS[held.attendance]
            paint_icon(painter, name, QRectF(x, round(box.center().y() - side / 2), side, side), tokens.color(ink))
        painter.restore()

    def _paint_alliance(self, painter: QPainter, box: QRectF, line: MemberLine) -> None:
        if line.last is None:
            say(painter, box, NO_RATING, "body", "muted")
            return
        room = QFontMetricsF(theme.font()).horizontalAdvance("10.0")
        height = theme.scaled(_SPARK_HEIGHT)
        width = min(float(theme.scaled(_SPARK_WIDTH)), box.width() - room - theme.S8)
        drawn = QRectF(box.left(), round(box.center().y() - height / 2), width, height)
        paint_sparkline(painter, drawn, line.spark, Perspective.CLIENT, SPARKLINE_SESSIONS, self._model.low)
        number = QRectF(drawn.right() + theme.S8, box.top(), room, box.height())
        ink = "muted" if line.view.left_on else "text"
        say(painter, number, format_value(line.last), "body", ink, Qt.AlignmentFlag.AlignRight)


class MembersTable(DataTable):
    """Return opens the member's own client page."""

    def __init__(self, model: MemberTableModel, parent: QWidget | None = None) -> None:
        super().__init__("Members", parent=parent)
        self._members = model
        self.setModel(model)
        self.ground = _MemberDelegate(self, model)
        self.setItemDelegate(self.ground)
        model.modelReset.connect(self._fit_columns)
        self._fit_columns()

    @property
    def current(self) -> MemberLine | None:
        """The line of the current row."""
        place = self.currentIndex().row()
        return self._members.lines[place] if 0 <= place < len(self._members.lines) else None

    def choose(self, member: ClientId | None) -> bool:
        """Make the row of ``member`` current; return whether it is shown."""
        for place, line in enumerate(self._members.lines):
            if line.view.member.id == member:
                self.setCurrentIndex(self._members.index(place, 0))
                return True
        return False

    @override
    def sizeHint(self) -> QSize:
        """A small window shows a few rows and scrolls the others; anywhere else the table takes what there is."""
        return QSize(super().sizeHint().width(), theme.scaled(_LOWEST))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        named = any(line.who != line.view.member.code for line in self._members.lines)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.scaled(_NAMED if named and column is Column.MEMBER else width))


def _marks(view: MemberView, shown: Sequence[int]) -> tuple[MemberSession | None, ...]:
    by_number = {held.session.number: held for held in view.sessions}
    return tuple(by_number.get(number) for number in shown)
