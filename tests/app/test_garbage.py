from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from relationship_desk.app.garbage import Collector


class Knot:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


def test_garbage_waits_for_the_collector(qapp: QApplication) -> None:
    owner = QObject(qapp)
    collector = Collector(owner)
    knot = weakref.ref(Knot())
    ballast = [[] for _ in range(20_000)]  # type: ignore[var-annotated] # counted, never filled
    assert not gc.isenabled()
    assert knot() is not None, "no allocation has collected it"
    collector.look()
    assert knot() is None
    del ballast
    owner.deleteLater()
