"""The tier of evidence as the fill of a pill, always with its words beside it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.label import Label

Fill = Literal["full", "half", "outline", "dash"]

FILL_WORDS: dict[Fill, str] = {
    "full": "Demonstrably effective",
    "half": "Probably effective",
    "outline": "Promising, insufficient research",
    "dash": "Not listed",
}


def paint_tier(painter: QPainter, rect: QRectF, fill: Fill) -> None:
    """Draw the 22 x 12 px pill at the left of ``rect``, in its vertical middle."""
    tokens = theme.current()
    ink = tokens.color("muted" if fill == "dash" else "text")
    width, height = theme.scaled(22), theme.scaled(12)
    box = QRectF(rect.left(), round(rect.center().y() - height / 2), width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if fill == "dash":
        painter.setPen(QPen(ink, 1.5))
        half, y = width * 0.27, round(box.center().y()) + 0.5
        painter.drawLine(QPointF(box.center().x() - half, y), QPointF(box.center().x() + half, y))
    else:
        pill = box.adjusted(0.75, 0.75, -0.75, -0.75)
        radius = pill.height() / 2
        path = QPainterPath()
        path.addRoundedRect(pill, radius, radius)
        if fill == "full":
            painter.fillPath(path, ink)
        elif fill == "half":
            left = QPainterPath()
            left.addRect(QRectF(pill.left(), pill.top(), pill.width() / 2, pill.height()))
            painter.fillPath(path.intersected(left), ink)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
    painter.restore()


class TierBadge(QWidget):
    """The pill alone; give it its words with :class:`TierLabel`."""

    def __init__(self, fill: Fill, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fill: Fill = fill
        self.setAccessibleName(words or FILL_WORDS[fill])
        # An edition may word a tier in its own way; what explains it goes by the name of the tier.
        set_term(self, "word", words if words and fill == "dash" else FILL_WORDS[fill])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(22), theme.scaled(16))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tier(painter, QRectF(self.rect()), self.fill)
        painter.end()


class TierLabel(QWidget):
    """Pill, words and, muted, a figure such as ``r .29, k 11``. With ``wrap`` the words may break."""

    def __init__(
        self, fill: Fill, words: str = "", figure: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        said = words or FILL_WORDS[fill]
        self.badge = TierBadge(fill, said)
        self.words = Label(said, tone="muted" if fill == "dash" else "text", wrap=wrap)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S8)
        drop = QVBoxLayout()
        drop.setContentsMargins(0, theme.scaled(3) if wrap else 0, 0, 0)  # in the middle of the first line
        drop.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(drop)
        row.addWidget(self.words, 1 if wrap else 0)
        if figure:
            row.addWidget(Label(figure, tone="muted"))
        row.addStretch(0 if wrap else 1)
        self.setAccessibleName(f"{said}, {figure}" if figure else said)
