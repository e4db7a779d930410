"""An intervention that is planned for a course: since when, why, and whether it was dropped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId, CourseId
from relationship_desk.domain.plan import Planned
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.intervention_name import InterventionName
from relationship_desk.ui.dialogs.plan_dialog import PlanDialog, line
from relationship_desk.ui.dialogs.until_field import UntilField
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.spin_fields import DateField


class PlannedDialog(PlanDialog):
    """With ``planned`` it is changed; without one a new one is planned in ``course``."""

    def __init__(
        self,
        context: Context,
        client: ClientId,
        course: CourseId | None,
        planned: Planned | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "Edit planned intervention" if planned else "Plan intervention", planned, parent)
        self._client, self._course, self._planned = client, course, planned
        today = context.desk.today()
        known = self.context.desk.planning.known_names(client)
        # What is in the plan is not planned again.
        self.named = InterventionName("Intervention", {kind: replace(one, planned=()) for kind, one in known.items()})
        self.since, self.why = DateField(), line(planned.why if planned else "")
        self.since.show_day(planned.planned_on if planned else today)
        if planned is not None:
            self.named.fill(planned.intervention, planned.kind)
        self.until = UntilField("State", "Planned", "Dropped", planned.dropped_on if planned else None, today)
        self.lay_out(
            self.named.name_field,
            (self.named.kind_field,),
            (Field("Planned since", self.since),),
            (Field("Why", self.why, "optional"),),
            self.until.fields,
        )
        self.until.show_for(entered=planned is not None)

    @override
    def keep(self) -> None:
        name, kind, since, why = self.named.text, self.named.chosen_kind, self.since.day, self.why.text()
        if self._planned is None:
            self.context.desk.planning.plan_intervention(
                self._client, name, kind, since=since, why=why, course=self._course
            )
            return
        self.context.desk.planning.save_planned(
            replace(
                self._planned,
                intervention=name,
                kind=kind,
                planned_on=since,
                why=why,
                dropped_on=self.until.until,
            )
        )
