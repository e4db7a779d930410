"""What was answered to a measure: item by item with one key each, or only the total."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import Administration, Measure, MeasureId
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight import scoring
from relationship_desk.services.measuring import Given, Kept
from relationship_desk.ui import measure_words as words
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.dialogs.item_table import ItemTable
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.dialogs.total_fields import TotalFields
from relationship_desk.ui.terms import TERM_ROLE, term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField

_WIDTH = 860
_ITEMS, _TOTAL = "items", "total"
_ANSWERS = 1
"""The row of the body with the items or the totals, of which one is seen."""
_VIEWS = {Perspective.CLIENT: "Client", Perspective.CLINICIAN: "Clinician", Perspective.OBSERVER: "Observer"}
KEYS = "A digit answers and moves on, - clears, D: rather not say."
RISK_OPENS = "The risk record opens when you save: {why}."
_GONE = "administration"
"""The strip that offers to put back what was removed."""


class AdministrationDialog(EntryDialog):
    """With ``administration`` it is corrected or removed; without one new answers are entered."""

    def __init__(
        self,
        context: Context,
        client: ClientId,
        *,
        measure: MeasureId | None = None,
        administration: Administration | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "Correct answers" if administration else "Enter answers"
        super().__init__(context, title, width=_WIDTH, parent=parent)
        self._client, self._held = client, administration
        self._measures = self._offered(administration)
        self.kept: Kept | None = None
        self.measure, self.session, self.member = QComboBox(), QComboBox(), QComboBox()
        self.date = DateField()
        today = context.desk.today()
        self.date.setMaximumDate(QDate(today.year, today.month, today.day))
        self.view = Segmented("Whose view", [Segment(view.value, said) for view, said in _VIEWS.items()])
        self.mode = Segmented("What is entered", [Segment(_ITEMS, "Items"), Segment(_TOTAL, "Only the total")])
        self.items = ItemTable()
        self.asked, self.current = Label(wrap=True), Label(wrap=True)
        self.score = Label(role="strong", wrap=True)
        self.risk, self.notice = Label(tone="risk", wrap=True), Label(tone="muted", wrap=True)
        self.totals = TotalFields(next(iter(self._measures.values())), self)
        self._by_item = QWidget()
        self._answers = QVBoxLayout()  # a cell of the grid that ends in something hidden loses its distance
        self.remove = Button("Remove", icon="trash")
        self.remove.setAutoDefault(False)
        self._build()
        self._fill(measure)
        self._connect()
        self._on_measure_chosen()
        if administration is not None:
            self._show_held(administration)

    def _offered(self, held: Administration | None) -> dict[tuple[MeasureId, str], Measure]:
        """What can be answered; the version that was answered is kept where answers are corrected."""
        measuring = self.context.desk.measuring
        found = (measuring.measure(held.measure, held.version),) if held else measuring.measures()
        return {(one.id, one.version): one for one in found}

    # Laying out

    def _build(self) -> None:
        group = self.context.desk.reviewing.history(self._client).client.kind is not ClientKind.INDIVIDUAL
        fields = QGridLayout()
        fields.setSpacing(theme.S12)
        fields.addWidget(Field("Measure", self.measure), 0, 0)
        fields.addWidget(Field("Session", self.session), 0, 1)
        fields.addWidget(Field("Filled in on", self.date), 0, 2)
        self._view_field, self._member_field = Field("Whose view", self.view), Field("Member", self.member)
        fields.addWidget(self._view_field, 1, 0)
        fields.addWidget(self._member_field, 1, 1)
        fields.addWidget(Field("What is entered", self.mode), 1, 2)
        self._member_field.setVisible(group)
        for column in range(3):
            fields.setColumnStretch(column, 1)
        listed = QVBoxLayout(self._by_item)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(theme.S8)
        listed.addWidget(self.asked)
        listed.addWidget(self.items, 1)
        listed.addWidget(self.current)
        listed.addWidget(Label(KEYS, tone="muted"))
        self.body.addLayout(fields, 0, 0)
        self._answers.addWidget(self._by_item)
        self.body.addLayout(self._answers, _ANSWERS, 0)
        self.body.addWidget(self.notice, _ANSWERS + 1, 0)
        self.body.setRowStretch(_ANSWERS, 1)
        found = QVBoxLayout()
        found.setContentsMargins(0, theme.S4, 0, 0)
        found.setSpacing(theme.S4)
        for label in (self.score, self.risk):  # beside the buttons: in sight also where the fields scroll
            keeps_room = label.sizePolicy()
            keeps_room.setRetainSizeWhenHidden(True)
            label.setSizePolicy(keeps_room)
            found.addWidget(label)
        self.buttons.setStretch(0, 0)
        self.buttons.insertLayout(0, found, 1)
        self.buttons.insertWidget(0, self.remove)
        self.remove.setVisible(self._held is not None)
        for before, after in pairwise((self.measure, self.session, self.date, self.view, self.member, self.mode)):
            QWidget.setTabOrder(before, after)

    def _fill(self, measure: MeasureId | None) -> None:
        for key, one in self._measures.items():
            self.measure.addItem(one.title, key)
            self.measure.setItemData(self.measure.count() - 1, term("measure", one.id), TERM_ROLE)
            if one.id == measure:
                self.measure.setCurrentIndex(self.measure.count() - 1)
        history = self.context.desk.reviewing.history(self._client)
        self.session.addItem("No session", 0)
        for session in reversed(history.attended):
            self.session.addItem(f"Session {session.number}, {short_day(session.held_on)}", session.id)
        self.session.setCurrentIndex(1 if history.attended else 0)
        self.member.addItem("All together", 0)
        for member in self.context.desk.grouping.members_on(self._client, self.context.desk.today()):
            self.member.addItem(member.code, member.id)
        self._show_session_day()
        self.measure.setEnabled(self._held is None)

    def _connect(self) -> None:
        self.measure.currentIndexChanged.connect(self._on_measure_chosen)
        self.session.activated.connect(self._on_session_activated)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.items.answered.connect(self._on_items_answered)
        self.remove.clicked.connect(self._on_remove_clicked)

    def _show_held(self, held: Administration) -> None:
        self.session.setCurrentIndex(max(0, self.session.findData(held.session or 0)))
        self.member.setCurrentIndex(max(0, self.member.findData(held.member or 0)))
        self.date.show_day(held.administered_on)
        self.view.choose(held.perspective.value)
        if held.items and not scoring.is_total_alone(self.chosen, held.items, held.total):
            self.items.show_items(self.chosen, held.items, held.declined)
        else:
            self.mode.choose(_TOTAL)
            self.totals.show_held(held)
        self._show_mode()

    # Showing

    @property
    def chosen(self) -> Measure:
        """The measure that is answered."""
        return self._measures[self.measure.currentData()]

    def _on_measure_chosen(self, _place: int = 0) -> None:
        measure = self.chosen
        self.mode.button(_ITEMS).setEnabled(bool(measure.items))
        self.mode.choose(_ITEMS if measure.items else _TOTAL)
        if measure.items:
            self.items.show_items(measure)
        self.asked.show_text("\n".join(part for part in (measure.stem, _choices(measure)) if part))
        self._offer_totals(measure)
        self.notice.show_text(words.notice_words(measure))
        self._show_mode()
        (self.items if measure.items else self.totals.total).setFocus()

    def _offer_totals(self, measure: Measure) -> None:
        self.totals.hide()
        self.totals.deleteLater()
        self.totals = TotalFields(measure, self)
        self.totals.changed.connect(self._on_totals_changed)
        self._answers.addWidget(self.totals)
        stops = (self.mode, self.items, *self.totals.stops, self.remove, self.cancel, self.answer)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _show_mode(self) -> None:
        self._by_item.setVisible(self.mode.choice == _ITEMS)
        self.totals.setVisible(self.mode.choice == _TOTAL)
        self._show_score()

    def _show_score(self) -> None:
        """Say what the answers come to so far, and whether they lead to the risk record."""
        measure = self.chosen
        if self.mode.choice == _TOTAL:
            self.score.show_text("")
            why = words.risk_words(measure, self.totals.items, tuple(measure.risk_items))
            self._show_risk(why if self.totals.total.total is not None else "")
            return
        items = self.items.items
        found = scoring.score(measure, items)
        total = "" if found.total is None else f"Total {found.total:g}"
        said = (total, words.missing_words(measure, items))
        scales = ", ".join(f"{name} {value:g}" for name, value in found.subscales.items())
        self.score.show_text(" · ".join(part for part in (*said, scales) if part))
        number = self.items.keys.current + 1
        self.current.show_text(f"{number}. {measure.texts[number]}" if number in measure.texts else "")
        self.current.setVisible(bool(measure.texts))
        self._show_risk(words.risk_words(measure, items, self.items.declined))

    def _show_risk(self, why: str) -> None:
        self.risk.show_text(RISK_OPENS.format(why=why) if why else "")
        self.risk.setVisible(bool(why))
        self._column.activate()  # Qt would keep the heights of before until it comes to the event loop
        self._fit()

    def _show_session_day(self) -> None:
        key = self.session.currentData()
        history = self.context.desk.reviewing.history(self._client)
        held = next((one.held_on for one in history.sessions if one.id == key), self.context.desk.today())
        self.date.show_day(min(held, self.context.desk.today()))

    def _on_mode_chosen(self, _key: str) -> None:
        self._show_mode()
        (self.items if self.mode.choice == _ITEMS else self.totals.total).setFocus()

    def _on_items_answered(self, _nothing: object) -> None:
        self._show_score()

    def _on_totals_changed(self, _nothing: object) -> None:
        self._show_score()

    def _on_session_activated(self, _place: int) -> None:
        self._show_session_day()

    # Keeping

    @property
    def given(self) -> Given:
        """What is entered."""
        if self.mode.choice == _ITEMS:
            return Given(self.items.items, self.items.declined)
        return Given(self.totals.items, total=self.totals.total.total, subscales=self.totals.given)

    @override
    def keep(self) -> None:
        measuring = self.context.desk.measuring
        session = SessionId(self.session.currentData()) if self.session.currentData() else None
        member = ClientId(self.member.currentData()) if self.member.currentData() else None
        view, day = Perspective(self.view.choice), self.date.day
        if self._held is not None:
            changed = replace(self._held, session=session, member=member, perspective=view, administered_on=day)
            self.kept = measuring.correct(changed, self.given)
        else:
            self.kept = measuring.administer(
                self._client,
                self.chosen,
                self.given,
                administered_on=day,
                session=session,
                member=member,
                perspective=view,
            )
        if self.kept.risk is not None and self.kept.risk.closed_on is None:
            RiskRecordDialog(self.context, self.kept.risk.id).open()

    def _on_remove_clicked(self) -> None:
        if self._held is not None:
            self.close_with(partial(self._remove, self._held))

    def _remove(self, held: Administration) -> None:
        self.context.desk.measuring.remove(held)
        self.context.shell.show_message(
            "The answers were removed.",
            "notice",
            key=_GONE,
            action="Put back",
            on_action=partial(_put_back, self.context, held),
        )


def _choices(measure: Measure) -> str:
    places = range(measure.item_min, measure.item_max + 1)
    if measure.choices:
        return " · ".join(f"{value} {said}" for value, said in zip(places, measure.choices, strict=True))
    return f"Answers run from {measure.item_min} to {measure.item_max}."


def _put_back(context: Context, held: Administration) -> None:
    """Put ``held`` back, and say so when that cannot be."""
    context.shell.clear_message(_GONE)
    try:
        context.desk.measuring.put_back(held)
    except DeskError as error:
        context.shell.show_message(str(error), key=_GONE)
    else:
        context.shell.status.show_saved(context.desk.now().time())
