"""The answers are in: from whom, how many, and first of all what has to be asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.client_voice import RiskId
from relationship_desk.services.handing_over import Received
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.pages.answers.words import HALF_WAY, about_words, count_words
from relationship_desk.ui.shell.page import Page
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.run_in import RunIn
from relationship_desk.ui.widgets.strip import Strip

_WIDTH = 820
_ASK = "Ask about this first, today. {what}. A risk record is open."


class AnswersPage(Page):
    """``arrive(received=...)`` shows what came in, what concerns risk first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.head = PageHead("The answers are in")
        self.today = Button("Go to Today")
        self.today.clicked.connect(self._on_today_clicked)
        self.head.add_action(self.today)
        self._list = QWidget()
        self._list.setMaximumWidth(theme.scaled(_WIDTH))
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.S16)
        self.opens: list[Button] = []
        page = Paper()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._list)
        inside.addStretch(1)
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setWidget(page)
        self.column.addWidget(self.head)
        self.column.addWidget(self._scroller, 1)

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        received = where.get("received")
        if not isinstance(received, tuple):
            return
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.opens = []
        for one in received:
            self._rows.addWidget(self._panel(one))
        self._context.shell.announce("The answers are in. " + " ".join(one.text.plain for one in self._strips()))

    @override
    def first_focus(self) -> QWidget | None:
        return self.opens[0] if self.opens else self.today

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.head, self._list)

    def _panel(self, received: Received) -> Panel:
        panel = Panel(received.client.code, about_words(received), padded=True, bar=bool(received.risk))
        if received.risk:
            panel.body.addWidget(Strip(_ASK.format(what="; ".join(received.risk)), "risk"))
        panel.body.addWidget(Label(count_words(received), wrap=True))
        if received.comment:
            panel.body.addWidget(RunIn("Comment", received.comment))
        if not received.done:
            panel.body.addWidget(Label(HALF_WAY, tone="muted", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        for record in received.risk_records:
            self._add(buttons, "Open the risk record", partial(self._open_risk, record), primary=True)
        self._add(buttons, f"Open session {received.session.number}", partial(self._open_session, received))
        buttons.addStretch(1)
        panel.body.addLayout(buttons)
        return panel

    def _add(self, row: QHBoxLayout, words: str, run: partial[None], *, primary: bool = False) -> None:
        button = Button(words, "primary" if primary and not self.opens else "plain")
        button.clicked.connect(run)
        self.opens.append(button)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _strips(self) -> list[Strip]:
        return self._list.findChildren(Strip)

    def _open_risk(self, record: RiskId, _checked: bool = False) -> None:
        from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog

        dialog = RiskRecordDialog(self._context, record)
        dialog.open()

    def _open_session(self, received: Received, _checked: bool = False) -> None:
        self._context.shell.go("debrief", session=received.session.id)

    def _on_today_clicked(self) -> None:
        self._context.shell.go("today")
