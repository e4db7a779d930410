"""Sizes that grow with the text, for widgets that stay open while the text size is changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_CHANGES = (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)


class _Follower(QObject):
    """Lives as long as the widget it listens to."""

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        super().__init__(widget)
        self._fit = fit
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self._fit()
        return super().eventFilter(watched, event)


def follow_text_size(widget: QWidget, fit: Callable[[], object]) -> None:
    """Call ``fit`` now and whenever the text size changes; it gives ``widget`` or its parts their sizes."""
    fit()
    _Follower(widget, fit)
