"""Measures and the risk record in a real window, worked with the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.prompts.rule import Urgency
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.services.risk import ASK
from relationship_desk.ui import measure_words as words
from relationship_desk.ui.dialogs.administration import AdministrationDialog
from relationship_desk.ui.dialogs.own_measure import SOUND, OwnMeasureDialog
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.dialogs.total_fields import TotalField
from relationship_desk.ui.pages.client.measures import MeasuresTab
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.settings.page import spec as settings_spec
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.today.page import spec as today_spec
from relationship_desk.ui.pages.today.presenter import TodayPage
from relationship_desk.ui.pages.today.rows import RISK
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.strip import Strip

FIRST = date(2026, 1, 5)
PHQ, ORS = shipped_measures()[MeasureId("phq-9")], shipped_measures()[MeasureId("ors")]
AT_RISK = (1, 1, 1, 1, 1, 1, 1, 1, 2)
KEY = Qt.Key


class Room:
    """The measures tab of one client."""

    def __init__(self, desk: Desk, open_page: OpenPage, client: ClientId, width: int = 1440) -> None:
        self.desk, self.client = desk, client
        self.page = open_page(desk, spec, ClientPage, width=width, client=client, tab="measures")

    @property
    def tab(self) -> MeasuresTab:
        return self.page.measures

    def dialog(self, kind: type[QDialog]) -> QDialog:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        assert len(found) == 1
        return found[0]

    def totals(self) -> list[float | None]:
        found = self.desk.measuring.administrations(self.client)
        return [one.administration.total for course in found for one in course.standings]


def press(widget: QWidget, *keys: Qt.Key) -> None:
    widget.window().activateWindow()
    QTest.qWaitForWindowActive(widget.window())
    for key in keys:
        key_click(QApplication.focusWidget() or widget, key)


def type_into(field: TotalField, number: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, number)


@pytest.fixture
def room(desk: Desk, open_page: OpenPage) -> Room:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    for week in range(3):
        desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=week))
    return Room(desk, open_page, client)


def enter(room: Room) -> AdministrationDialog:
    button = room.tab.parts.empty.button
    assert button is not None
    assert room.tab.first_focus() is button
    button.setFocus()
    key_click(button, KEY.Key_Space)
    dialog = room.dialog(AdministrationDialog)
    assert isinstance(dialog, AdministrationDialog)
    return dialog


def test_a_questionnaire_is_entered_with_one_key_an_item(room: Room) -> None:
    dialog = enter(room)
    dialog.measure.setFocus()
    QTest.keyClicks(dialog.measure, "PHQ-9")
    assert dialog.chosen == PHQ
    dialog.items.setFocus()
    QTest.keyClicks(dialog.items, "21122110")
    assert dialog.score.plain == "1 of 9 missing: no total"
    QTest.keyClicks(dialog.items, "0")
    assert dialog.score.plain == "Total 10"
    assert not dialog.risk.isVisible()
    key_click(dialog.items, KEY.Key_Return)
    assert not dialog.isVisible()
    (course,) = room.desk.measuring.administrations(room.client)
    held = course.latest.administration
    assert (held.items, held.total, course.latest.session) == ((2, 1, 1, 2, 2, 1, 1, 0, 0), 10, 3)
    assert held.administered_on == FIRST + timedelta(weeks=2)
    assert room.tab.parts.standing.plain.startswith("19 Jan 2026: 10, clinical range (10 or above). Not enough")


def test_an_item_left_out_prorates_and_says_so(room: Room) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText("GAD-7")
    QTest.keyClicks(dialog.items, "22222")
    key_click(dialog.items, KEY.Key_D)
    QTest.keyClicks(dialog.items, "2")
    assert dialog.score.plain == "Total 14 · 1 of 7 missing: total prorated"
    key_click(dialog.items, KEY.Key_Return)
    assert room.totals() == [14]
    assert room.desk.measuring.administrations(room.client)[0].latest.administration.declined == (6,)


def test_all_nine_items_are_seen_at_once_and_nothing_scrolls_sideways(room: Room) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText("PHQ-9")
    dialog.resize(dialog.width(), 850)
    QApplication.processEvents()
    items = dialog.items
    assert items.verticalScrollBar().maximum() == 0
    assert items.visualRect(items.model().index(8, 0)).bottom() <= items.viewport().height()
    for sideways in (items, *dialog.findChildren(QScrollArea)):
        assert sideways.horizontalScrollBar().maximum() == 0
    dialog.reject()


def test_nothing_lies_over_anything_else_however_much_is_said_about_risk(room: Room) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText("CORE-OM")
    QTest.keyClicks(dialog.items, "1" * 34)
    QApplication.processEvents()
    assert dialog.risk.height() > dialog.score.height(), "two lines"
    fields = dialog.findChildren(QScrollArea)[0]
    assert fields.geometry().bottom() < dialog.score.geometry().top()
    below_fields = (
        dialog.asked.mapTo(dialog, QPoint()).y() - dialog.mode.mapTo(dialog, QPoint(0, dialog.mode.height())).y()
    )
    assert below_fields >= dialog.body.verticalSpacing()
    dialog.reject()


@pytest.mark.parametrize(("answer", "because"), [("", f"PHQ-9, item 9: {ASK}"), ("2", "PHQ-9, item 9: 2"), ("0", "")])
def test_a_total_alone_asks_for_its_risk_item(room: Room, answer: str, because: str) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText("PHQ-9")
    dialog.mode.button("total").click()
    type_into(dialog.totals.total, "14")
    assert ASK in dialog.risk.plain
    assert dialog.risk.isVisible()
    if answer:
        type_into(dialog.totals.risk[9], answer)
    assert dialog.risk.isVisible() is bool(because)
    key_click(dialog.totals.total, KEY.Key_Return)
    assert room.totals() == [14]
    held = room.desk.measuring.administrations(room.client)[0].latest
    assert held.missing == (), "items nobody has entered are not missing"
    assert not held.prorated
    assert [one.because for one in room.desk.risk.of(room.client)] == ([because] if because else [])
    if because:
        room.dialog(RiskRecordDialog).close()
    table = room.tab.parts.table
    table.setFocus()
    key_click(table, KEY.Key_Return)
    [again] = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, AdministrationDialog) and one.isVisible()
    ]
    assert (again.totals.total.total, again.totals.risk[9].total) == (14, float(answer) if answer else None)
    again.reject()


@pytest.mark.parametrize("title", ["WSAS", "GAD-7"])
def test_a_total_alone_is_enough_where_no_item_asks_about_risk(room: Room, title: str) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText(title)
    dialog.mode.button("total").click()
    type_into(dialog.totals.total, "14")
    assert not dialog.risk.isVisible()
    key_click(dialog.totals.total, KEY.Key_Return)
    assert room.totals() == [14]
    assert room.desk.risk.of(room.client) == ()


def test_words_of_items_are_shown_only_where_they_are_shipped(room: Room) -> None:
    dialog = enter(room)
    for title, second in (("PHQ-9", f"2. {PHQ.texts[2]}"), ("CORE-10", "Item 2")):
        dialog.measure.setCurrentText(title)
        assert dialog.items.model().index(1, 0).data() == second
        assert dialog.notice.plain
    assert "Item 6, asks about risk" in [dialog.items.model().index(row, 0).data() for row in range(10)]
    dialog.reject()


def test_only_totals_are_asked_where_no_items_may_be(room: Room) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText("ORS")
    assert not dialog.mode.button("items").isEnabled()
    key_click(dialog.totals.total, KEY.Key_Return)
    assert dialog.isVisible()
    assert "Enter the total of ORS" in dialog.error.plain
    dialog.totals.total.setFocus()
    dialog.totals.total.selectAll()
    QTest.keyClicks(dialog.totals.total, "23.5")
    key_click(dialog.totals.total, KEY.Key_Return)
    assert room.totals() == [23.5]


def test_a_risk_item_leads_to_the_record_before_anything_else(room: Room, qtbot: QtBot) -> None:
    dialog = enter(room)
    dialog.measure.setCurrentText("PHQ-9")
    QTest.keyClicks(dialog.items, "000000002")
    assert "item 9: 2" in dialog.risk.plain
    key_click(dialog.items, KEY.Key_Return)
    record = room.dialog(RiskRecordDialog)
    assert isinstance(record, RiskRecordDialog)
    (waiting,) = room.desk.risk.open_records()
    QTest.keyClicks(record.words["ideation"], "Passing")
    qtbot.waitUntil(lambda: room.desk.risk.get(waiting.record.id).ideation == "Passing")
    record.reject()
    assert len(room.desk.risk.open_records()) == 1
    head = room.page.view.head
    qtbot.waitUntil(lambda: "Risk" in [badge.text for badge in head.findChildren(Badge) if badge.isVisible()])
    assert room.tab.first_focus() is room.tab.parts.risk
    assert "Open since" in room.tab.parts.risk.rows[0].first


def test_a_record_closes_only_with_an_action(room: Room) -> None:
    room.desk.risk.open(room.client)
    (row,) = room.tab.parts.risk.rows
    room.tab.parts.risk.opened.emit(row.key)
    dialog = room.dialog(RiskRecordDialog)
    assert isinstance(dialog, RiskRecordDialog)
    dialog.close_record.click()
    assert dialog.isVisible()
    assert "The record stays open" in dialog.error.plain
    assert dialog.focusWidget() is dialog.words["action"]
    QTest.keyClicks(dialog.words["action"], "Asked; nothing found")
    dialog.close_record.click()
    assert not dialog.isVisible()
    assert room.desk.risk.open_records() == ()
    assert [one.action for one in room.desk.risk.of(room.client)] == ["Asked; nothing found"]
    assert room.tab.parts.risk.rows[0].first.startswith("Closed")


def test_what_is_typed_last_is_kept_when_the_record_is_left(room: Room) -> None:
    record = room.desk.risk.open(room.client)
    dialog = RiskRecordDialog(room.page._context, record.id)
    dialog.open()
    QTest.keyClicks(dialog.words["means"], "None")
    key_click(dialog.words["means"], KEY.Key_Escape)
    assert not dialog.isVisible()
    assert room.desk.risk.get(record.id).means == "None"


def test_a_closed_record_is_read_only_until_it_is_opened_again(room: Room) -> None:
    record = room.desk.risk.open(room.client)
    room.desk.risk.save(replace(record, action="Asked"))
    room.desk.risk.close(record.id)
    dialog = RiskRecordDialog(room.page._context, record.id)
    dialog.open()
    assert not dialog.words["action"].isEnabled()
    dialog.reopen.click()
    assert dialog.words["action"].isEnabled()
    assert len(room.desk.risk.open_records()) == 1
    dialog.reject()


@pytest.mark.parametrize("answered", [False, True])
def test_an_open_record_is_the_first_prompt_on_today_and_stands_there_once(
    desk: Desk, open_page: OpenPage, *, answered: bool
) -> None:
    for code in ("K-17", "L-20"):
        client = desk.recording.add_client(code, opened_on=FIRST).id
        session = desk.recording.add_session(client, held_on=FIRST)
        desk.measuring.administer(client, PHQ, Given((*AT_RISK[:8], None)), session=session.id)
        desk.prompting.evaluate(client)
    asked = [row for row in desk.prompting.rows() if row.rule.urgency is Urgency.SAFETY]
    assert [row.client.code for row in asked] == ["K-17", "L-20"]
    if answered:
        for row in asked:
            desk.answering.accept(row.prompt.id, "Ask")
    page = open_page(desk, today_spec, TodayPage)
    head, *rows = page.view.list.rows
    assert head.first == "Safety first"
    assert [row.code for row in rows] == ["K-17", "L-20"]
    assert rows[0].first == RISK
    assert rows[0].second == "PHQ-9, item 9: not answered: ask, in session 1"
    assert page.view.prompts.secondary.plain == "2 open, most urgent first"
    assert page.first_focus() is page.view.list
    page.view.list.setFocus()
    key_click(page.view.list, KEY.Key_Return)
    assert isinstance(page.dialog, RiskRecordDialog)
    page.dialog.reject()


def test_a_risk_that_was_closed_is_nothing_to_do_today(desk: Desk, open_page: OpenPage) -> None:
    record = desk.risk.open(desk.recording.add_client("K-17").id)
    desk.risk.save(replace(record, action="Asked"))
    page = open_page(desk, today_spec, TodayPage)
    assert page.view.list.rows[0].first == "Safety first"
    desk.risk.close(record.id)
    page.arrive({})
    assert "Safety first" not in [row.first for row in page.view.list.rows]
    assert page.first_focus() is not page.view.list


def test_the_standing_says_what_the_change_is_counted_from(demo: Desk, open_page: OpenPage) -> None:
    room = Room(demo, open_page, demo.supervising.client_id("K-17"))
    parts = room.tab.parts
    assert parts.standing.plain == "18 Nov 2025: 9, healthy range (below 10). Down 8, recovered since 12 Aug 2025."
    assert parts.plot.accessibleDescription() == parts.standing.plain
    assert list(parts.plot.scale.band or ()) == [11, 23]
    assert parts.plot.scale.cutoff == 10
    assert len(parts.table.model_of_lines.lines) == len(parts.plot.points) == 14
    assert words.RECALLED in parts.facts.plain
    assert "Spitzer" in parts.notice.plain
    assert "Licence: " in parts.notice.plain


def test_an_answer_typed_by_mistake_is_corrected_removed_and_put_back(room: Room) -> None:
    for session, total in zip(room.desk.reviewing.history(room.client).sessions, (20, 22, 30), strict=True):
        room.desk.measuring.administer(room.client, ORS, Given(total=total), session=session.id)
    table = room.tab.parts.table
    table.setFocus()
    key_click(table, KEY.Key_Return)
    dialog = room.dialog(AdministrationDialog)
    assert isinstance(dialog, AdministrationDialog)
    assert dialog.totals.total.total == 30
    dialog.totals.total.setValue(26)
    dialog.answer.click()
    assert room.totals() == [20, 22, 26]
    table.setFocus()
    key_click(table, KEY.Key_Return)
    again = [one for one in QApplication.topLevelWidgets() if isinstance(one, AdministrationDialog) and one.isVisible()]
    again[0].remove.click()
    assert room.totals() == [20, 22]
    strip = room.page.window().findChild(QWidget, "administration")
    assert strip is not None
    strip.action.click()  # type: ignore[attr-defined]  # a strip with one button
    assert room.totals() == [20, 22, 26]


def test_the_main_measure_is_chosen_here(room: Room) -> None:
    for measure in (ORS, PHQ):
        room.desk.measuring.administer(room.client, measure, Given(total=20))
    room.tab.parts.list.choose("phq-9 client 0")
    room.tab.parts.main.click()
    assert room.desk.reviewing.history(room.client).courses[-1].main_measure == "phq-9"
    assert room.tab.parts.main.isChecked()
    room.tab.parts.main.click()
    assert room.desk.reviewing.history(room.client).courses[-1].main_measure == ""


# Own measures


def own(room: Room) -> OwnMeasureDialog:
    room.tab.parts.own.click()
    dialog = room.dialog(OwnMeasureDialog)
    assert isinstance(dialog, OwnMeasureDialog)
    return dialog


def test_an_own_measure_is_judged_with_every_change_and_added(room: Room) -> None:
    dialog = own(room)
    assert dialog.verdict.plain == "“Items” is missing."
    assert not dialog.answer.isEnabled()
    said = {"id": "sleep-diary", "version": "1", "title": "Sleep diary", "items": "3", "item_max": "4"}
    for key, text in said.items():
        dialog.edits[key].setFocus()
        QTest.keyClicks(dialog.edits[key], text)
    assert dialog.verdict.plain == "“Highest total” is missing."
    QTest.keyClicks(dialog.edits["total_max"], "12")
    assert dialog.verdict.plain == SOUND
    QTest.keyClicks(dialog.edits["reverse"], "4")
    assert dialog.verdict.plain == "There is no item 4."
    key_click(dialog.edits["reverse"], KEY.Key_Backspace)
    QTest.keyClicks(dialog.edits["reverse"], "2")
    dialog.lines["subscale"].setPlainText("onset: 1, 2")
    dialog.lines["item"].setPlainText("Fell asleep\nWoke\nRested")
    dialog.answer.click()
    assert not dialog.isVisible()
    (held,) = room.desk.measuring.own()
    measure = room.desk.measuring.measure(held.measure, "1")
    assert (set(measure.reverse), measure.texts[3]) == ({2}, "Rested")
    assert measure.subscales[0].items == (1, 2)


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("items", "many", "“Items” has to be a whole number."),
        ("sd", "-1", "“SD” has to be more than 0."),
        ("cutoff", "99", "“Published cut-off” has to be from 0 to 12."),
        ("reliability", "1.8", "“Reliability” has to be below 1."),
        ("clinical_mean", "9", "“Clinical SD” is missing."),
        ("missing_max", "1", "“Missing items at most” needs “With missing items” to be “prorate”."),
        ("reverse", "two", "“Reversed items” has to be a list of whole numbers."),
    ],
)
def test_each_fault_is_said_in_the_words_of_the_form(room: Room, key: str, text: str, fault: str) -> None:
    dialog = own(room)
    for name, value in {
        "id": "a",
        "version": "1",
        "title": "A",
        "items": "3",
        "item_max": "4",
        "total_max": "12",
    }.items():
        dialog.edits[name].setText(value)
    dialog.edits[key].setText(text)
    assert dialog.verdict.plain == fault
    dialog.reject()


def test_a_file_at_fault_is_said_with_its_line_and_a_sound_one_is_added(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "diary.toml"
    file.write_text('id = "diary"\nversion = "1"\ntitle = "Diary"\ndirection = "up"\nitems = 0\ntotal_max = 9\n')
    dialog = own(room)
    dialog.add_file(file)
    assert dialog.isVisible()
    assert "diary.toml, line 4" in dialog.error.plain
    file.write_text(file.read_text().replace('"up"', '"lower"'))
    dialog.add_file(file)
    assert not dialog.isVisible()
    assert [one.measure for one in room.desk.measuring.own()] == ["diary"]


def test_it_fits_a_small_window(demo: Desk, open_page: OpenPage) -> None:
    room = Room(demo, open_page, demo.supervising.client_id("K-17"), 1024)
    assert room.page.window().width() == 1024
    assert room.tab.parts.scroller.horizontalScrollBar().maximum() == 0


def test_an_own_measure_is_retired_and_offered_again_in_the_settings(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk, settings_spec, SettingsPage, section="measures")
    form = page.view.measures
    assert form.none.isVisible()
    desk.measuring.add_own(
        'id = "diary"\nversion = "1"\ntitle = "Diary"\ndirection = "lower"\nitems = 0\ntotal_max = 9\n', "diary.toml"
    )
    assert [row.first for row in form.list.rows] == ["Diary"]
    assert not form.retire.isEnabled()
    form.list.setFocus()
    form.list.choose_first()
    form.retire.click()
    assert "diary" not in [one.id for one in desk.measuring.measures()]
    assert form.list.rows[0].right == "version 1, retired 31 Mar 2026"
    form.retire.click()
    assert "diary" in [one.id for one in desk.measuring.measures()]


def test_an_open_record_comes_first_on_the_overview(room: Room, qtbot: QtBot) -> None:
    def strips() -> list[Strip]:
        return [one for one in room.page.overview.findChildren(Strip) if one.isVisible()]

    room.page.arrive({"client": room.client, "tab": "overview"})
    record = room.desk.risk.open(room.client)
    qtbot.waitUntil(lambda: len(strips()) > 0)
    first = strips()[0]
    assert first.text.plain == f"{RISK}.\nOpened by the clinician"
    assert first.action is not None
    first.action.click()
    room.dialog(RiskRecordDialog).close()
    room.desk.risk.save(replace(record, action="Asked"))
    room.desk.risk.close(record.id)
    assert not [one for one in strips() if RISK in one.text.plain]
