"""Where a prompt leads on to: the ways out of a rupture, the guided review, the risk record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.domain.process import EventKind, Repair, RuptureKind
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.prompt_rows import PromptRow
from relationship_desk.services.rupture_paths import rupture_path, state_words
from relationship_desk.ui.dialogs.guided_review import LEAVING, GuidedReviewDialog, GuidedReviewReading
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.pages.client.prompts import PromptsTab
from relationship_desk.ui.pages.prompts.page import spec
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.pages.prompts.rupture_part import RupturePart
from relationship_desk.ui.pages.prompts.ways_on import Step
from relationship_desk.ui.terms import own_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.run_in import RunIn


def opened(desk: Desk, rule: str) -> PromptRow:
    return next(row for row in desk.prompting.rows() if row.rule.id == rule)


def rupture_part(open_page: OpenPage, desk: Desk) -> tuple[PromptsPage, RupturePart]:
    page = open_page(desk, spec, PromptsPage, prompt=opened(desk, "R1").prompt.id)
    part = page.view.argument.findChild(RupturePart)
    assert part is not None
    return page, part


def test_the_ways_follow_how_it_showed_and_go_into_the_intention(open_page: OpenPage, demo: Desk) -> None:
    page, part = rupture_part(open_page, demo)
    part.kind.choose("confrontation")
    part.kind.chosen.emit("confrontation")
    part.way.choose("exploratory")
    part.way.chosen.emit("exploratory")
    offered = {one.id for one in part.offered}
    assert {"hear-out", "metacommunicate"} <= offered
    assert not offered & {"invite-the-negative", "renew-rationale"}
    assert "complaint" in part.signs.plain.casefold()
    buttons = [one for one in part.ways.findChildren(Button) if one.property("repair") == "hear-out"]
    buttons[-1].click()
    assert page.view.answer.answer.intention.text() == "hear it out without defence"


def test_the_focus_stays_in_the_prompt_when_it_is_read_anew(open_page: OpenPage, demo: Desk) -> None:
    """As it is when a guided review was saved: the button that led there is gone."""
    page, part = rupture_part(open_page, demo)
    part.ways.findChildren(Button)[0].setFocus()
    demo.answering.decline(opened(demo, "F1").prompt.id, "Asked in words")
    assert page.window().focusWidget() is page.view.argument


def test_it_is_read_on_from_where_it_was_read(open_page: OpenPage, demo: Desk, qtbot: QtBot) -> None:
    page, _ = rupture_part(open_page, demo)
    bar = page.view.argument.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 60)
    bar.setValue(60)
    before = page.view.argument.widget()
    demo.answering.decline(opened(demo, "F1").prompt.id, "Asked in words")
    assert page.view.argument.widget() is not before
    qtbot.waitUntil(lambda: bar.value() == 60)
    demo.answering.decline(opened(demo, "S2").prompt.id, "Not now")
    page.view.list.choose(opened(demo, "D1").prompt.id)
    QApplication.processEvents()
    assert bar.value() == 0, "another one is read from the top"


def test_it_says_how_far_the_rupture_has_come(demo: Desk) -> None:
    row = opened(demo, "R1")
    why = demo.prompting.why(row.prompt.id)
    path = rupture_path(why.analysis, row.prompt)
    assert path is not None
    assert state_words(path).startswith((f"Open since session {path.start}", "The client’s alliance is back"))
    held = next(one for one in demo.reviewing.sessions(row.client.id) if one.session.id == path.session)
    if not held.signed:
        event = demo.accompanying.add_event(path.session, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL)
        demo.accompanying.close_rupture(event.id, path.start, Repair.PARTIAL)
        again = rupture_path(demo.prompting.analysis(row.client.id), row.prompt)
        assert again is not None
        assert again.is_settled
        assert f"Recorded as withdrawal, partly repaired in session {path.start}." in state_words(again)


def test_an_open_risk_record_leads_to_it_before_everything(open_page: OpenPage, demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    record = demo.risk.open(client)
    demo.prompting.evaluate(client)
    row = opened(demo, "N3")
    assert demo.prompting.rows()[0].rule.id == "N3"
    page = open_page(demo, spec, PromptsPage, prompt=row.prompt.id)
    page.view.answer.answer.open_risk.click()
    dialog = next(one for one in page.window().findChildren(RiskRecordDialog) if one.isVisible())
    assert dialog.entered.id == record.id
    dialog.reject()


def test_the_risk_record_is_the_accent_and_accept_comes_second(open_page: OpenPage, demo: Desk, qtbot: QtBot) -> None:
    client = demo.supervising.client_id("K-17")
    demo.risk.open(client)
    demo.prompting.evaluate(client)
    page = open_page(demo, spec, PromptsPage, prompt=opened(demo, "R1").prompt.id)
    answer = page.view.answer.answer
    assert (answer.open_risk.isVisible(), answer.accept.property("kind")) == (False, "primary")
    row = opened(demo, "N3")
    page.view.list.choose(row.prompt.id)
    assert (answer.open_risk.property("kind"), answer.accept.property("kind")) == ("primary", "plain")
    assert answer.open_risk.x() < answer.accept.x()
    page.view.list.setFocus()
    key_click(page.view.list, Qt.Key.Key_Return)
    assert page.window().focusWidget() is answer.open_risk
    key_click(answer.open_risk, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: opened(demo, "N3").prompt.status is PromptStatus.ACCEPTED)
    page.view.list.choose(row.prompt.id)
    assert isinstance(page.ways_on.part, Step), "the record is still open"
    page.ways_on.part.button.click()
    next(one for one in page.window().findChildren(RiskRecordDialog) if one.isVisible()).reject()


def test_a_risk_record_takes_its_prompt_along_at_once(open_page: OpenPage, demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    demo.risk.open(client)
    demo.prompting.evaluate(client)
    page = open_page(demo, spec, PromptsPage, prompt=opened(demo, "N3").prompt.id)
    page.view.answer.answer.open_risk.click()
    dialog = next(one for one in page.window().findChildren(RiskRecordDialog) if one.isVisible())
    dialog.words["action"].setPlainText("Called; safe for now")
    dialog.close_record.click()
    assert opened(demo, "N3").prompt.status is PromptStatus.WITHDRAWN
    assert page.view.argument.accessibleName() != opened(demo, "N3").sentence


def test_before_the_first_session_it_leads_to_no_session_and_names_no_evidence(open_page: OpenPage, demo: Desk) -> None:
    client = demo.recording.add_client("Z-01").id
    demo.risk.open(client)
    demo.prompting.evaluate(client)
    page = open_page(demo, spec, PromptsPage, prompt=opened(demo, "N3").prompt.id)
    argument = page.view.argument
    assert [one.text() for one in argument.findChildren(Button) if one.text().startswith("Session")] == []
    (kind,) = argument.findChildren(RunIn)[-1:]
    assert kind.heading == "Safety: outside the editions."
    assert own_term(kind) == "signal/risk"


def test_a_review_is_written_and_read_again(open_page: OpenPage, demo: Desk, qtbot: QtBot) -> None:
    page, _ = rupture_part(open_page, demo)
    client = demo.supervising.client_id("K-17")
    dialog = GuidedReviewDialog(page.ways_on.context, demo.guided_reviews.begin(client))
    dialog.open()
    dialog.boxes["motivation"].setPlainText("Tired of trying.")
    dialog.reject()
    assert dialog.isVisible(), "nothing typed is dropped at the first Esc"
    assert dialog.error.plain == LEAVING
    dialog.answer.click()
    kept = demo.guided_reviews.of(client)[0]
    assert kept.motivation == "Tired of trying."
    tab = PromptsTab(page.ways_on.context)
    qtbot.addWidget(tab)
    tab.show_client(demo.prompting.analysis(client))
    assert tab.list.choose(kept)
    tab.list.opened.emit(kept)
    QApplication.processEvents()
    assert any(one.isVisible() for one in page.window().findChildren(GuidedReviewReading))


def test_once_answered_the_ways_are_named_and_no_button_does_nothing(open_page: OpenPage, demo: Desk) -> None:
    row = opened(demo, "R1")
    demo.answering.accept(row.prompt.id, "Ask")
    page = open_page(demo, spec, PromptsPage, prompt=row.prompt.id)
    part = page.view.argument.findChild(RupturePart)
    assert part is not None
    assert not part.ways.findChildren(Button)
    assert "renew the rationale" in part.named.plain
    QApplication.processEvents()
    assert part.named.width() > part.width() / 2, "it is read along, not down"


def test_nothing_declined_is_set_beside_what_cannot_be_declined(open_page: OpenPage, demo: Desk, rooms: Rooms) -> None:
    rows = [row for row in demo.prompting.rows() if row.rule.id == "N3" and row.prompt.status is PromptStatus.ACCEPTED]
    page = open_page(demo, spec, PromptsPage, prompt=rows[0].prompt.id)
    rooms.jobs.wait_all()
    followed = page.view.argument.followed
    assert followed is not None
    assert followed.declined.plain == ""
