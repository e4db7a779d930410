"""The risk record: what was asked and found, what was done, who was informed. Kept as it is typed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QDate
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.client_voice import RiskId, RiskRecord
from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.records import Client
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.spin_fields import DateField
from relationship_desk.ui.widgets.strip import Strip

_WIDTH, _LINES = 720, 2
_ASKED = (
    ("ideation", "Thoughts", "what was said, how often"),
    ("plan", "Plan", ""),
    ("means", "Means", "at hand or not"),
    ("intent", "Intent", ""),
    ("protective", "What protects", "people, reasons, places"),
)
_DONE = (
    ("action", "Action", "or why nothing had to be done"),
    ("informed", "Who was informed", ""),
)
NOT_CLOSED = "It stays in front of everything until you close it. What you type is kept as you go."
CLOSED = "Closed {day}. Open it again to change it."
NOT_KEPT = "Not kept yet: {reason}"


class RiskRecordDialog(QDialog):
    """Open it with ``open()``. It can be left at any time; the record stays open until it is closed on purpose."""

    changed: Event[object] = Event(object)
    """The record was closed or opened again."""

    def __init__(self, context: Context, record: RiskId, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.shell)
        self._context = context
        self._record = context.desk.risk.get(record)
        client = context.desk.reviewing.history(self._record.client).client
        self.setWindowTitle(f"Risk record of {client.code}")
        self.words = {key: _box() for key, _, _ in (*_ASKED, *_DONE)}
        self.fields = {key: Field(label, self.words[key], hint) for key, label, hint in (*_ASKED, *_DONE)}
        self.date = DateField()
        today = context.desk.today()
        self.date.setMaximumDate(QDate(today.year, today.month, today.day))
        self.state = Label(tone="muted", wrap=True)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.close_record = Button("Close the record", key="Ctrl+Return")
        self.reopen = Button("Open again")
        self.leave = Button("Leave it open", "primary", key="Esc")
        self.keeper = Keeper(self)
        self._build(client)
        self._fill()
        self._connect()

    def _build(self, client: Client) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.S16)
        fields.setVerticalSpacing(theme.S12)
        date = Field("Asked on", self.date)
        places = (self.fields["ideation"], self.fields["plan"], self.fields["means"], self.fields["intent"])
        for place, field in enumerate((*places, self.fields["protective"], date)):
            fields.addWidget(field, place // 2, place % 2)
        for place, (key, _, _) in enumerate(_DONE):
            fields.addWidget(self.fields[key], 3, place)
            fields.setColumnStretch(place, 1)
            fields.setColumnMinimumWidth(place, theme.scaled((_WIDTH - 4 * theme.S16) // 2))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.reopen)
        buttons.addStretch(1)
        buttons.addWidget(self.close_record)
        buttons.addWidget(self.leave)
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S12)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(Strip(capital_first(self._record.because) or client.code, "risk"))
        column.addLayout(fields)
        column.addStretch(1)
        column.addWidget(self.state)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))
        asked = (self.words[key] for key, _, _ in _ASKED)
        done = (self.words[key] for key, _, _ in _DONE)
        for before, after in pairwise((*asked, self.date, *done, self.reopen, self.close_record, self.leave)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for box in self.words.values():
            box.textChanged.connect(self._on_words_changed)
        self.date.dateChanged.connect(self._on_date_changed)
        self.close_record.clicked.connect(self._on_close_record_clicked)
        self.reopen.clicked.connect(self._on_reopen_clicked)
        self.leave.clicked.connect(self.reject)
        self.keeper.kept.connect(self._on_keeper_kept)
        self.keeper.refused.connect(self._on_keeper_refused)
        self.finished.connect(self._on_finished)
        self.finished.connect(self.deleteLater)

    def _fill(self) -> None:
        for key, box in self.words.items():
            box.setPlainText(getattr(self._record, key))
        self.date.show_day(self._record.assessed_on)
        self._show_state()

    def _show_state(self) -> None:
        closed = self._record.closed_on
        for box in (*self.words.values(), self.date):
            box.setEnabled(closed is None)
        self.close_record.setVisible(closed is None)
        self.reopen.setVisible(closed is not None)
        self.leave.setText("Done" if closed else "Leave it open")
        self.state.show_text(CLOSED.format(day=short_day(closed)) if closed else NOT_CLOSED)
        (self.leave if closed else self.words["ideation"]).setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self.resize(self.minimumSize())
        super().showEvent(event)  # puts a dialog of this size over the middle of its window

    @property
    def entered(self) -> RiskRecord:
        """The record as it stands in the fields."""
        words = {key: box.toPlainText() for key, box in self.words.items()}
        return replace(self._record, assessed_on=self.date.day, **words)  # type: ignore[arg-type]  # seven texts

    @override
    def reject(self) -> None:
        """Leave once everything typed is kept; what cannot be kept is said and stays."""
        if self.keeper.flush():
            super().reject()

    def _put(self) -> None:
        self.keeper.put("record", self.entered, self._context.desk.risk.save)

    def _on_words_changed(self) -> None:
        self._put()

    def _on_date_changed(self) -> None:
        self._put()

    def _on_keeper_kept(self, _nothing: object) -> None:
        self._show_error("")
        self._context.shell.status.show_saved(self._context.desk.now().time())

    def _on_keeper_refused(self, reason: str) -> None:
        self._show_error(NOT_KEPT.format(reason=reason))

    def _on_close_record_clicked(self) -> None:
        if not self.keeper.flush():
            return
        try:
            self._context.desk.risk.close(self._record.id)
        except DeskError as error:
            self._show_error(str(error))
            self.words["action"].setFocus()
            return
        self._context.shell.status.show_saved(self._context.desk.now().time())
        self.changed.emit(None)
        self.accept()

    def _on_finished(self, _result: int) -> None:
        """Let the prompt about risk follow at once: others wait until the page is left."""
        try:
            self._context.desk.prompting.evaluate(self._record.client)
        except DeskError as error:
            self._context.shell.show_message(str(error))

    def _on_reopen_clicked(self) -> None:
        self._context.desk.risk.reopen(self._record.id)
        self._record = self._context.desk.risk.get(self._record.id)
        self._show_state()
        self.changed.emit(None)

    def _show_error(self, error: str) -> None:
        self.error.show_text(error)
        self.error.setVisible(bool(error))
        self._fit()
        if error:
            self._context.shell.announce(error)

    def _fit(self) -> None:
        """Be no lower than the words need at this width; Qt would ask for what they need at their narrowest."""
        width = max(self.width(), self.minimumWidth())
        self.setMinimumHeight(self._column.totalHeightForWidth(width))


def _box() -> QPlainTextEdit:
    """A few lines of words; Tab goes on to the next."""
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    height = box.fontMetrics().lineSpacing() * _LINES + theme.scaled(theme.S24)
    box.setFixedHeight(height)
    return box
