"""The chosen entry below the table of editions, in full, aligned with the table's columns."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label

_LEAST = 114
"""Five lines, so that most entries leave the table where it is."""
_ROOMY = 200


class _Column(QWidget):
    """A first line in text colour, the rest muted."""

    def __init__(self, first_role: theme.Role, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = Label("", first_role, wrap=True)
        self.rest = Label("", tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.first)
        column.addWidget(self.rest)
        column.addStretch(1)


class EditionStrip(QWidget):
    """Four columns as wide as those of ``head``."""

    def __init__(self, head: QHeaderView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = head
        self._definition = self._used = ""
        self.entry = _Column("strong", self)
        self.editions = tuple(_Column("body", self) for _ in range(3))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head.sectionResized.connect(self._on_head_section_resized)

    def show_entry(self, title: str, definition: str, used: str) -> None:
        """Show name and meaning of the entry, and which rules use it."""
        self.entry.first.show_text(title)
        self._definition, self._used = definition, used
        self._fit_definition()

    def show_edition(self, place: int, figures: str, remarks: str) -> None:
        """Show what the edition at ``place`` says."""
        self.editions[place].first.show_text(figures)
        self.editions[place].rest.show_text(remarks)

    def arrange(self) -> None:
        """Put the columns under those of the table, and take the height they need."""
        self._fit_definition()
        tallest = theme.scaled(_LEAST)
        for section, column in enumerate((self.entry, *self.editions)):
            left = self._head.sectionPosition(section) + (14 if section == 0 else theme.S8)
            width = max(40, self._head.sectionSize(section) - (26 if section == 0 else theme.S16))
            height = column.heightForWidth(width)
            column.setGeometry(left, theme.S12, width, max(height, 1))
            tallest = max(tallest, height)
        self.setFixedHeight(tallest + theme.S12 + theme.S8)

    def _fit_definition(self) -> None:
        """Leave the definition out where it would take more lines than it is worth; the element's page has it."""
        roomy = self._head.sectionSize(0) >= theme.scaled(_ROOMY)
        self.entry.rest.show_text("\n".join(part for part in (self._definition if roomy else "", self._used) if part))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("raised"))
        painter.setPen(QPen(tokens.color("control"), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        painter.end()

    def _on_head_section_resized(self, _section: int, _old: int, _new: int) -> None:
        self.arrange()
