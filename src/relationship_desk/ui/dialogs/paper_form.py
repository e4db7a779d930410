"""A filled paper form typed in: its own day, the questions in the order printed, and what was written below them."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from typing_extensions import override

from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId, ElementId
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.forms import Seat
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.dialogs.form_lines import FormLines
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.millimetre_field import LONGEST
from relationship_desk.ui.widgets.spin_fields import DateField

TITLE = "Type in a paper form"
KEYS = "Millimetres from the left end, Return goes on. D declined, N does not apply; an empty line stays empty."
TOO_LONG = f"A line is {LONGEST} mm long. Type a number from 0 to {LONGEST}."
_WIDTH, _COMMENT = 640, 68
_WHOLE = 0


class PaperFormDialog(EntryDialog):
    """``member`` is whose form it is in a couple, family or group, to begin with."""

    def __init__(
        self, context: Context, session: Session, member: ClientId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, TITLE, key="Ctrl+Return", width=_WIDTH, parent=parent)
        self._session = session
        desk = context.desk
        askable = desk.forms.askable(session.format)
        self.date, self.member, self.lines, self.comment = DateField(), QComboBox(), FormLines(), QPlainTextEdit()
        self.date.show_day(min(session.held_on, desk.today()))
        self.member.addItem("All together", _WHOLE)
        for one in desk.grouping.rateable(session) if session.format is not ClientKind.INDIVIDUAL else ():
            self.member.addItem(one.code, one.id)
        self.member.setCurrentIndex(max(0, self.member.findData(member or _WHOLE)))
        questions = desk.catalogue.questions
        self.lines.ask({one: questions[one].wordings[Level.USUAL] for one in askable})
        self.all_questions = Button("All questions", "link")
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(theme.scaled(_COMMENT))
        self._lay_out()
        self._show_lines(desk.forms.printed_for(session.client) or self._due())
        self.lines.left.connect(self._on_lines_left)
        self.lines.refused.connect(self._on_lines_refused)
        self.all_questions.clicked.connect(self._on_all_questions_clicked)
        self.member.activated.connect(self._on_member_activated)

    def _lay_out(self) -> None:
        member_field = Field("Filled in by", self.member)
        self.body.addWidget(Field("Date on the form", self.date), 0, 0)
        self.body.addWidget(member_field, 0, 1)
        member_field.setVisible(self.member.count() > 1)
        self.body.addWidget(Label(KEYS, tone="muted", wrap=True), 1, 0, 1, 2)
        self.body.addWidget(self.lines, 2, 0, 1, 2)
        self.body.addWidget(Field("Written below the questions", self.comment, "optional"), 3, 0, 1, 2)
        self.body.setColumnStretch(0, 1)
        self.body.setColumnStretch(1, 1)
        self.body.setRowStretch(2, 1)
        self.buttons.insertWidget(0, self.all_questions)
        order = (self.date, self.member, *self.lines.fields.values(), self.comment, self.all_questions)
        for before, after in zip(order, (*order[1:], self.cancel), strict=True):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.cancel, self.answer)

    def _due(self) -> tuple[ElementId, ...]:
        """What the plan asks of whose form it is; the usual questions where everything has come in."""
        desk, seat = self.context.desk, self._seat
        due = desk.rating_plans.due_in(self._session.id, member=seat.member).elements
        return due or desk.rating_plans.asked_in(self._session.id, member=seat.member).elements

    def _show_lines(self, elements: tuple[ElementId, ...]) -> None:
        self.lines.show_only(elements or tuple(self.lines.fields))
        self.all_questions.setVisible(len(self.lines.shown) < len(self.lines.fields))
        if self.isVisible():
            self.body.invalidate()  # Qt would only do so once it comes to the event loop
            self._fit()
            self.resize(self.width(), self.minimumHeight())
        if self.lines.shown:
            self.lines.shown[0].setFocus()

    @property
    def _seat(self) -> Seat:
        member = int(self.member.currentData() or _WHOLE)
        return Seat(member=ClientId(member) if member else None)

    @override
    def keep(self) -> None:
        wrong = self.lines.first_wrong
        if wrong is not None:
            wrong.setFocus()
            wrong.selectAll()
            raise UnusableInput(TOO_LONG)
        desk = self.context.desk
        desk.forms.enter(
            self._session.id,
            self.lines.marks,
            filled_on=self.date.day,
            seat=self._seat,
            comment=self.comment.toPlainText(),
        )
        desk.prompting.evaluate(self._session.client)

    def _on_lines_refused(self, refused: bool) -> None:
        if refused or self.error.plain:
            self.show_error(TOO_LONG if refused else "")

    def _on_lines_left(self, _nothing: object) -> None:
        self.comment.setFocus()

    def _on_member_activated(self, _place: int) -> None:
        if not self.lines.marks:
            self._show_lines(self._due())

    def _on_all_questions_clicked(self) -> None:
        self._show_lines(tuple(self.lines.fields))
