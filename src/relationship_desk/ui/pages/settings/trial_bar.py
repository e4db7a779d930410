"""The foot of a form whose changes are tried out first: what they would do to the prompts that stand, or have done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.services.previewing import Effect
from relationship_desk.ui import theme
from relationship_desk.ui.pages.settings.trial_words import TRYING, effect_row, trial_words
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import YieldingLabel
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import row_height
from relationship_desk.ui.widgets.row_list import RowList

_LIST = 124
"""Three rows and the beginning of one more: the rest scrolls."""
_SHARE = 0.18
"""No more than this part of a small window, so that the form keeps room."""


class TrialBar(QWidget):
    """Hidden while nothing differs from what is kept, and nothing was applied just now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the change would do")
        # One line: a paragraph would make the whole page ask for the height of its longest form.
        self.words = YieldingLabel("", "strong", "text")
        self.list = RowList("Prompts that would close, open or change tier")
        self.apply = Button("Apply", "primary", icon="check", key="Alt+A")
        self.discard = Button("Leave as it is")
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        panel = Panel(padded=True, ground="window")
        for part in (self.words, self.list, self._buttons):
            panel.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, 0, theme.S16, theme.S16)
        column.addWidget(panel)

    def show_working(self, how_far: str = "") -> None:
        """Say that the effects are being worked out, and how far that has come."""
        self._say(f"Trying it out: {how_far} …" if how_far else TRYING, asks=True)

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Say what would become of which prompts."""
        self._say(trial_words(one.turn for one in effects), asks=True)
        rows = [effect_row(place, one) for place, one in enumerate(effects)]
        self.list.show_rows(rows)
        most = min(theme.scaled(_LIST), round(self.window().height() * _SHARE))
        self.list.setFixedHeight(min(sum(map(row_height, rows)), most))
        self.list.setVisible(bool(rows))

    def show_applied(self, words: str) -> None:
        """Say what applying has done; there is nothing more to decide."""
        self._say(words, asks=False)

    def _say(self, words: str, *, asks: bool) -> None:
        self.words.show_text(words)
        self.list.hide()
        self._buttons.setVisible(asks)
        self.show()
