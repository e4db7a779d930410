"""The content of a scroll area that holds paragraphs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Paper(QWidget):
    """As high as its paragraphs need at the width it is given, and no higher.

    Without this a scroll area asks every paragraph for its height at the narrowest, and scrolls through empty space.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
