"""The foot of the thresholds: what a change would do to the prompts that stand, before it is applied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.services.previewing import Effect
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import YieldingLabel
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

NOT_YET = "Not applied yet."
UNCHANGED = "The prompts that stand would stay as they are."
_LIST = 124
"""Three rows; more of them scroll."""


class TrialBar(QWidget):
    """Hidden while nothing differs from what is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What the change would do")
        # One line: a paragraph would make the whole page ask for the height of its longest form.
        self.words = YieldingLabel("", "strong", "text")
        self.list = RowList("Prompts that would close or open")
        self.apply = Button("Apply", "primary", icon="check", key="Alt+A")
        self.discard = Button("Leave everything as it is")
        panel = Panel(padded=True, ground="window")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.discard)
        buttons.addStretch(1)
        panel.body.addWidget(self.words)
        panel.body.addWidget(self.list)
        panel.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S16, 0, theme.S16, theme.S16)
        column.addWidget(panel)
        self.list.setMaximumHeight(theme.scaled(_LIST))

    def show_working(self, how_far: str = "") -> None:
        """Say that the effects are being worked out, and how far that has come."""
        self.words.show_text(f"{NOT_YET} Trying it out: {how_far} …" if how_far else f"{NOT_YET} Trying it out …")
        self.list.hide()
        self.show()

    def show_effects(self, effects: Sequence[Effect]) -> None:
        """Say what would close and open."""
        closes, opens = sum(not one.opens for one in effects), sum(one.opens for one in effects)
        parts = [f"{_prompts(closes)} would close" if closes else "", f"{_prompts(opens)} would open" if opens else ""]
        said = ", ".join(part for part in parts if part)
        self.words.show_text(f"{NOT_YET} {said}." if said else f"{NOT_YET} {UNCHANGED}")
        self.list.show_rows([_row(place, one) for place, one in enumerate(effects)])
        self.list.setVisible(bool(effects))
        self.show()


def _prompts(count: int) -> str:
    return "1 prompt" if count == 1 else f"{count} prompts"


def _row(place: int, effect: Effect) -> Row:
    would = "would open" if effect.opens else "would close"
    right = f"session {effect.session}, {would}"
    return Row(place, effect.title, code=effect.client, right=right, icon="plus" if effect.opens else "minus")
