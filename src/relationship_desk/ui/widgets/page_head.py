"""The head of a page: title, a muted line, badges, and the actions at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, YieldingLabel

_WORDS_FIRST = 1000
"""The words get all the room they need before any is left empty."""


class PageHead(QWidget):
    """64 px at normal text size. ``lighter`` continues the title in normal weight: "K-17" "Session 14"."""

    def __init__(self, title: str, secondary: str = "", *, lighter: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, "page")
        self.lighter = Label(lighter, "page-light", "muted")
        self.secondary = YieldingLabel(secondary, hugs=True)
        self._leading = QHBoxLayout()
        self._badges = QHBoxLayout()
        self._actions = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 14)
        row.setSpacing(theme.S12)
        for layout in (self._leading, self._badges, self._actions):
            layout.setSpacing(theme.S12)
        row.addLayout(self._leading)
        row.addWidget(self.title)
        row.addWidget(self.lighter)
        row.addWidget(self.secondary, _WORDS_FIRST)
        row.addLayout(self._badges)
        row.addStretch(1)
        row.addLayout(self._actions)
        row.addStrut(theme.scaled(36))  # as high without actions as with them
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_title(title, secondary, lighter=lighter)

    def show_title(self, title: str, secondary: str = "", *, lighter: str = "") -> None:
        """Head the page with other words."""
        self.title.show_text(title)
        self.lighter.show_text(lighter)
        self.lighter.setVisible(bool(lighter))
        self.secondary.show_text(secondary)
        self.setAccessibleName(" ".join(part for part in (title, lighter) if part))

    def add_leading(self, widget: QWidget) -> None:
        """Put ``widget`` before the title: the way back."""
        self._leading.addWidget(widget)

    def add_badge(self, widget: QWidget) -> None:
        """Put a badge after the words."""
        self._badges.addWidget(widget)

    def clear_badges(self) -> None:
        """Take all badges away."""
        while (item := self._badges.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a field at the right, after the ones already there."""
        self._actions.addWidget(widget)
