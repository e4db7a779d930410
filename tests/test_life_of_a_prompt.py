"""One prompt from the signature that opens it to the clinician's own record, worked in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.clinic import ALT, Clinic
from tests.keys import key_click
from tests.services.courses_of_prompts import STABLE, add_client, hold
from tests.whole_window import press, words_in

from relationship_desk.domain.ids import ClientId, RuleId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.prompts import PromptsTab
from relationship_desk.ui.pages.debrief.intention_strip import DONE
from relationship_desk.ui.pages.prompts.because_part import PointLink


@pytest.fixture
def client(desk: Desk) -> ClientId:
    client = add_client(desk)
    hold(desk, client, STABLE)
    desk.recomputing.run(Progress())  # so that no run of the window's own comes between
    return client


def test_from_the_signature_to_the_own_record(desk: Desk, client: ClientId, clinic: Clinic, qtbot: QtBot) -> None:
    clinic.debrief(client, 4.5)
    assert not [row for row in desk.prompting.rows(client) if row.rule.id == "R1"], "never while typing"
    clinic.sign()
    opened = clinic.newest(client, "R1")
    assert (opened.status, opened.session) == (PromptStatus.OPEN, 9)

    page = clinic.prompts(prompt=opened.id)
    answer = page.view.answer.answer
    answer.intention.setFocus()
    press("Ask what was hard")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is answer.own_part
    press("I hurried")
    press(Qt.Key.Key_Tab)
    press("Said yes too fast")
    clinic.hears(answer, Qt.Key.Key_A, PromptStatus.ACCEPTED, client, "R1")
    accepted = clinic.newest(client, "R1")
    assert (accepted.intention, accepted.own_part, accepted.client_part) == (
        "Ask what was hard",
        "I hurried",
        "Said yes too fast",
    )

    strip = clinic.debrief(client, 7.0).form.note.intentions
    assert strip.isVisible()
    assert strip.rows[0].words.plain == "Ask what was hard"
    strip.rows[0].answer.button(DONE).click()
    clinic.sign()
    assert clinic.newest(client, "R1").done_session == 10
    for score in (7.1, 7.2):
        assert not clinic.debrief(client, score).form.note.intentions.isVisible()
        clinic.sign()

    clinic.window.go("today")
    assert "What was hard to say, accepted after session 9" in words_in(clinic.window)
    page = clinic.prompts(prompt=opened.id)
    assert page.view.argument.followed is not None
    assert "within own range" in words_in(page.view.argument.followed)
    decided = page.view.answer.decided
    decided.outcome.setFocus()
    press("It was the fee; we said so.")
    clinic.hears(decided, Qt.Key.Key_C, PromptStatus.REVIEWED, client, "R1")
    assert clinic.newest(client, "R1").outcome == "It was the fee; we said so."

    page = clinic.prompts(view="record")
    qtbot.waitUntil(lambda: bool(page.view.record.model.lines))
    record = next(one for one in page.view.record.model.lines if one.rule == "R1")
    assert (record.opened, record.accepted, record.done, record.reviewed) == (1, 1, 1, 1)
    assert record.after_accepting == {"within own range": 1}
    assert "K-17" not in words_in(page.view.record)


def test_another_is_declined_and_its_rule_muted_and_taken_back(
    desk: Desk, client: ClientId, clinic: Clinic, qtbot: QtBot
) -> None:
    clinic.debrief(client, 4.5)
    clinic.sign()
    page = clinic.prompts(prompt=clinic.newest(client, "R1").id)
    key_click(page.view.list, Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: page.view.answer.asks_reason)
    press("A known pattern")
    page.view.answer.refusing.mute.click()
    page.view.answer.refusing.decline_now.click()
    assert clinic.newest(client, "R1").status is PromptStatus.DECLINED
    assert [one.rule for one in desk.answering.muted(client)] == [RuleId("R1")]
    for score in (*STABLE, 4.0):
        clinic.debrief(client, score)
        clinic.sign()
    assert clinic.newest(client, "R1").session == 9, "it is silent"

    clinic.window.go("client", client=client, tab="prompts")
    tab = clinic.window.findChild(PromptsTab)
    assert isinstance(clinic.window.page, ClientPage)
    assert tab is not None
    (mute,) = desk.answering.muted(client)
    assert tab.list.choose(mute)
    assert tab.unmute.isEnabled()
    tab.unmute.click()
    assert desk.answering.muted(client) == ()
    assert not tab.unmute.isVisible()


def test_each_data_point_leads_to_where_it_is_seen(client: ClientId, clinic: Clinic) -> None:
    clinic.debrief(client, 4.5)
    clinic.sign()
    page = clinic.prompts(prompt=clinic.newest(client, "R1").id)
    link = next(one for one in page.view.argument.findChildren(PointLink) if one.point.session == 9)
    link.setFocus()
    press(Qt.Key.Key_Space)
    assert clinic.window.place is not None
    assert clinic.window.place.page == "client"
    assert (clinic.window.place.where["tab"], clinic.window.place.where["session"]) == ("trends", 9)
