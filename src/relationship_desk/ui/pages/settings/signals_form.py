"""Whether the signals of all clients are up to date, and computing them again."""

from __future__ import annotations

from relationship_desk.ui.pages.settings.form import Form
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

UP_TO_DATE = "The signals of all clients are up to date."
OUT_OF_DATE = "The signals of some clients are still to be computed."


class SignalsForm(Form):
    """One line and one button."""

    def __init__(self) -> None:
        super().__init__("signals")
        self.state = Label("", wrap=True)
        self.compute = Button("Compute all signals again")
        self.column.addWidget(self.state)
        self.column.addWidget(self.compute)
        self.column.addStretch(1)

    def show_due(self, due: bool) -> None:
        """Say whether something is still to be computed."""
        self.state.show_text(OUT_OF_DATE if due else UP_TO_DATE)
