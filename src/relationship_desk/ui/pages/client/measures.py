"""The measures tab: what is answered, where the client stands by it, and the risk records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.signals import Analysis
from relationship_desk.insight.undefined_measures import Undefined
from relationship_desk.services.risk import OpenRisk
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.administration import AdministrationDialog
from relationship_desk.ui.dialogs.own_measure import OwnMeasureDialog
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.pages.client.measure_parts import MeasureParts, course_key, undefined_key
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.shell.page import KeyLine


class MeasuresTab(ClientTab):
    """A list of the measures in use; the chosen one drawn, in a table, with its source and its licence."""

    hint = "Up and down choose a measure, Return enters answers"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._client: ClientId | None = None
        self._courses: tuple[MeasureCourse, ...] = ()
        self._undefined: tuple[Undefined, ...] = ()
        self._numbers: Mapping[SessionId, int] = {}
        self.dialog: QDialog | None = None
        """The last one asked with."""
        self.parts = MeasureParts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        parts.list.chosen.connect(self._on_list_chosen)
        parts.list.opened.connect(self._on_list_opened)
        parts.enter.clicked.connect(self._on_enter_clicked)
        parts.own.clicked.connect(self._on_own_clicked)
        parts.table.opened.connect(self._on_table_opened)
        parts.main.clicked.connect(self._on_main_clicked)
        parts.open_risk.clicked.connect(self._on_open_risk_clicked)
        parts.risk.opened.connect(self._on_risk_opened)
        if parts.empty.button is not None:
            parts.empty.button.clicked.connect(self._on_enter_clicked)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.parts.set_narrow(narrow)

    @override
    def first_focus(self) -> QWidget:
        if any(one.closed_on is None for one in self.parts.records):
            return self.parts.risk
        button = self.parts.empty.button
        return self.parts.list if self._courses or self._undefined or button is None else button

    @override
    def regions(self) -> Sequence[QWidget]:
        return (self.parts.left, self.parts.right)

    @override
    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine("Return", "Enter answers to the measure, or correct those in the table"),)

    # Showing

    @override
    def show_client(self, analysis: Analysis) -> None:
        desk = self._context.desk
        self._client = analysis.history.client_id
        self._courses = desk.measuring.administrations(self._client)
        self._undefined = desk.measuring.undefined(self._client)
        self._numbers = analysis.history.number_of
        codes = {one.client: desk.reviewing.history(one.client).client.code for one in analysis.history.members}
        self.parts.show_measures(self._courses, self._undefined, codes)
        records = desk.risk.of(self._client)
        client = analysis.history.client
        self.parts.show_risk(
            [OpenRisk(client, one, self._numbers.get(one.session) if one.session else None) for one in records]
        )
        self._show_chosen()

    @override
    def arrive(self, where: Mapping[str, object]) -> None:
        """Go to the risk record or the measure that ``where`` names."""
        record, measure = where.get("risk"), where.get("measure")
        if isinstance(record, int):
            self._on_risk_opened(record)
        elif isinstance(measure, str):
            for one in self._courses:
                if one.measure.id == measure:
                    self.parts.list.choose(course_key(one))
                    break

    @property
    def _chosen(self) -> MeasureCourse | None:
        key = self.parts.list.current_key
        return next((one for one in self._courses if course_key(one) == key), None)

    @property
    def _chosen_undefined(self) -> Undefined | None:
        key = self.parts.list.current_key
        return next((one for one in self._undefined if undefined_key(one) == key), None)

    def _show_chosen(self) -> None:
        course, undefined = self._chosen, self._chosen_undefined
        if course is not None:
            self.parts.show_course(course)
        elif undefined is not None:
            self.parts.show_undefined(undefined, self._numbers)

    # What the person does

    def _ask(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()

    def _on_list_chosen(self, _key: object) -> None:
        self._show_chosen()

    def _on_list_opened(self, _key: object) -> None:
        self._enter()

    def _on_enter_clicked(self) -> None:
        self._enter()

    def _enter(self) -> None:
        if self._client is not None:
            chosen, undefined = self._chosen, self._chosen_undefined
            measure = chosen.measure.id if chosen else undefined.measure if undefined else None
            self._ask(AdministrationDialog(self._context, self._client, measure=measure))

    def _on_own_clicked(self) -> None:
        self._ask(OwnMeasureDialog(self._context))

    def _on_table_opened(self, _row: int) -> None:
        chosen, key = self._chosen, self.parts.table.current_key
        for one in chosen.standings if chosen else ():
            if one.administration.id == key and self._client is not None:
                self._ask(AdministrationDialog(self._context, self._client, administration=one.administration))

    def _on_main_clicked(self) -> None:
        chosen = self._chosen
        if chosen is None or self._client is None:
            return
        try:
            self._context.desk.measuring.choose_main(self._client, None if chosen.main else chosen.measure.id)
        except DeskError as error:
            self._context.shell.show_message(str(error), key="measures")
        self._context.shell.status.show_saved(self._context.desk.now().time())

    def _on_open_risk_clicked(self) -> None:
        if self._client is not None:
            self._ask(RiskRecordDialog(self._context, self._context.desk.risk.open(self._client).id))

    def _on_risk_opened(self, key: object) -> None:
        for one in self.parts.records:
            if one.id == key:
                self._ask(RiskRecordDialog(self._context, one.id))
