"""A labelled input: label above, hint at the right or, where there is no room for it, below; error under it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label


class Field(QWidget):
    """Wraps any input. The label is its buddy and its name; an error is also its accessible description."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = Label(label, "strong")
        self.hint = Label(hint, tone="muted")
        self.error = Label("", tone="risk", wrap=True)
        self.error.hide()
        inner = control.focusProxy() or control
        self.label.setBuddy(inner)
        for named in {control, inner}:
            named.setAccessibleName(label)
            named.setAccessibleDescription(hint)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.S8)
        self._head.addWidget(self.label)
        self._head.addWidget(self.hint, 1)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(control)
        column.addWidget(self.error)
        if control.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            column.addStretch(1)
        self.setFocusProxy(inner)

    @override
    def minimumSizeHint(self) -> QSize:
        needed = super().minimumSizeHint()
        # A hint without room beside the label stands below it; it does not widen the form.
        parts = (self.label.sizeHint(), self.hint.sizeHint(), self.control.minimumSizeHint())
        least = max(self.control.minimumWidth(), *(part.width() for part in parts))
        return QSize(min(needed.width(), least), needed.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.label.sizeHint().width() + theme.S8 + self.hint.sizeHint().width() <= self.width()
        way, side = QBoxLayout.Direction.LeftToRight, Qt.AlignmentFlag.AlignRight
        if not beside:
            way, side = QBoxLayout.Direction.TopToBottom, Qt.AlignmentFlag.AlignLeft
        if self._head.direction() != way:
            self._head.setDirection(way)
            self._head.setSpacing(theme.S8 if beside else 0)
            self.hint.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def show_hint(self, hint: str) -> None:
        """Say something else at the right of the label."""
        self.hint.show_text(hint)

    def show_error(self, error: str) -> None:
        """Show what is wrong with the input, or that nothing is, with an empty ``error``."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))
        inner = self.control.focusProxy() or self.control
        inner.setAccessibleDescription(error or self.hint.plain)
        if inner.property("invalid") != bool(error):
            inner.setProperty("invalid", bool(error))
            theme.repolish(inner)
