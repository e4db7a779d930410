"""Which member of a couple, family or group looks on: nobody there may see what the others answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

TITLE = "Look at it together"
NOBODY = "No member is on file yet. Add the members on the page Groups, and enter who of them answered what."
SAYS = "Only what this member answered is shown, and how you rated this member. No other member should look on."


class LookTogetherDialog(EntryDialog):
    """:attr:`member` is there once it is accepted."""

    def __init__(self, context: Context, members: Sequence[Client], parent: QWidget | None = None) -> None:
        super().__init__(context, TITLE, "Show", parent=parent)
        self.member: ClientId | None = None
        self.box = QComboBox()
        for one in members:
            self.box.addItem(one.code, int(one.id))
        self.body.addWidget(Field("With", self.box), 0, 0)
        self.body.addWidget(Label(SAYS if members else NOBODY, tone="muted", wrap=True), 1, 0)
        self.answer.set_blocked("" if members else NOBODY)
        self.box.setFocus()

    @override
    def keep(self) -> None:
        self.member = ClientId(self.box.currentData())
