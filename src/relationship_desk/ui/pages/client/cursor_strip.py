"""The strip above the plot: the session under the cursor in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.perspective_mark import PerspectiveMark

NOTHING = "Nothing marked in this session"


class CursorStrip(QWidget):
    """Session, the three ratings, how the client's stands to the own baseline, the gap, and what happened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = Label("", "strong")
        self.values = {one: Label("–") for one in Perspective}
        self.words, self.gap = YieldingLabel(tone="text"), Label(tone="muted")
        self.happened, self.formed = YieldingLabel(), Label(tone="muted")
        self._first = QHBoxLayout()
        self._first.setSpacing(theme.S8)
        self._first.addWidget(self.session)
        for one, value in self.values.items():
            self._first.addSpacing(theme.S4)
            self._first.addWidget(PerspectiveMark(one))
            self._first.addWidget(value)
        self._first.addSpacing(theme.S8)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, 6, theme.S12, 6)
        column.setSpacing(theme.S4)
        for row in self._rows:
            row.setSpacing(theme.S12)
            column.addLayout(row)
        self._rows[0].addLayout(self._first)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Put the words about the baseline under the ratings, and what happened beside these, in a narrow window.

        Which sessions form the baseline is not said there; the axis marks them.
        """
        below = self.words if narrow else self.happened
        beside = self.happened if narrow else self.words
        for row in self._rows:
            for part in (self.words, self.gap, self.happened, self.formed):
                row.removeWidget(part)
        self._rows[0].addWidget(beside, 1)
        self._rows[1].addWidget(below, 1)
        self._rows[1 if narrow else 0].addWidget(self.gap)
        self._rows[1].addWidget(self.formed)
        self.formed.setVisible(not narrow)

    def show_session(
        self,
        session: int,
        values: Mapping[Perspective, str],
        words: str,
        formed: str,
        gap: str,
        happened: Sequence[str],
    ) -> None:
        """Say another session. ``words`` are about the own baseline, ``formed`` about the sessions that form it."""
        self.session.show_text(f"Session {session}")
        for one, label in self.values.items():
            value = values[one]
            label.show_text(value or "–")
            label.set_tone("text" if value else "muted")
        self.words.show_text(words)
        self.formed.show_text(capital_first(formed))
        self.gap.show_text(gap)
        self.happened.show_text(" · ".join(happened) or NOTHING)
        self.happened.set_tone("text" if happened else "muted")
        ratings = ", ".join(f"{one.value} {value}" for one, value in values.items() if value)
        self.setAccessibleName(
            f"Session {session}: " + ". ".join(part for part in (ratings, words, formed, gap, *happened) if part)
        )

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color("window"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.end()
