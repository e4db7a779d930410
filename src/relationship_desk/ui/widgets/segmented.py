"""A row of segments of which exactly one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.perspective_mark import paint_mark

_PADDING, _GAP, _MARK = 12, 7, 11


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its key, its word, and optionally a muted count or note and the mark of a perspective."""

    key: str
    text: str
    note: str = ""
    perspective: Perspective | None = None
    mark_filled: bool = True


class _SegmentButton(QRadioButton):
    """One segment; a radio button to screen readers and to the arrow keys."""

    def __init__(self, segment: Segment, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(segment.text, parent)
        self.first, self.last = first, last
        self.show_segment(segment)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_segment(self, segment: Segment) -> None:
        """Show the words of ``segment``."""
        self.segment = segment
        self.setAccessibleName(f"{segment.text}, {segment.note}" if segment.note else segment.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + 2 * _PADDING, theme.scaled(34))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if self.isChecked() else "surface" if self.underMouse() else "raised"
        painter.fillPath(self._shape(), tokens.color(ground))
        if not self.last:
            painter.setPen(QPen(tokens.color("border"), 1))
            edge = self.width() - 0.5
            painter.drawLine(QPointF(edge, 0), QPointF(edge, self.height()))
        self._paint_words(painter)
        painter.end()

    def _shape(self) -> QPainterPath:
        """The rectangle, rounded only where the row ends."""
        path = QPainterPath()
        radius = theme.RADIUS - 1
        box = QRectF(self.rect())
        path.addRoundedRect(box, radius, radius)
        if not self.first:
            path.addRect(box.adjusted(0, 0, -radius, 0))
        if not self.last:
            path.addRect(box.adjusted(radius, 0, 0, 0))
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    def _role(self) -> theme.Role:
        return "strong" if self.isChecked() else "body"

    def _content_width(self) -> float:
        # Measured in the wider weight, so that choosing moves nothing.
        width = QFontMetricsF(theme.font("strong")).horizontalAdvance(self.segment.text)
        if self.segment.note:
            width += QFontMetricsF(theme.font()).horizontalAdvance(self.segment.note) + 6
        return width + (theme.scaled(_MARK) + _GAP if self.segment.perspective else 0)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = theme.current()
        x, height = (self.width() - self._content_width()) / 2, self.height()
        if self.segment.perspective is not None:
            side = theme.scaled(_MARK)
            mark = QRectF(x, (height - side) / 2, side, side)
            paint_mark(painter, self.segment.perspective, mark, self.segment.mark_filled)
            x += side + _GAP
        font = theme.font(self._role())
        width = QFontMetricsF(font).horizontalAdvance(self.segment.text)
        if not self.segment.note and self.segment.perspective is None:
            x = (self.width() - width) / 2
        painter.setFont(font)
        painter.setPen(tokens.color("text" if self.isEnabled() else "disabled"))
        painter.drawText(QRectF(x, 0, width + 4, height), Qt.AlignmentFlag.AlignVCenter, self.segment.text)
        if self.segment.note:
            painter.setFont(theme.font())
            painter.setPen(tokens.color("muted"))
            note = QRectF(x + width + 6, 0, self.width() - x - width, height)
            painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, self.segment.note)


class Segmented(QWidget):
    """Exclusive segments; left and right move the choice. ``name`` is what the choice is about, for screen readers.

    With ``folds`` they go on in further rows where the width does not hold them.
    """

    chosen: Event[str] = Event(str)

    def __init__(
        self,
        name: str,
        segments: Sequence[Segment],
        *,
        stretch: bool = False,
        folds: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._folds = folds
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Fixed
        across = QSizePolicy.Policy.Maximum if folds else across
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _SegmentButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        for place, segment in enumerate(segments):
            button = _SegmentButton(segment, place == 0, place == len(segments) - 1, self)
            self._buttons[segment.key] = button
            self._group.addButton(button)
            self._grid.addWidget(button, 0, place)
            self._grid.setColumnStretch(place, int(stretch))
        self._group.buttonToggled.connect(self._on_group_button_toggled)
        if segments:
            self._buttons[segments[0].key].setChecked(True)
        self._group.buttonClicked.connect(self._on_group_button_clicked)

    @property
    def choice(self) -> str:
        """The key of the chosen segment."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose segment ``key`` without telling anyone; an unknown key raises :class:`KeyError`."""
        self._buttons[key].setChecked(True)

    def show_segment(self, segment: Segment) -> None:
        """Give the segment with the same key other words."""
        self._buttons[segment.key].show_segment(segment)

    def button(self, key: str) -> QAbstractButton:
        """Return the button of segment ``key``, to disable it or give it a tooltip."""
        return self._buttons[key]

    @override
    def sizeHint(self) -> QSize:
        """Ask for all in one row, at the height of the rows there are."""
        hint = super().sizeHint()
        if self._folds:
            hint.setWidth(2 + sum(button.sizeHint().width() for button in self._buttons.values()))
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if self._folds:
            least.setWidth(2 + max((button.sizeHint().width() for button in self._buttons.values()), default=0))
        return least

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._folds:
            self._fold()

    def _fold(self) -> None:
        """Use as many columns as the width holds."""
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        columns = len(widths)
        while columns > 1 and sum(max(widths[place::columns]) for place in range(columns)) > self.width() - 2:
            columns -= 1
        for place, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, *divmod(place, columns))
        self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
            return
        usable = [button for button in self._buttons.values() if button.isEnabled()]
        now = next((place for place, button in enumerate(usable) if button.isChecked()), 0)
        to = usable[min(max(now + step, 0), len(usable) - 1)]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        to.click()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.color("control" if self.isEnabled() else "border"), 1))
        painter.setBrush(tokens.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.end()

    def _on_group_button_toggled(self, chosen: QAbstractButton, checked: bool) -> None:
        """Let Tab lead to the chosen one: by itself Qt leads to the one that had the focus last."""
        if checked:
            for button in self._buttons.values():
                strong = button is chosen
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus)

    def _on_group_button_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _SegmentButton):
            self.chosen.emit(button.segment.key)
