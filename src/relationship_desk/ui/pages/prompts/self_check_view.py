"""The self-check: seven things that do not help, each as a calm question, four with what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import NotEffective
from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.services.own_record import Pointing
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.spoken_role import speak_as

OPENING = (
    "Seven things that research lists as not helping, as questions to yourself. The headings are recalled, not "
    "checked. Nothing here is kept or printed. Where the records say something, it stands below the question; it is a "
    "place to look at, not a verdict."
)
NO_SIGN = "The records cannot tell."
_WIDEST = 760


class SelfCheckView(QScrollArea):
    """One paragraph a heading, with the way to those whose records show its sign."""

    client_asked: Event[ClientId] = Event(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Self-check")
        speak_as(self, "document")

    def show_check(self, headings: Iterable[NotEffective], signs: Mapping[str, Pointing]) -> None:
        """Ask every question, with what the records of everybody in care say by the id of the heading."""
        page = Paper()
        page.setMaximumWidth(theme.scaled(_WIDEST))
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        column.setSpacing(theme.S4)
        column.addWidget(Label(OPENING, tone="muted", wrap=True))
        for heading in headings:
            column.addSpacing(theme.S16)
            title = Label(heading.question, "panel", wrap=True)
            set_term(title, "avoid", heading.id)
            column.addWidget(title)
            column.addWidget(Label(f"{heading.title}: {small_first(heading.definition)}", wrap=True))
            found = signs.get(heading.id)
            column.addWidget(Label(sign_words(heading, found), tone="muted", wrap=True))
            if found is not None and found.clients:
                column.addLayout(self._ways(found.clients))
        column.addStretch(1)
        self.setWidget(page)

    def _ways(self, clients: Iterable[Client]) -> FlowLayout:
        ways = FlowLayout(gap=theme.S12, down=theme.S4)
        for client in clients:
            link = Button(client.code, "link")
            link.setAccessibleName(f"Open {client.code}")
            link.clicked.connect(partial(self._ask_for, client.id))
            ways.addWidget(link)
        return ways

    def _ask_for(self, client: ClientId) -> None:
        self.client_asked.emit(client)


def sign_words(heading: NotEffective, found: Pointing | None) -> str:
    """What the records say, in counts."""
    if not heading.sign:
        return NO_SIGN
    sign = small_first(heading.sign.removesuffix("."))
    if found is None or not found.of:
        return f"Too few sessions to tell: {sign}."
    shown = len(found.clients)
    if found.of == 1:
        return f"{'With' if shown else 'Not with'} the one client in care: {sign}."
    return f"With {shown or 'none'} of {found.of} clients in care: {sign}."
