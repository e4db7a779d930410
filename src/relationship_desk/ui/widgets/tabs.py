"""Underlined tabs, 40 px, which stand closer where that lets all of them be seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event

_PADDING, _CLOSE = 12, 8


class Tabs(QTabBar):
    """A bar of named tabs; ``chosen`` tells the key of the new one. Ctrl+Tab goes on, Ctrl+Shift+Tab back."""

    chosen: Event[str] = Event(str)

    def __init__(self, name: str, *, ctrl_tab: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._notes: list[str] = []
        self._aside = False
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setProperty("ring", "own")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_current_changed)
        self.tabBarClicked.connect(self._on_tab_bar_clicked)
        if ctrl_tab:
            QShortcut(QKeySequence("Ctrl+Tab"), self).activated.connect(self.go_on)
            QShortcut(QKeySequence("Ctrl+Shift+Tab"), self).activated.connect(self.go_back)

    def add(self, key: str, text: str, note: str = "") -> None:
        """Add a tab; ``note`` is a muted count behind its word."""
        self._keys.append(key)
        self._notes.append(note)
        place = self.addTab(text)
        self.setAccessibleTabName(place, f"{text}, {note}" if note else text)

    def show_note(self, key: str, note: str) -> None:
        """Change the count behind the word of tab ``key``."""
        place = self._keys.index(key)
        self._notes[place] = note
        text = self.tabText(place)
        self.setAccessibleTabName(place, f"{text}, {note}" if note else text)
        self.setTabText(place, text)  # makes the bar lay itself out again
        self.updateGeometry()
        self.update()

    @property
    def choice(self) -> str:
        """The key of the tab in front."""
        return self._keys[self.currentIndex()] if self._keys else ""

    def choose(self, key: str) -> None:
        """Bring tab ``key`` to the front; an unknown key raises :class:`ValueError`."""
        self.setCurrentIndex(self._keys.index(key))

    def set_aside(self, why: str = "") -> None:
        """Mark no tab while something that is in none of them is in front, which ``why`` says; then mark it again.

        A click on the tab that was chosen before tells it anew.
        """
        self._aside = bool(why)
        self.setAccessibleDescription(why)
        self.update()

    def go_on(self) -> None:
        """Choose the next tab, the first after the last."""
        self.setCurrentIndex((self.currentIndex() + 1) % max(1, self.count()))

    def go_back(self) -> None:
        """Choose the tab before, the last before the first."""
        self.setCurrentIndex((self.currentIndex() - 1) % max(1, self.count()))

    @override
    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._words_width(index) + 2 * self._padding(), theme.scaled(40))

    def _words_width(self, index: int) -> int:
        # Measured in the wider weight, so that choosing moves nothing.
        width = QFontMetricsF(theme.font("strong")).horizontalAdvance(self.tabText(index))
        if self._notes[index]:
            width += QFontMetricsF(theme.font()).horizontalAdvance(self._notes[index]) + theme.S8
        return round(width)

    def _padding(self) -> int:
        whole = sum(self._words_width(index) + 2 * _PADDING for index in range(len(self._notes)))
        return _PADDING if whole <= self.width() else _CLOSE

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("border"), 1))
        y = self.height() - 0.5
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        tokens = theme.current()
        box = QRectF(self.tabRect(index))
        current = index == self.currentIndex()
        chosen = current and not self._aside
        font = theme.font("strong" if chosen else "body")
        text = self.tabText(index)
        painter.setFont(font)
        painter.setPen(tokens.color("text" if chosen else "muted"))
        words = box.adjusted(self._padding(), 0, 0, -2)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if self._notes[index]:
            painter.setFont(theme.font())
            painter.setPen(tokens.color("muted"))
            after = words.adjusted(QFontMetricsF(font).horizontalAdvance(text) + theme.S8, 0, 0, 0)
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, self._notes[index])
        if chosen:
            painter.fillRect(QRectF(box.left(), self.height() - 2, box.width(), 2), tokens.color("accent"))
        if current and self.hasFocus():
            painter.setPen(QPen(tokens.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 4, -2, -5), 4, 4)

    def _on_tab_bar_clicked(self, index: int) -> None:
        if self._aside and index == self.currentIndex():
            self._on_current_changed(index)

    def _on_current_changed(self, index: int) -> None:
        if 0 <= index < len(self._keys):
            self.chosen.emit(self._keys[index])
