"""What one edition says of an entry, as a small framed card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.tier_badge import Fill, TierLabel


class EditionCard(QWidget):
    """Year, ordinal, tier and the lines under it. ``framed``: this edition speaks, for the reason in ``label``."""

    def __init__(
        self,
        year: str,
        ordinal: str,
        fill: Fill,
        tier: str,
        lines: Sequence[str],
        *,
        framed: bool = False,
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.framed = framed
        head = QHBoxLayout()
        head.setSpacing(theme.S8)
        head.addWidget(Label(year, "strong"))
        head.addWidget(Label(ordinal, tone="muted"))
        head.addStretch(1)
        if label:
            head.addWidget(Label(label, tone="accent"))
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 9, 13, 11)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(TierLabel(fill, tier, wrap=True))
        if lines:
            column.addWidget(Label("\n".join(lines), tone="muted", wrap=True))
        column.addStretch(1)
        said = (f"{year}, {ordinal}", "in use" if framed else "", label, tier, *lines)
        self.setAccessibleName(", ".join(part for part in said if part))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.framed else 1
        painter.setPen(QPen(tokens.color("accent" if self.framed else "border"), width))
        painter.setBrush(tokens.color("raised" if self.framed else "surface"))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.end()
