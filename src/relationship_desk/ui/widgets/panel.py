"""The bordered ground that holds one matter, with an optional head."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, YieldingLabel

_WORDS_FIRST = 1000
"""The words beside the title get all the room they need before any is left empty."""


class Panel(QFrame):
    """Surface, 1 px border, radius 8. Add the content to ``body``, which has no margins unless ``padded``.

    ``ground`` is a colour token. ``bar`` draws the 3 px accent bar at the left: this panel is where to go on.
    """

    def __init__(
        self,
        title: str = "",
        secondary: str = "",
        *,
        count: int | None = None,
        padded: bool = False,
        ground: str = "surface",
        bar: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ground, self.bar = ground, bar
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.title = Label(title, "panel")
        self.secondary = YieldingLabel(secondary, hugs=True)
        self.count = Label("" if count is None else str(count), tone="muted")
        self.head = QWidget(self)
        self._leading, self._actions = QHBoxLayout(), QHBoxLayout()
        self._actions.setSpacing(theme.S8)
        self._build_head()
        self.count.setVisible(count is not None)  # only now: before it had a parent it would open a window of its own
        outer.addWidget(self.head)
        self._rule_below_head = not padded
        self.head.setVisible(bool(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.S12 if padded else 0)
        side = theme.S16 if padded else 0
        self.body.setContentsMargins(side, 0 if title else side, side, side)
        outer.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def add_leading(self, widget: QWidget) -> None:
        """Put a choice at the left of the head, beside the title."""
        self._leading.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a link, a button or a choice at the right of the head."""
        self._actions.addWidget(widget)

    def show_count(self, count: int) -> None:
        """Show how many there are, at the right of the head."""
        self.count.show_text(str(count))
        self.count.show()

    def show_title(self, title: str, secondary: str = "") -> None:
        """Head the panel with other words."""
        self.title.show_text(title)
        self.secondary.show_text(secondary)
        self.head.setVisible(bool(title))
        self.setAccessibleName(title)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, theme.PANEL_RADIUS, theme.PANEL_RADIUS)
        painter.fillPath(path, tokens.color(self.ground))
        if self.bar:
            painter.setClipRect(QRectF(0, 0, 3, self.height()))
            painter.fillPath(path, tokens.color("accent"))
            painter.setClipping(False)
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawPath(path)
        if self._rule_below_head and self.head.isVisibleTo(self):
            y = self.head.geometry().bottom() + 0.5
            painter.drawLine(QPointF(1, y), QPointF(self.width() - 1, y))
        painter.end()

    def _build_head(self) -> None:
        row = QHBoxLayout(self.head)
        row.setContentsMargins(theme.S16, 6, theme.S16, 6)
        row.setSpacing(theme.S8)
        row.addWidget(self.title)
        row.addLayout(self._leading)
        row.addWidget(self.secondary, _WORDS_FIRST)
        row.addStretch(1)
        row.addLayout(self._actions)
        row.addWidget(self.count)
        row.addStrut(36)
