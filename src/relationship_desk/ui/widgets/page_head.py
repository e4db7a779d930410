"""The head of a page: title, a muted line, badges, and the actions at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, YieldingLabel

_MARGIN = 14
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
        self._words, self._row, self._column = QWidget(), QHBoxLayout(), QVBoxLayout(self)
        words, row, column = QHBoxLayout(self._words), self._row, self._column
        words.setContentsMargins(0, 0, 0, 0)
        column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        column.setSpacing(theme.S8)
        column.addLayout(row)
        words.setSpacing(theme.S12)
        row.setSpacing(theme.S12)
        for layout in (self._leading, self._badges, self._actions):
            layout.setSpacing(theme.S12)
        row.addLayout(self._leading)
        row.addWidget(self.title)
        row.addWidget(self.lighter)
        words.addWidget(self.secondary, _WORDS_FIRST)
        words.addLayout(self._badges)
        words.addStretch(1)
        row.addWidget(self._words, 1)
        row.addStretch()
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

    def set_words_below(self, below: bool) -> None:
        """Give words and badges a line of their own, where a small window has no room for them beside the title."""
        if below:
            self._column.addWidget(self._words)
        else:
            self._row.insertWidget(self._row.indexOf(self.lighter) + 1, self._words, 1)

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
