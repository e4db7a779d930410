"""What every page is given: the open practice, the hub, the job runner and the window around it.

A page is a :class:`relationship_desk.ui.shell.page.Page` (a widget with ``arrive`` and ``leave``); ``page.py`` in its
folder holds ``def spec(context: Context) -> PageSpec``, whose factory imports view and presenter when first shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from relationship_desk.services.desk import Desk
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.theme import Mode


class Appearance(Protocol):
    """The look that holds before a practice is open; kept outside it, with nothing personal."""

    @property
    def mode(self) -> Mode:
        """Light, dark, high contrast, or as the system says."""

    @property
    def text_scale(self) -> float:
        """1.0 to 2.0."""

    def choose(self, mode: Mode, text_scale: float) -> None:
        """Apply at once and keep."""


@dataclass(frozen=True)
class Context:
    """Handed to the spec of every page."""

    desk: Desk
    hub: Hub
    jobs: Jobs
    shell: MainWindow
    appearance: Appearance
