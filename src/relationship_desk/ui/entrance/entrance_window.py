"""The window while no practice is open: the ways in, or the unlock page of one practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.ui import theme
from relationship_desk.ui.entrance.unlock_presenter import UnlockPresenter
from relationship_desk.ui.entrance.unlock_view import UnlockView
from relationship_desk.ui.events import Event
from relationship_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from relationship_desk.ui.entrance.door_job import DoorJob
    from relationship_desk.ui.entrance.doors import Doors
    from relationship_desk.ui.widgets.strip import Strip


class EntranceWindow(QWidget):
    """Shows the unlock page of ``practice``, or without one the ways in.

    :attr:`opened` carries what the door returned. Set a geometry and call ``show``.
    """

    opened: Event[object] = Event(object)

    def __init__(
        self,
        doors: Doors,
        jobs: Jobs,
        practice: Path | None = None,
        *,
        demo: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Relationship Desk")
        self.setMinimumSize(880, 600)
        self.resize(1440, 900)
        self._doors, self._jobs = doors, jobs
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.unlock = UnlockPresenter(UnlockView(doors.strength, jobs, self._stack), doors, jobs, self)
        self.unlock.opened.connect(self.opened.emit)
        self.unlock.other_asked.connect(self._on_other_asked)
        self._ways_page: QWidget | None = None
        self._fault: Strip | None = None
        self._stack.addWidget(self.unlock.view)
        if practice is None:
            self.show_ways()
        else:
            self.ask(practice, demo=demo)

    def ask(self, practice: Path, *, demo: bool = False) -> None:
        """Show the unlock page of ``practice``."""
        self._stack.setCurrentWidget(self.unlock.view)
        self.unlock.ask(practice, demo=demo)

    def show_ways(self) -> None:
        """Show the ways in."""
        if self._ways_page is None:
            self._ways_page = self._make_ways()
            self._stack.addWidget(self._ways_page)
        self._stack.setCurrentWidget(self._ways_page)
        self._focus_way()

    def tell(self, sentence: str) -> None:
        """Show a fault that nobody expected, in the view in front."""
        if self._stack.currentWidget() is self.unlock.view:
            self.unlock.view.show_problem(sentence)
            return
        from relationship_desk.ui.widgets.strip import Strip

        self._forget_fault()
        self._fault = Strip(sentence, "attention", closes=True, square=True)
        self._fault.closed.connect(self._on_fault_closed)
        self._form_side.insertWidget(0, self._fault)

    def _forget_fault(self) -> None:
        if self._fault is not None:
            self._fault.hide()
            self._fault.deleteLater()
            self._fault = None

    def _on_fault_closed(self, _name: str) -> None:
        self._fault = None

    @property
    def fault(self) -> str:
        """The fault told over the ways in; empty when there is none."""
        return self._fault.text.plain if self._fault is not None else ""

    @property
    def busy(self) -> bool:
        """Whether a door is being tried."""
        return any(door.busy for door in self._doors_tried())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Start where the typing starts."""
        super().showEvent(event)
        if self._stack.currentWidget() is self.unlock.view:
            self.unlock.focus()
        else:
            self._focus_way()

    @property
    def _narrow(self) -> bool:
        return self.width() < theme.scaled(theme.NARROW)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ways_page is not None:
            self.side.set_narrow(self._narrow)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while a practice is being made, restored or opened: half of that is nothing to leave behind."""
        if self.busy:
            event.ignore()
        else:
            event.accept()

    def _make_ways(self) -> QWidget:
        """The ways are made when first seen, so that the unlock page need not wait for them."""
        from relationship_desk.ui.entrance.create_presenter import CreatePresenter
        from relationship_desk.ui.entrance.create_view import CreateView
        from relationship_desk.ui.entrance.other_ways import DemoWay, OpenWay, RestoreWay
        from relationship_desk.ui.entrance.ways_side import WaysSide

        doors, jobs = self._doors, self._jobs
        self.create_way = CreatePresenter(CreateView(doors.strength, jobs), doors, jobs, self)
        self.open_way, self.restore_way = OpenWay(self), RestoreWay(doors, jobs, self)
        self.demo_way = DemoWay(doors, jobs, self)
        for way in (self.create_way, self.restore_way, self.demo_way):
            way.opened.connect(self.opened.emit)
        self.open_way.chosen.connect(self._on_practice_chosen)
        self.side = WaysSide()
        self.side.set_narrow(self._narrow)
        self.side.ways.chosen.connect(self._on_way_chosen)
        self._forms = QStackedWidget()
        for view in (self.create_way.view, self.open_way.view, self.restore_way.view, self.demo_way.view):
            self._forms.addWidget(view)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        self._form_side = QVBoxLayout()
        self._form_side.addWidget(self._forms, 1)
        row.addLayout(self._form_side, 1)
        return page

    def _focus_way(self) -> None:
        if self.side.ways.choice == "create":
            self.create_way.view.practice.name.setFocus()
        else:
            self.side.ways.button(self.side.ways.choice).setFocus()

    def _doors_tried(self) -> tuple[DoorJob, ...]:
        tried = [self.unlock.door]
        if self._ways_page is not None:
            tried += [self.create_way.door, self.restore_way.door, self.demo_way.door]
        return tuple(tried)

    def _on_other_asked(self, _nothing: object) -> None:
        self.show_ways()
        self.side.ways.choose("open")

    def _on_way_chosen(self, key: str) -> None:
        from relationship_desk.ui.entrance.ways_list import WAYS

        self._forms.setCurrentIndex([way.key for way in WAYS].index(key))

    def _on_practice_chosen(self, practice: Path) -> None:
        self.ask(practice)
