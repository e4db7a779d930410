"""Own templates of notes: a list at the left, name and headings of the chosen one at the right."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.plan import NoteTemplate, TemplateId
from relationship_desk.services.note_templates import LONGEST_NAME, MOST_HEADINGS
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

_NEW = 0
_WIDTH, _HEIGHT, _LIST = 680, 460, 220
_UNTOUCHED = "Notes that are written keep their headings, whatever is changed here."


class NoteTemplatesDialog(QDialog):
    """Open it with ``open()``. Another template is only shown once what was entered is kept."""

    changed: Event[object] = Event(object)
    """A template was kept or removed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._templates: dict[int, NoteTemplate] = {}
        self._shown = _NEW
        self.setWindowTitle("Note templates")
        self.list = RowList("Own templates", selects=True)
        self.none = Label("None yet.", tone="muted")
        self.none.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        self.name, self.headings = QLineEdit(), QPlainTextEdit()
        self.name.setPlaceholderText("such as Intake")
        self.name.setMaxLength(LONGEST_NAME)
        self.headings.setTabChangesFocus(True)
        self.name_field = Field("Name", self.name)
        self.headings_field = Field("Headings", self.headings, f"one a line, {MOST_HEADINGS} at most")
        self.up, self.down = Button("Up", "chip", key="Alt+Up"), Button("Down", "chip", key="Alt+Down")
        self.up.setAccessibleName("Move the heading up")
        self.down.setAccessibleName("Move the heading down")
        self.new = Button("New template", icon="plus", key="Alt+N")
        self.remove = Button("Remove", key="Alt+R")
        self.close_dialog, self.save = Button("Close", key="Esc"), Button("Save", "primary", key="Ctrl+Return")
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self._build()
        self._connect()
        self._read()
        first = next(iter(self._templates), _NEW)
        self._show(first)

    def _build(self) -> None:
        listed = Panel()
        listed.body.addWidget(self.list)
        listed.body.addWidget(self.none)
        listed.setFixedWidth(theme.scaled(_LIST))
        order = QHBoxLayout()
        order.setSpacing(theme.S8)
        order.addWidget(self.up)
        order.addWidget(self.down)
        order.addStretch(1)
        form = QVBoxLayout()
        form.setSpacing(theme.S12)
        form.addWidget(self.name_field)
        form.addWidget(self.headings_field, 1)
        form.addLayout(order)
        form.addWidget(Label(_UNTOUCHED, tone="muted", wrap=True))
        form.addWidget(self.error)
        middle = QHBoxLayout()
        middle.setSpacing(theme.S16)
        middle.addWidget(listed)
        middle.addLayout(form, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addWidget(self.new)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.close_dialog)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addLayout(middle, 1)
        column.addLayout(buttons)
        self.resize(theme.scaled(_WIDTH), theme.scaled(_HEIGHT))

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_list_chosen)
        self.name.textEdited.connect(self._on_edited)
        self.headings.textChanged.connect(self._on_edited)
        self.up.clicked.connect(self._on_up_clicked)
        self.down.clicked.connect(self._on_down_clicked)
        self.new.clicked.connect(self._on_new_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.close_dialog.clicked.connect(self._on_close_clicked)
        self.finished.connect(self.deleteLater)

    # Showing

    def _read(self) -> None:
        self._templates = {one.id: one for one in self._context.desk.templates.all()}
        self.list.show_rows([Row(one.id, one.name) for one in self._templates.values()])
        self.none.setVisible(not self._templates)

    def _show(self, key: int) -> None:
        template = self._templates.get(key)
        self._shown = key if template else _NEW
        self.name.setText(template.name if template else "")
        self.headings.blockSignals(True)
        self.headings.setPlainText("\n".join(template.headings) if template else "")
        self.headings.blockSignals(False)
        if template:
            self.list.choose(key)
        else:
            self.list.clearSelection()
        self._show_state("")
        self.name.setFocus()

    def _show_state(self, error: str) -> None:
        self.error.show_text(error)
        self.error.setVisible(bool(error))
        self.remove.set_blocked("" if self._shown else "This template is not kept yet.")
        self.save.set_blocked("" if self._is_changed else "Nothing has been changed.")

    @property
    def _entered(self) -> tuple[str, tuple[str, ...]]:
        lines = (line.strip() for line in self.headings.toPlainText().split("\n"))
        return self.name.text().strip(), tuple(line for line in lines if line)

    @property
    def _is_changed(self) -> bool:
        kept = self._templates.get(self._shown)
        return self._entered != ((kept.name, kept.headings) if kept else ("", ()))

    # What the clinician does

    def keep(self) -> bool:
        """Keep what was entered; return whether nothing is left to keep. What cannot be kept is said and stays."""
        if not self._is_changed:
            return True
        templates, entered = self._context.desk.templates, self._entered
        try:
            if self._shown:
                templates.edit(TemplateId(self._shown), *entered)
            else:
                self._shown = templates.add(*entered).id
        except DeskError as error:
            self._show_state(str(error))
            return False
        self._read()
        self.list.choose(self._shown)
        self._show_state("")
        self._context.shell.status.show_saved(self._context.desk.now().time())
        self.changed.emit(None)
        return True

    def _on_edited(self, _text: str = "") -> None:
        self._show_state("")

    def _on_list_chosen(self, key: object) -> None:
        if not isinstance(key, int) or key == self._shown:
            return
        if self.keep():
            self._show(key)
            self.list.setFocus()
        else:
            self.list.choose(self._shown)

    def _on_new_clicked(self) -> None:
        if self.keep():
            self._show(_NEW)

    def _on_save_clicked(self) -> None:
        self.keep()

    def _on_close_clicked(self) -> None:
        if self.keep():
            self.accept()

    def _on_remove_clicked(self) -> None:
        """Take it off the list; its words stay in the fields, so that Save brings it back."""
        try:
            self._context.desk.templates.remove(TemplateId(self._shown))
        except DeskError as error:
            self._show_state(str(error))
            return
        self._shown = _NEW
        self._read()
        self.list.clearSelection()
        self._show_state("")
        self._context.shell.status.show_saved(self._context.desk.now().time())
        self.changed.emit(None)

    def _on_up_clicked(self) -> None:
        self._move(-1)

    def _on_down_clicked(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        """Move the line of the cursor, and the cursor with it."""
        lines = self.headings.toPlainText().split("\n")
        here = self.headings.textCursor().blockNumber()
        there = here + step
        if not 0 <= there < len(lines):
            return
        lines[here], lines[there] = lines[there], lines[here]
        cursor = self.headings.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        self.headings.setTextCursor(QTextCursor(self.headings.document().findBlockByNumber(there)))
        self.headings.setFocus()
