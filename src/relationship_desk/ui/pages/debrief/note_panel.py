"""The left side: intentions and plan of last time, the progress note, and the process note kept apart from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.domain.note_text import Form
from relationship_desk.domain.plan import NoteTemplate
from relationship_desk.domain.vocabulary import NoteFormat
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.intention_strip import IntentionStrip
from relationship_desk.ui.pages.debrief.member_switch import MemberSwitch
from relationship_desk.ui.pages.debrief.note_boxes import NoteBoxes, TextBox
from relationship_desk.ui.pages.debrief.plan_strip import PlanStrip
from relationship_desk.ui.pages.debrief.signed_note import SignedNote
from relationship_desk.ui.pages.debrief.words import FORMATS
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.strip import Strip

TEMPLATE, MANAGE = "template:", "manage"
"""What the list of formats holds beside the shipped ones."""
STAYS_OUT = "Kept apart from the record. It stays out of every export and summary unless you ask for it."


class NotePanel(QWidget):
    """Progress note and process note, one of them in view."""

    format_chosen: Event[str] = Event(str)
    """The value of a shipped format, :data:`TEMPLATE` with a template's id after it, or :data:`MANAGE`."""
    process_toggled: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intentions, self.plan = IntentionStrip(), PlanStrip()
        self.title = Label("Progress note", "panel")
        self.format = QComboBox()
        self.format.setAccessibleName("Note format")
        self.format.setToolTip("Note format")
        self.format.activated.connect(self._on_format_activated)
        self.to_process = Button("Process note", "link", icon="lock")
        self.to_process_short = Button("Process note", "icon", icon="lock")
        self.to_progress = Button("Progress note", "link", icon="chevron-left")
        for button in (self.to_process, self.to_process_short, self.to_progress):
            button.setShortcut("Alt+P")  # only the one in view hears it
            button.clicked.connect(self._on_toggle_clicked)
        self.members = MemberSwitch()
        self.boxes, self.signed = NoteBoxes(), SignedNote()
        self.process = TextBox("Process note")
        self.stays_out = Strip(STAYS_OUT, "notice", icon="lock")
        self._stack = QStackedWidget()
        for page in (self.boxes, self.signed, self._process_page()):
            self._stack.addWidget(page)
        self._narrow = False
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(theme.S12)
        head.addWidget(self.title)
        head.addStretch(1)
        for widget in (self.format, self.to_process, self.to_process_short, self.to_progress):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        plan = QVBoxLayout()
        plan.setContentsMargins(4, 0, 4, 0)
        plan.setSpacing(theme.S8)
        plan.addWidget(self.intentions)
        plan.addWidget(self.plan)
        column.addLayout(plan)
        column.addLayout(head)
        column.addWidget(self.members)
        column.addWidget(self._stack, 1)

    def _process_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(theme.S12)
        column.addWidget(self.stays_out)
        column.addWidget(self.process, 1)
        return page

    def show_formats(self, templates: Sequence[NoteTemplate], form: Form) -> None:
        """Offer the shipped formats and the own templates, with ``form`` chosen."""
        self.format.clear()
        for note_format, words in FORMATS.items():
            self.format.addItem(words, note_format.value)
        for template in templates:
            self.format.addItem(template.name, f"{TEMPLATE}{template.id}")
        chosen = form.format.value
        if form.format is NoteFormat.OWN:
            same = next((one for one in templates if one.headings == form.headings), None)
            chosen = f"{TEMPLATE}{same.id}" if same else chosen
            if same is None:
                self.format.addItem("Own headings", chosen)
        self.format.insertSeparator(self.format.count())
        self.format.addItem("Manage templates …", MANAGE)
        self.format.setCurrentIndex(self.format.findData(chosen))

    @property
    def shows_process(self) -> bool:
        """Whether the process note is in view."""
        return self._stack.currentIndex() == 2

    def show_part(self, *, process: bool, signed: bool) -> None:
        """Bring the process note, or the progress note in the state it is in, to the front."""
        self._stack.setCurrentIndex(2 if process else int(signed))
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """Use shorter words where there is little room."""
        self._narrow = narrow
        self._fit()

    def _fit(self) -> None:
        process = self.shows_process
        progress_title = "Note" if self._narrow else "Progress note"
        self.title.show_text("Process note" if process else progress_title)
        self.format.setVisible(self._stack.currentIndex() == 0)
        self.members.setVisible(not process and len(self.members.choices) > 1)
        self.members.set_narrow(self._narrow)
        self.to_process.setVisible(not process and not self._narrow)
        self.to_process_short.setVisible(not process and self._narrow)
        self.to_progress.setVisible(process)

    def _on_format_activated(self, index: int) -> None:
        self.format_chosen.emit(str(self.format.itemData(index)))

    def _on_toggle_clicked(self) -> None:
        self.process_toggled.emit(None)
