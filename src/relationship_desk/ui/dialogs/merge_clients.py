"""Two records of one person made one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.services.correcting import LONGEST_REASON
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.hub import Published
from relationship_desk.ui.widgets.client_picker import ClientPicker
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

CHOOSE = "Choose the other record first."
_WIDTH = 560


class MergeClientsDialog(EntryDialog):
    """``client`` is the record that stays. No button is the default one: it cannot be undone."""

    def __init__(self, context: Context, client: Client, parent: QWidget | None = None) -> None:
        title = f"Merge another record into {client.code}"
        super().__init__(context, title, f"Merge into {client.code}", destroys=True, width=_WIDTH, parent=parent)
        self._client = client
        others = [one for one in context.desk.reviewing.everybody() if one.id != client.id and one.kind is client.kind]
        self.other = ClientPicker(others, named=not context.desk.preferences[NAMES_HIDDEN])
        self.preview = Label(tone="muted", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        meaning = (
            f"For one person who was taken on twice. Everything in the other record goes into {client.code}, its "
            "sessions are numbered by time, and the other record goes. Only a backup made before brings it back."
        )
        parts = (
            Label(meaning, tone="muted", wrap=True),
            Field("The other record", self.other),
            self.preview,
            Field("Reason", self.reason, "stays in the record"),
        )
        for place, part in enumerate(parts):
            self.body.addWidget(part, place, 0)
        for button in (self.cancel, self.answer):
            button.setDefault(False)
            button.setAutoDefault(False)
        self._on_other_chosen(None)
        self.other.chosen.connect(self._on_other_chosen)
        context.hub.changed.connect(self._on_hub_changed)
        self.reason.returnPressed.connect(self.answer.setFocus)
        self.other.setFocus()

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings:
            self.other.show_names(not self.context.desk.preferences[NAMES_HIDDEN])

    @override
    def keep(self) -> None:
        other = self.other.choice
        if other is None:
            raise UnusableInput(CHOOSE)
        self.context.desk.correcting.merge(self._client.id, other, self.reason.text())
        self.context.desk.prompting.evaluate(self._client.id)

    def _on_other_chosen(self, other: ClientId | None) -> None:
        if other is None:
            self.preview.show_text(CHOOSE)
            self.answer.set_blocked(CHOOSE)
        else:
            seen = self.context.desk.correcting.merge_preview(self._client.id, other)
            self.preview.show_text(seen.hindrance or f"Goes into {self._client.code}: {seen.words}.")
            self.answer.set_blocked(seen.hindrance)
        self.show_error("")
