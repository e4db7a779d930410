"""What was planned last time, above the note."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.ui.pages.debrief.quiet_strip import QuietStrip
from relationship_desk.ui.widgets.label import Label

_LONGEST = 400
"""Characters; the whole plan is in the tooltip."""


class PlanStrip(QuietStrip):
    """The plan under the number of its session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("undo", parent)
        self.text = Label(wrap=True)
        self.column.addWidget(self.text)

    def show_plan(self, session: int | None, plan: str) -> None:
        """Show ``plan`` of session number ``session``; nothing when there is none."""
        self.setVisible(session is not None and bool(plan))
        self.title.show_text(f"Plan from session {session}")
        self.text.show_text(plan if len(plan) <= _LONGEST else plan[: _LONGEST - 1].rstrip() + "…")
        self.setToolTip(plan if len(plan) > _LONGEST else "")
        self.setAccessibleName(f"Plan from session {session}")
