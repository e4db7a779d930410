"""The window: rail, messages, the page in front, status bar, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.hand_over import Form
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.shell.command import Command, commands_of
from relationship_desk.ui.shell.keys_overlay import KeysOverlay
from relationship_desk.ui.shell.page import KeyLine, Page, PageSpec
from relationship_desk.ui.shell.rail import Rail
from relationship_desk.ui.shell.regions import focus_into, step_region
from relationship_desk.ui.shell.status_bar import StatusBar
from relationship_desk.ui.widgets.badge import Meaning
from relationship_desk.ui.widgets.search_button import SearchButton
from relationship_desk.ui.widgets.strip import Strip

_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Place:
    """A page and where in it: which client, which session, which tab."""

    page: str
    where: Mapping[str, object] = field(default_factory=dict)


class MainWindow(QMainWindow):
    """Goes to pages, made at the first visit, and remembers the way back.

    ``lock_requested`` is told on Ctrl+L and from the rail; ``search_requested`` by the search button of a page;
    ``hand_over_requested`` with a form that a client is to fill in now; ``recompute_requested`` when all signals are to
    be computed again; ``went`` after each change of page.
    ``may_close`` is asked before the window closes, ``at_hand`` for title and meaning of the term at hand.
    """

    lock_requested: Event[object] = Event(object)
    search_requested: Event[object] = Event(object)
    hand_over_requested: Event[Form] = Event(object)
    recompute_requested: Event[object] = Event(object)
    left: Event[object] = Event(object)
    """The page in front has kept what is on it; another comes now."""
    went: Event[Place] = Event(Place)

    def __init__(self, specs: Sequence[PageSpec] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Relationship Desk")
        self.setMinimumSize(880, 600)
        self.resize(1440, 900)
        self.may_close: Callable[[], bool] = lambda: True
        self.at_hand: Callable[[], tuple[str, str] | None] = lambda: None
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._strips: dict[str, Strip] = {}
        self._front: Page | None = None
        self._way: list[Place] = []
        self._commands: list[Command] = []
        self.rail, self.status = Rail(self), StatusBar(self)
        self._stack = QStackedWidget(self)
        self._messages = QVBoxLayout()
        self._build()
        if specs:
            self.add_pages(specs)
        self._add_keys()

    def add_pages(self, specs: Sequence[PageSpec]) -> None:
        """Take the pages, once; apart from the constructor because pages are given the window they stand in."""
        for spec in specs:
            self._specs[spec.id] = spec
            if spec.place != "none":
                self.rail.add(spec.id, spec.title, spec.icon, spec.key, below=spec.place == "below")
                self.add_command(f"Go to {spec.title}", spec.key, self._goer(spec.id))
        self.rail.add(_LOCK, "Lock", "lock", "Ctrl+L", below=True)

    # Going

    def go(self, page: str, **where: object) -> None:
        """Bring ``page`` to the front at the place ``where``; an unknown page raises :class:`KeyError`."""
        self._show(Place(page, where), keep=True)

    def go_back(self) -> None:
        """Step back inside the page, or to the page before."""
        front = self.page
        if front is not None and front.go_back():
            return
        if len(self._way) > 1:
            self._way.pop()
            self._show(self._way[-1], keep=False)

    def start_anew(self, page: str) -> None:
        """Bring ``page`` to the front and forget the way there: what it led through is about to go."""
        self._way.clear()
        self.go(page)

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._front

    @property
    def place(self) -> Place | None:
        """Where one is."""
        return self._way[-1] if self._way else None

    # Telling

    def show_message(
        self,
        text: str,
        meaning: Meaning = "attention",
        *,
        key: str = "",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        closes: bool = True,
    ) -> Strip:
        """Show a strip above the page; one with the same ``key`` takes its place."""
        self.clear_message(key or text)
        strip = Strip(text, meaning, action=action, on_action=on_action, closes=closes, square=True, parent=self)
        strip.setObjectName(key or text)
        strip.closed.connect(self.clear_message)
        self._strips[key or text] = strip
        self._messages.addWidget(strip)
        strip.show()
        self.announce(text)
        return strip

    def change_message(self, key: str, text: str) -> None:
        """Let the strip with ``key`` say ``text``, if there is one; a screen reader is not told."""
        strip = self._strips.get(key)
        if strip is not None:
            strip.text.show_text(text)
            strip.setAccessibleName(text)

    def clear_message(self, key: str) -> None:
        """Take the strip with ``key`` away, if there is one."""
        strip = self._strips.pop(key, None)
        if strip is not None:
            strip.hide()
            strip.deleteLater()

    def announce(self, text: str) -> None:
        """Let a screen reader say ``text`` without moving the focus."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def show_count(self, page: str, count: int) -> None:
        """Show in the rail how many wait in ``page``."""
        self.rail.item(page).show_count(count)

    # Commands

    def add_command(self, title: str, key: str, run: Callable[[], object]) -> Command:
        """Let ``key`` run something anywhere in the window, and list it under F1."""
        command = Command(title, key, run)
        self._commands.append(command)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(run)
        return command

    @property
    def commands(self) -> tuple[Command, ...]:
        """Everything that can be run by name now: what the page at hand does, and what the window does anywhere."""
        here = commands_of(self.page) if self.page is not None else ()
        return (*here, *self._commands)

    def show_keys(self) -> KeysOverlay:
        """Explain the term at hand in short, and list the keys of the page and of the window."""
        here = self.page.keys() if self.page is not None else ()
        everywhere = [KeyLine(command.key, command.title) for command in self._commands if command.key]
        overlay = KeysOverlay((("On this page", here), ("Everywhere", everywhere)), self.at_hand(), self)
        overlay.open()
        return overlay

    def next_region(self) -> None:
        """Move the focus to the next part of the window."""
        self._step_region(1)

    def region_before(self) -> None:
        """Move the focus to the part of the window before."""
        self._step_region(-1)

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and hasattr(self, "_messages"):
            self._fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None:
            self.page.leave()
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    # Inside

    @property
    def narrow(self) -> bool:
        """Whether the rail shows icons only. Large text needs the room earlier."""
        return self.width() < theme.scaled(theme.NARROW)

    def _build(self) -> None:
        centre = QWidget(self)
        outer = QVBoxLayout(centre)
        middle, right = QHBoxLayout(), QVBoxLayout()
        for layout in (outer, middle, right, self._messages):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addLayout(self._messages)
        right.addWidget(self._stack, 1)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(centre)
        self.rail.picked.connect(self._on_rail_picked)

    def _add_keys(self) -> None:
        self.add_command("Lock", "Ctrl+L", self._ask_to_lock)
        self.add_command("Back", "Esc", self.go_back)
        self.add_command("Next part of the window", "F6", self.next_region)
        self.add_command("Part of the window before", "Shift+F6", self.region_before)
        self.add_command("Keys", "F1", self.show_keys)

    def _goer(self, page: str) -> Callable[[], None]:
        def go() -> None:
            self.go(page)

        return go

    def _show(self, place: Place, *, keep: bool) -> None:
        spec = self._specs[place.page]
        before = self.page
        if before is not None:
            before.leave()
            self.left.emit(before)
            if keep and self._way:
                self._way[-1] = Place(self._way[-1].page, before.here(self._way[-1].where))
        page = self._made(spec)
        if keep and (not self._way or self._way[-1] != place):
            self._way.append(place)
        self._front = page
        self._stack.setCurrentWidget(self._frames[spec.id])
        self.rail.choose(spec.under or spec.id)
        if page is not before:
            self.status.show_hint("")
        page.arrive(place.where)
        self._fit()
        focus_into(page.first_focus() or page)
        self.went.emit(place)

    def _made(self, spec: PageSpec) -> Page:
        if spec.id not in self._pages:
            page = spec.factory()
            page.setAccessibleName(page.accessibleName() or spec.title)
            page.hint_changed.connect(self.status.show_hint)
            for button in page.findChildren(SearchButton):
                button.clicked.connect(self._on_search_clicked)
            self._pages[spec.id] = page
            self._frames[spec.id] = _frame(page)
            self._stack.addWidget(self._frames[spec.id])
        return self._pages[spec.id]

    def _fit(self) -> None:
        self.rail.set_narrow(self.narrow)
        self.status.set_narrow(self.narrow)
        if self.page is not None:
            self.page.set_narrow(self.narrow)

    def _step_region(self, step: int) -> None:
        inside = tuple(self.page.regions()) if self.page is not None else ()
        regions = [self.rail, *self._strips.values(), *inside, self.status]
        step_region(regions, step)

    def _ask_to_lock(self) -> None:
        self.lock_requested.emit(None)

    def _on_search_clicked(self) -> None:
        self.search_requested.emit(None)

    def _on_rail_picked(self, page: str) -> None:
        if page == _LOCK:
            self._ask_to_lock()
        else:
            self.go(page)


def _frame(page: Page) -> QScrollArea:
    """Return the page in a frame that scrolls, so that nothing is lost in large text or a small window."""
    frame = QScrollArea()
    frame.setWidgetResizable(True)
    frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    frame.setWidget(page)
    frame.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return frame
