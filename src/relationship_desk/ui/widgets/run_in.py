"""A paragraph whose first words are its heading."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.line_breaks import kept_together


class RunIn(QLabel):
    """``heading`` in strong, then ``text`` muted on the same line, broken where it is too long."""

    def __init__(self, heading: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.text_after = heading, text
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{heading} {text}")
        self._lay_out()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "text_after"):
            self._lay_out()

    def _lay_out(self) -> None:
        muted = theme.current().css("muted")
        self.setText(
            f'<p style="line-height:115%; margin:0"><span style="font-weight:600">{escape(self.heading)}</span>'
            f'&nbsp; <span style="color:{muted}">{escape(kept_together(self.text_after))}</span></p>'
        )
