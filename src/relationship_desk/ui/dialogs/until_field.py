"""Whether something still holds, or since which day it no longer does."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

_HOLDS, _ENDED = "holds", "ended"


class UntilField:
    """Two fields to stand side by side: ``state``, and ``on``, which is seen only once it no longer holds."""

    def __init__(self, label: str, holds: str, ended: str, until: date | None, today: date) -> None:
        self.choice = Segmented(label, (Segment(_HOLDS, holds), Segment(_ENDED, ended)), stretch=True)
        self.day = DateField()
        self.day.show_day(until or today)
        self.state, self.on = Field(label, self.choice), Field(f"{ended} on", self.day)
        self.choice.choose(_ENDED if until else _HOLDS)
        self.choice.chosen.connect(self._show_day)

    @property
    def fields(self) -> tuple[QWidget, QWidget]:
        """Both, for a row of a dialog."""
        return (self.state, self.on)

    @property
    def until(self) -> date | None:
        """The last day; None while it holds."""
        return self.day.day if self.choice.choice == _ENDED else None

    def show_for(self, *, entered: bool) -> None:
        """Leave both out of a dialog that enters something new; call it once they stand in their dialog."""
        self.state.setVisible(entered)
        self._show_day()

    def _show_day(self, _choice: str = "") -> None:
        self.on.setVisible(self.choice.choice == _ENDED)
