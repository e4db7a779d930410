"""What the foot of an opened prompt asks, one thing at a time: the answer, the reason, or what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.services.answering import LONGEST
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

_LARGE_TEXT = 1.25
"""Above this text size there is no room beside what is intended in a narrow window."""
DEFER_CHOICES = 6
"""A prompt can be put off by so many sessions."""
RISK, RISK_WORDS = "Open the risk record", "It stays in front of everything until it is closed."


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What was typed when a prompt was accepted; any of it may be empty."""

    intention: str
    own_part: str
    client_part: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a prompt was declined, and whether its rule is to be silent for this client."""

    reason: str
    mute: bool


class AnswerPart(QWidget):
    """Accept, with what is intended and, about the relationship, what both sides contributed; put off; decline.

    Where it is about safety the risk record comes first: that is what has to be done.

    The two sides are asked for once one begins to answer: until then the line is room for what the prompt rests on.
    """

    accepted: Event[Acceptance] = Event(Acceptance)
    deferred: Event[int] = Event(int)
    risk_asked: Event[None] = Event(object)
    declining: Event[None] = Event(object)

    def __init__(self) -> None:
        super().__init__()
        self._until, self._narrow, self._both_sides = 0, False, False
        self.intention = _Intention("I intend to")
        self.own_part, self.client_part = _AnswerLine("My part in it"), _AnswerLine("The client’s part in it")
        self._own_label, self._client_label = Label("My part", "strong"), Label("The client’s part", "strong")
        self.review = Label(tone="muted")
        self.open_risk = Button(RISK, "primary", icon="triangle-alert", key="Alt+O")
        self.open_risk.setToolTip(RISK_WORDS)
        self.open_risk.setAccessibleDescription(RISK_WORDS)
        self.accept = Button("Accept", "primary", icon="check", key="Alt+A")
        self.defer = Button("Defer", key="Alt+F")
        self.choose_session = Button("Defer until another session", "icon", icon="chevron-down")
        self.decline = Button("Decline with a reason", key="Alt+D")
        self._sessions = QMenu(self)
        self._sessions.triggered.connect(self._on_menu_triggered)
        self.choose_session.setMenu(self._sessions)
        intend = Label("I intend to", "strong")
        for label, line in (
            (intend, self.intention),
            (self._own_label, self.own_part),
            (self._client_label, self.client_part),
        ):
            label.setBuddy(line)
        for line in (self.own_part, self.client_part):
            line.setPlaceholderText("optional")
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S8)
        grid.addWidget(intend, 0, 0)
        grid.addWidget(self.intention, 0, 1)
        grid.addWidget(self.review, 0, 2)
        grid.addWidget(self._own_label, 1, 0)
        sides = QHBoxLayout()
        sides.setSpacing(theme.S12)
        sides.addWidget(self.own_part, 1)
        sides.addWidget(self._client_label)
        sides.addWidget(self.client_part, 1)
        grid.addLayout(sides, 1, 1, 1, 2)
        grid.addLayout(self._buttons(), 2, 0, 1, 3)
        self.open_risk.clicked.connect(self._on_open_risk_clicked)
        self.accept.clicked.connect(self._on_accept_clicked)
        for line in (self.intention, self.own_part, self.client_part):
            line.returnPressed.connect(self._on_accept_clicked)
            line.textChanged.connect(self._on_line_changed)
        self.intention.entered.connect(self._on_intention_entered)
        self.defer.clicked.connect(self._on_defer_clicked)
        self.decline.clicked.connect(self._on_decline_clicked)

    def begin(
        self, next_session: int, review_session: int, *, deferred_until: int | None, both_sides: bool, safety: bool
    ) -> None:
        """Ask anew; a deferred prompt can be put off further. Safety is neither put off nor declined."""
        self._until = next_session if deferred_until is None else max(next_session, deferred_until + 1)
        for line in (self.intention, self.own_part, self.client_part):
            line.clear()
        self._both_sides = both_sides
        self._ask_sides(both_sides and self.intention.hasFocus())
        for button in (self.defer, self.choose_session, self.decline):
            button.setVisible(not safety)
        self.open_risk.setVisible(safety)
        self.accept.set_kind("plain" if safety else "primary")
        self.review.show_text(
            f"Deferred until session {deferred_until}"
            if deferred_until
            else f"Look back after session {review_session}"
        )
        self._name_buttons()
        self._sessions.clear()
        for session in range(next_session, next_session + DEFER_CHOICES):
            self._sessions.addAction(f"Session {session}").setData(session)

    def set_narrow(self, narrow: bool) -> None:
        """Shorten what stands on the buttons."""
        self._narrow = narrow
        self._name_buttons()
        if narrow and theme.scale() > _LARGE_TEXT:
            self._grid.addWidget(self.review, 3, 0, 1, 3)
        else:
            self._grid.addWidget(self.review, 0, 2)

    def _ask_sides(self, asked: bool) -> None:
        for widget in (self._own_label, self.own_part, self._client_label, self.client_part):
            widget.setVisible(asked)

    def _buttons(self) -> FlowLayout:
        later = QWidget()
        pair = QHBoxLayout(later)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(theme.S4)
        pair.addWidget(self.defer)
        pair.addWidget(self.choose_session)
        buttons = FlowLayout(gap=theme.S12)
        for widget in (self.open_risk, self.accept, later, self.decline):
            buttons.addWidget(widget)
        return buttons

    def _name_buttons(self) -> None:
        until = f"Defer until session {self._until}"
        _rename(self.defer, f"Defer until {self._until}" if self._narrow else until, until)
        _rename(self.decline, "Decline" if self._narrow else "Decline with a reason", "Decline with a reason")
        self._client_label.show_text("Theirs" if self._narrow else "The client’s part")

    def _on_intention_entered(self, _nothing: object) -> None:
        self._ask_sides(self._both_sides)

    def _on_line_changed(self, text: str) -> None:
        if text:  # such as an answer that is put back as far as it was typed
            self._ask_sides(self._both_sides)

    def _on_accept_clicked(self) -> None:
        self.accepted.emit(Acceptance(self.intention.text(), self.own_part.text(), self.client_part.text()))

    def _on_open_risk_clicked(self) -> None:
        self.risk_asked.emit(None)

    def _on_defer_clicked(self) -> None:
        self.deferred.emit(self._until)

    def _on_menu_triggered(self, action: QAction) -> None:
        self.deferred.emit(int(action.data()))

    def _on_decline_clicked(self) -> None:
        self.declining.emit(None)


class ReasonPart(QWidget):
    """Why not, in a line, and whether the rule is to be silent for this client."""

    declined: Event[Refusal] = Event(Refusal)
    kept_open: Event[None] = Event(object)

    def __init__(self) -> None:
        super().__init__()
        self.reason = _AnswerLine("Reason for declining")
        self.mute = ToggleCheck("Mute this rule for this client, until it is taken back")
        self.decline_now = Button("Decline", "primary")
        self.keep_open = Button("Keep it open", key="Esc")
        label = Label("Not now, because", "strong")
        label.setBuddy(self.reason)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S8)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.reason, 0, 1)
        grid.addWidget(self.mute, 1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.decline_now)
        buttons.addWidget(self.keep_open)
        buttons.addStretch(1)
        grid.addLayout(buttons, 2, 0, 1, 2)
        self.decline_now.clicked.connect(self._on_decline_now_clicked)
        self.reason.returnPressed.connect(self._on_decline_now_clicked)
        self.keep_open.clicked.connect(self._on_keep_open_clicked)

    def begin(self, client: str) -> None:
        """Ask anew, about ``client``'s code."""
        self.reason.clear()
        self.mute.setChecked(False)
        words = f"Mute this rule for {client}, until it is taken back"
        self.mute.setText(words)
        self.mute.setAccessibleName(words)
        self.mute.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.kept_open.emit(None)
            return
        super().keyPressEvent(event)

    def _on_decline_now_clicked(self) -> None:
        self.declined.emit(Refusal(self.reason.text(), self.mute.isChecked()))

    def _on_keep_open_clicked(self) -> None:
        self.kept_open.emit(None)


