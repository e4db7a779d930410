"""The right side: who rates, the rating table, what accompanied the session, and how the clinician worked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.answers_line import AnswersLine
from relationship_desk.ui.pages.debrief.approach_panel import ApproachPanel
from relationship_desk.ui.pages.debrief.process_panel import ProcessPanel
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.perspective_mark import WORDS, PerspectiveMark
from relationship_desk.ui.widgets.rating_columns import HEAD_HEIGHT
from relationship_desk.ui.widgets.rating_table import RatingTable
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.tabs import Tabs

_SEAT, _LABEL = 120, 156
"""The width, in pixels, that a code or a short label needs."""
ADD_OBSERVER = "Add observer …"
WHOLE = 0
"""The member chooser's value for the couple, family or group as a whole."""


_PAD = 10
"""The title begins where the rows under it do."""


class SeatChooser(QWidget):
    """Which observer, or which member of a couple, family or group; hidden where there is nothing to choose."""

    rater_named: Event[str] = Event(str)
    member_chosen: Event[int] = Event(int)
    """The member's client id, or :data:`WHOLE`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rater, self.member = QComboBox(), QComboBox()
        self.rater.setEditable(True)
        self.rater.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.rater.setAccessibleName("Observer")
        self.member.setAccessibleName("Rated by")
        self.rater.textActivated.connect(self._on_rater_named)
        line = self.rater.lineEdit()
        if line is not None:
            line.setMaxLength(40)
            line.setPlaceholderText("Such as Supervisor")
            line.setAccessibleName("Observer")
            line.editingFinished.connect(self._on_rater_edited)
        self.member.activated.connect(self._on_member_activated)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(theme.S8)
        for box, least in ((self.rater, _LABEL), (self.member, _SEAT)):
            box.setMinimumWidth(theme.scaled(least))
            row.addWidget(box)
        row.addStretch(1)

    def set_narrow(self, narrow: bool) -> None:
        """Stand beside the tabs, or in the head in place of the title."""
        self._row.setContentsMargins(0, 2 if narrow else 0, 0, 2 if narrow else 0)

    def show_rater(self, rater: str, known: Sequence[str]) -> None:
        """Ask for the observer's label; ``known`` are those who have rated already."""
        self._show(self.rater)
        self.rater.clear()
        self.rater.addItems(list(known))
        self.rater.addItem(ADD_OBSERVER)
        self.rater.setEditText(rater)
        line = self.rater.lineEdit()
        if line is not None:
            line.home(False)  # a label that is too long shows its beginning

    def show_members(
        self, about: str, whole: str, member: ClientId | None, members: Sequence[tuple[ClientId, str]]
    ) -> None:
        """Ask whose ratings these are: those of the ``whole`` or one member's; ``about`` says how they are theirs."""
        self._show(self.member)
        self.member.setAccessibleName(about)
        self.member.setToolTip(f"{about}, Alt+M goes to the next")
        self.member.clear()
        self.member.addItem(whole, WHOLE)
        for client, words in members:
            self.member.addItem(words, client)
        self.member.setCurrentIndex(max(0, self.member.findData(member or WHOLE)))

    def step(self) -> bool:
        """Go on to the next member, and after the last to the whole; return whether there are members."""
        if self.isHidden() or self.member.isHidden():
            return False
        self.member.setCurrentIndex((self.member.currentIndex() + 1) % self.member.count())
        self._on_member_activated(self.member.currentIndex())
        return True

    def _show(self, shown: QComboBox) -> None:
        self.rater.setVisible(shown is self.rater)
        self.member.setVisible(shown is self.member)
        self.show()

    def _on_rater_named(self, rater: str) -> None:
        line = self.rater.lineEdit()
        if rater == ADD_OBSERVER and line is not None:
            line.clear()
            line.setFocus()
        else:
            self.rater_named.emit(rater)

    def _on_rater_edited(self) -> None:
        self.rater_named.emit(self.rater.currentText())

    def _on_member_activated(self, index: int) -> None:
        self.member_chosen.emit(int(self.member.itemData(index)))


