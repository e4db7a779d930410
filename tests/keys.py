"""Keys as they are pressed at the keyboard: only the window in front gets them."""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

PLAIN = Qt.KeyboardModifier.NoModifier
_LONGEST = 2000


def key_click(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Press and let go of ``key`` in ``widget``, once its window is the active one.

    A window comes to the front some events after it is shown, and no shortcut works before; one behind a dialog that
    was closed is brought there, as a window manager would. What never comes to the front gets the key as it stands.
    ``QTest.qWaitForWindowActive`` would take a dialog for active when the window behind it is.
    """
    if widget.isVisible() and not widget.isActiveWindow():
        widget.window().activateWindow()
        longest = QDeadlineTimer(_LONGEST)
        while not (widget.isActiveWindow() or longest.hasExpired()):
            QTest.qWait(1)
    QTest.keyClick(widget, key, modifier)
