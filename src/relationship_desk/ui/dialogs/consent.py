"""What a client has agreed to, and that a consent no longer holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.case_file import Consent, ConsentKind
from relationship_desk.domain.ids import ClientId
from relationship_desk.services.filing import LONGEST_LINE
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.optional_date import OptionalDate
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

KIND_WORDS = {
    ConsentKind.TREATMENT: "Treatment",
    ConsentKind.SUPERVISION: "Supervision",
    ConsentKind.RESEARCH: "Research",
}
STAYS = "That it was given, and when, stays on file."


class ConsentDialog(EntryDialog):
    """A new consent of ``client``, or one that was entered and is put right."""

    def __init__(
        self, context: Context, client: ClientId, consent: Consent | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "Edit consent" if consent else "Add consent", parent=parent)
        self._client, self._consent = client, consent
        today = context.desk.today()
        self.kind = Segmented(
            "Consent to", [Segment(kind.value, KIND_WORDS[kind]) for kind in ConsentKind], stretch=True
        )
        self.given_on = _date_field(consent.given_on if consent else today, today)
        self.scope = QLineEdit(consent.scope if consent else "")
        self.scope.setMaxLength(LONGEST_LINE)
        self.withdrawn_on = OptionalDate("on", consent.withdrawn_on if consent else None, today)
        withdrawn = Field("Withdrawn", self.withdrawn_on)
        self.withdrawn_on.name_parts("Withdrawn")
        self.body.addWidget(Field("Consent to", self.kind), 0, 0, 1, 2)
        self.body.addWidget(Field("Given on", self.given_on), 1, 0)
        self.body.addWidget(withdrawn, 1, 1)
        self.body.addWidget(Field("Scope", self.scope, "what it covers, optional"), 2, 0, 1, 2)
        self.body.setColumnStretch(0, 1)
        self.body.setColumnStretch(1, 1)
        withdrawn.setVisible(bool(consent and consent.withdrawn_on))
        if consent:
            self.kind.choose(consent.kind.value)
        self.kind.button(self.kind.choice).setFocus()

    @override
    def keep(self) -> None:
        filing, kind, given_on = self.context.desk.filing, ConsentKind(self.kind.choice), self.given_on.day
        if self._consent is None:
            filing.give_consent(self._client, kind, given_on, self.scope.text())
        else:
            withdrawn = self.withdrawn_on.day
            filing.save_consent(
                replace(self._consent, kind=kind, given_on=given_on, scope=self.scope.text(), withdrawn_on=withdrawn)
            )


class WithdrawDialog(EntryDialog):
    """From which day on ``consent`` no longer holds."""

    def __init__(self, context: Context, consent: Consent, parent: QWidget | None = None) -> None:
        super().__init__(context, f"Withdraw consent to {consent.kind.value}", "Withdraw", parent=parent)
        self._consent = consent
        today = context.desk.today()
        self.withdrawn_on = _date_field(today, today)
        self.body.addWidget(Field("Withdrawn on", self.withdrawn_on), 0, 0)
        self.body.addWidget(Label(STAYS, tone="muted", wrap=True), 1, 0)
        self.withdrawn_on.setFocus()

    @override
    def keep(self) -> None:
        self.context.desk.filing.withdraw_consent(self._consent.id, self.withdrawn_on.day)


def _date_field(day: date, latest: date) -> DateField:
    field = DateField()
    field.setMaximumDate(QDate(latest.year, latest.month, latest.day))
    field.show_day(day)
    return field
