"""A labelled input: label above, hint at the right, error under it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
        head = QHBoxLayout()
        head.setSpacing(theme.S8)
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(control)
        column.addWidget(self.error)
        if control.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            column.addStretch(1)
        self.setFocusProxy(inner)

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
