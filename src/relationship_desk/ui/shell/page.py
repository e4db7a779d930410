"""What the window expects of a page, and how a page is declared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key and what it does, as listed under F1."""

    key: str
    does: str


class Page(QWidget):
    """One page of the window. Lay it out in ``column``, which keeps the margins.

    ``hint_changed`` puts a short text about keys into the status bar.
    """

    hint_changed: Event[str] = Event(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Fit a window below 1200 px: smaller margins, and what else the page wants to change."""
        side = theme.S16 if narrow else theme.S24
        self.column.setContentsMargins(side, 0, side, theme.S16)

    def arrive(self, where: Mapping[str, object]) -> None:
        """Show the place ``where``; called each time the page comes to the front."""

    def leave(self) -> None:
        """Keep what was typed; called before another page comes to the front."""

    def here(self, where: Mapping[str, object]) -> Mapping[str, object]:
        """Return where one is now, having arrived at ``where``: what the way back leads to."""
        return where

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that could not be kept; asked before locking and closing."""
        return False

    def go_back(self) -> bool:
        """Take Escape: return True when there was something in the page to step back from."""
        return False

    def regions(self) -> Sequence[QWidget]:
        """Return the parts that F6 goes through, in reading order."""
        return (self,)

    def first_focus(self) -> QWidget | None:
        """Return the widget that gets the focus on arrival; None for the first that can take it."""
        return None

    def keys(self) -> Sequence[KeyLine]:
        """Return the keys that only this page knows."""
        return ()


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as the window knows it before it is made.

    ``factory`` is called at the first visit and imports what the page needs. ``place`` says where it stands in the
    rail; a page that is not in the rail names the one it belongs ``under``.
    """

    id: str
    title: str
    icon: str
    key: str
    factory: Callable[[], Page]
    place: Literal["rail", "below", "none"] = "rail"
    under: str = ""
