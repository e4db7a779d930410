"""How often each element and questionnaire is due, from whom."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.dialogs.plan_grid import PlanGrid, PlanLine
from relationship_desk.ui.due_words import subject_title
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label

TITLE = "Rating plan"
KEYS = (
    "Digits say in every how many sessions: 1 each, 2 every 2nd, 4 every 4th; 0 never. Backspace goes back to the "
    "usual plan, Space lists what can be chosen. What differs from the usual plan is in bold."
)
NEW_MEASURE_EVERY = 4
_WIDTH, _NOBODY = 680, ""


class RatingPlanDialog(EntryDialog):
    """The plan of one client; the elements in their order, then the questionnaires that are planned."""

    def __init__(self, context: Context, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(context, f"{TITLE}, {client.code}", width=_WIDTH, parent=parent)
        self._client = client
        self._plan = context.desk.rating_plans.of(client.id)
        subjects = dict.fromkeys(subject for by in Perspective for subject in self._plan.subjects(by))
        in_order = [one for one in context.desk.catalogue.elements if one in subjects]
        planned = [one for one in subjects if ElementId(one) not in context.desk.catalogue.elements]
        self.grid = PlanGrid()
        self.grid.show_lines([self._line(one) for one in (*in_order, *planned)])
        self.add = QComboBox()
        self._fill_add()
        self.body.addWidget(Label(KEYS, tone="muted", wrap=True), 0, 0)
        self.body.addWidget(self.grid, 1, 0)
        self.body.addWidget(Field("Add a questionnaire", self.add), 2, 0)
        self.body.setRowStretch(1, 1)
        self.add.activated.connect(self._on_add_activated)
        self.grid.setFocus()

    @override
    def keep(self) -> None:
        desk = self.context.desk
        rows = [PlannedRating(self._client.id, *one) for one in self.grid.chosen]
        desk.rating_plans.save(self._client.id, rows)
        desk.prompting.evaluate(self._client.id)

    def _line(self, subject: str) -> PlanLine:
        raters = self._plan.raters.get(subject)
        return PlanLine(
            subject,
            subject_title(self.context.desk, subject),
            {by: self._plan.usually(subject, by) for by in Perspective if raters is None or by in raters},
            {by: every for (one, by), every in self._plan.own.items() if one == subject},
        )

    def _fill_add(self) -> None:
        there = {line.subject for line in self.grid.lines}
        self.add.clear()
        self.add.addItem("Choose …", _NOBODY)
        for measure in self.context.desk.measuring.measures():
            if measure.id not in there:
                self.add.addItem(measure.title, measure.id)

    def _on_add_activated(self, _place: int) -> None:
        """Ask the client for the questionnaire chosen, every fourth session to begin with."""
        subject = str(self.add.currentData() or _NOBODY)
        if not subject:
            return
        line = PlanLine(
            subject,
            subject_title(self.context.desk, subject),
            dict.fromkeys(Perspective, 0),
            {Perspective.CLIENT: NEW_MEASURE_EVERY},
        )
        self.grid.show_lines([*self.grid.lines, line])
        self._column.activate()  # Qt would keep the heights of before until it comes to the event loop
        self._fit()
        self.grid.go_to(subject, Perspective.CLIENT)
        self._fill_add()
