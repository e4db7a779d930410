"""Moving the focus from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_region(regions: Sequence[QWidget], step: int) -> None:
    """Move the focus from the region that holds it to the one ``step`` further, past those that take none."""
    focus = QApplication.focusWidget()
    holders = [place for place, part in enumerate(regions) if focus is not None and _holds(part, focus)]
    now = holders[-1] if holders else 0
    for distance in range(1, len(regions) + 1):
        if focus_into(regions[(now + step * distance) % len(regions)]):
            return


def focus_into(part: QWidget) -> bool:
    """Give the focus to ``part`` or to the first in it that takes it; return whether there was one."""
    if _takes_focus(part):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    step = part.nextInFocusChain()
    while step is not None and step is not part:
        if part.isAncestorOf(step) and _takes_focus(step):
            step.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        step = step.nextInFocusChain()
    return False


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisibleTo(widget.window()) and widget.focusProxy() is None


def _holds(part: QWidget, focus: QWidget) -> bool:
    return part is focus or part.isAncestorOf(focus)
