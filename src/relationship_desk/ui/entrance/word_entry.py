"""A box for recovery words, pasted or typed; each word is completed from the list while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QWidget
from typing_extensions import override

from relationship_desk.sealing.recovery_words import split_words, word_list
from relationship_desk.ui import theme

_COMPLETED_FROM = 2
"""So many letters typed before words are offered."""
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class WordEntry(QPlainTextEdit):
    """Spacing, case, commas and numbering do not matter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setFixedHeight(5 * self.fontMetrics().lineSpacing() + theme.scaled(20))
        self.completer = QCompleter(QStringListModel(list(word_list()), self), self)
        self.completer.setWidget(self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setModelSorting(QCompleter.ModelSorting.CaseInsensitivelySortedModel)
        self.completer.activated.connect(self._on_completer_activated)
        popup = self.completer.popup()
        if popup is not None:
            popup.setAccessibleName("Recovery words that fit")

    @property
    def words(self) -> tuple[str, ...]:
        """What has been typed, as words."""
        return split_words(self.toPlainText())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Return and Tab to the list of words while it is open; offer words after every other key."""
        popup = self.completer.popup()
        if popup is not None and popup.isVisible() and event.key() in _TAKES:
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.text().isalpha():
            self._offer()
        elif popup is not None:
            popup.hide()

    def _offer(self) -> None:
        typed = self._word_cursor().selectedText()
        popup = self.completer.popup()
        if popup is None:
            return
        if len(typed) < _COMPLETED_FROM or typed.lower() in word_list():
            popup.hide()
            return
        self.completer.setCompletionPrefix(typed)
        if not self.completer.completionCount():
            popup.hide()
            return
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        place = self.cursorRect()
        place.setWidth(theme.scaled(180))
        self.completer.complete(place)

    def _word_cursor(self) -> QTextCursor:
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return cursor

    def _on_completer_activated(self, word: str) -> None:
        cursor = self._word_cursor()
        cursor.insertText(f"{word} ")
        self.setTextCursor(cursor)
