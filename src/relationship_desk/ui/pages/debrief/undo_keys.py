"""Ctrl+Z and Ctrl+Shift+Z: first the text box in focus, as long as it has something to take back, then the session."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from typing_extensions import override

REDO = "Ctrl+Shift+Z"


class UndoKeys(QObject):
    """Over one form with all that is in it."""

    undo = Signal()
    redo = Signal()
    taken_by_box = Signal()
    """The box in focus takes its own typing back."""

    def __init__(self, form: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._box: QLineEdit | QTextEdit | None = None
        again = {sequence.toString() for sequence in QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)} | {REDO}
        for keys, told in ((QKeySequence.keyBindings(QKeySequence.StandardKey.Undo), self.undo), (again, self.redo)):
            shortcut = QShortcut(form)
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(told)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # there is one

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._box or event.type() != QEvent.Type.ShortcutOverride:
            return False
        if not isinstance(event, QKeyEvent) or not self._passes_by(event):
            return False
        event.ignore()  # so that it becomes the form's
        return True

    def _passes_by(self, event: QKeyEvent) -> bool:
        """Whether the key is one of the two and the box has nothing for it."""
        box = self._box
        steps = box.document() if isinstance(box, QTextEdit) else box
        if steps is None:
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            if steps.isUndoAvailable():
                self.taken_by_box.emit()
                return False
            return True
        return event.matches(QKeySequence.StandardKey.Redo) and not steps.isRedoAvailable()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._box is not None:
            self._box.removeEventFilter(self)
        inside = isinstance(new, QLineEdit | QTextEdit) and self._form.isAncestorOf(new)
        self._box = new if inside else None  # type: ignore[assignment]  # mypy does not follow ``inside``
        if self._box is not None:
            self._box.installEventFilter(self)
