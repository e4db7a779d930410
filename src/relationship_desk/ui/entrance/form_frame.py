"""The right side of the entrance: a head, a form in a column of its own width, and the buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

WIDTH = 640


class FormFrame(QWidget):
    """Fill :attr:`body`. ``go`` is the one accent button."""

    def __init__(self, title: str, explanation: str, go: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.explanation = Label(title, "page"), Label(explanation, tone="muted", wrap=True)
        self.problem = Label(tone="risk", wrap=True)
        self.problem.hide()
        self.state = Label(tone="muted", wrap=True)
        self.go = Button(go, "primary", key="Return")
        self.above = QVBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.S16)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.S12)
        self._focused: QWidget | None = None
        """What had the focus when something got under way."""
        self._build()
        self.setAccessibleName(title)

    def _build(self) -> None:
        self._inside = QWidget()
        self._inside.setMaximumWidth(theme.scaled(WIDTH))
        self._inside.setProperty("plain", True)
        column = QVBoxLayout(self._inside)
        # Room at the sides for the ring of the field in focus.
        column.setContentsMargins(4, theme.scaled(52), 4, theme.S16)
        column.setSpacing(theme.S8)
        column.addLayout(self.above)
        column.addWidget(self.title)
        column.addWidget(self.explanation)
        column.addSpacing(theme.S8)
        column.addLayout(self.body)
        column.addWidget(self.problem)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(_centred(self._inside))
        foot = QWidget()
        foot.setMaximumWidth(theme.scaled(WIDTH))
        row = QHBoxLayout(foot)
        row.setContentsMargins(4, theme.S8, 4, theme.scaled(32))
        row.setSpacing(theme.S12)
        row.addWidget(self.state, 1)
        row.addLayout(self.buttons)
        row.addWidget(self.go)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, 0, theme.S24, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(_centred(foot))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, from any field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.isEnabled():
            self.go.click()
        else:
            super().keyPressEvent(event)

    def show_problem(self, problem: str) -> None:
        """Say what did not work, under the form; nothing with an empty ``problem``."""
        self.problem.show_text(problem)
        self.problem.setVisible(bool(problem))

    def show_busy(self, words: str) -> None:
        """Say what is under way and take no more input; with empty ``words`` take it again."""
        if words and self._focused is None:
            self._focused = self.focusWidget()  # what is disabled loses the focus
        self._inside.setEnabled(not words)
        for index in range(self.buttons.count()):
            item = self.buttons.itemAt(index)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setEnabled(not words)
        self.go.setEnabled(not words)
        self.state.show_text(words)
        if self._focused is not None and not words:
            self._focused.setFocus()
            self._focused = None


def _centred(widget: QWidget) -> QWidget:
    holder = QWidget()
    holder.setProperty("plain", True)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return holder
