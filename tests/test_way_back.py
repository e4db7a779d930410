"""The way back from a look at what a prompt rests on: to the prompt one was at, with what was typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.whole_window import whole_window

from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.prompt_rows import PromptRow
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.prompts import prompt_row
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.shell.main_window import MainWindow


def open_row(desk: Desk, rule: str) -> PromptRow:
    return next(r for r in desk.prompting.rows() if r.rule.id == rule and r.prompt.status is PromptStatus.OPEN)


def prompts_page(window: MainWindow) -> PromptsPage:
    page = window.page
    assert isinstance(page, PromptsPage)
    return page


def test_the_way_back_leads_to_the_prompt_that_was_chosen(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    first, chosen = open_row(demo, "R1"), open_row(demo, "D1")
    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=first.prompt.id)
        prompts_page(window).view.list.choose(chosen.prompt.id)
        window.go("client", client=chosen.client.id, tab="trends")
        window.go_back()
        assert prompts_page(window).view.list.current_key == chosen.prompt.id


def test_a_look_elsewhere_takes_nothing_of_an_answer_away(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    row, other = open_row(demo, "R1"), open_row(demo, "D1")
    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=row.prompt.id)
        answer = prompts_page(window).view.answer
        answer.answer.intention.setText("Ask what was hard")
        answer.answer.own_part.setText("I hurried")
        window.go("client", client=row.client.id, tab="trends")
        window.go_back()
        assert (answer.answer.intention.text(), answer.answer.own_part.text()) == ("Ask what was hard", "I hurried")
        prompts_page(window).view.list.choose(other.prompt.id)
        assert not answer.is_begun, "it belongs to its own prompt"
        prompts_page(window).view.list.choose(row.prompt.id)
        answer.answer.accept.click()
        assert demo.prompting.why(row.prompt.id).row.prompt.own_part == "I hurried"
        prompts_page(window).view.list.choose(row.prompt.id)
        assert not answer.is_begun, "it has become the answer"


def test_what_is_typed_is_kept_after_a_pause_like_a_note(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    row = open_row(demo, "R1")

    def intention() -> str:
        return demo.prompting.why(row.prompt.id).row.prompt.intention

    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=row.prompt.id)
        QTest.keyClicks(prompts_page(window).view.answer.answer.intention, "Ask what was hard")
        qtbot.waitUntil(lambda: intention() == "Ask what was hard")
        assert demo.prompting.why(row.prompt.id).row.prompt.status is PromptStatus.OPEN
    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=row.prompt.id)
        line = prompts_page(window).view.answer.answer.intention
        assert line.text() == "Ask what was hard"
        line.clear()
        window.go("today")
        assert intention() == ""


def test_an_answer_that_was_begun_waits_for_a_deferred_prompt(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    row = open_row(demo, "R1")
    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=row.prompt.id)
        answer = prompts_page(window).view.answer
        QTest.keyClicks(answer.answer.intention, "Ask what was hard")
        answer.answer.defer.click()
        assert demo.prompting.why(row.prompt.id).row.prompt.status is PromptStatus.DEFERRED
        prompts_page(window).view.list.choose(row.prompt.id)
        assert answer.answer.intention.text() == "Ask what was hard"


def test_what_came_of_it_is_kept_as_far_as_it_was_typed(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    due = min(demo.following.to_review())
    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=due)
        QTest.keyClicks(prompts_page(window).view.answer.decided.outcome, "They spoke of")
        window.go("today")
        assert demo.prompting.why(due).row.prompt.status is PromptStatus.ACCEPTED
        window.go_back()
        assert prompts_page(window).view.answer.decided.outcome.text() == "They spoke of"


def test_a_reason_half_given_is_still_being_asked_for(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    row = open_row(demo, "R1")
    with whole_window(demo, qtbot, qapp) as window:
        window.go("prompts", prompt=row.prompt.id)
        answer = prompts_page(window).view.answer
        answer.answer.decline.click()
        answer.refusing.reason.setText("We spoke ab")
        window.go("today")
        window.go_back()
        assert answer.asks_reason
        assert answer.refusing.reason.text() == "We spoke ab"


def test_the_way_back_to_a_client_leads_to_the_tab_one_was_at(demo: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    client = demo.supervising.client_id("K-17")
    with whole_window(demo, qtbot, qapp) as window:
        window.go("client", client=client, tab="profile")
        page = window.page
        assert isinstance(page, ClientPage)
        page.view.tabs.choose("plan")
        page.view.tabs.chosen.emit("plan")
        window.go("today")
        window.go_back()
        assert page.view.tabs.choice == "plan"


def test_an_answer_that_was_begun_is_given_out_nowhere_as_one(demo: Desk) -> None:
    row = open_row(demo, "R1")
    for status in (PromptStatus.OPEN, PromptStatus.DEFERRED, PromptStatus.WITHDRAWN):
        begun = replace(row.prompt, status=status, intention="Ask", reason="Not n")
        assert prompt_row(replace(row, prompt=begun)).second == row.data
