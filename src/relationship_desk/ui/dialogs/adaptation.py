"""What was changed to fit a characteristic of the client, and from which session on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import CharacteristicId, ClientId
from relationship_desk.domain.process import Adaptation
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.plan_dialog import PlanDialog, line
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.spin_fields import NumberField


class AdaptationDialog(PlanDialog):
    """With ``adaptation`` it is changed; without one a new one is kept, from ``last`` on unless another is chosen."""

    def __init__(
        self,
        context: Context,
        client: ClientId,
        last: int,
        adaptation: Adaptation | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``last`` is the number of the client's newest session."""
        super().__init__(context, "Edit adaptation" if adaptation else "Add adaptation", adaptation, parent)
        self._client, self._adaptation = client, adaptation
        self.change, self.characteristic = line(adaptation.change if adaptation else ""), QComboBox()
        for one in context.desk.catalogue.characteristics.values():
            self.characteristic.addItem(one.title, one.id)
        self.session = NumberField(1, last)
        self.session.setValue(adaptation.session if adaptation else last)
        if adaptation is not None:
            self.characteristic.setCurrentIndex(self.characteristic.findData(adaptation.characteristic))
        self.lay_out(
            Field("What was changed", self.change),
            (Field("To fit", self.characteristic), Field("From session", self.session)),
        )

    @override
    def keep(self) -> None:
        session, change = self.session.value(), self.change.text()
        characteristic = CharacteristicId(self.characteristic.currentData())
        if self._adaptation is None:
            self.context.desk.planning.add_adaptation(self._client, session, characteristic, change)
            return
        self.context.desk.planning.save_adaptation(
            replace(self._adaptation, session=session, characteristic=characteristic, change=change)
        )
