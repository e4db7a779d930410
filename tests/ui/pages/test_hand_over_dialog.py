"""What the clinician chooses before a client gets the laptop."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.hand_over import Form
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec


def test_each_of_a_couple_is_offered_and_gets_what_is_due(qtbot: QtBot, desk: Desk, open_page: OpenPage) -> None:
    couple = desk.recording.add_client("C-1", kind=ClientKind.COUPLE)
    members = [desk.recording.add_client(code) for code in ("A-1", "B-1")]
    for member in members:
        desk.grouping.join(couple.id, member.id)
    session = desk.recording.add_session(couple.id)
    page = open_page(desk, spec, DebriefPage, session=session.id)
    page.form.hand_over.click()
    dialog = page.presenter.handing_over
    assert dialog is not None
    assert [dialog.member.itemText(place) for place in range(dialog.member.count())] == ["A-1", "B-1"]
    dialog.member.setCurrentIndex(1)
    due = desk.rating_plans.due_in(session.id, Perspective.CLIENT, members[1].id)
    assert [element for element, box in dialog.elements.items() if box.isChecked()] == [
        element for element in dialog.elements if element in due.elements
    ]
    dialog.measures[MeasureId("phq-9")].setChecked(True)
    dialog.paged.choose("one")
    handed: list[Form] = []
    page.presenter._ctx.shell.hand_over_requested.connect(handed.append)
    dialog.answer.click()
    [form] = handed
    assert form.one_at_a_time
    assert [one.measure for one in form.measures] == ["phq-9"]
    with desk.store.read() as records:
        [row] = records.voice.hand_overs.all()
    assert row.member == members[1].id


def test_nothing_chosen_is_said_in_the_dialog(qtbot: QtBot, desk: Desk, open_page: OpenPage) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-1").id)
    page = open_page(desk, spec, DebriefPage, session=session.id)
    page.form.hand_over.click()
    dialog = page.presenter.handing_over
    assert dialog is not None
    assert ALLIANCE in dialog.elements
    for box in (*dialog.elements.values(), dialog.comment):
        box.setChecked(False)
    dialog.answer.click()
    assert dialog.isVisible()
    assert "at least one question" in dialog.error.plain
    dialog.reject()


def test_a_session_that_was_not_held_is_not_handed_over(desk: Desk, open_page: OpenPage) -> None:
    client = desk.recording.add_client("K-1")
    session = desk.recording.add_session(client.id, attendance=Attendance.NO_SHOW)
    page = open_page(desk, spec, DebriefPage, session=session.id)
    assert not page.form.hand_over.isEnabled()
    assert page.form.hand_over.accessibleDescription() == "This session was not held."
