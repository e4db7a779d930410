"""The focus plot: one element from three perspectives, with a cursor that moves from session to session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.plots.frame import Frame
from relationship_desk.ui.plots.trend import Trend, session_words
from relationship_desk.ui.plots.trend_picture import Shown, paint_moving, paint_still, paint_trend
from relationship_desk.ui.widgets.spoken_role import speak_as

_PERSPECTIVE_KEYS: dict[int, Perspective] = {
    Qt.Key.Key_1: Perspective.CLINICIAN,
    Qt.Key.Key_2: Perspective.CLIENT,
    Qt.Key.Key_3: Perspective.OBSERVER,
}
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (*_PERSPECTIVE_KEYS, *_STEPS, *_RETURN, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_B, Qt.Key.Key_T)
_EXPORT_MARGIN = 16


class TrendPlot(QWidget):
    """Draws a :class:`Trend`; the caller says in a sentence what it shows, for those who cannot see it."""

    cursor_moved: Event[int] = Event(int)
    """The cursor stands on another session; carries its number."""
    session_opened: Event[int] = Event(int)
    """The person wants to see that session; carries its number."""
    shown_changed: Event[Shown] = Event(Shown)
    """A perspective or the baseline was hidden or shown by key."""
    table_asked: Event[None] = Event(object)
    """The person wants the numbers as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend = Trend("", (), ())
        self._shown = Shown()
        self._cursor: int | None = None
        self._still: QPixmap | None = None
        self._still_key: tuple[object, ...] = ()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "own")
        speak_as(self, "chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def trend(self) -> Trend:
        """What is drawn."""
        return self._trend

    @property
    def shown(self) -> Shown:
        """Which parts are in view."""
        return self._shown

    @property
    def cursor_session(self) -> int | None:
        """The number of the session under the cursor."""
        return None if self._cursor is None else self._trend.sessions[self._cursor].number

    def set_trend(self, trend: Trend, description: str) -> None:
        """Draw ``trend``. The cursor stays on its session if that is still there, else it goes to the newest."""
        kept = None if self.cursor_session is None else trend.place(self.cursor_session)
        newest = len(trend.sessions) - 1 if trend.sessions else None
        self._trend = trend
        self._cursor = newest if kept is None else kept
        self.setAccessibleName(f"{trend.title}, trend")
        self.setAccessibleDescription(description)
        self.update()

    def set_shown(self, shown: Shown) -> None:
        """Show these parts only."""
        self._shown = shown
        self.update()

    def set_cursor_session(self, session: int) -> None:
        """Put the cursor on session number ``session``, without telling; an unknown number is left alone."""
        place = self._trend.place(session)
        if place is not None:
            self._cursor = place
            self.update()

    def frame(self) -> Frame:
        """Where everything stands at the present size."""
        return Frame.lay_out(QRectF(self.rect()).adjusted(4, 2, -4, -2), self._trend, self._shown.perspectives)

    def to_image(self, scale: float = 2.0) -> QImage:
        """Return the plot with its title, without cursor, at ``scale`` pixels for each pixel on screen."""
        size = self._export_size()
        image = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(theme.current().color("surface"))
        self._export(QPainter(image), size)
        return image

    def to_svg(self, path: Path) -> None:
        """Write the plot with its title, without cursor, to the file ``path``.

        Raises:
            OSError: when the file cannot be written.
        """
        from PySide6.QtSvg import QSvgGenerator  # needed by an export only

        with path.open("wb"):
            pass  # QSvgGenerator says nothing when it cannot write
        size = self._export_size()
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        generator.setTitle(self._trend.title)
        generator.setDescription(self.accessibleDescription())
        painter = QPainter(generator)
        painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.current().color("surface"))
        self._export(painter, size)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(720), theme.scaled(460))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(360), theme.scaled(280))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = self.frame()
        painter.drawPixmap(0, 0, self._still_picture(frame))
        paint_moving(painter, self._trend, frame, self._shown, self._cursor)
        if self.hasFocus():
            painter.setPen(QPen(theme.current().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._happened_at(event.pos().x()), self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._is_own(event):
            super().keyPressEvent(event)
        elif key in _PERSPECTIVE_KEYS:
            self._change_shown(self._shown.toggled(_PERSPECTIVE_KEYS[key]))
        elif key == Qt.Key.Key_B:
            self._change_shown(Shown(self._shown.perspectives, not self._shown.baseline))
        elif key == Qt.Key.Key_T:
            self.table_asked.emit(None)
        elif key in _RETURN:
            self._open()
        else:
            self._move(key)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plane = self.frame().plane
        if plane.rect.left() <= event.position().x() <= plane.rect.right():
            self._put_cursor(plane.place_at(event.position().x()))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _still_picture(self, frame: Frame) -> QPixmap:
        """The plot without its cursor, kept while nothing but the cursor changes, so that the pointer is not slowed."""
        density = self.devicePixelRatioF()
        key = (self._trend, self._shown, self.size().toTuple(), density, theme.current().name, theme.scale())
        if self._still is None or self._still_key != key:
            self._still = QPixmap(self.size() * density)
            self._still.setDevicePixelRatio(density)
            self._still.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._still)
            paint_still(painter, self._trend, frame, self._shown)
            painter.end()
            self._still_key = key
        return self._still

    @staticmethod
    def _is_own(event: QKeyEvent) -> bool:
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        return bare and event.key() in _KEYS

    def _move(self, key: int) -> None:
        if self._cursor is None:
            return
        newest = len(self._trend.sessions) - 1
        ends: dict[int, int] = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: newest}
        place = ends[key] if key in ends else min(newest, max(0, self._cursor + _STEPS[key]))
        if self._put_cursor(place) and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, session_words(self._trend, place)))

    def _put_cursor(self, place: int | None) -> bool:
        if place is None or place == self._cursor:
            return False
        self._cursor = place
        self.update()
        self.cursor_moved.emit(self._trend.sessions[place].number)
        return True

    def _open(self) -> None:
        if self.cursor_session is not None:
            self.session_opened.emit(self.cursor_session)

    def _change_shown(self, shown: Shown) -> None:
        self.set_shown(shown)
        self.shown_changed.emit(shown)

    def _happened_at(self, x: float) -> str:
        """What happened in the session at ``x``, in full: words may have been dropped for want of room."""
        place = self.frame().plane.place_at(x)
        if place is None:
            return ""
        number = self._trend.sessions[place].number
        words = self._trend.happened_in(number)
        return f"Session {number}: {', '.join(words)}" if words else ""

    def _export_size(self) -> QSize:
        return self.size().expandedTo(self.minimumSizeHint())

    def _export(self, painter: QPainter, size: QSize) -> None:
        margin = _EXPORT_MARGIN
        area = QRectF(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin)
        frame = Frame.lay_out(area, self._trend, self._shown.perspectives, titled=True)
        paint_trend(painter, self._trend, frame, self._shown)
        painter.end()
