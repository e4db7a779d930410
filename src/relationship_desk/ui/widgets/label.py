"""Text in one of the roles and tones of the theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.line_breaks import kept_together

Tone = Literal["text", "muted", "accent", "success", "notice", "attention", "risk"]


_DOT, _MORE, _ENOUGH = " · ", "…", 12
_LEADING = 115
"""Qt counts in the font's own line height, about 1.2 of its size: this makes 1.4 of the size."""


class Label(QLabel):
    """A plain text; what a person typed is never read as markup.

    With ``wrap`` it is a paragraph: it breaks its lines and sets them at 1.4.
    """

    def __init__(
        self,
        text: str = "",
        role: theme.Role = "body",
        tone: Tone = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plain = ""
        self._paragraph = wrap
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show ``text`` from now on."""
        self._plain = text
        if not self._paragraph:
            self.setText(text)
            return
        self.setText(_paragraph(text) if text else "")
        self.setAccessibleName(text)

    @property
    def plain(self) -> str:
        """The text shown, without markup."""
        return self._plain

    def set_tone(self, tone: Tone) -> None:
        """Change the colour by its meaning."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            theme.repolish(self)

    def set_role(self, role: theme.Role) -> None:
        """Change size and weight."""
        if self.property("role") != role:
            self.setProperty("role", role)
            theme.repolish(self)


def _paragraph(text: str) -> str:
    from html import escape

    lines = "<br>".join(escape(line) for line in kept_together(text).split("\n"))
    return f'<p style="line-height:{_LEADING}%; margin:0">{lines}</p>'


class YieldingLabel(Label):
    """One line that gives way: it ends in an ellipsis where there is no room, and its tooltip has it whole.

    Of parts set apart by a middle dot one is left out where too little of it would be left to make sense.

    With ``hugs`` it grows no wider than its words, so that what comes after stands right behind them.
    """

    _hugs = False

    def __init__(
        self,
        text: str = "",
        role: theme.Role = "body",
        tone: Tone = "muted",
        *,
        hugs: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, role, tone, parent=parent)
        self._hugs = hugs
        self._hug()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show ``text`` from now on."""
        super().show_text(text)
        self.setToolTip(text)
        self._hug()

    @property
    def shown(self) -> str:
        """What there is room for."""
        measure, parts = self.fontMetrics(), self.plain.split(_DOT)
        if measure.horizontalAdvance(self.plain) <= self.width():
            return self.plain
        cut = measure.elidedText(self.plain, Qt.TextElideMode.ElideRight, self.width())
        last = cut.rsplit(_DOT, maxsplit=1)[-1]
        if len(parts) == 1 or len(last) > _ENOUGH:
            return cut
        for end in range(len(parts) - 1, 0, -1):
            words = f"{_DOT.join(parts[:end])} {_MORE}"
            if measure.horizontalAdvance(words) <= self.width():
                return words
        return ""

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hug()

    def _hug(self) -> None:
        if self._hugs:
            self.setMaximumWidth(self.fontMetrics().horizontalAdvance(self.plain) + 2)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().color(str(self.property("tone"))))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.shown)
        painter.end()
