"""Search or run: one field over the window that finds notes, contacts, clients, goals and terms, and runs commands."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.errors import DeskError
from relationship_desk.services.searching import Hit
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Published
from relationship_desk.ui.library.book import Book, book_of
from relationship_desk.ui.shell.command import Command
from relationship_desk.ui.shell.main_window import Place
from relationship_desk.ui.shell.search_row_delegate import SearchRowDelegate
from relationship_desk.ui.shell.search_rows import client_rows, command_rows, hit_rows, term_rows
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.row_list import RowList
from relationship_desk.ui.widgets.search_button import WORDS

PAUSE = 80
"""Milliseconds without a key before the record is searched."""
SEEN_LAST = 5
"""So many clients are offered before anything is typed."""

_WIDTH, _HEIGHT, _FROM_TOP = 680, 560, 64
_KEEPS = "Every word has to begin a word of a note, a contact, a goal, a code, a name or a term."
_PAGE, _ALL = 6, 1000
"""Rows that a page key and Home or End go: past either end means to that end."""
_MOVES: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_PAGE,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_Home: -_ALL,
    Qt.Key.Key_End: _ALL,
}
_OPENS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))


class SearchPalette(QDialog):
    """The field keeps the focus while the arrow keys move through the list. Escape leaves everything as it was.

    Show it with ``open()``; it is gone once closed.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.shell, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(WORDS)
        self.setAccessibleName(WORDS)
        self._context = context
        self._book: Book | None = None
        self.field = FilterEdit("Search notes, clients, goals, terms, commands", name=WORDS)
        self.list = RowList("Results", selects=True)
        self.list.setItemDelegate(SearchRowDelegate(self.list, below=False, selects=True))
        self.nothing = Label("", tone="muted", wrap=True)
        self._close = Button("Close", "icon", icon="cross", key="Esc")
        self._below = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._pause.timeout.connect(self.search)
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.installEventFilter(self)
        self.list.opened.connect(self._open)
        self._close.clicked.connect(self.reject)
        context.hub.changed.connect(self._on_hub_changed)
        self.search()

    def search(self) -> None:
        """Show what the words in the field find."""
        self._pause.stop()
        words = self.field.text().strip()
        shell, hidden = self._context.shell, self._context.desk.preferences[NAMES_HIDDEN]
        commands = [command for command in shell.commands if command.title != WORDS]
        if words:
            hits = self._find(words)
            rows = hit_rows(hits, self._context.desk.today(), names_hidden=hidden)
            rows += term_rows(self._library(), words)
        else:
            rows = client_rows(self._context.desk.reviewing.seen_last(SEEN_LAST), names_hidden=hidden)
        rows += command_rows(commands, words)
        self.list.show_rows(rows)
        self.list.choose_first()
        self.list.scrollToTop()
        self._tell(words, sum(row.key is not None for row in rows))

    # Qt

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.color("surface"))
        painter.setPen(tokens.color("control"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @override
    def done(self, result: int) -> None:
        self._pause.stop()
        super().done(result)
        shell = self._context.shell
        shell.activateWindow()
        before = shell.focusWidget()  # the window remembers it
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(theme.S12, theme.S12, theme.S12, theme.S12)
        top.setSpacing(theme.S8)
        top.addWidget(self.field, 1)
        top.addWidget(self._close)
        nothing = QWidget()
        words = QVBoxLayout(nothing)
        words.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S16)
        words.addWidget(self.nothing)
        words.addStretch(1)
        self._below.addWidget(self.list)
        self._below.addWidget(nothing)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.S16, theme.S8, theme.S16, 0)
        foot.addWidget(YieldingLabel("Up and down move, Return opens, Esc closes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, theme.S8)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._below, 1)
        column.addLayout(foot)
        self._place()
        self.field.setFocus()

    def _place(self) -> None:
        """Stand at the top of the window, in its middle."""
        shell = self._context.shell
        width = min(theme.scaled(_WIDTH), shell.width() - 2 * theme.S24)
        height = min(theme.scaled(_HEIGHT), shell.height() - _FROM_TOP - theme.S24)
        self.resize(width, height)
        self.move(shell.mapToGlobal(QPoint((shell.width() - width) // 2, _FROM_TOP)))

    def _library(self) -> Book:
        if self._book is None:
            self._book = book_of(self._context.desk)
        return self._book

    def _find(self, words: str) -> tuple[Hit, ...]:
        try:
            return self._context.desk.searching.find(words)
        except DeskError as error:
            self._context.shell.show_message(str(error), "risk")
            return ()

    def _tell(self, words: str, count: int) -> None:
        """Show and say how much there is."""
        nothing = f"Nothing found for “{words}”."
        self.nothing.show_text(f"{nothing}\n{_KEEPS}")
        self._below.setCurrentIndex(0 if count else 1)
        told = f"{count} found" if count else nothing
        self.list.setAccessibleDescription(told)
        if words:
            self._say(told)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.reject()
        elif key in _OPENS:
            self._open_current()
        elif key in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._move(_MOVES[key])
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        """Make the row ``step`` rows further current, heads not counted."""
        rows = self.list.rows
        places = [place for place, row in enumerate(rows) if row.key is not None]
        if not places:
            return
        target = places.index(self.list.currentIndex().row()) + step
        place = places[max(0, min(target, len(places) - 1))]
        self.list.setCurrentIndex(self.list.model().index(place, 0))
        if place == places[0]:
            self.list.scrollToTop()  # its head too
        self._say(rows[place].spoken)

    def _open_current(self) -> None:
        if self._pause.isActive():
            self.search()
        if self.list.current_key is not None:
            self._open(self.list.current_key)

    def _open(self, key: object) -> None:
        shell = self._context.shell
        self.accept()
        try:
            if isinstance(key, Command):
                key.run()
            elif isinstance(key, Place):
                shell.go(key.page, **key.where)
        except Exception as error:  # noqa: BLE001 - one that leaves an event filter ends the program
            sys.excepthook(type(error), error, error.__traceback__)

    def _say(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings:
            self.search()

    def _on_field_text_changed(self, _text: str) -> None:
        self._pause.start()
