"""Erasing a record for good: what goes, what stays, and the code to type."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.services.retaining import LONGEST_REASON
from relationship_desk.services.retention_view import Preview
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.retention_words import FOR_GOOD, LOGGED, backups_left, counted, kept_until, listed
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.strip import Strip
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

NO_REASON = "Erasing before that day needs a reason."
_WIDTH, _ACROSS = 640, 3


class EraseClientDialog(QDialog):
    """Open it with ``open()``. It erases only once the code is typed, and before the record is due only with a reason.

    No button is the default one: Return in the code goes on to the button and does not press it.
    """

    def __init__(self, context: Context, client: ClientId, parent: QWidget | None = None) -> None:
        super().__init__(parent or context.shell)
        self._context, self._client = context, client
        self.preview = context.desk.retaining.preview(client)
        clock = self.preview.clock
        self._code = clock.client.code
        self.setWindowTitle(f"Erase the record of {self._code}")
        self.early = ToggleCheck("Erase it before that day")
        self.code, self.reason = QLineEdit(), QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.code_field = Field(f"Type {self._code} to confirm", self.code)
        needed = "optional, stays in the log" if clock.is_due else "needed, stays in the log"
        self.reason_field = Field("Reason", self.reason, needed)
        self.error = Label(tone="risk", wrap=True)
        self.erase, self.cancel = Button("Erase for good", icon="trash"), Button("Cancel")
        self.erase.set_blocked(clock.refused)
        self._build()
        self.error.hide()
        self.code.returnPressed.connect(self.erase.setFocus)
        self.erase.clicked.connect(self._on_erase_clicked)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        first = self.cancel if clock.refused else self.reason if clock.is_due else self.early
        first.setFocus()

    def _build(self) -> None:
        for button in (self.erase, self.cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S12)
        # Paragraphs claim the height that they need at the narrowest.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(Label(FOR_GOOD, wrap=True))
        column.addWidget(_Counts(self.preview.own))
        for words in _beside(self.preview):
            column.addWidget(Label(words, wrap=True))
        column.addWidget(Label(f"{backups_left(self.preview.backups)} {LOGGED}", tone="muted", wrap=True))
        self._build_answers(column)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S12)
        buttons.addStretch(1)
        buttons.addWidget(self.erase)
        buttons.addWidget(self.cancel)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _build_answers(self, column: QVBoxLayout) -> None:
        """Ask what has to be said first, or say why the record cannot be erased now."""
        clock = self.preview.clock
        if clock.refused or not clock.is_due:
            column.addWidget(Strip(clock.refused or kept_until(clock)))
        answers = QWidget(self)
        inside = QVBoxLayout(answers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.S12)
        for widget in (self.early, self.error, self.reason_field, self.code_field):
            inside.addWidget(widget)
        self.early.setVisible(not clock.is_due)
        answers.setVisible(not clock.refused)
        column.addWidget(answers)

    def _is_complete(self) -> bool:
        """Whether all is said that erasing needs; the first thing that is missing stands at its field."""
        due = self.preview.clock.is_due
        early = due or self.early.isChecked()
        reason = due or bool(self.reason.text().strip())
        code = self.code.text().strip() == self._code
        self.error.show_text("" if early else f"Tick “{self.early.text()}” if that is meant.")
        self.error.setVisible(not early)
        self.reason_field.show_error(NO_REASON if early and not reason else "")
        self.code_field.show_error(
            f"That is not {self._code}. Nothing has been erased." if early and reason and not code else ""
        )
        self._fit()
        for right, widget in ((early, self.early), (reason, self.reason), (code, self.code)):
            if not right:
                widget.setFocus()
                return False
        return True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)  # puts a dialog of this size over the middle of its window

    def _fit(self) -> None:
        """Be as high as what is shown needs."""
        column = self.layout()
        if column is not None:
            column.activate()
            height = column.totalHeightForWidth(self.width())
            self.setMinimumHeight(height)
            self.resize(self.width(), height)

    def _on_erase_clicked(self) -> None:
        if not self._is_complete():
            return
        shell, desk = self._context.shell, self._context.desk
        # No page in front may read what is about to go, and no way back leads to it.
        shell.start_anew("clients")
        try:
            desk.retaining.erase(
                self._client, self.code.text(), reason=self.reason.text(), override=not self.preview.clock.is_due
            )
        except DeskError as error:
            self.error.show_text(str(error))
            self.error.show()
            self._fit()
            return
        for group in self.preview.groups:
            desk.prompting.evaluate(group.id)
        shell.show_message(f"The record of {self._code} was erased.", "notice", key="erased")
        self.accept()


class _Counts(QWidget):
    """How many entries of each kind, in columns."""

    def __init__(self, counts: Mapping[str, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = counted(counts)
        self.setAccessibleName(listed(counts))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S8)
        grid.setVerticalSpacing(theme.S4)
        down = -(-len(lines) // _ACROSS)
        for place, (count, words) in enumerate(lines):
            column, row = divmod(place, down)
            grid.addWidget(Label(str(count), "strong"), row, 2 * column, Qt.AlignmentFlag.AlignRight)
            name = Label(words)
            name.setContentsMargins(0, 0, theme.S16, 0)
            grid.addWidget(name, row, 2 * column + 1)
        for column in range(_ACROSS):
            grid.setColumnStretch(2 * column + 1, 1)


def _beside(preview: Preview) -> list[str]:
    """What goes from the records of others, and whose records stay."""
    said = []
    if preview.as_member:
        groups = ", ".join(group.code for group in preview.groups)
        said.append(f"In the record of {groups}, also: {listed(preview.as_member)}. The rest stays.")
    if preview.members:
        members = ", ".join(member.code for member in preview.members)
        said.append(f"The members' own records stay: {members}.")
    return said
