"""What the client page expects of each of its tabs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.shell.page import KeyLine


class ClientTab(QWidget):
    """One tab: shows a client's record, and reads it again when told that it changed."""

    hint = ""
    """The keys of the tab, for the status bar."""

    def show_client(self, analysis: Analysis) -> None:
        """Show the record as it stands."""
        raise NotImplementedError

    def arrive(self, where: Mapping[str, object]) -> None:
        """Go to the place ``where`` inside the tab."""

    def set_narrow(self, narrow: bool) -> None:
        """Fit a window below 1200 px."""

    def first_focus(self) -> QWidget:
        """Return the widget that gets the focus on arrival."""
        return self

    def regions(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes through."""
        return (self,)

    def keys(self) -> Sequence[KeyLine]:
        """Return the keys that only this tab knows."""
        return ()

    def go_back(self) -> bool:
        """Take Escape: return True when there was something in the tab to step back from."""
        return False
