"""What a client came with, since when it is noted, and whether it is resolved."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId, CourseId
from relationship_desk.domain.plan import Concern
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.plan_dialog import PlanDialog, line
from relationship_desk.ui.dialogs.until_field import UntilField
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.spin_fields import DateField


class ConcernDialog(PlanDialog):
    """With ``concern`` it is changed; without one a new one is noted in ``course``."""

    def __init__(
        self,
        context: Context,
        client: ClientId,
        course: CourseId | None,
        concern: Concern | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "Edit concern" if concern else "Add concern", concern, parent)
        self._client, self._course, self._concern = client, course, concern
        today = context.desk.today()
        self.concern, self.noted_on = line(concern.concern if concern else ""), DateField()
        self.noted_on.show_day(concern.noted_on if concern else today)
        self.until = UntilField("State", "Present", "Resolved", concern.resolved_on if concern else None, today)
        self.lay_out(
            Field("Concern", self.concern, "what the client came with"),
            (Field("Noted on", self.noted_on),),
            self.until.fields,
        )
        self.until.show_for(entered=concern is not None)

    @override
    def keep(self) -> None:
        words, noted_on = self.concern.text(), self.noted_on.day
        if self._concern is None:
            self.context.desk.planning.add_concern(self._client, words, noted_on=noted_on, course=self._course)
            return
        changed = replace(self._concern, concern=words, noted_on=noted_on, resolved_on=self.until.until)
        self.context.desk.planning.save_concern(changed)
