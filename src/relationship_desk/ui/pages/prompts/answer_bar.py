"""The foot of an opened prompt: what the clinician intends, and the three answers; or what was decided."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label

DEFER_CHOICES = 6
"""A prompt can be put off by so many sessions."""


class AnswerBar(QWidget):
    """``accepted`` carries the intention, ``deferred`` the session, ``declined`` the reason."""

    accepted: Event[str] = Event(str)
    deferred: Event[int] = Event(int)
    declined: Event[str] = Event(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answer")
        self._until, self._narrow = 0, False
        self.intention, self.reason = QLineEdit(), QLineEdit()
        self.review = Label(tone="muted")
        self.accept = Button("Accept", "primary", icon="check", key="Alt+A")
        self.defer = Button("Defer", key="Alt+F")
        self.choose_session = Button("Defer until another session", "icon", icon="chevron-down")
        self.decline = Button("Decline with a reason", key="Alt+D")
        self.decline_now = Button("Decline", "primary")
        self.keep_open = Button("Keep it open", key="Esc")
        self.decided = Label("", "strong", wrap=True)
        self.said = Label("", wrap=True)
        self._stack = QStackedWidget()
        self._answer, self._reasoning, self._done = self._answer_part(), self._reason_part(), self._done_part()
        for part in (self._answer, self._reasoning, self._done):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, theme.S12, 20, theme.S12)
        column.addWidget(self._stack)
        self._connect()

    @property
    def asks_reason(self) -> bool:
        """Whether the reason is being asked for."""
        return self._stack.currentWidget() is self._reasoning

    def show_open(self, next_session: int, review_session: int, state: str = "") -> None:
        """Ask for an answer. ``state`` says what was decided before, such as that the prompt is deferred."""
        self._until = next_session
        self.intention.clear()
        self.reason.clear()
        review = f"Reviewed after session {review_session}"
        self.review.show_text(f"{state} {review}" if state else review)
        self._name_buttons()
        menu = QMenu(self)
        for session in range(next_session, next_session + DEFER_CHOICES):
            menu.addAction(f"Session {session}").setData(session)
        self.choose_session.setMenu(menu)
        self._stack.setCurrentWidget(self._answer)

    def set_narrow(self, narrow: bool) -> None:
        """Shorten what stands on the buttons."""
        self._narrow = narrow
        self._name_buttons()

    def show_decided(self, decided: str, said: str) -> None:
        """Say what was decided; there is nothing left to answer."""
        self.decided.show_text(decided)
        self.said.show_text(said)
        self.said.setVisible(bool(said))
        self._stack.setCurrentWidget(self._done)

    def ask_reason(self) -> None:
        """Ask why, in the place of the intention."""
        if self._stack.currentWidget() is self._answer:
            self._stack.setCurrentWidget(self._reasoning)
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back_to_answers(self) -> None:
        """Leave the prompt open; what was typed as reason stays."""
        self._stack.setCurrentWidget(self._answer)
        self.decline.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.asks_reason:
            self.back_to_answers()
            return
        super().keyPressEvent(event)

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

    def _name_buttons(self) -> None:
        until = f"Defer until session {self._until}"
        _rename(self.defer, f"Defer until {self._until}" if self._narrow else until, until)
        _rename(self.decline, "Decline" if self._narrow else "Decline with a reason", "Decline with a reason")

    def _answer_part(self) -> QWidget:
        part = QWidget()
        label = Label("I intend to", "strong")
        label.setBuddy(self.intention)
        self.intention.setAccessibleName("I intend to")
        self.intention.setMaxLength(500)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S12)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.intention, 0, 1)
        grid.addWidget(self.review, 0, 2)
        later = QWidget()
        pair = QHBoxLayout(later)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(theme.S4)
        pair.addWidget(self.defer)
        pair.addWidget(self.choose_session)
        buttons = FlowLayout(gap=theme.S12)
        for widget in (self.accept, later, self.decline):
            buttons.addWidget(widget)
        grid.addLayout(buttons, 1, 0, 1, 3)
        return part

    def _reason_part(self) -> QWidget:
        part = QWidget()
        label = Label("Not now, because", "strong")
        label.setBuddy(self.reason)
        self.reason.setAccessibleName("Reason for declining")
        self.reason.setMaxLength(500)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S12)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.reason, 0, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.decline_now)
        buttons.addWidget(self.keep_open)
        buttons.addStretch(1)
        grid.addLayout(buttons, 1, 0, 1, 2)
        return part

    def _done_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(self.decided)
        column.addWidget(self.said)
        column.addStretch(1)
        return part

    def _connect(self) -> None:
        self.accept.clicked.connect(self._on_accept_clicked)
        self.intention.returnPressed.connect(self._on_accept_clicked)
        self.defer.clicked.connect(self._on_defer_clicked)
        self.decline.clicked.connect(self.ask_reason)
        self.decline_now.clicked.connect(self._on_decline_now_clicked)
        self.reason.returnPressed.connect(self._on_decline_now_clicked)
        self.keep_open.clicked.connect(self.back_to_answers)

    def _on_accept_clicked(self) -> None:
        self.accepted.emit(self.intention.text())

    def _on_defer_clicked(self) -> None:
        self.deferred.emit(self._until)

    def _on_decline_now_clicked(self) -> None:
        self.declined.emit(self.reason.text())


def _rename(button: Button, text: str, name: str) -> None:
    button.setText(text)
    button.setAccessibleName(name)
