"""The prompts page: a prompt read downward, answered by key, and what was decided afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms
from tests.whole_window import words_in

from relationship_desk.domain.days import short_day
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.vocabulary import Edition, Perspective, PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.prompt_rows import PromptRow
from relationship_desk.settings.definitions import EDITION
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.new_session import NewSessionDialog
from relationship_desk.ui.pages.prompts.because import ratings_seen
from relationship_desk.ui.pages.prompts.caveat import ABOUT_GROUPS, caveat_of
from relationship_desk.ui.pages.prompts.listing import ANSWERED_KEY
from relationship_desk.ui.pages.prompts.page import spec
from relationship_desk.ui.pages.prompts.point_places import place_of
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.pages.prompts.record_table import TITLES
from relationship_desk.ui.pages.prompts.record_view import NOTHING_YET
from relationship_desk.ui.pages.prompts.view import NONE_YET, PROMPTS, RECORD
from relationship_desk.ui.plots.because_plot import BecausePlot
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.edition_card import EditionCard
from relationship_desk.ui.widgets.label import Label

ALT = Qt.KeyboardModifier.AltModifier


def rule_row(desk: Desk, rule: str, status: PromptStatus = PromptStatus.OPEN) -> PromptRow:
    return next(row for row in desk.prompting.rows() if row.rule.id == rule and row.prompt.status is status)


def status_of(desk: Desk, row: PromptRow) -> PromptStatus:
    return desk.prompting.why(row.prompt.id).row.prompt.status


def titles(page: PromptsPage) -> list[str]:
    return [row.first for row in page.view.list.rows]


@pytest.fixture
def page(open_page: OpenPage, demo: Desk) -> PromptsPage:
    return open_page(demo, spec, PromptsPage, prompt=rule_row(demo, "R1").prompt.id)


def test_an_empty_practice_says_where_prompts_come_from(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(desk, spec, PromptsPage)
    assert page.view.empty.isVisible()
    assert page.view.empty.sentence.plain == NONE_YET
    assert not page.view.list.isVisible()


def test_the_list_goes_by_state_and_starts_with_what_is_open(page: PromptsPage, demo: Desk) -> None:
    heads = [row.first for row in page.view.list.rows if row.key is None]
    assert heads[0] == "Open"
    due = demo.following.to_review()
    accepted = {row.prompt.id for row in demo.prompting.rows() if row.prompt.status is PromptStatus.ACCEPTED}
    assert ("To look back on" in heads) == bool(due)
    assert ("Accepted" in heads) == bool(accepted - due)
    open_now = sum(row.prompt.status is PromptStatus.OPEN for row in demo.prompting.rows())
    assert page.view.head.secondary.plain == f"{open_now} open"


def test_a_prompt_about_ratings_shows_the_plot_and_the_last_three_values(page: PromptsPage, demo: Desk) -> None:
    why = demo.prompting.why(rule_row(demo, "R1").prompt.id)
    seen = ratings_seen(why, demo.catalogue)
    assert seen is not None
    session = why.row.prompt.session
    assert seen.sessions == (session - 2, session - 1, session)
    client, clinician, gap = seen.rows[0], seen.rows[1], seen.rows[-1]
    assert client.perspective is Perspective.CLIENT
    expected = float(client.values[-1]) - float(clinician.values[-1])
    assert gap.values[-1] == f"{expected:.1f}".replace("-", "−")
    assert seen.trend.numbers[-1] == session, "nothing after the session that opened it"
    assert seen.threshold is not None
    assert float(client.values[-1]) < seen.threshold.value
    plot = page.view.argument.findChild(BecausePlot)
    assert plot is not None
    assert plot.accessibleDescription() == seen.described


def test_a_prompt_without_ratings_shows_its_points(page: PromptsPage, demo: Desk) -> None:
    row = rule_row(demo, "F1")
    page.view.list.choose(row.prompt.id)
    assert page.view.argument.accessibleName() == row.sentence
    assert page.view.argument.findChild(BecausePlot) is None
    said = " ".join(part.accessibleName() for part in page.view.argument.findChildren(QWidget))
    for point in row.prompt.because:
        assert f"{point.what} {point.value}" in said


def test_three_editions_stand_side_by_side_and_the_speaking_one_is_framed(page: PromptsPage, demo: Desk) -> None:
    cards = page.view.argument.findChildren(EditionCard)
    assert len(cards) == 3
    framed = [card for card in cards if card.framed]
    assert len(framed) == 1
    why = demo.prompting.why(rule_row(demo, "R1").prompt.id)
    assert why.row.prompt.edition is not None
    assert why.row.prompt.edition.value in framed[0].accessibleName()
    assert "recalled, not checked" in framed[0].accessibleName()
    assert any("Promising and probably effective" in card.accessibleName() for card in cards)
    said = [label.plain.replace("\N{NO-BREAK SPACE}", " ") for label in page.view.argument.findChildren(Label)]
    assert any("Training for repair: r .11 (−.09 to .30), k 6, not significant." in words for words in said)


def test_only_what_was_found_as_a_correlation_is_called_one(demo: Desk) -> None:
    said = {
        str(row.rule.id): caveat_of(demo.prompting.why(row.prompt.id), demo.catalogue) for row in demo.prompting.rows()
    }
    assert said["R1"] == "A correlation. It does not say that repair will raise the outcome."
    assert said["D1"] == "A correlation. It does not say that raising a rating will raise the outcome."
    for rule in ("F1", "N1", "S2", "A1"):
        assert said[rule] == ABOUT_GROUPS, rule


def test_accept_keeps_what_is_intended(page: PromptsPage, demo: Desk, qtbot: QtBot) -> None:
    row = rule_row(demo, "R1")
    page.view.answer.answer.intention.setFocus()
    QTest.keyClicks(page.view.answer.answer.intention, "Ask first thing")
    with qtbot.waitSignal(page.view.answer.answer.accepted):
        key_click(page.view.answer.answer.intention, Qt.Key.Key_A, ALT)
    after = demo.prompting.why(row.prompt.id).row.prompt
    assert (after.status, after.intention) == (PromptStatus.ACCEPTED, "Ask first thing")
    page.view.list.choose(row.prompt.id)
    assert page.view.answer.decided.decided.plain.startswith("Accepted on ")
    assert "Ask first thing" in page.view.answer.decided.said.plain


def test_defer_goes_to_the_next_session_by_key_and_to_another_by_menu(
    page: PromptsPage, demo: Desk, qtbot: QtBot
) -> None:
    row = rule_row(demo, "R1")
    following = demo.prompting.why(row.prompt.id).next_session
    assert page.view.answer.answer.defer.text() == f"Defer until session {following}"
    with qtbot.waitSignal(page.view.answer.answer.deferred):
        key_click(page.view.list, Qt.Key.Key_F, ALT)
    assert demo.prompting.why(row.prompt.id).row.prompt.until == following
    page.view.list.choose(row.prompt.id)
    assert f"Deferred until session {following}" in page.view.answer.answer.review.plain
    assert page.view.answer.answer.defer.text() == f"Defer until session {following + 1}"
    page.view.answer.answer.choose_session.menu().actions()[2].trigger()
    assert demo.prompting.why(row.prompt.id).row.prompt.until == following + 2


def test_decline_asks_for_the_reason_in_place_and_refuses_none(page: PromptsPage, demo: Desk, qtbot: QtBot) -> None:
    row = rule_row(demo, "R1")
    with qtbot.waitSignal(page.view.answer.answer.decline.clicked):
        key_click(page.view.list, Qt.Key.Key_D, ALT)
    assert page.view.answer.asks_reason
    assert QApplication.activeModalWidget() is None
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    key_click(reason, Qt.Key.Key_Return)
    assert status_of(demo, row) is PromptStatus.OPEN
    QTest.keyClicks(reason, "We spoke about it")
    key_click(reason, Qt.Key.Key_Return)
    after = demo.prompting.why(row.prompt.id).row.prompt
    assert (after.status, after.reason) == (PromptStatus.DECLINED, "We spoke about it")


def test_escape_leaves_the_reason_and_the_prompt_open(page: PromptsPage, demo: Desk, qtbot: QtBot) -> None:
    row = rule_row(demo, "R1")
    with qtbot.waitSignal(page.view.answer.answer.decline.clicked):
        key_click(page.view.list, Qt.Key.Key_D, ALT)
    key_click(page.view.answer.refusing.reason, Qt.Key.Key_Escape)
    assert not page.view.answer.asks_reason
    assert status_of(demo, row) is PromptStatus.OPEN


def test_answered_prompts_are_folded_and_say_what_was_decided(page: PromptsPage, demo: Desk) -> None:
    row = rule_row(demo, "R1")
    demo.answering.decline(row.prompt.id, "Already spoken about")
    assert row.prompt.id not in [one.key for one in page.view.list.rows]
    page.view.list.choose(ANSWERED_KEY)
    key_click(page.view.list, Qt.Key.Key_Return)
    assert page.view.list.choose(row.prompt.id)
    assert page.view.answer.decided.decided.plain.startswith("Declined on ")
    assert page.view.answer.decided.said.plain == "Because: Already spoken about"


def test_arriving_at_an_answered_prompt_unfolds_the_list(open_page: OpenPage, demo: Desk) -> None:
    row = rule_row(demo, "R1")
    demo.answering.decline(row.prompt.id, "Already spoken about")
    page = open_page(demo, spec, PromptsPage, prompt=row.prompt.id)
    assert page.view.list.current_key == row.prompt.id


def test_the_head_leads_to_where_another_edition_is_tried_out(
    page: PromptsPage, demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.window(), "go", lambda place, **where: gone.append((place, where)))
    first, _, newest = page.view.chooser.menu().actions()
    newest.trigger()
    assert not gone, "it is the one in use"
    first.trigger()
    assert gone == [("settings", {"section": "evidence", "edition": "2002"})]
    assert newest.isChecked()
    assert demo.preferences.edition is Edition.E2018


def test_an_edition_that_stands_in_for_the_chosen_one_says_so_once(page: PromptsPage, demo: Desk) -> None:
    demo.preferences.set(EDITION, "2002")
    page.view.list.choose(rule_row(demo, "F1").prompt.id)
    framed = next(card for card in page.view.argument.findChildren(EditionCard) if card.framed)
    words = [label.text() for label in framed.findChildren(QLabel)]
    assert words[:3] == ["2018", "third edition", "stands in"]


def test_the_day_a_prompt_opened_and_was_answered_has_its_year(page: PromptsPage, demo: Desk) -> None:
    prompt = rule_row(demo, "R1").prompt
    assert f"opened {short_day(prompt.opened_on)}" in words_in(page.view.argument)
    page.view.answer.answer.accept.click()
    answered = demo.prompting.why(prompt.id).row.prompt.answered_on
    assert answered is not None
    page.view.list.choose(prompt.id)
    assert page.view.answer.decided.decided.plain.startswith(f"Accepted on {short_day(answered)}.")


def test_what_is_being_typed_survives_a_change_elsewhere(page: PromptsPage, demo: Desk) -> None:
    page.view.answer.answer.intention.setText("Half a sen")
    demo.answering.decline(rule_row(demo, "F1").prompt.id, "Asked in words")
    assert page.view.answer.answer.intention.text() == "Half a sen"


@pytest.mark.parametrize("width", [1440, 1024])
def test_everything_has_a_name_and_fits(open_page: OpenPage, demo: Desk, scheme: str, width: int, qtbot: QtBot) -> None:
    page = open_page(demo, spec, PromptsPage, width=width)
    qtbot.waitExposed(page.window())
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit):
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
    assert page.view.right.geometry().right() <= page.view.width()
    assert (
        page.view.answer.answer.decline.mapTo(page.view, page.view.answer.answer.decline.rect().bottomRight()).x()
        < page.width()
    )


def test_the_page_still_fits_a_small_window_when_it_is_measured_anew(page: PromptsPage) -> None:
    """As it is when the colours are changed."""
    page.view.argument.updateGeometry()
    QApplication.processEvents()
    assert page.view.heightForWidth(930) <= 600


def test_being_asked_for_the_reason_survives_a_change_elsewhere(page: PromptsPage, demo: Desk, qtbot: QtBot) -> None:
    page.view.answer.answer.decline.click()
    demo.answering.decline(rule_row(demo, "F1").prompt.id, "Asked in words")
    assert page.view.answer.asks_reason


def test_what_the_relationship_is_about_asks_for_both_sides_once_one_answers(page: PromptsPage, demo: Desk) -> None:
    answer = page.view.answer.answer
    assert not answer.own_part.isVisible()
    answer.intention.setFocus()
    assert answer.own_part.isVisible()
    assert answer.client_part.isVisible()
    page.view.list.choose(rule_row(demo, "F1").prompt.id)
    answer.intention.setFocus()
    answer.intention.setText("Ask for it")
    assert not answer.own_part.isVisible()
    assert not answer.client_part.isVisible()


def test_muting_while_declining_is_said_and_can_be_taken_back(page: PromptsPage, demo: Desk) -> None:
    row = rule_row(demo, "F1")
    page.view.list.choose(row.prompt.id)
    page.view.answer.answer.decline.click()
    page.view.answer.refusing.reason.setText("No forms for now")
    page.view.answer.refusing.mute.click()
    page.view.answer.refusing.decline_now.click()
    assert [one.rule for one in demo.answering.muted(row.client.id)] == [row.rule.id]
    page.view.list.choose(ANSWERED_KEY)
    key_click(page.view.list, Qt.Key.Key_Return)
    assert page.view.list.choose(row.prompt.id)
    decided = page.view.answer.decided
    assert f"muted for {row.client.code} since" in decided.decided.plain
    decided.unmute.click()
    assert demo.answering.muted(row.client.id) == ()


def test_ctrl_d_begins_a_debrief_of_the_client_the_prompt_is_about(page: PromptsPage, demo: Desk, qtbot: QtBot) -> None:
    key_click(page.view.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert isinstance(page.dialog, NewSessionDialog)
    assert page.dialog.windowTitle().startswith(rule_row(demo, "R1").client.code)
    page.dialog.reject()


def test_the_three_tabs_are_reached_by_key_and_show_record_and_check(
    page: PromptsPage, demo: Desk, rooms: Rooms, qtbot: QtBot
) -> None:
    page.view.list.setFocus()
    key_click(page.view.list, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.view.record.isVisible)
    rooms.jobs.wait_all()
    record, words = page.view.record, words_in(page.view.record)
    assert record.table.isVisible()
    assert not any(client.code in words for client in demo.reviewing.everybody()), "no client is named"
    assert not re.search(r"\d\s*%", words.replace("115%", "")), "so few are never given per cent"
    key_click(page.view.record, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.view.check.isVisible)
    said = words_in(page.view.check)
    for heading in demo.catalogue.not_effective.values():
        assert heading.question in said
    assert "clients in care" in said


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_own_record_stands_whole(open_page: OpenPage, demo: Desk, rooms: Rooms, width: int) -> None:
    page = open_page(demo, spec, PromptsPage, width=width, view="record")
    rooms.jobs.wait_all()
    QApplication.processEvents()
    table = page.view.record.table
    assert table.horizontalScrollBar().maximum() == 0
    for column, title in enumerate(TITLES):
        assert table.fontMetrics().horizontalAdvance(title) + 2 * theme.S8 <= table.columnWidth(column), title


def test_what_safety_does_not_offer_is_no_count_of_none(open_page: OpenPage, demo: Desk, rooms: Rooms) -> None:
    page = open_page(demo, spec, PromptsPage, view="record")
    rooms.jobs.wait_all()
    model = page.view.record.model
    shown = {
        str(model.index(row, 0).data()).partition(" ")[0]: [
            model.index(row, TITLES.index(title)).data() for title in ("Declined", "Deferred")
        ]
        for row in range(model.rowCount())
    }
    assert shown["N3"] == ["–", "–"]
    assert shown["R1"] == ["0 of 2", "0 of 2"]


def test_the_self_check_leads_to_those_it_is_about(
    page: PromptsPage, demo: Desk, rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page.window(), "go", lambda place, **where: gone.append((place, where)))
    page.record.refresh()
    rooms.jobs.wait_all()
    QApplication.processEvents()
    shown = demo.own_record.read(Progress()).signs["assumptions"].clients
    links = [one for one in page.view.check.findChildren(Button) if one.text() == shown[0].code]
    links[0].click()
    assert gone == [("client", {"client": shown[0].id})]


def test_each_tab_hints_at_its_own_keys(page: PromptsPage) -> None:
    hints: list[str] = []
    page.hint_changed.connect(hints.append)
    for tab in ("record", "check", "prompts"):
        page.view.tabs.choose(tab)
    assert ["Alt+A" in hint for hint in hints] == [False, False, True]


def test_nothing_to_look_back_on_is_said(open_page: OpenPage, desk: Desk, rooms: Rooms) -> None:
    page = open_page(desk, spec, PromptsPage, view="record")
    rooms.jobs.wait_all()
    assert NOTHING_YET in words_in(page.view.record)


def test_every_data_point_of_every_open_prompt_leads_somewhere(demo: Desk) -> None:
    for row in demo.prompting.rows():
        why = demo.prompting.why(row.prompt.id)
        for point in row.prompt.because:
            place = place_of(point, why.analysis, demo.catalogue)
            assert place is not None or point.session is None, (row.rule.id, point)


def test_a_hidden_tab_does_not_make_the_prompts_scroll(page: PromptsPage) -> None:
    least = page.view.heightForWidth(930)
    record = page.view.record.layout()
    assert record is not None
    record.addWidget(Label("A long record. " * 1000, wrap=True))
    QApplication.processEvents()
    for tab in (RECORD, PROMPTS):
        page.view.front(tab)
        QApplication.processEvents()
    assert page.view.heightForWidth(930) == least


def test_what_followed_says_totals_as_totals_and_ratings_in_tenths(open_page: OpenPage, demo: Desk) -> None:
    answered = next(row for row in demo.prompting.rows() if row.rule.id == "N1" and row.client.code == "K-17")
    page = open_page(demo, spec, PromptsPage, prompt=answered.prompt.id)
    followed = page.view.argument.followed
    assert followed is not None
    said = {label.plain for label in followed.findChildren(Label)}
    why = demo.prompting.why(answered.prompt.id)
    measure = next(one for one in why.followed if one.of_measure)
    rating = next(one for one in why.followed if not one.of_measure)
    assert (f"{measure.before:.0f}" in said, f"{rating.before:.1f}" in said) == (True, True)


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 1.5)
    yield
    theme.apply(qapp, "light")


@pytest.mark.usefixtures("large_text")
def test_in_large_text_the_page_scrolls_before_an_answer_hides_its_prompt(open_page: OpenPage, demo: Desk) -> None:
    page = open_page(demo, spec, PromptsPage, width=1024, prompt=rule_row(demo, "R1").prompt.id)
    QApplication.processEvents()
    assert page.view.argument.height() >= theme.scaled(140)
