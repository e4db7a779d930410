"""Forms from the debrief: a filled one typed in, a blank one printed, and the plan of what they ask."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.paper_form import PaperFormDialog
from relationship_desk.ui.dialogs.print_form import PrintFormDialog
from relationship_desk.ui.dialogs.rating_plan import RatingPlanDialog
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.pages.debrief.rating_presenter import RatingPresenter
from relationship_desk.ui.pages.debrief.view import DebriefForm

NOT_HELD = "The session was not held."


class FormsPresenter(QObject):
    """Behind the menu of forms in the head of the debrief."""

    def __init__(self, form: DebriefForm, ctx: Context, keeper: Keeper, ratings: RatingPresenter) -> None:
        super().__init__(form)
        self._form, self._ctx, self._keeper, self._ratings = form, ctx, keeper, ratings
        self._view: DebriefView | None = None
        self.dialog: QDialog | None = None
        """The last one that was opened."""
        form.type_in.triggered.connect(self._on_type_in_triggered)
        form.print_form.triggered.connect(self._on_print_form_triggered)
        form.rating_plan.triggered.connect(self._on_rating_plan_triggered)

    def begin(self, view: DebriefView) -> None:
        """Turn to a session."""
        self._view = view
        self._form.type_in.setEnabled(view.session.attendance.took_place)
        self._form.type_in.setToolTip("" if view.session.attendance.took_place else NOT_HELD)

    def _on_type_in_triggered(self) -> None:
        if self._view is None or not self._keeper.flush():
            return
        seat = self._ratings.seat
        member = seat.member if seat.perspective is Perspective.CLIENT else None
        self.dialog = dialog = PaperFormDialog(self._ctx, self._view.session, member)
        dialog.accepted.connect(self._on_dialog_accepted)
        dialog.open()

    def _on_dialog_accepted(self) -> None:
        """Show what came in, from the client's seat."""
        self._ratings.take_seat(Perspective.CLIENT)

    def _on_print_form_triggered(self) -> None:
        if self._view is not None:
            self.dialog = PrintFormDialog(self._ctx, self._view.client, self._view.session)
            self.dialog.open()

    def _on_rating_plan_triggered(self) -> None:
        if self._view is not None and self._keeper.flush():
            self.dialog = RatingPlanDialog(self._ctx, self._view.client)
            self.dialog.open()
