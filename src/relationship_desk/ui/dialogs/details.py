"""Who a client is, as far as the work needs it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.case_file import AGE_BANDS
from relationship_desk.domain.records import Client
from relationship_desk.domain.tags import MOST_TAGS
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.filing import LONGEST_LINE, LONGEST_PRONOUNS
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.dialogs.name_field import NameField
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.optional_date import OptionalDate
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

NOT_SAID = "Not said"
_WIDTH, _FORMULATION = 720, 120


class DetailsDialog(EntryDialog):
    """Everything in it may stay open; a couple, family or group has no age and no pronouns of its own."""

    def __init__(self, context: Context, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(context, f"Details of {client.code}", width=_WIDTH, parent=parent)
        self._before = details = context.desk.filing.details(client.id)
        today = context.desk.today()
        self.age_band = QComboBox()
        for words in (NOT_SAID, *AGE_BANDS):
            self.age_band.addItem(words, "" if words == NOT_SAID else words)
        self.age_band.setCurrentIndex(max(0, self.age_band.findData(details.age_band)))
        self.pronouns = _line(details.pronouns, LONGEST_PRONOUNS)
        self.first_contact = OptionalDate("known", details.first_contact, client.opened_on)
        self.of_age_on = OptionalDate("of age on", details.of_age_on, today)
        self.tags = QLineEdit(", ".join(details.tags))
        self.emergency = NameField(context, details.emergency_contact)
        self.emergency.edit.setMaxLength(LONGEST_LINE)
        self.emergency.show_name.setAccessibleName("Show the emergency contact")
        self.emergency.show_name.setToolTip("Show the emergency contact")
        self.treaters = _line(details.other_treaters, LONGEST_LINE)
        self.formulation = QPlainTextEdit(details.formulation)
        self.risk = ToggleCheck("Show a risk flag wherever this client is listed")
        self.risk.setChecked(details.risk_flag)
        self._build(client.kind is ClientKind.INDIVIDUAL)

    def _build(self, of_one: bool) -> None:
        self.formulation.setTabChangesFocus(True)
        self.formulation.setFixedHeight(theme.scaled(_FORMULATION))
        known = ", ".join(self.context.desk.filing.all_tags())
        tags = Field("Tags", self.tags, f"commas between, at most {MOST_TAGS}")
        self.tags.setPlaceholderText(f"in use: {known}" if known else "such as trauma, English")
        emergency = Field("Emergency contact", self.emergency)
        self.personal = (
            Field("Age", self.age_band),
            Field("Pronouns", self.pronouns),
            Field("Minor", self.of_age_on),
        )
        self.of_age_on.name_parts("Minor")
        first = Field("First contact", self.first_contact)
        self.first_contact.name_parts("First contact")
        rows: list[tuple[QWidget, ...]] = [
            self.personal[:2],
            (first, self.personal[2]),
            (tags,),
            (emergency, Field("Other treaters", self.treaters)),
            (Field("Formulation", self.formulation),),
            (self.risk,),
        ]
        for place, widgets in enumerate(rows):
            for column, widget in enumerate(widgets):
                self.body.addWidget(widget, place, column, 1, 2 // len(widgets))
        self.body.setColumnStretch(0, 1)
        self.body.setColumnStretch(1, 1)
        for field in self.personal:
            field.setVisible(of_one)
        (self.age_band if of_one else self.first_contact).setFocus()

    @override
    def keep(self) -> None:
        self.context.desk.filing.save_details(
            replace(
                self._before,
                age_band=str(self.age_band.currentData()),
                pronouns=self.pronouns.text(),
                first_contact=self.first_contact.day,
                of_age_on=self.of_age_on.day,
                tags=(self.tags.text(),),
                emergency_contact=self.emergency.edit.text(),
                other_treaters=self.treaters.text(),
                formulation=self.formulation.toPlainText(),
                risk_flag=self.risk.isChecked(),
            )
        )


def _line(text: str, longest: int) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(longest)
    return line
