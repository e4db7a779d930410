"""How the clinician worked in the session: directiveness and focus."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.vocabulary import Focus
from relationship_desk.ui import theme
from relationship_desk.ui.pages.debrief.directiveness_line import DirectivenessLine
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented

NOT_SAID = "not-said"


class ApproachPanel(QWidget):
    """One row where there is room, two below each other where there is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.directiveness = DirectivenessLine()
        self.focus = Segmented(
            "Focus of the session",
            (*(Segment(focus.value, focus.value.capitalize()) for focus in Focus), Segment(NOT_SAID, "–", "")),
        )
        self.focus.button(NOT_SAID).setAccessibleName("Not said")
        self.focus.button(NOT_SAID).setToolTip("Not said")
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.S24)
        self._pair.addLayout(_named("Directiveness", self.directiveness, 1), 1)
        self._pair.addLayout(_named("Focus", self.focus, 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S4)
        column.addLayout(self._pair)
        column.addStretch(1)
        self.setAccessibleName("Directiveness and focus")

    def set_narrow(self, narrow: bool) -> None:
        """Stand the two below each other, or side by side."""
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(direction)
        self._pair.setSpacing(theme.S12 if narrow else theme.S24)


def _named(words: str, control: QWidget, stretch: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.S12)
    label = Label(words, "strong")
    row.addWidget(label)
    row.addWidget(control, stretch)
    if not stretch:
        row.addStretch(1)
    return row
