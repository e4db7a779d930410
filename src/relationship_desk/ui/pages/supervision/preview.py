"""The real pages of the summary, one at a time, on a quiet ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.spoken_role import speak_as

_MARGIN = 20
_PAGE_INCHES = 8.27
"""The width of A4."""
_WIDEST = 900
_FEWEST, _MOST = 60.0, 220.0
"""Pixels an inch: less cannot be read, more costs time and shows nothing."""
FIT_WIDTH, WHOLE_PAGE, FULL_SIZE = "width", "page", "full"


class _Paper(QWidget):
    """One page with its shadow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.shown = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        tokens = theme.current()
        painter = QPainter(self)
        left = max(_MARGIN, (self.width() - self.shown.width()) // 2)
        box = QRectF(left, _MARGIN, self.shown.width(), self.shown.height())
        if tokens.high_contrast:
            painter.setPen(QPen(tokens.color("border"), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            shade = tokens.color("shadow")
            shade.setAlphaF(shade.alphaF() / 4)
            painter.setBrush(shade)
            for reach in (6, 4, 2, 1):
                painter.drawRoundedRect(box.adjusted(-reach, -reach + 2, reach, reach + 2), reach, reach)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self.image)
        painter.end()


class Preview(QScrollArea):
    """``turned`` tells the page in front, from 1; ``resized`` that another sharpness is wanted."""

    turned: Event[int] = Event(int)
    resized: Event[None] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[QImage, ...] = ()
        self._page = 0
        self._zoom = FIT_WIDTH
        self._paper = _Paper(self)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, "document")
        self._name()

    @property
    def page(self) -> int:
        """The page in front, from 1; 0 while there is none."""
        return self._page + 1 if self._pages else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def ppi(self) -> float:
        """Pixels an inch that are sharp at the present size."""
        width = self._page_width() * self.devicePixelRatioF()
        return min(_MOST, max(_FEWEST, width / _PAGE_INCHES))

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show ``pages``, each a PNG, staying on the page in front where there is one."""
        self._pages = tuple(QImage.fromData(page) for page in pages)
        self._page = min(self._page, max(0, len(self._pages) - 1))
        self._lay_out()

    def set_zoom(self, zoom: str) -> None:
        """Fit the width, fit the whole page, or show the page at its printed size."""
        self._zoom = zoom
        self._lay_out()

    def turn(self, step: int) -> None:
        """Go ``step`` pages on, or back when it is negative."""
        to = min(max(self._page + step, 0), max(0, len(self._pages) - 1))
        if to != self._page:
            self._page = to
            self.verticalScrollBar().setValue(0)
            self._lay_out()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        if event.size().width() != event.oldSize().width():
            self.resized.emit(None)

    def _page_width(self) -> float:
        if self._zoom == FULL_SIZE:
            return self.logicalDpiX() * _PAGE_INCHES
        width = min(theme.scaled(_WIDEST), self.viewport().width() - 2 * _MARGIN)
        if self._zoom == WHOLE_PAGE:
            width = min(width, round((self.viewport().height() - 2 * _MARGIN) * 210 / 297))
        return max(120.0, width)

    def _lay_out(self) -> None:
        image = self._pages[self._page] if self._pages else QImage()
        self._paper.image = image
        if not image.isNull():
            width = round(self._page_width())
            self._paper.shown = QSize(width, round(width * image.height() / image.width()))
            room = self._paper.shown + QSize(2 * _MARGIN, 2 * _MARGIN)
            self._paper.setMinimumSize(room if self._zoom == FULL_SIZE else QSize(0, room.height()))
        self._paper.update()
        self._name()
        self.turned.emit(self.page)

    def _name(self) -> None:
        self.setAccessibleName(f"Preview, page {self.page} of {self.pages}" if self._pages else "Preview")
