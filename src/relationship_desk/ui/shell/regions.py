"""Moving the focus from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
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
    """Give the focus to ``part`` or to the first in it, as one reads, that takes it; return whether there was one.

    The order of Tab is not asked: PySide takes what ``nextInFocusChain`` returns for the parent of the widget it was
    asked of, and once that is deleted it calls every menu entry below the widget deleted too.
    """
    # The list of a combo box is found among the children too, but it is a window of its own.
    inside = (widget for widget in (part, *part.findChildren(QWidget)) if _holds(part, widget) and _takes_focus(widget))
    first = min(inside, key=lambda widget: _place(widget, part), default=None)
    if first is None:
        return False
    first.setFocus(Qt.FocusReason.TabFocusReason)
    return True


def _place(widget: QWidget, part: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(part, QPoint())
    return corner.y(), corner.x()


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisibleTo(widget.window()) and widget.focusProxy() is None


def _holds(part: QWidget, focus: QWidget) -> bool:
    return part is focus or part.isAncestorOf(focus)
