"""The agreement tab laid out: elements at the left; sentence, plots, numbers and single perspectives at the right."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.dyad import PAIRS
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.agreement_words import METHOD
from relationship_desk.ui.pages.client.rows_table import LinesTable
from relationship_desk.ui.plots.gap_plot import GapPlot
from relationship_desk.ui.plots.level_plot import LevelPlot
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.perspective_mark import WORDS, PerspectiveMark
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.segmented import Segment, Segmented

_LEFT, _NARROW_LEFT = 288, 264
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_EXPORT_GAP, _EXPORT_LEVEL, _EXPORT_HEIGHT = 620, 420, 280
_PIXELS = QImage.Format.Format_ARGB32_Premultiplied
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
NOTHING_COMMON = "There is no session that both rated."
COUNTED = "Sessions in common"
_HEADINGS = ("In numbers", "", "95 % interval", "")
_SHARES, _NARROW_SHARES = (0.24, 0.15, 0.19, 0.42), (0.3, 0.17, 0.19, 0.34)
_CLOSE_SHARES, _CLOSE = (0.42, 0.2, 0.38, 0.0), 540
_TWIN_SHARES = (0.1, 0.17, 0.13, 0.13, 0.1, 0.1, 0.27)
_TWIN_NUMBERS = (2, 3, 4, 5)


class ByItself(QWidget):
    """One perspective: its mark and name, and under them what its ratings say without the others."""

    def __init__(self, perspective: Perspective) -> None:
        super().__init__()
        self.name, self.words = Label(WORDS[perspective], "strong"), Label(tone="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(theme.S8)
        head.addWidget(PerspectiveMark(perspective))
        head.addWidget(self.name)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addStretch(1)


class AgreementView(QWidget):
    """Everything of the tab that can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.elements = RowList("Elements", selects=True)
        self.member = QComboBox()
        self.whose = Field("Whose answers", self.member)
        self.title = YieldingLabel(role="panel", tone="text")
        self.pairs = Segmented(
            "Who is compared",
            [Segment(one.key, f"{WORDS[one.first]}, {WORDS[one.second].lower()}") for one in PAIRS],
            folds=True,
        )
        self.as_table = Button("Table", icon="table", key="T")
        self.as_table.setCheckable(True)
        self.export = Button("Export")
        self.headline, self.also = Label(role="prompt", wrap=True), Label(wrap=True)
        self.gap, self.level = GapPlot(), LevelPlot()
        self.gap_title, self.level_title = Label(role="strong"), Label("Gap by level", "strong")
        self.numbers = LinesTable("Agreement in numbers", _HEADINGS, _SHARES, numbers=(1, 2), row_height=32, fits=True)
        self.numbers.set_close_shares(_CLOSE_SHARES, _CLOSE)
        self.by_itself = {one: ByItself(one) for one in Perspective}
        self.members = Label(tone="muted", wrap=True)
        self.method_shown = Button("How this is computed", "link")
        self.method_shown.setCheckable(True)
        self.method = Label(METHOD, tone="muted", wrap=True)
        self.twin = LinesTable(
            "Sessions that both rated", ("",) * len(_TWIN_SHARES), _TWIN_SHARES, numbers=_TWIN_NUMBERS, row_height=33
        )
        self.left, self.right, self.stack = Panel(), Panel(padded=True), QStackedWidget()
        self.scroller, self._page = QScrollArea(), Paper()
        self._plots, self._singles = QBoxLayout(_ACROSS), QBoxLayout(_ACROSS)
        for widget, method in (
            (self.gap, "gap"),
            (self.level, "limits-of-agreement"),
            (self.numbers, "icc"),
            (self.method_shown, "tracking"),
        ):
            set_term(widget, "method", method)
        self._lay_out_left()
        self._lay_out_page()
        self._lay_out_right()
        self.method_shown.toggled.connect(self.method.setVisible)
        self.method.hide()
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Fit a window below 1200 px."""
        self.left.setFixedWidth(theme.scaled(_NARROW_LEFT if narrow else _LEFT))
        self.numbers.set_shares(_NARROW_SHARES if narrow else _SHARES)
        self._singles.setDirection(_DOWN if narrow else _ACROSS)
        self._fit_plots()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_plots()

    def _fit_plots(self) -> None:
        """Let the plots stand beside each other where both have room."""
        needed = self.gap.minimumSizeHint().width() + theme.S24 + self.level.minimumSizeHint().width()
        around = self.left.width() + theme.S12 + 2 * (theme.S12 + theme.S8) + self.scroller.verticalScrollBar().width()
        self._plots.setDirection(_ACROSS if self.width() - around >= needed else _DOWN)

    def show_as_table(self, as_table: bool) -> None:
        """Bring the table of the sessions or the page to the front."""
        self.as_table.setChecked(as_table)
        self.stack.setCurrentWidget(self.twin if as_table else self.scroller)

    def to_image(self) -> QImage:
        """Return both plots with the element and the sentence above them, at two pixels for each on screen."""
        margin, scale, height = theme.S16, 2, theme.scaled(_EXPORT_HEIGHT)
        gap, level = theme.scaled(_EXPORT_GAP), theme.scaled(_EXPORT_LEVEL)
        wide, beside, line = gap + theme.S24 + level, margin + gap + theme.S24, theme.scaled(28)
        image = QImage((wide + 2 * margin) * scale, (height + 4 * line + 2 * margin) * scale, _PIXELS)
        image.setDevicePixelRatio(scale)
        image.fill(theme.current().color("surface"))
        painter = QPainter(image)
        painter.setPen(theme.current().color("text"))
        words: tuple[tuple[Label, theme.Role, QRect], ...] = (
            (self.title, "panel", QRect(margin, margin, wide, line)),
            (self.headline, "body", QRect(margin, margin + line, wide, 2 * line)),
            (self.gap_title, "strong", QRect(margin, margin + 3 * line, gap, line)),
            (self.level_title, "strong", QRect(beside, margin + 3 * line, level, line)),
        )
        for label, role, box in words:
            painter.setFont(theme.font(role))
            painter.drawText(box, int(_WRAPPED), label.plain)
        for seen, drawn, left, width in ((self.gap, GapPlot(), margin, gap), (self.level, LevelPlot(), beside, level)):
            drawn.resize(width, height)
            drawn.show_gaps(seen.gaps, "", "")
            drawn.render(painter, QPoint(left, margin + 4 * line), QRegion(), QWidget.RenderFlag.DrawChildren)
        painter.end()
        return image

    def show_parts(self, *, common: bool, counted: bool) -> None:
        """Leave out the plots where there is no session in ``common``, and the numbers where nothing is ``counted``."""
        for button in (self.as_table, self.export):
            button.set_blocked("" if common else NOTHING_COMMON)
        self.export.setToolTip("Ctrl+E" if common else NOTHING_COMMON)
        if not common:
            self.show_as_table(False)
        for part in (self.gap_title, self.gap, self.level_title, self.level):
            part.setVisible(common)
        self.numbers.setVisible(counted)

    def show_by_itself(self, perspective: Perspective, name: str, said: Sequence[str]) -> None:
        """Say what one perspective's ratings say."""
        part = self.by_itself[perspective]
        part.name.show_text(name)
        part.words.show_text("\n".join(said))

    def _lay_out_left(self) -> None:
        self.whose.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        self.left.body.addWidget(self.whose)
        self.left.body.addWidget(self.elements, 1)
        counted = Label(COUNTED, tone="muted")
        counted.setContentsMargins(theme.S16, theme.S4, theme.S12, theme.S8)
        self.left.body.addWidget(counted)

    def _lay_out_page(self) -> None:
        self._plots.setSpacing(theme.S24)
        for stretch, title, plot in ((3, self.gap_title, self.gap), (2, self.level_title, self.level)):
            column = QVBoxLayout()
            column.setSpacing(theme.S4)
            column.addWidget(title)
            column.addWidget(plot)
            self._plots.addLayout(column, stretch)
        self._singles.setSpacing(theme.S16)
        for part in self.by_itself.values():
            self._singles.addWidget(part, 1)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(theme.S4, 0, theme.S8, 0)
        column.setSpacing(theme.S16)
        column.addWidget(self.headline)
        column.addWidget(self.also)
        column.addLayout(self._plots)
        column.addWidget(self.numbers)
        column.addLayout(self._singles)
        column.addWidget(self.members)
        column.addWidget(self.method_shown, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.method)
        column.addStretch(1)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self._page)

    def _lay_out_right(self) -> None:
        head, choice = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(theme.S4, 0, theme.S8, 0)
        choice.setContentsMargins(theme.S4, 0, theme.S8, 0)
        head.setSpacing(theme.S12)
        head.addWidget(self.title, 1)
        head.addWidget(self.as_table)
        head.addWidget(self.export)
        choice.addWidget(self.pairs, 1, Qt.AlignmentFlag.AlignLeft)
        self.stack.addWidget(self.scroller)
        self.stack.addWidget(self.twin)
        self.right.body.setContentsMargins(theme.S12, theme.S12, theme.S8, theme.S12)  # with room for the ring inside
        self.right.body.setSpacing(theme.S12)
        for layout in (head, choice):
            self.right.body.addLayout(layout)
        self.right.body.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S12)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
        order = (self.member, self.elements, self.pairs, self.as_table, self.export, self.numbers, self.method_shown)
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)
