"""The foot of an opened prompt: the answer, the reason for declining, or what was decided and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.services.answering import Typed
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.prompts.answer_parts import AnswerPart, DecidedPart, ReasonPart


class AnswerBar(QWidget):
    """One of three parts at a time; each tells by itself what was entered."""

    edited: Event[None] = Event(object)
    """Something is being typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answer")
        self.answer, self.refusing, self.decided = AnswerPart(), ReasonPart(), DecidedPart()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, theme.S12, 20, theme.S12)
        for part in (self.answer, self.refusing, self.decided):
            column.addWidget(part)
        self._front(self.answer)
        self._lines = (
            self.answer.intention,
            self.answer.own_part,
            self.answer.client_part,
            self.refusing.reason,
            self.decided.outcome,
        )
        for line in self._lines:
            line.textEdited.connect(self._on_line_edited)
        self.answer.declining.connect(self._on_answer_declining)
        self.refusing.kept_open.connect(self._on_refusing_kept_open)

    @property
    def asks_reason(self) -> bool:
        """Whether the reason is being asked for."""
        return not self.refusing.isHidden()

    @property
    def typed(self) -> Typed:
        """What the person is in the middle of."""
        return Typed(*(line.text() for line in self._lines))

    @property
    def is_begun(self) -> bool:
        """Whether an answer is under way."""
        return self.asks_reason or self.typed != Typed()

    def show_open(
        self,
        client: str,
        next_session: int,
        review_session: int,
        *,
        deferred_until: int | None = None,
        both_sides: bool = False,
        safety: bool = False,
        typed: Typed | None = None,
    ) -> None:
        """Ask for an answer, which may have been begun. ``deferred_until`` is the session it is deferred to by now."""
        self.answer.begin(
            next_session, review_session, deferred_until=deferred_until, both_sides=both_sides, safety=safety
        )
        self.refusing.begin(client)
        self.decided.outcome.clear()
        self._show_typed(typed or Typed())

    def show_decided(
        self, decided: str, said: str, *, asks_outcome: bool = False, muted: bool = False, outcome: str = ""
    ) -> None:
        """Say what was decided; with ``asks_outcome`` it is time to say what came of it, which may have been begun."""
        self.answer.begin(0, 0, deferred_until=None, both_sides=False, safety=False)
        self.refusing.begin("")
        self.decided.begin(decided, said, asks_outcome=asks_outcome, muted=muted)
        self.decided.outcome.setText(outcome)
        self._front(self.decided)

    def set_narrow(self, narrow: bool) -> None:
        """Shorten what stands on the buttons."""
        self.answer.set_narrow(narrow)

    def focus_first(self) -> None:
        """Go to what is asked for, where anything is."""
        lines = (self.answer.open_risk, self.answer.intention, self.refusing.reason, self.decided.outcome)
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

    def _show_typed(self, typed: Typed) -> None:
        """Go on where somebody left off."""
        self.answer.intention.setText(typed.intention)
        self.answer.own_part.setText(typed.own_part)
        self.answer.client_part.setText(typed.client_part)
        self.refusing.reason.setText(typed.reason)
        self._front(self.refusing if typed.reason else self.answer)

    def _on_line_edited(self, _text: str) -> None:
        self.edited.emit(None)

    def _on_answer_declining(self, _nothing: None) -> None:
        """Ask why, in the place of the intention."""
        self._front(self.refusing)
        self.refusing.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_refusing_kept_open(self, _nothing: None) -> None:
        self.back_to_answers()
