"""Date, start, length, setting and attendance of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.records import Session
from relationship_desk.domain.validity import LONGEST_SESSION
from relationship_desk.domain.vocabulary import Attendance, Setting
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.session_words import ATTENDANCE
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField, NumberField

SETTINGS = {
    Setting.ROOM: "In person",
    Setting.PHONE: "By phone",
    Setting.VIDEO: "By video",
    Setting.HOME: "At home",
}
_NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class SessionFrame:
    """What the dialog was left with."""

    held_on: date
    start: time | None
    minutes: int | None
    setting: Setting
    attendance: Attendance
    notice: bool | None


class NoticeField(Field):
    """Whether an appointment that did not take place was called off in time; hidden for one that did."""

    def __init__(self, notice: bool | None = None) -> None:
        words = {"yes": "In time", "no": "Not in time", _NOT_SAID: "Not said"}
        self.choice = Segmented("Called off", [Segment(key, text) for key, text in words.items()], stretch=True)
        super().__init__("Called off", self.choice)
        self.choice.choose(_NOT_SAID if notice is None else "yes" if notice else "no")

    @property
    def notice(self) -> bool | None:
        """What was chosen; None: not said, or nothing to say."""
        return None if self.isHidden() or self.choice.choice == _NOT_SAID else self.choice.choice == "yes"

    def show_for(self, attendance: Attendance) -> None:
        """Ask only where the appointment did not take place."""
        self.setVisible(not attendance.took_place)


class SessionFrameDialog(QDialog):
    """Open it with ``open()``; :attr:`agreed` is told on Save, and the dialog stays until it is told to close."""

    agreed: Event[SessionFrame] = Event(SessionFrame)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Session {session.number}")
        self.date = DateField()
        self.date.show_day(session.held_on)
        self.start = QLineEdit(f"{session.start:%H:%M}" if session.start else "")
        self.start.setPlaceholderText("such as 10:00")
        self.minutes = NumberField(0, LONGEST_SESSION)
        self.minutes.setSpecialValueText("not said")
        self.minutes.setValue(session.minutes or 0)
        self.setting, self.attendance = QComboBox(), QComboBox()
        for setting, words in SETTINGS.items():
            self.setting.addItem(words, setting.value)
        for attendance, words in ATTENDANCE.items():
            self.attendance.addItem(words, attendance.value)
        self.setting.setCurrentIndex(self.setting.findData(session.setting.value))
        self.attendance.setCurrentIndex(self.attendance.findData(session.attendance.value))
        self.notice_field = NoticeField(session.notice)
        self.start_field = Field("Start", self.start, "optional")
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save = Button("Save", "primary", key="Return")
        self._build()
        self._on_attendance_chosen()
        self.attendance.currentIndexChanged.connect(self._on_attendance_chosen)

    def _build(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        grid.setSpacing(theme.S16)
        grid.addWidget(Label(self.windowTitle(), "panel"), 0, 0, 1, 3)
        grid.addWidget(Field("Date", self.date), 1, 0)
        grid.addWidget(self.start_field, 1, 1)
        grid.addWidget(Field("Minutes", self.minutes), 1, 2)
        grid.addWidget(Field("Setting", self.setting), 2, 0)
        grid.addWidget(Field("Attendance", self.attendance), 2, 1, 1, 2)
        grid.addWidget(self.notice_field, 3, 0, 1, 3)
        grid.addWidget(self.error, 4, 0, 1, 3)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        grid.addLayout(buttons, 5, 0, 1, 3)

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _on_attendance_chosen(self, _place: int = 0) -> None:
        self.notice_field.show_for(Attendance(self.attendance.currentData()))

    def _on_save_clicked(self) -> None:
        try:
            start = start_time(self.start.text())
        except UnusableInput as error:
            self.start_field.show_error(str(error))
            self.start.setFocus()
            return
        self.start_field.show_error("")
        self.agreed.emit(
            SessionFrame(
                self.date.day,
                start,
                self.minutes.value() or None,
                Setting(self.setting.currentData()),
                Attendance(self.attendance.currentData()),
                self.notice_field.notice,
            )
        )


def start_time(text: str) -> time | None:
    """Read a time of day such as ``9:30``, ``09.30`` or ``9``; nothing is None.

    Raises:
        UnusableInput: for anything else.
    """
    tidy = text.strip().replace(".", ":")
    if not tidy:
        return None
    hours, _, minutes = tidy.partition(":")
    minutes = minutes or "0"
    digits = hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit()
    if not digits or int(hours) > 23 or int(minutes) > 59:
        raise UnusableInput("Write the start as hours and minutes, such as 10:00.")
    return time(int(hours), int(minutes))
