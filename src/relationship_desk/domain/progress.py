"""How long work reports where it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


class Cancelled(Exception):
    """Raised inside a job when the person asked it to stop."""


@dataclass(slots=True)
class Progress:
    """Given to every job. Calling :meth:`step` tells how far it is and stops it when asked to."""

    report: Callable[[str, float], None] = field(default=lambda _text, _share: None)
    cancelled: bool = False

    def step(self, text: str, share: float) -> None:
        """Report ``text`` and the ``share`` done (0 to 1); raise :class:`Cancelled` when the person cancelled."""
        if self.cancelled:
            raise Cancelled
        self.report(text, share)
