"""Every test of the window runs without a display, themed, and leaves no window behind."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from typing_extensions import override

from relationship_desk.ui import theme


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["pytest", *theme.STYLE]


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


class _Shows(QObject):
    """Notes every widget that comes up as a window without being made to be one."""

    def __init__(self, found: list[QWidget]) -> None:
        super().__init__()
        self._found = found

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            meant = isinstance(watched, QMainWindow | QDialog | QMenu) or watched.windowType() != Qt.WindowType.Window
            if not meant:
                self._found.append(watched)
        return super().eventFilter(watched, event)


@pytest.fixture
def stray_windows(qapp: QApplication) -> Iterator[list[QWidget]]:
    """The widgets that were shown before they had a parent, and so flashed up as windows of their own."""
    found: list[QWidget] = []
    watch = _Shows(found)
    qapp.installEventFilter(watch)
    yield found
    qapp.removeEventFilter(watch)


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
