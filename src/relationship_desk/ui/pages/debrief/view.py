"""The debrief: head, note on the left, ratings on the right, and the foot with the signature."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.pages.debrief.note_panel import NotePanel
from relationship_desk.ui.pages.debrief.ratings_panel import RatingsPanel
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.key_hint import KeyHint
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.search_button import SearchButton

RING = 4
"""Room at the left for the ring of what scrolls: the page begins that much earlier, and the head stands in by it."""
_TWO_COLUMNS = 860
"""Below this window width, in pixels at normal text size, the ratings stand below the note and the page scrolls."""
_STACKED_NOTE = 360
"""Pixels at normal text size that the note has there."""
_HINTS = (("X", "ten,"), ("N", "not applicable,"), ("O", "not observed"))


class DebriefForm(QWidget):
    """Layout only; what it does is up to the presenter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Debrief")
        self.back = Button("Back", "icon", icon="chevron-left")
        self.undo = Button("Undo (Ctrl+Z)", "icon", icon="undo")
        self.redo = Button("Redo (Ctrl+Shift+Z)", "icon", icon="redo")
        for button in (self.undo, self.redo):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where one writes
        self.attendance = Button("Attendance", "icon", icon="people", key="Alt+A")
        self.forms, menu = Button("Forms and rating plan", "icon", icon="document"), QMenu(self)
        self.type_in = menu.addAction("&Type in a paper form …")
        self.type_in.setShortcut(QKeySequence("F7"))
        self.print_form = menu.addAction("&Print a form …")
        self.rating_plan = menu.addAction("&Rating plan …")
        self.forms.setMenu(menu)
        self.addAction(self.type_in)  # so that its key works while the menu is closed
        self.edit_session = Button("Edit session", icon="pencil", key="Alt+S")
        self.edit_session_short = Button("Edit session", "icon", icon="pencil", key="Alt+S")
        self.hand_over = Button("Hand over", icon="screen", key="F8")
        self.hand_over_short = Button("Hand over", "icon", icon="screen", key="F8")
        self.note, self.ratings = NotePanel(), RatingsPanel()
        self.next = Button("Next client", key="Ctrl+PgDown")
        self.next_short = Button("Next client", "icon", icon="chevron-right", key="Ctrl+PgDown")
        self.sign = Button("Sign note", "primary", icon="check", key="Ctrl+Return")
        self.add_addendum = Button("Add addendum", icon="plus")
        self.nothing = EmptyState(
            "No session is open here. Start with a debrief of a client.", "Clients", icon="person"
        )
        self.hints = _hint_line("Keys: digit rates and moves on,", _HINTS)
        self._rates, self._narrow = True, False
        self._stack = QStackedWidget()
        self._body, self._foot = QWidget(), QWidget()
        self._build()
        self.set_narrow(False)

    def _build(self) -> None:
        self.head.add_leading(self.back)
        for button in (
            self.undo,
            self.redo,
            self.attendance,
            self.forms,
            self.edit_session,
            self.edit_session_short,
            self.hand_over,
            self.hand_over_short,
        ):
            self.head.add_action(button)
        self.head.add_action(SearchButton(small=True))
        # In a small window the foot stands under the note alone, so that all rows and anchors have room beside it.
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.addWidget(self.note, 1)
        self._right.addWidget(self.ratings, 1)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(theme.S12)
        self._middle.addLayout(self._left)
        self._middle.addLayout(self._right)
        self._foot_row = foot = QHBoxLayout(self._foot)
        foot.setSpacing(theme.S12)
        foot.addWidget(self.hints)
        foot.addStretch(1)
        for button in (self.next, self.next_short, self.add_addendum, self.sign):
            foot.addWidget(button)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.head.setContentsMargins(RING, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addLayout(self._middle, 1)
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setAccessibleName("Debrief")
        self._order_tabs()

    def _order_tabs(self) -> None:
        order: list[QWidget] = [
            self.back,
            self.undo,
            self.redo,
            self.attendance,
            self.forms,
            self.edit_session,
            self.edit_session_short,
            self.hand_over,
            self.hand_over_short,
            self.note,
            self.ratings,
            self.next,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_form(self, *, there: bool) -> None:
        """Show the session, or that there is none."""
        self._stack.setCurrentIndex(0 if there else 1)

    def show_signed(self, *, signed: bool) -> None:
        """Offer what can be done before, or after, the signature."""
        self.sign.setVisible(not signed)
        self.add_addendum.setVisible(signed)
        edit = "Move session" if signed else "Edit session"
        self.edit_session.setText(edit)
        self.edit_session_short.setText(edit)
        self.edit_session_short.setAccessibleName(edit)
        self.edit_session_short.setToolTip(f"{edit} (Alt+S)")

    def show_attendance(self, why_not: str, *, offered: bool) -> None:
        """Offer, in a group, couple or family, to say who was there."""
        self.attendance.setVisible(offered)
        signed = "The session is signed." if self.sign.isHidden() else ""
        self.attendance.set_blocked(signed or why_not)

    def show_rating_keys(self, *, rates: bool) -> None:
        """Name the keys that rate, where they do."""
        self._rates = rates
        self.hints.setVisible(rates and not self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Fit a small window."""
        self.note.set_narrow(narrow)
        self.ratings.set_narrow(narrow)
        self.next.setVisible(not narrow)
        self.next_short.setVisible(narrow)
        self.edit_session.setVisible(not narrow)
        self.edit_session_short.setVisible(narrow)
        self.hand_over.setVisible(not narrow)
        self.hand_over_short.setVisible(narrow)
        self._narrow = narrow
        self.hints.setVisible(self._rates and not narrow)
        stacked = self.window().width() < theme.scaled(_TWO_COLUMNS)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.note.setMinimumHeight(theme.scaled(_STACKED_NOTE) if stacked else 0)
        self._middle.setDirection(down if stacked else across)
        self._middle.setStretch(0, 0 if stacked else 36 if narrow else 42)
        self._middle.setStretch(1, 1 if stacked else 64 if narrow else 58)
        beside = narrow and not stacked
        self._foot_row.setContentsMargins(RING, theme.S12, RING if beside else 0, 0)
        (self._left if beside else self._column).addWidget(self._foot)


def _hint_line(words: str, hints: tuple[tuple[str, str], ...]) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Label(words, tone="muted"))
    for key, does in hints:
        row.addWidget(KeyHint(key))
        row.addWidget(Label(does, tone="muted"))
    row.addStretch(1)
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return line
