"""A blank form for the client to fill in by hand: which questions, how simply asked, and the PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.records import Client, Session
from relationship_desk.services.rating_plans import Due
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.due_words import subject_title
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.file_dialog import save_dialog
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

TITLE = "Print a form"
PRINT = "Print it at 100 %: then each line is 100 mm long. The form names nobody; date and code are written in by hand."
_LEVELS = {Level.USUAL: "Usual words", Level.PLAIN: "Plain words"}
_WIDTH, _ACROSS = 560, 2


class PrintFormDialog(EntryDialog):
    """Without a session the questions due the next time are ticked, otherwise those that wait in ``session``."""

    def __init__(
        self, context: Context, client: Client, session: Session | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, TITLE, "Save as PDF …", width=_WIDTH, parent=parent)
        self._client = client
        self.files: QFileDialog | None = None
        plans = context.desk.rating_plans
        due = (session and plans.due_in(session.id)) or plans.due_next(client.id)
        self.boxes: dict[ElementId, ToggleCheck] = {}
        self.level = Segmented("How it is asked", [Segment(one.value, words) for one, words in _LEVELS.items()])
        self.measures = Label(tone="muted", wrap=True)
        self._lay_out(due)
        self.answer.clicked.disconnect()
        self.answer.clicked.connect(self._on_save_clicked)

    def _lay_out(self, due: Due) -> None:
        desk = self.context.desk
        boxes = QGridLayout()
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setHorizontalSpacing(theme.S24)
        boxes.setVerticalSpacing(theme.S4)
        askable = desk.forms.askable(self._client.kind)
        rows = -(-len(askable) // _ACROSS)
        for place, element in enumerate(askable):
            is_due = element in due.elements
            box = self.boxes[element] = ToggleCheck(
                desk.catalogue.elements[element].short_title, "due" if is_due else ""
            )
            set_term(box, "entry", element)
            box.setToolTip(desk.catalogue.questions[element].wordings[Level.USUAL].text)
            box.setChecked(is_due)
            boxes.addWidget(box, place % rows, place // rows)
        self.body.addWidget(Label("Questions", "strong"), 0, 0)
        self.body.addLayout(boxes, 1, 0)
        titles = ", ".join(subject_title(desk, one) for one in due.measures)
        self.measures.show_text(f"Also due: {titles}. Questionnaires are filled in on their own sheets.")
        self.measures.setVisible(bool(titles))
        self.body.addWidget(self.measures, 2, 0)
        self.body.addWidget(Field("Words", self.level), 3, 0)
        self.body.addWidget(Label(PRINT, tone="muted", wrap=True), 4, 0)
        next(iter(self.boxes.values())).setFocus()

    @property
    def chosen(self) -> tuple[ElementId, ...]:
        """The questions that are ticked."""
        return tuple(element for element, box in self.boxes.items() if box.isChecked())

    def _on_save_clicked(self) -> None:
        """Ask where to; the dialog closes once the file is written."""
        if not self.chosen:
            self.show_error("Choose at least one question for the form.")
            return
        dialog = self.files = save_dialog(self, "Save the form as PDF", "client-form.pdf", "PDF (*.pdf)")
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, file: str) -> None:
        """Write the form to ``file``, and close."""
        forms = self.context.desk.forms
        try:
            Path(file).write_bytes(forms.blank(self.chosen, Level(self.level.choice)))
        except OSError:
            self.show_error("The form could not be written there. Choose another folder.")
            return
        forms.note_printed(self._client.id, self.chosen)
        self.context.shell.show_message(f"{Path(file).name} is written. {PRINT}", "success", key="form")
        self.accept()
