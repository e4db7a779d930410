"""What it takes to open one page by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from relationship_desk.services.desk import Desk
from relationship_desk.ui.context import Context
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.theme import Mode

P = TypeVar("P", bound=Page)


@dataclass
class Look:
    """An appearance that notes what was chosen."""

    mode: Mode = "light"
    text_scale: float = 1.0
    chosen: list[tuple[Mode, float]] = field(default_factory=list)

    def choose(self, mode: Mode, text_scale: float) -> None:
        self.mode, self.text_scale = mode, text_scale
        self.chosen.append((mode, text_scale))


class OpenPage(Protocol):
    """Opens the one page of ``spec`` over ``desk``, which the fixture of this name does."""

    def __call__(
        self, desk: Desk, spec: Callable[[Context], PageSpec], kind: type[P], *, width: int = 1440, **where: object
    ) -> P: ...


@dataclass
class Rooms:
    """What was made for the page of this test."""

    look: Look
    jobs: Jobs
