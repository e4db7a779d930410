"""A trend drawn as it is looked at: which sessions are in view, which parts are shown, where the cursor stands."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.plots.extent import Axis
from relationship_desk.ui.plots.frame import Frame
from relationship_desk.ui.plots.geometry import Plane
from relationship_desk.ui.plots.reading import session_lines
from relationship_desk.ui.plots.sight import Sight
from relationship_desk.ui.plots.strokes import crisp, faded
from relationship_desk.ui.plots.trend import Trend
from relationship_desk.ui.plots.trend_export import trend_image, write_svg
from relationship_desk.ui.plots.trend_picture import Shown, paint_moving, paint_still
from relationship_desk.ui.widgets.spoken_role import speak_as


class TrendCanvas(QWidget):
    """Draws a :class:`Trend`; the caller says in a sentence what it shows, for those who cannot see it."""

    sight_changed: Event[Sight] = Event(Sight)
    """Other sessions are in view, or they run in another way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sight = Sight()
        self._shown = Shown()
        self._picked: tuple[float, float] | None = None
        """From where to where sessions are being picked with the pointer."""
        self._still: QPixmap | None = None
        self._still_key: tuple[object, ...] = ()
        self.setProperty("ring", "own")
        speak_as(self, "chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def trend(self) -> Trend:
        """The whole trend."""
        return self._sight.trend

    @property
    def sight(self) -> Sight:
        """What of it is in view."""
        return self._sight

    @property
    def shown(self) -> Shown:
        """Which parts are in view."""
        return self._shown

    @property
    def cursor_session(self) -> int | None:
        """The number of the session under the cursor."""
        return None if self._sight.cursor is None else self.trend.numbers[self._sight.cursor]

    def set_trend(self, trend: Trend, description: str) -> None:
        """Draw ``trend``. The cursor stays on its session if that is still there, else it goes to the newest."""
        self.setAccessibleName(f"{trend.title}, trend")
        self.setAccessibleDescription(description)
        self.look(self._sight.of(trend))

    def set_shown(self, shown: Shown) -> None:
        """Show these parts only."""
        self._shown = shown
        self.update()

    def set_cursor_session(self, session: int) -> None:
        """Put the cursor on session number ``session``, without telling; an unknown number is left alone."""
        place = self.trend.place(session)
        if place is not None:
            self.look(self._sight.at(place))

    def set_axis(self, axis: Axis) -> None:
        """Let the sessions run in another way."""
        self.look(self._sight.by(axis))

    def zoom(self, closer: bool) -> None:
        """Bring half as many sessions into view, or twice as many."""
        self.look(self._sight.zoomed(closer))

    def show_whole(self) -> None:
        """Bring everything into view."""
        self.look(self._sight.whole())

    def frame(self) -> Frame:
        """Where everything stands at the present size."""
        return self._lay_out(QRectF(self.rect()).adjusted(4, 2, -4, -2))

    def to_image(self, scale: float = 2.0) -> QImage:
        """Return the plot with its title, without cursor, at ``scale`` pixels for each pixel on screen."""
        return trend_image(self._sight, self._shown, self._export_size(), scale)

    def to_svg(self, path: Path) -> None:
        """Write the plot with its title, without cursor, to the file ``path``.

        Raises:
            OSError: when the file cannot be written.
        """
        write_svg(self._sight, self._shown, self._export_size(), path, self.accessibleDescription())

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(720), theme.scaled(460))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(360), theme.scaled(340))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = self.frame()
        painter.drawPixmap(0, 0, self._still_picture(frame))
        paint_moving(painter, self._sight.drawn, frame, self._shown, self._sight.cursor_drawn)
        if self._picked is not None:
            self._paint_picked(painter, frame.plane, *self._picked)
        if self.hasFocus():
            painter.setPen(QPen(theme.current().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def words_at(self, x: float) -> str:
        """Say the session at ``x`` line by line: words may have been dropped from the lanes for want of room."""
        place = self.frame().plane.place_at(x)
        return "" if place is None else "\n".join(session_lines(self._sight.drawn, place))

    def _lay_out(self, area: QRectF) -> Frame:
        by_week = self._sight.axis is Axis.WEEK
        return Frame.lay_out(area, self._sight.drawn, self._shown.perspectives, by_week=by_week)

    def _still_picture(self, frame: Frame) -> QPixmap:
        """The plot without its cursor, kept while nothing but the cursor changes, so that the pointer is not slowed."""
        density, drawn = self.devicePixelRatioF(), self._sight.drawn
        size = self.size().toTuple()
        key = (drawn, self._sight.axis, self._shown, size, density, theme.current().name, theme.scale())
        if self._still is None or self._still_key != key:
            self._still = QPixmap(self.size() * density)
            self._still.setDevicePixelRatio(density)
            self._still.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._still)
            paint_still(painter, drawn, frame, self._shown)
            painter.end()
            self._still_key = key
        return self._still

    def place_at(self, x: float) -> int | None:
        """The place of the session nearest to ``x`` in the whole trend."""
        place = self.frame().plane.place_at(x)
        return None if place is None else place + self._sight.extent.first

    def look(self, sight: Sight) -> None:
        """Look at the trend in another way, and tell when other sessions came into view."""
        before, self._sight = self._sight, sight
        self.update()
        if (before.trend, before.axis, before.extent) != (sight.trend, sight.axis, sight.extent):
            self.sight_changed.emit(sight)

    @staticmethod
    def _paint_picked(painter: QPainter, plane: Plane, start: float, end: float) -> None:
        """The stretch that letting go would bring into view."""
        left = max(plane.rect.left(), min(start, end))
        right = min(plane.rect.right(), max(start, end))
        ink = theme.current().color("accent")
        painter.fillRect(QRectF(left, plane.rect.top(), right - left, plane.rect.height()), faded(ink, 0.12))
        painter.setPen(QPen(ink, 1))
        for x in (left, right):
            painter.drawLine(QLineF(crisp(x), plane.rect.top(), crisp(x), plane.rect.bottom()))

    def _export_size(self) -> QSize:
        return self.size().expandedTo(self.minimumSizeHint())
