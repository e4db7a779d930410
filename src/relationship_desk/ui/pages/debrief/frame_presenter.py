"""When and how a session was held, and who was there: edited before the signature, moved with a reason after it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.members import AttendanceDialog
from relationship_desk.ui.dialogs.move_session import MoveSessionDialog
from relationship_desk.ui.dialogs.session_frame import SessionFrame, SessionFrameDialog
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.view import DebriefForm


class FramePresenter(QObject):
    """Behind the head of one :class:`DebriefForm`."""

    edited: Event[object] = Event(object)
    """The frame was changed and kept."""
    moved: Event[object] = Event(object)
    """The signed session stands elsewhere now."""

    def __init__(self, form: DebriefForm, ctx: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form, self._ctx = form, ctx
        self._view: DebriefView | None = None
        self._dialog: SessionFrameDialog | None = None
        self.move: MoveSessionDialog | None = None
        """The last one that put a signed session elsewhere."""
        self.attendance: AttendanceDialog | None = None
        """The last one that asked who was there."""
        for button in (form.edit_session, form.edit_session_short):
            button.clicked.connect(self._on_edit_session_clicked)
        form.attendance.clicked.connect(self._on_attendance_clicked)
        self._attendance_key = QShortcut(QKeySequence(form.attendance.key), form)
        self._attendance_key.activated.connect(self._on_attendance_asked)

    def read_again(self, view: DebriefView | None) -> None:
        """Offer what can be done about the session of ``view``; None where none is shown."""
        self._view = view
        if view is None:
            return
        several = view.session.format is not ClientKind.INDIVIDUAL and view.session.attendance.took_place
        there = self._belonged(view) if several else ()
        self._attendance_key.setEnabled(not several)  # where there are members, the key is the button's
        self._form.show_attendance("" if there else "Nobody belonged on the day of this session.", offered=several)

    def _belonged(self, view: DebriefView) -> tuple[Client, ...]:
        return self._ctx.desk.grouping.members_on(view.client.id, view.session.held_on)

    def _on_edit_session_clicked(self) -> None:
        """Before the signature the frame can be edited; afterwards the session can only be moved, with a reason."""
        if self._view is None:
            return
        if self._view.signed is None:
            self._edit(self._view)
            return
        self.move = MoveSessionDialog(self._ctx, self._view.session)
        self.move.moved.connect(self._on_session_moved)
        self.move.open()

    def _edit(self, view: DebriefView) -> SessionFrameDialog:
        dialog = self._dialog = SessionFrameDialog(view.session, self._form)
        dialog.agreed.connect(self._on_dialog_agreed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_session_moved(self, _nothing: object) -> None:
        self.moved.emit(None)

    def _on_dialog_agreed(self, frame: SessionFrame) -> None:
        dialog = self._dialog
        if self._view is None or dialog is None:
            return
        try:
            self._ctx.desk.recording.save_session(
                self._view.session.id,
                held_on=frame.held_on,
                start=frame.start,
                minutes=frame.minutes,
                setting=frame.setting,
                attendance=frame.attendance,
                notice=frame.notice,
            )
        except DeskError as error:
            dialog.show_error(str(error))
            return
        dialog.accept()
        self.edited.emit(None)

    def _on_attendance_asked(self) -> None:
        if self._view is not None and self._view.signed is None:
            self._edit(self._view).attendance.setFocus()

    def _on_attendance_clicked(self) -> None:
        view, grouping = self._view, self._ctx.desk.grouping
        if view is None:
            return
        self.attendance = AttendanceDialog(
            self._ctx, view.session, self._belonged(view), grouping.attendance(view.session)
        )
        self.attendance.kept.connect(self._on_attendance_kept)
        self.attendance.open()

    def _on_attendance_kept(self, _group: ClientId) -> None:
        self._form.ratings.table.setFocus()
