"""Where Tab goes in what is laid out anew while the window stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(before: QWidget, page: QWidget) -> None:
    """Let Tab go from ``before`` through ``page`` as it is read; Qt would put what is made later after everything."""
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:  # a segment takes Tab once it is chosen
            QWidget.setTabOrder(before, widget)
            before = widget
