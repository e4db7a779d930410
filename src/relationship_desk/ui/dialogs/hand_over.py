"""What the client is asked on this laptop, and how; the program locks when it is agreed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget
from typing_extensions import override

from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.hand_over import MOST_CHOICES, Form
from relationship_desk.domain.ids import ClientId, ElementId
from relationship_desk.domain.measure import Measure, MeasureId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

_WIDTH, _ACROSS = 760, 3
_PAGE, _ONE = "page", "one"
_BY_NUMBER = "by number"
SAYS = (
    "The program locks and shows only the form; your passphrase leads back. Other programs on this laptop stay "
    "reachable."
)


class HandOverDialog(EntryDialog):
    """:attr:`form` is there once it is accepted."""

    def __init__(self, context: Context, client: Client, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(context, f"Hand over to {client.code}", "Lock and hand over", width=_WIDTH, parent=parent)
        self.form: Form | None = None
        self._session = session
        desk = context.desk
        self.member = QComboBox(self)
        for member in desk.grouping.rateable(session):
            self.member.addItem(member.code, int(member.id))
        self.elements = {
            element: ToggleCheck(desk.catalogue.elements[element].short_title)
            for element in desk.handing_over.askable(session)
        }
        self._measures = {one.id: one for one in desk.measuring.measures() if _can_be_shown(one)}
        self.measures = {
            key: ToggleCheck(one.title if one.texts else f"{one.title}, {_BY_NUMBER}")
            for key, one in self._measures.items()
        }
        for element, box in self.elements.items():
            set_term(box, "entry", element)
        for key, box in self.measures.items():
            set_term(box, "measure", key)
        self.level = Segmented("Words", (Segment(Level.USUAL, "Usual"), Segment(Level.PLAIN, "Plain")), stretch=True)
        self.paged = Segmented(
            "Shown", (Segment(_PAGE, "Several on a page"), Segment(_ONE, "One at a time")), stretch=True
        )
        self.comment = ToggleCheck("Room for a comment")
        self.comment.setChecked(True)
        self._lay_out()
        self._show_due()
        self.member.currentIndexChanged.connect(self._show_due)
        next(iter(self.elements.values())).setFocus()

    @override
    def keep(self) -> None:
        measures = [self._measures[key] for key, box in self.measures.items() if box.isChecked()]
        self.form = self.context.desk.handing_over.prepare(
            self._session.id,
            [element for element, box in self.elements.items() if box.isChecked()],
            measures,
            member=self._chosen_member,
            level=Level(self.level.choice),
            one_at_a_time=self.paged.choice == _ONE,
            comment=self.comment.isChecked(),
        )

    @property
    def _chosen_member(self) -> ClientId | None:
        key = self.member.currentData()
        return None if key is None else ClientId(key)

    def _lay_out(self) -> None:
        row = 0
        self.member.setVisible(self.member.count() > 0)
        if self.member.count():
            self.body.addWidget(Field("Who answers", self.member), row, 0, 1, 2)
            row += 1
        self.body.addWidget(Field("Questions", _Checks(self.elements)), row, 0, 1, 2)
        self.body.addWidget(Field("Questionnaires", _Checks(self.measures)), row + 1, 0, 1, 2)
        self.body.addWidget(Field("Words", self.level), row + 2, 0)
        self.body.addWidget(Field("Shown", self.paged), row + 2, 1)
        self.body.addWidget(self.comment, row + 3, 0, 1, 2)
        self.body.addWidget(Label(SAYS, tone="muted", wrap=True), row + 4, 0, 1, 2)
        for column in range(2):
            self.body.setColumnStretch(column, 1)

    def _show_due(self, _place: int = 0) -> None:
        """Choose what the rating plan has due from whoever answers."""
        due = self.context.desk.rating_plans.due_in(self._session.id, Perspective.CLIENT, self._chosen_member)
        for element, box in self.elements.items():
            box.setChecked(element in due.elements)
        for measure, box in self.measures.items():
            box.setChecked(measure in due.measures)


class _Checks(QWidget):
    """Boxes to tick, in columns."""

    def __init__(
        self,
        boxes: Mapping[ElementId, ToggleCheck] | Mapping[MeasureId, ToggleCheck],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(theme.S8)
        for place, box in enumerate(boxes.values()):
            grid.addWidget(box, place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignLeft)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)


def _can_be_shown(measure: Measure) -> bool:
    return measure.items > 0 and measure.item_max - measure.item_min < MOST_CHOICES
