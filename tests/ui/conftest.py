"""Every test of the window runs without a display, themed, and leaves no window behind."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from relationship_desk.ui import theme


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> None:
    """Start every test in light, at normal text size."""
    if (theme.current().name, theme.scale()) != ("light", 1.0) or not qapp.styleSheet():
        theme.apply(qapp, "light")


@pytest.fixture(params=["light", "dark", "contrast"])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Run the test once in each scheme."""
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def no_leaks(qapp: QApplication) -> Iterator[None]:
    """A test may leave no top-level widget that it did not find."""
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in before]
    names = [type(widget).__name__ for widget in left if widget.objectName() != "qtooltip_label"]
    for widget in left:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not names, f"windows left behind: {names}; give them to qtbot.addWidget"
