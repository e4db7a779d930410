"""The prompts page once what it showed is answered or gone: nothing stays in sight that does nothing any more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.services.courses_of_prompts import STABLE, add_client, hold
from tests.ui.pages.opened import OpenPage
from tests.whole_window import press, whole_window

from relationship_desk.domain.ids import ClientId, RuleId
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.prompts.listing import ANSWERED_KEY
from relationship_desk.ui.pages.prompts.page import spec
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.pages.prompts.view import NONE_OPENED, RECORD
from relationship_desk.ui.widgets.strip import Strip

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def client(desk: Desk) -> ClientId:
    client = add_client(desk)
    hold(desk, client, (*STABLE, 4.5))
    return client


def test_when_the_last_one_is_declined_no_answer_is_asked_for(
    open_page: OpenPage, desk: Desk, client: ClientId, qtbot: QtBot
) -> None:
    for row in desk.prompting.rows(client)[1:]:
        desk.answering.decline(row.prompt.id, "Not now")
    page = open_page(desk, spec, PromptsPage)
    key_click(page.view.list, Qt.Key.Key_D, ALT)
    qtbot.waitUntil(lambda: page.view.answer.asks_reason)
    press("Known")
    page.view.answer.refusing.decline_now.click()
    assert page.view.list.current_key == ANSWERED_KEY
    assert not page.view.answer.isVisible()
    assert not page.view.argument.isVisible()
    assert page.view.none_opened.sentence.plain == NONE_OPENED
    key_click(page.view.list, Qt.Key.Key_Return)
    key_click(page.view.list, Qt.Key.Key_Down)
    assert page.view.answer.decided.isVisible(), "what was answered can still be read"


def test_with_answered_ones_alone_no_empty_prompt_is_shown(open_page: OpenPage, desk: Desk, client: ClientId) -> None:
    for row in desk.prompting.rows(client):
        desk.answering.decline(row.prompt.id, "Not now")
    page = open_page(desk, spec, PromptsPage)
    assert page.view.none_opened.isVisible()
    assert not page.view.answer.isVisible()


def test_what_was_typed_of_an_erased_client_asks_for_nothing(
    desk: Desk, client: ClientId, qtbot: QtBot, qapp: QApplication
) -> None:
    hold(desk, add_client(desk, "L-21"), (*STABLE, 4.5))
    with whole_window(desk, qtbot, qapp) as window:
        window.go("prompts", prompt=desk.prompting.rows(client)[0].prompt.id)
        page = window.page
        assert isinstance(page, PromptsPage)
        page.view.answer.answer.intention.setFocus()
        QTest.keyClicks(page.view.answer.answer.intention, "Ask first")
        window.go("clients")
        desk.recording.edit_client(client, code="K-17", name="", status=ClientStatus.ENDED, ended_on=desk.today())
        desk.retaining.erase(client, "K-17", reason="asked for", override=True)
        window.go("prompts")
        assert not page.unsaved
        assert [strip.text.plain for strip in window.findChildren(Strip) if strip.isVisible()] == []


def test_the_hint_names_only_what_the_prompt_offers(open_page: OpenPage, desk: Desk, client: ClientId) -> None:
    desk.risk.open(client)
    desk.prompting.evaluate(client)
    page = open_page(desk, spec, PromptsPage)
    hints: list[str] = []
    page.hint_changed.connect(hints.append)
    rows = {row.rule.id: row.prompt.id for row in desk.prompting.rows(client)}
    for rule in ("R1", "N3"):
        page.view.list.choose(rows[RuleId(rule)])
    assert ["Alt+D" in hint for hint in hints] == [True, False]
    assert "Alt+O" in hints[1]
    page.view.list.choose(rows[RuleId("R1")])
    page.view.answer.answer.decline.click()
    assert "Alt+A" not in hints[-1], "the reason is asked for"
    page.go_back()
    assert "Alt+A" in hints[-1]


def test_escape_on_another_tab_leaves_the_page_though_a_reason_was_asked_for(
    desk: Desk, client: ClientId, qtbot: QtBot, qapp: QApplication
) -> None:
    with whole_window(desk, qtbot, qapp) as window:
        window.go("today")
        window.go("prompts")
        page = window.page
        assert isinstance(page, PromptsPage)
        page.view.answer.answer.decline.click()
        page.view.tabs.choose(RECORD)
        window.go_back()
        assert window.place is not None
        assert window.place.page == "today"
