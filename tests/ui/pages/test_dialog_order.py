"""Tab goes through a dialog as it is read: down, and along a line from left to right; through a date in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import Rooms

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.process import InterventionKind
from relationship_desk.services.desk import Desk
from relationship_desk.services.plan_view import KnownNames
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.adaptation import AdaptationDialog
from relationship_desk.ui.dialogs.administration import AdministrationDialog
from relationship_desk.ui.dialogs.concern import ConcernDialog
from relationship_desk.ui.dialogs.consent import ConsentDialog
from relationship_desk.ui.dialogs.contact import ContactDialog
from relationship_desk.ui.dialogs.course import CourseDialog
from relationship_desk.ui.dialogs.details import DetailsDialog
from relationship_desk.ui.dialogs.edit_client import EditClientDialog
from relationship_desk.ui.dialogs.event import EventDialog
from relationship_desk.ui.dialogs.goal import GoalDialog
from relationship_desk.ui.dialogs.hold import HoldDialog
from relationship_desk.ui.dialogs.intervention import InterventionDialog
from relationship_desk.ui.dialogs.merge_clients import MergeClientsDialog
from relationship_desk.ui.dialogs.move_session import MoveSessionDialog
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.dialogs.own_measure import OwnMeasureDialog
from relationship_desk.ui.dialogs.planned import PlannedDialog
from relationship_desk.ui.dialogs.preference import PreferenceDialog
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.dialogs.session_frame import SessionFrameDialog
from relationship_desk.ui.pages.debrief.process_words import EVENT_WORDS

Make = Callable[[Context, ClientId], QDialog]

_NAMES = {kind: KnownNames((), ()) for kind in InterventionKind}
DIALOGS: Mapping[str, Make] = {
    "answers": lambda context, client: AdministrationDialog(context, client, measure=MeasureId("phq-9")),
    "totals": lambda context, client: AdministrationDialog(context, client, measure=MeasureId("dass-21")),
    "risk record": lambda context, client: RiskRecordDialog(context, context.desk.risk.open(client).id),
    "own measure": lambda context, _client: OwnMeasureDialog(context),
    "adaptation": lambda context, client: AdaptationDialog(context, client, 14),
    "concern": lambda context, client: ConcernDialog(context, client, None),
    "consent": lambda context, client: ConsentDialog(context, client, None),
    "contact": lambda context, client: ContactDialog(context, context.desk.reviewing.client(client)),
    "course": lambda context, client: CourseDialog(context, client, None),
    "details": lambda context, client: DetailsDialog(context, context.desk.reviewing.client(client)),
    "edit client": lambda context, client: EditClientDialog(context, context.desk.reviewing.client(client)),
    "event": lambda context, _client: EventDialog(context.desk.catalogue, EVENT_WORDS, parent=context.shell),
    "goal": lambda context, client: GoalDialog(context, client),
    "hold": lambda context, client: HoldDialog(context, client),
    "intervention": lambda context, _client: InterventionDialog(_NAMES, parent=context.shell),
    "merge": lambda context, client: MergeClientsDialog(context, context.desk.reviewing.client(client)),
    "move": lambda context, client: MoveSessionDialog(context, context.desk.reviewing.history(client).sessions[0]),
    "new client": lambda context, _client: NewClientDialog(context),
    "new session": lambda context, client: start_debrief(context, client) or QDialog(),
    "planned": lambda context, client: PlannedDialog(context, client, None),
    "preference": lambda context, client: PreferenceDialog(context, client),
    "session": lambda context, client: SessionFrameDialog(
        context.desk.reviewing.history(client).sessions[0], context.shell
    ),
}


def round_trip(dialog: QDialog) -> list[QWidget]:
    """Where Tab stops, from the first field until it comes round."""
    stops: list[QWidget] = []
    while True:
        focus = QApplication.focusWidget()
        assert focus is not None
        assert dialog.isAncestorOf(focus)
        if focus in stops:
            return stops
        stops.append(focus)
        assert len(stops) < 60
        key_click(focus, Qt.Key.Key_Tab)


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())


def scroller(widget: QWidget, dialog: QDialog) -> QWidget | None:
    """What ``widget`` scrolls in; where it lies says nothing about what stands outside."""
    return next((one for one in dialog.findChildren(QScrollArea) if one.isAncestorOf(widget)), None)


def places(before: QWidget, after: QWidget, dialog: QDialog) -> tuple[QRect, QRect]:
    """Where two stops lie, or what they scroll in where only one of them does."""
    inside, following = scroller(before, dialog), scroller(after, dialog)
    if inside is following:
        return place(before), place(after)
    return place(inside or before), place(following or after)


def follows(before: QRect, after: QRect) -> bool:
    """Whether ``after`` is read after ``before``."""
    beside = after.top() < before.bottom() and before.top() < after.bottom()
    return after.left() > before.left() if beside else after.top() > before.top()


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_goes_through_a_dialog_as_it_is_read(demo: Desk, rooms: Rooms, qtbot: QtBot, name: str) -> None:
    opened = OpenPractice(demo, rooms.jobs, rooms.look)
    window = opened.window
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    client = demo.supervising.client_id("K-17")
    dialog = DIALOGS[name](opened.context, client)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window))
    stops = round_trip(dialog)
    first = min(range(len(stops)), key=lambda at: (place(stops[at]).top(), place(stops[at]).left()))
    read = [*stops[first:], *stops[:first]]
    faults = [
        f"{named(before)} before {named(after)}"
        for before, after in pairwise(read)
        if not follows(*places(before, after, dialog))
    ]
    assert not faults, "\n".join(faults)
    dialog.reject()