class DecidedPart(QWidget):
    """What was decided and said. Once it is time, it asks what came of it; a muted rule can be let speak again."""

    reviewed: Event[str] = Event(str)
    unmuted: Event[None] = Event(object)

    def __init__(self) -> None:
        super().__init__()
        self.decided, self.said = Label("", "strong", wrap=True), Label("", wrap=True)
        self.outcome = _AnswerLine("What came of it")
        self.keep = Button("Close the prompt", "primary", icon="check", key="Alt+C")
        self.unmute = Button("Let this rule speak again")
        label = Label("What came of it", "strong")
        label.setBuddy(self.outcome)
        self._asks = QWidget()
        asks = QHBoxLayout(self._asks)
        asks.setContentsMargins(0, theme.S4, 0, 0)
        asks.setSpacing(theme.S12)
        asks.addWidget(label)
        asks.addWidget(self.outcome, 1)
        asks.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        for widget in (self.decided, self.said, self._asks, self.unmute):
            column.addWidget(widget)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.outcome.returnPressed.connect(self._on_keep_clicked)
        self.unmute.clicked.connect(self._on_unmute_clicked)

    def begin(self, decided: str, said: str, *, asks_outcome: bool, muted: bool) -> None:
        """Say what was decided."""
        self.decided.show_text(decided)
        self.said.show_text(said)
        self.said.setVisible(bool(said))
        self.outcome.clear()
        self._asks.setVisible(asks_outcome)
        self.unmute.setVisible(muted)

    def _on_keep_clicked(self) -> None:
        self.reviewed.emit(self.outcome.text())

    def _on_unmute_clicked(self) -> None:
        self.unmuted.emit(None)


class _AnswerLine(QLineEdit):
    """One line of an answer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)


class _Intention(_AnswerLine):
    """What is intended. It says when the focus comes to it: an answer begins."""

    entered: Event[None] = Event(object)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(None)


def _rename(button: Button, text: str, name: str) -> None:
    button.setText(text)
    button.setAccessibleName(name)
