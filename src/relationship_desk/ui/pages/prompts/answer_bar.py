"""The foot of an opened prompt: the answer, the reason for declining, or what was decided and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.pages.prompts.answer_parts import AnswerPart, DecidedPart, ReasonPart


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed about a prompt and is not kept yet."""

    intention: str
    own_part: str
    client_part: str
    reason: str
    mute: bool
    outcome: str
    asks_reason: bool
    """Whether the reason for declining was being asked for."""


_NOTHING = Typed("", "", "", "", mute=False, outcome="", asks_reason=False)


class AnswerBar(QWidget):
    """One of three parts at a time; each tells by itself what was entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answer")
        self.answer, self.refusing, self.decided = AnswerPart(), ReasonPart(), DecidedPart()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, theme.S12, 20, theme.S12)
        for part in (self.answer, self.refusing, self.decided):
            column.addWidget(part)
        self._front(self.answer)
        self.answer.declining.connect(self._on_answer_declining)
        self.refusing.kept_open.connect(self._on_refusing_kept_open)

    @property
    def asks_reason(self) -> bool:
        """Whether the reason is being asked for."""
        return not self.refusing.isHidden()

    @property
    def typed(self) -> Typed | None:
        """What the person is in the middle of; None where nothing was typed."""
        answer, refusing = self.answer, self.refusing
        lines = (answer.intention, answer.own_part, answer.client_part, refusing.reason, self.decided.outcome)
        intention, own_part, client_part, reason, outcome = (line.text() for line in lines)
        typed = Typed(
            intention, own_part, client_part, reason, refusing.mute.isChecked(), outcome, asks_reason=self.asks_reason
        )
        return typed if any((intention, own_part, client_part, reason, outcome, self.asks_reason)) else None

    def put_back(self, typed: Typed) -> None:
        """Show again what was typed before something else was looked at."""
        self.answer.intention.setText(typed.intention)
        self.answer.own_part.setText(typed.own_part)
        self.answer.client_part.setText(typed.client_part)
        self.refusing.reason.setText(typed.reason)
        self.refusing.mute.setChecked(typed.mute)
        self.decided.outcome.setText(typed.outcome)
        if typed.asks_reason != self.asks_reason:
            self._front(self.refusing if typed.asks_reason else self.answer)

    def show_open(
        self,
        client: str,
        next_session: int,
        review_session: int,
        *,
        deferred_until: int | None = None,
        both_sides: bool = False,
        safety: bool = False,
    ) -> None:
        """Ask for an answer. ``deferred_until`` is the session that the prompt is deferred to by now."""
        self.answer.begin(
            next_session, review_session, deferred_until=deferred_until, both_sides=both_sides, safety=safety
        )
        self.refusing.begin(client)
        self.decided.outcome.clear()
        self._front(self.answer)

    def show_decided(self, decided: str, said: str, *, asks_outcome: bool = False, muted: bool = False) -> None:
        """Say what was decided; with ``asks_outcome`` it is time to say what came of it."""
        self.answer.begin(0, 0, deferred_until=None, both_sides=False, safety=False)
        self.refusing.begin("")
        self.decided.begin(decided, said, asks_outcome=asks_outcome, muted=muted)
        self._front(self.decided)

    def forget(self) -> None:
        """Empty what was typed, once it is kept."""
        self.put_back(_NOTHING)

    def set_narrow(self, narrow: bool) -> None:
        """Shorten what stands on the buttons."""
        self.answer.set_narrow(narrow)

    def focus_first(self) -> None:
        """Go to what is asked for, where anything is."""
        lines = (self.answer.intention, self.refusing.reason, self.decided.outcome)
        first = next((line for line in lines if line.isVisible()), None)
        if first is not None:
            first.setFocus()

    def back_to_answers(self) -> None:
        """Leave the prompt open; what was typed as reason stays."""
        self._front(self.answer)
        self.answer.decline.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.PANEL_RADIUS - 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("window"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.fillRect(self.rect().adjusted(0, 0, 0, -radius), tokens.color("window"))  # only the foot is round
        painter.setPen(QPen(tokens.color("border"), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        painter.end()

    def _front(self, part: QWidget) -> None:
        for one in (self.answer, self.refusing, self.decided):
            one.setVisible(one is part)

    def _on_answer_declining(self, _nothing: None) -> None:
        """Ask why, in the place of the intention."""
        self._front(self.refusing)
        self.refusing.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_refusing_kept_open(self, _nothing: None) -> None:
        self.back_to_answers()
