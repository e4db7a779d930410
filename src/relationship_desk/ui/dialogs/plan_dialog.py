"""The frame of the dialogs that enter a plan: the words that are needed above all else, and Remove."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.services.plan_rules import LONGEST_LINE
from relationship_desk.services.planning import Entry
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.entry import EntryDialog
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field

_WIDTH, _ACROSS = 560, 2
_PLAN = "plan"
"""The strip that offers to put back what was removed."""


class PlanDialog(EntryDialog):
    """``entry`` is what can be removed here; None: it is new, or cannot be removed."""

    def __init__(self, context: Context, title: str, entry: Entry | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, title, width=_WIDTH, parent=parent)
        self._entry = entry
        self._words: Field | None = None
        self.remove = Button("Remove", icon="trash")
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._on_remove_clicked)

    def lay_out(self, words: Field, *rows: Sequence[QWidget]) -> None:
        """Put ``words``, which must not be empty, above ``rows`` of one field or two side by side."""
        self._words = words
        for place, row in enumerate(((words,), *rows)):
            for column, field in enumerate(row):
                self.body.addWidget(field, place, column, 1, 1 if len(row) == _ACROSS else _ACROSS)
        for column in range(_ACROSS):
            self.body.setColumnStretch(column, 1)
        self.buttons.insertWidget(0, self.remove)
        self.remove.setVisible(self._entry is not None)
        words.setFocus()

    @override
    def show_error(self, error: str) -> None:
        """Say under the words that they are missing, and anything else below all fields."""
        missing = self._words is not None and not _text(self._words.control)
        super().show_error("" if missing else error)
        if self._words is not None:
            self._words.show_error(error if missing else "")
        if missing and self._words is not None:
            self.context.shell.announce(error)
            self._words.setFocus()

    def _on_remove_clicked(self) -> None:
        if self._entry is None:
            return
        self.context.desk.planning.remove(self._entry)
        self.context.shell.show_message(
            "Removed from the plan.",
            "notice",
            key=_PLAN,
            action="Put back",
            on_action=partial(_put_back, self.context, self._entry),
        )
        self.context.shell.status.show_saved(self.context.desk.now().time())
        self.accept()


def line(text: str = "") -> QLineEdit:
    """One line of words, as long as a plan keeps them."""
    edit = QLineEdit(text)
    edit.setMaxLength(LONGEST_LINE)
    return edit


def _text(control: QWidget) -> str:
    if isinstance(control, QComboBox):
        return control.currentText().strip()
    return control.text().strip() if isinstance(control, QLineEdit) else ""


def _put_back(context: Context, entry: Entry) -> None:
    """Put ``entry`` back, and say so when that cannot be."""
    context.shell.clear_message(_PLAN)
    try:
        context.desk.planning.put_back(entry)
    except DeskError as error:
        context.shell.show_message(str(error), key=_PLAN)
    else:
        context.shell.status.show_saved(context.desk.now().time())
