"""The ways to look at the trends: plots, sessions side by side in their place, and the view for two over everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.look_together import LookTogetherDialog
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.client.side_by_side import SideBySide
from relationship_desk.ui.pages.client.trends_view import TrendsView
from relationship_desk.ui.shell.page import KeyLine
from relationship_desk.ui.together.topics import topics
from relationship_desk.ui.together.window import TogetherWindow
from relationship_desk.ui.widgets.front_stack import FrontStack

COMPARE, TOGETHER = Qt.Key.Key_C, Qt.Key.Key_G
KEYS = (
    KeyLine("C", "First, previous and current session side by side, and back"),
    KeyLine("G", "Look at it together with the client"),
)


class TrendModes(FrontStack):
    """Holds ``view``, the plots, in front until asked otherwise."""

    session_chosen: Event[int] = Event(int)
    """Another session is to be at hand; carries its number."""
    element_chosen: Event[str] = Event(str)
    """The plot of that element is to be seen."""

    def __init__(self, context: Context, view: TrendsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self.view, self.side = context, view, SideBySide()
        self._analysis: Analysis | None = None
        self._answered: tuple[MeasureCourse, ...] = ()
        self._codes: Mapping[ClientId, str] = {}
        self.dialog: QDialog | None = None
        """The last one asked with."""
        self.together: TogetherWindow | None = None
        """The view for two, the last time it was open."""
        self.add(view)
        self.add(self.side)
        for listening in (view.multiples.list, view.plot, view.table):
            listening.installEventFilter(self)
        view.compare.clicked.connect(self._on_compare_clicked)
        view.together.clicked.connect(self._on_together_clicked)
        self.side.plot_asked.connect(self._on_side_plot_asked)
        self.side.session_asked.connect(self._on_side_session_asked)
        self.side.element_asked.connect(self._on_side_element_asked)

    @property
    def compares(self) -> bool:
        """Whether the sessions stand side by side."""
        return self.front is self.side

    def show_client(self, analysis: Analysis) -> None:
        """Show the record as it stands; another client begins with the plots."""
        before, self._analysis = self._analysis, analysis
        if before is None or before.history.client_id != analysis.history.client_id:
            self.bring(self.view)
        if self.compares:
            self._read()
            self._show_session()

    def compare(self, compares: bool) -> None:
        """Put the sessions side by side, or bring the plots back."""
        if compares == self.compares or self._session is None:
            return
        self.bring(self.side if compares else self.view)
        if compares:
            self._read()
            self._show_session()
            self.side.choose(self.view.multiples.current)
        (self.side.table if compares else self.view.multiples).setFocus()

    def look_together(self) -> None:
        """Open the view for two; in a couple, family or group ask first with whom."""
        if self._analysis is None or self._session is None:
            return
        if self._analysis.history.client.kind is ClientKind.INDIVIDUAL:
            self._open(None)
            return
        members = self._context.desk.grouping.whole(self._analysis.history.client_id).members
        asks = LookTogetherDialog(self._context, [one.member for one in members])
        asks.accepted.connect(self._on_dialog_accepted)
        self.dialog = asks
        asks.open()

    def go_back(self) -> bool:
        """Step back to the plots; False when they are in front."""
        compared = self.compares
        self.compare(False)
        return compared

    def regions(self) -> Sequence[QWidget]:
        """The parts that F6 goes through while the sessions stand side by side."""
        return (self.side.table, self.side.plot)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two letters from the list, the plot and the table."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.modifiers() or event.key() not in (COMPARE, TOGETHER):
            return super().eventFilter(watched, event)
        if event.key() == COMPARE:
            self.compare(True)
        else:
            self.look_together()
        return True

    # Inside

    @property
    def _session(self) -> int | None:
        return self.view.plot.cursor_session

    def _read(self) -> None:
        if self._analysis is None:
            return
        desk, history = self._context.desk, self._analysis.history
        self._answered = desk.measuring.administrations(history.client_id)
        members = desk.reviewing.members(history.client_id)
        self._codes = {one.id: one.code for one in members}

    def _show_session(self) -> None:
        if self._analysis is not None and self._session is not None:
            catalogue = self._context.desk.catalogue
            self.side.show_session(self._analysis, catalogue, self._answered, self._codes, self._session)

    def _open(self, member: ClientId | None) -> None:
        if self._analysis is None or self._session is None:
            return
        self._read()
        questions = self._context.desk.catalogue.questions
        found = topics(self._analysis.history, questions, self._answered, self._session, member)
        self.together = TogetherWindow(found, self.window())
        self.together.begin()

    def _on_compare_clicked(self) -> None:
        self.compare(True)

    def _on_together_clicked(self) -> None:
        self.look_together()

    def _on_dialog_accepted(self) -> None:
        if isinstance(self.dialog, LookTogetherDialog):
            self._open(self.dialog.member)

    def _on_side_plot_asked(self, _nothing: None) -> None:
        self.compare(False)

    def _on_side_session_asked(self, session: int) -> None:
        self.session_chosen.emit(session)
        self._show_session()

    def _on_side_element_asked(self, element: str) -> None:
        self.element_chosen.emit(element)
        self.compare(False)
