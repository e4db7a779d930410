"""A course of treatment: the focus of the one that runs, or the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Course
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.spin_fields import DateField

CLOSING = "A course that is still open closes the same day. Its sessions stay as they are."
_WIDTH, _LONGEST = 520, 500


class CourseDialog(QDialog):
    """Open it with ``open()``. With ``course`` it changes the focus; without one it opens the client's next course."""

    def __init__(
        self, context: Context, client: ClientId, course: Course | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent or context.shell)
        self._context, self._client, self._course = context, client, course
        self.setWindowTitle(f"Focus of course {course.number}" if course else "New course")
        self.focus, self.opened_on = QLineEdit(course.focus if course else ""), DateField()
        self.focus.setMaxLength(_LONGEST)
        day = context.desk.today()
        self.opened_on.setDate(QDate(day.year, day.month, day.day))
        self.opened_field = Field("First day", self.opened_on)
        self.closing, self.error = Label(CLOSING, tone="muted", wrap=True), Label(tone="risk", wrap=True)
        self.save = Button("Save" if course else "Open course", "primary", key="Return")
        self.cancel = Button("Cancel")
        self._build()
        for widget in (self.opened_field, self.closing):
            widget.setVisible(course is None)
        self.error.hide()
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.focus.setFocus()

    def _build(self) -> None:
        self.save.setDefault(True)
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(Field("Focus of the work", self.focus, "optional"))
        for widget in (self.opened_field, self.closing, self.error):
            column.addWidget(widget)
        column.addStretch(1)
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_save_clicked(self) -> None:
        desk, day = self._context.desk, self.opened_on.date()
        try:
            if self._course is None:
                opened_on = date(day.year(), day.month(), day.day())
                desk.recording.open_course(self._client, self.focus.text(), opened_on)
            else:
                desk.recording.save_course(replace(self._course, focus=self.focus.text().strip()))
        except DeskError as error:
            self.error.show_text(str(error))
            self.error.show()
            self._context.shell.announce(str(error))
            return
        self._context.shell.status.show_saved(desk.now().time())
        self.accept()
