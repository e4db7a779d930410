"""The window of the form: full screen, one page of questions at a time, and no way to anything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.hand_over import words
from relationship_desk.ui.hand_over.buttons import FormButton
from relationship_desk.ui.icons import paint_icon
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel

WIDTH = 1088
"""Pixels at normal text size, the margins included."""
_SHIELD = 22


class _Shield(QWidget):
    """The icon before the promise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = theme.scaled(_SHIELD)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, "shield", QRectF(self.rect()), theme.current().color("muted"))
        painter.end()


class _Content(QWidget):
    """As high as its words need at the width there is; Qt would ask for what they need at their narrowest."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class HandOverWindow(QWidget):
    """Layout only; what it does is up to the presenter.

    ``left`` is told when the window is closed, ``resized`` when there is another room for questions.
    """

    left: Event[object] = Event(object)
    resized: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Relationship Desk")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMinimumSize(480, 400)
        self._full = False
        self.title = Label("", "form-title", wrap=True)
        self.how = Label("", "form-end", "muted", wrap=True)
        self.place = Label("", "form-end", "muted")
        self.panel = Panel(ground="raised")
        self.state = Label("", "form-end", "muted", wrap=True)
        self.problem = Label("", "form-end", "risk", wrap=True)
        self.back, self.start_over = FormButton(words.BACK), FormButton(words.START_OVER)
        self.next = FormButton(words.NEXT, "primary")
        self.keep, self.clear = FormButton(words.KEEP, "primary"), FormButton(words.CLEAR)
        self._page: QWidget | None = None
        self._scroll, self._foot = QScrollArea(), QStackedWidget()
        self._build()

    def begin(self) -> None:
        """Take the whole screen, and keep it."""
        self._full = True
        self.setGeometry(self.screen().geometry())  # also where no window manager sees to it
        self.showFullScreen()

    def show_page(self, page: QWidget) -> None:
        """Put ``page`` in place of the one before."""
        if self._page is not None:
            self._page.hide()
            self.panel.body.removeWidget(self._page)
            self._page.deleteLater()
        self._page = page
        self.panel.body.addWidget(page)
        page.show()
        self._scroll.verticalScrollBar().setValue(0)

    def show_sure(self, *, asks: bool) -> None:
        """Ask whether to start over, in place of the foot."""
        self._foot.setCurrentIndex(int(asks))
        (self.keep if asks else self.start_over).setFocus()

    @property
    def room(self) -> int:
        """Pixels that are left for questions, below the title and above the foot."""
        return self.height() - theme.scaled(250)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Stay on the full screen, whatever the system's keys do to a window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self._full:
            minimised = bool(self.windowState() & Qt.WindowState.WindowMinimized)
            if not minimised and not self.windowState() & Qt.WindowState.WindowFullScreen:
                self.setWindowState(Qt.WindowState.WindowFullScreen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(None)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is handing back: the presenter sees to it that the locked program comes next."""
        event.ignore()
        self.left.emit(None)

    def _build(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(theme.scaled(WIDTH))
        head = QHBoxLayout()
        head.setSpacing(theme.S24)
        head.addWidget(self.title, 1)
        head.addWidget(self.place, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.S24, theme.scaled(36), theme.S24, theme.S24)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(theme.S8)
        column.addWidget(self.how)
        column.addSpacing(theme.S16)
        self.panel.body.setContentsMargins(theme.scaled(30), theme.S24, theme.scaled(30), theme.S24)
        column.addWidget(self.panel)
        column.addSpacing(theme.S12)
        column.addWidget(self.state)
        column.addWidget(self.problem)
        column.addStretch(1)
        outside = _Content()
        row = QHBoxLayout(outside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(outside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._made_foot())
        self.setAccessibleName("Form")

    def _made_foot(self) -> QWidget:
        stays = Label(words.STAYS, "form-end", "muted", wrap=True)
        self._foot.addWidget(_row(_Shield(), stays, self.back, self.start_over, self.next))
        self._foot.addWidget(_row(Label(words.SURE, "form-end", wrap=True), self.clear, self.keep))
        self._foot.setMaximumWidth(theme.scaled(WIDTH))
        self._foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._foot, 1000)
        row.addStretch(1)
        return foot


def _row(*parts: QWidget) -> QWidget:
    """Words that take what room there is, and buttons at the right."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(theme.S24, theme.S8, theme.S24, theme.S24)
    row.setSpacing(theme.S12)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, Label) else 0)
    return line