class RatingsPanel(QWidget):
    """The table under its head. In a small window the perspectives become a menu and the rest moves to a tab."""

    perspective_chosen: Event[str] = Event(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.seat, self.answers = RatingTable(), SeatChooser(), AnswersLine(self)
        self.process, self.approach = ProcessPanel(), ApproachPanel()
        self.perspectives = Segmented(
            "Perspective", [Segment(one.value, WORDS[one], "none", one, mark_filled=False) for one in Perspective]
        )
        self.perspectives.chosen.connect(self._on_perspective_chosen)
        self.tabs = Tabs("Parts of the debrief", ctrl_tab=False)
        self.tabs.add("ratings", "Ratings")
        self.tabs.add("process", "Events and interventions")
        self.tabs.chosen.connect(self._on_tabs_chosen)
        self.process.counted.connect(self._on_process_counted)
        self._mark, self._menu_button = PerspectiveMark(Perspective.CLINICIAN), Button("Clinician", "link")
        self._corner = self._make_corner()
        self._narrow_seat = QHBoxLayout()
        self._card, self._below = Panel("Ratings"), Panel()
        self._stack = QStackedWidget()
        self._spare = QWidget()
        self._narrow = False
        self._build()
        self.set_narrow(False)

    def _build(self) -> None:
        head = self._card.head.layout()
        if head is not None:
            head.setContentsMargins(_PAD, 6, theme.S12, 6)
        self._card.add_action(self.perspectives)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(0, 0, theme.S8, 0)
        tabs.addWidget(self.tabs, 1)
        tabs.addLayout(self._narrow_seat)
        self._card.body.addLayout(tabs)
        self._card.body.addWidget(self._stack, 1)
        self._card.body.addWidget(self.answers)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._spare)
        self._spare_column = QVBoxLayout(self._spare)
        self._spare_column.setContentsMargins(0, 0, 0, 0)
        self._spare_column.setSpacing(0)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S12)
        column.addWidget(self._card)
        column.addWidget(self._below)

    def set_narrow(self, narrow: bool) -> None:
        """Fit a small window, or a large one."""
        self._narrow = narrow
        self._card.head.setVisible(not narrow)
        self.tabs.setVisible(narrow)
        self._below.setVisible(not narrow)
        # In a large window the card ends under the anchors and the rest fills what is left; in a small one it has all.
        self._column.setStretch(0, 1 if narrow else 0)
        self._column.setStretch(1, 0 if narrow else 1)
        rest = self._spare_column if narrow else self._below.body
        rest.addWidget(self.process, 1)
        rest.addWidget(self.approach)
        if narrow:
            self._narrow_seat.addWidget(self.seat)
        else:
            self._card.add_leading(self.seat)
        self.seat.set_narrow(narrow)
        self.process.set_narrow(narrow)
        self.approach.set_narrow(narrow)
        self.table.head.set_corner(self._corner if narrow else None)
        if not narrow:
            self.tabs.choose("ratings")

    def show_ratings(self) -> None:
        """Bring the table to the front and give it the focus."""
        self.tabs.choose("ratings")
        self.table.setFocus()

    def show_process(self) -> None:
        """Bring events and interventions to the front where they are behind the ratings."""
        if self._narrow:
            self.tabs.choose("process")

    def show_counts(self, segments: Sequence[Segment], chosen: Perspective) -> None:
        """Say how many are rated from each perspective, and which one is shown."""
        self._card.title.setVisible(self.seat.isHidden())
        for segment in segments:
            self.perspectives.show_segment(segment)
            self._actions[segment.key].setText(f"{segment.text}, {segment.note}")
        self.perspectives.choose(chosen.value)
        self._actions[chosen.value].setChecked(True)
        self._menu_button.setText(WORDS[chosen])
        self._mark.perspective = chosen
        self._mark.update()
        note = next(one.note for one in segments if one.key == chosen.value)
        self.tabs.show_note("ratings", note)

    def _make_corner(self) -> QWidget:
        """The perspectives as a menu, for the head of the table in a small window."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for perspective in Perspective:
            action = menu.addAction(WORDS[perspective])
            action.setCheckable(True)
            action.setData(perspective.value)
            group.addAction(action)
            self._actions[perspective.value] = action
        menu.triggered.connect(self._on_menu_triggered)
        self._menu_button.setMenu(menu)
        self._menu_button.setAccessibleName("Perspective")
        corner = QWidget(self)
        row = QHBoxLayout(corner)
        row.setContentsMargins(7, 0, 0, 0)
        row.setSpacing(theme.S8)
        self._menu_button.setFixedHeight(theme.scaled(HEAD_HEIGHT) - 2)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._menu_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        corner.hide()
        return corner

    def _on_perspective_chosen(self, key: str) -> None:
        self.perspective_chosen.emit(key)

    def _on_menu_triggered(self, action: QAction) -> None:
        self.perspective_chosen.emit(str(action.data()))

    def _on_process_counted(self, count: int) -> None:
        self.tabs.show_note("process", str(count) if count else "")

    def _on_tabs_chosen(self, key: str) -> None:
        self._stack.setCurrentIndex(0 if key == "ratings" else 1)
