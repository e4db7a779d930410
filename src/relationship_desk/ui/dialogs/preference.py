"""What the client prefers of role, method or activity, how strongly, and whether it is met or why not."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.process import Met, Preference, PreferenceKind
from relationship_desk.domain.score import Tenths
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.plan_dialog import PlanDialog, line
from relationship_desk.ui.dialogs.profile_entry import ScoreField
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

_NOT_SAID = "not said"
_UNSAID = Segment(_NOT_SAID, "Not said")


class PreferenceDialog(PlanDialog):
    """With ``preference`` it is changed; without one a new one is kept."""

    def __init__(
        self,
        context: Context,
        client: ClientId,
        preference: Preference | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "Edit preference" if preference else "Add preference", preference, parent)
        self._client, self._preference = client, preference
        self.preference, self.reason = line(), line()
        self.kind = Segmented(
            "About", [_UNSAID, *(Segment(kind.value, kind.value.capitalize()) for kind in PreferenceKind)], stretch=True
        )
        self.met = Segmented(
            "Met", [_UNSAID, *(Segment(met.value, met.value.capitalize()) for met in Met)], stretch=True
        )
        self.strength, self.stated_on = ScoreField(), DateField()
        self.stated_on.show_day(preference.stated_on if preference else context.desk.today())
        if preference is not None:
            self._fill(preference)
        self.lay_out(
            Field("What the client prefers", self.preference),
            (Field("About", self.kind),),
            (Field("Strength", self.strength, "0 to 10, optional"), Field("Stated on", self.stated_on)),
            (Field("Met", self.met),),
            (Field("How, or why not", self.reason, "optional"),),
        )

    def _fill(self, preference: Preference) -> None:
        self.preference.setText(preference.preference)
        self.reason.setText(preference.reason)
        self.kind.choose(preference.kind.value if preference.kind else _NOT_SAID)
        self.met.choose(preference.met.value if preference.met else _NOT_SAID)
        if preference.strength is not None:
            self.strength.setValue(preference.strength / 10)

    @override
    def keep(self) -> None:
        score = self.strength.value()
        strength = None if score < 0 else Tenths(round(score * 10))
        kind = None if self.kind.choice == _NOT_SAID else PreferenceKind(self.kind.choice)
        met = None if self.met.choice == _NOT_SAID else Met(self.met.choice)
        words, reason, day = self.preference.text(), self.reason.text(), self.stated_on.day
        if self._preference is None:
            self.context.desk.planning.add_preference(
                self._client, words, kind=kind, strength=strength, met=met, reason=reason, stated_on=day
            )
            return
        self.context.desk.planning.save_preference(
            replace(
                self._preference, preference=words, kind=kind, strength=strength, met=met, reason=reason, stated_on=day
            )
        )
