"""The view for two: one topic at a time on the whole screen, over everything else, until Done or Escape."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.hand_over.buttons import FormButton
from relationship_desk.ui.together.chart import ROLE, TogetherChart
from relationship_desk.ui.together.topics import Topic
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel

NAME = "Looking at it together"
NOTHING = "There are no answers of yours to look at yet."
_EDGE = 36
_SCROLL = 80


class _Content(QWidget):
    """As high as its words need at the width there is; Qt would ask for what they need at their narrowest."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class TogetherWindow(QDialog):
    """Shows ``topics``, and nothing that says whose they are. Show it with :meth:`begin`; it is gone once closed.

    It is modal: of the keys of the desk behind it only those that lock and that hide names are heard.
    """

    def __init__(self, topics: Sequence[Topic], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Relationship Desk")
        self.setAccessibleName(NAME)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._topics, self._at = tuple(topics), 0
        self.title = Label(NOTHING, "form-title", wrap=True)
        self.chart, self.words = TogetherChart(), Label("", ROLE, wrap=True)
        self.place = Label("", ROLE, "muted")
        self.back, self.next = FormButton("Back", role=ROLE), FormButton("Next", role=ROLE)
        self.done_button = FormButton("Done", "primary", role=ROLE)
        self._panel, self._scroll = Panel(ground="raised"), QScrollArea()
        self._build()
        self.back.clicked.connect(self._on_back_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.done_button.clicked.connect(self.accept)
        for key, slot in (
            ("Left", self._on_back_clicked),
            ("Right", self._on_next_clicked),
            ("Up", self._on_up_pressed),
            ("Down", self._on_down_pressed),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)
        self._show()
        (self.next if len(self._topics) > 1 else self.done_button).setFocus()

    def begin(self) -> None:
        """Take the whole screen. Opened as other dialogs are, it would be a sheet on macOS, and the desk around it."""
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setGeometry(self.screen().geometry())  # also where no window manager sees to it
        self.showFullScreen()

    @property
    def topic(self) -> Topic | None:
        """The topic in view."""
        return self._topics[self._at] if self._topics else None

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Stay on the full screen, whatever the system's keys do to a window: the desk lies behind."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            kept = Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMinimized
            if not self.windowState() & kept:
                self.setWindowState(Qt.WindowState.WindowFullScreen)

    def _build(self) -> None:
        inside = _Content()
        column = QVBoxLayout(inside)
        edge = theme.scaled(_EDGE)
        column.setContentsMargins(edge, edge, edge, theme.S8)
        column.setSpacing(theme.S16)
        column.addWidget(self.title)
        self._panel.body.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S16)
        self._panel.body.addWidget(self.chart)
        column.addWidget(self._panel, 1)
        column.addWidget(self.words)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, theme.S8, edge, theme.S24)
        foot.setSpacing(theme.S12)
        for part in (self.back, self.place, self.next):
            foot.addWidget(part)
        for button in (self.back, self.next, self.done_button):
            button.setAutoDefault(True)  # Return presses it
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(foot)

    def _show(self) -> None:
        topic, several = self.topic, len(self._topics) > 1
        self._panel.setVisible(topic is not None)
        self.words.setVisible(topic is not None)
        for part in (self.back, self.place, self.next):
            part.setVisible(several)
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._topics) - 1)
        if topic is None:
            return
        self.title.show_text(topic.title)
        self.chart.show_topic(topic)
        self.words.show_text("\n".join(topic.words))
        self.place.show_text(f"{self._at + 1} of {len(self._topics)}")

    def _go(self, place: int) -> None:
        if not 0 <= place < len(self._topics):
            return
        had = self.focusWidget()
        self._at = place
        self._show()
        if had is not None and not had.isEnabled():
            (self.next if self.next.isEnabled() else self.back).setFocus()
        topic = self._topics[place]
        said = " ".join((topic.title, *topic.words))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _scroll_by(self, step: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + theme.scaled(step))

    def _on_back_clicked(self) -> None:
        self._go(self._at - 1)

    def _on_next_clicked(self) -> None:
        self._go(self._at + 1)

    def _on_up_pressed(self) -> None:
        self._scroll_by(-_SCROLL)

    def _on_down_pressed(self) -> None:
        self._scroll_by(_SCROLL)
