"""The profile tab: how a characteristic went, each concern by itself, and readings put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage
from tests.whole_window import words_in

from relationship_desk.domain.ids import CharacteristicId, ClientId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Edition, Source
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.profile_entry import ReadingDialog
from relationship_desk.ui.pages.client.characteristic import ADDED, ADDED_NOTE, CONTEXT_NOTE
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.reading_history import ReadingHistory, by_concern

TODAY = date(2026, 3, 31)
Put = Callable[..., None]


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=TODAY - timedelta(days=90)).id


@pytest.fixture
def put(desk: Desk, client: ClientId) -> Put:
    def put_it(
        characteristic: str, value: str, days_ago: int, concern: str = "", source: Source = Source.CLINICIAN
    ) -> None:
        day = TODAY - timedelta(days=days_ago)
        of = CharacteristicId(characteristic)
        desk.readings.put(client, of, value, source, concern=concern, assessed_on=day)

    return put_it


@pytest.fixture
def opened(desk: Desk, client: ClientId, open_page: OpenPage) -> Callable[[str], ClientPage]:
    def open_it(characteristic: str) -> ClientPage:
        page = open_page(desk, spec, ClientPage, client=client, tab="profile")
        assert page.profile.table.choose(characteristic)
        return page

    return open_it


def history(page: ClientPage) -> ReadingHistory:
    shown = page.profile.chosen.readings
    assert shown is not None
    return shown


def test_each_concern_has_its_own_line_of_stages(put: Put, opened: Callable[[str], ClientPage]) -> None:
    put("stage-of-change", "contemplation", 30, "Sleep")
    put("stage-of-change", "action", 2, "Sleep")
    put("stage-of-change", "precontemplation", 20, "Drinking")
    shown = history(opened("stage-of-change"))
    assert [row.first for row in shown.list.rows] == [
        "Sleep",
        "Action",
        "Contemplation",
        "Drinking",
        "Precontemplation",
    ]
    assert [plot.accessibleName() for plot in shown.plots] == [
        "Stage of change, Sleep: 2 readings, from Contemplation to Action"
    ]


def test_a_level_is_told_by_its_name_and_sign(put: Put, opened: Callable[[str], ClientPage], desk: Desk) -> None:
    put("assimilation", "3", 30, "Father’s death")
    page = opened("assimilation")
    level = desk.catalogue.assimilation[3]
    words = words_in(page.profile.chosen)
    assert level.title in words
    assert level.sign in words
    assert [row.first for row in history(page).list.rows] == ["Father’s death", f"3 {level.title}"]


def test_scores_show_their_source_and_day(put: Put, opened: Callable[[str], ClientPage]) -> None:
    for days, value, source in ((30, "7.5", Source.CLIENT), (20, "6.0", Source.MEASURE), (2, "4.0", Source.CLINICIAN)):
        put("resistance", value, days, source=source)
    shown = history(opened("resistance"))
    assert [row.spoken for row in shown.list.rows] == [
        "4.0, clinician, 29 Mar 2026",
        "6.0, measure, 11 Mar 2026",
        "7.5, client, 1 Mar 2026",
    ]
    assert len(shown.plots) == 1


def test_a_reading_is_changed_by_keyboard(
    put: Put, opened: Callable[[str], ClientPage], desk: Desk, client: ClientId
) -> None:
    put("resistance", "7.5", 9)
    page = opened("resistance")
    shown = history(page).list
    shown.setFocus()
    key_click(shown, Qt.Key.Key_Return)
    dialog = page.profile.findChild(ReadingDialog)
    assert dialog is not None
    assert (dialog.score.value(), dialog.date.day, dialog.remove.isVisible()) == (7.5, TODAY - timedelta(days=9), True)
    dialog.score.setValue(3.5)
    dialog.save.click()
    assert [one.value for one in desk.reviewing.history(client).profile] == ["3.5"]
    assert [row.first for row in history(page).list.rows] == ["3.5"]


def test_a_reading_entered_by_mistake_is_removed_and_can_be_put_back(
    put: Put, opened: Callable[[str], ClientPage], desk: Desk, client: ClientId
) -> None:
    put("resistance", "7.5", 9)
    page = opened("resistance")
    history(page).list.opened.emit(history(page).list.rows[0].key)
    dialog = page.profile.findChild(ReadingDialog)
    assert dialog is not None
    dialog.remove.click()
    assert desk.reviewing.history(client).profile == ()
    assert page.profile.chosen.readings is None
    back = next(one for one in page.window().findChildren(QPushButton) if one.text() == "Put back")
    back.click()
    assert [one.value for one in desk.reviewing.history(client).profile] == ["7.5"]


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_name_of_a_characteristic_is_read_whole(
    desk: Desk, client: ClientId, open_page: OpenPage, width: int
) -> None:
    page = open_page(desk, spec, ClientPage, width=width, client=client, tab="profile")
    chosen = page.profile.chosen
    for characteristic in desk.catalogue.characteristics:
        assert page.profile.table.choose(characteristic)
        QApplication.processEvents()
        assert chosen.title.width() >= chosen.title.sizeHint().width(), characteristic
        assert chosen.add.isVisible()


def test_a_new_reading_has_nothing_to_remove_and_is_offered_the_plans_concerns(
    opened: Callable[[str], ClientPage], desk: Desk, client: ClientId
) -> None:
    desk.planning.add_concern(client, "Sleep")
    page = opened("stage-of-change")
    page.profile.add.click()
    dialog = page.profile.findChild(ReadingDialog)
    assert dialog is not None
    assert not dialog.remove.isVisible()
    assert [dialog.concern.itemText(n) for n in range(dialog.concern.count())] == ["", "Sleep"]
    dialog.reject()


@pytest.mark.parametrize(
    "context", ["attachment", "gender", "ethnicity", "religion", "preferences", "personality-disorder"]
)
def test_context_says_its_tier_in_each_edition_and_that_nothing_follows_from_it(
    opened: Callable[[str], ClientPage], context: str
) -> None:
    words = words_in(opened(context).profile.chosen)
    assert CONTEXT_NOTE in words
    for edition in Edition:
        assert f"edition, {edition.value}" in words


def test_concerns_come_with_the_last_one_read_first(put: Put, desk: Desk, client: ClientId) -> None:
    put("stage-of-change", "action", 9, "Sleep")
    put("stage-of-change", "action", 5)
    readings: tuple[ProfileEntry, ...] = desk.reviewing.history(client).profile
    assert list(by_concern(readings)) == ["", "Sleep"]


def asked(page: ClientPage) -> ReadingDialog:
    page.profile.add.click()
    dialogs = [one for one in page.profile.findChildren(ReadingDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def test_a_reading_of_impairment_may_be_about_one_area_of_life(
    put: Put, opened: Callable[[str], ClientPage], desk: Desk, client: ClientId
) -> None:
    desk.planning.add_concern(client, "Sleep")
    put("functional-impairment", "5.0", 9)
    page = opened("functional-impairment")
    dialog = asked(page)
    areas = desk.catalogue.characteristics[CharacteristicId("functional-impairment")].areas
    assert [dialog.concern.itemText(n) for n in range(dialog.concern.count())] == ["", *areas]
    assert "Area of life" in words_in(dialog)
    dialog.score.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(dialog.score, "8")
    dialog.concern.setEditText(areas[0].lower())
    dialog.save.click()
    assert [(one.concern, one.value) for one in desk.reviewing.history(client).profile] == [
        ("", "5.0"),
        (areas[0], "8.0"),
    ]
    assert [row.first for row in history(page).list.rows] == ["As a whole", "5.0", areas[0], "8.0"]
    line = next(one for one in page.profile.table.model_of_lines.lines if one.key == "functional-impairment")
    assert (line.cells[1].text, line.cells[1].when) == ("5.0", "1 area")
    assert line.cells[1].tip == f"As a whole: 5.0, clinician; {areas[0]}: 8.0, clinician"


def test_support_is_read_as_context_that_no_edition_lists(
    opened: Callable[[str], ClientPage], desk: Desk, client: ClientId
) -> None:
    page = opened("social-support")
    words = words_in(page.profile.chosen)
    assert ADDED_NOTE in words
    assert CONTEXT_NOTE not in words
    line = next(one for one in page.profile.table.model_of_lines.lines if one.key == "social-support")
    assert (line.cells[-1].text, line.cells[-1].when) == ("Not listed", ADDED)
    dialog = asked(page)
    dialog.score.setValue(2.0)
    dialog.save.click()
    assert [one.value for one in desk.reviewing.history(client).profile] == ["2.0"]


@pytest.mark.parametrize(
    ("characteristic", "choice", "words", "kept"),
    [
        ("attachment", "Anxious or preoccupied", "clings before breaks", "Anxious: clings before breaks"),
        ("attachment", "Secure", "", "Secure"),
        ("attachment", "Not said", "close to her sister", "close to her sister"),
        ("religion", "Important to the work", "prays daily", "Important: prays daily"),
        ("ethnicity", "For information only", "", "For information"),
    ],
)
def test_a_note_begins_with_what_was_chosen_and_is_filled_in_again(
    opened: Callable[[str], ClientPage],
    desk: Desk,
    client: ClientId,
    characteristic: str,
    choice: str,
    words: str,
    kept: str,
) -> None:
    page = opened(characteristic)
    dialog = asked(page)
    dialog.choice.setCurrentText(choice)
    dialog.words.setText(words)
    dialog.save.click()
    assert [one.value for one in desk.reviewing.history(client).profile] == [kept]
    history(page).list.opened.emit(history(page).list.rows[0].key)
    again = next(one for one in page.profile.findChildren(ReadingDialog) if one.entry)
    assert (again.choice.currentText(), again.words.text()) == (choice, words)
    assert words in words_in(page.profile.chosen)


def test_neither_choice_nor_words_is_no_reading(opened: Callable[[str], ClientPage], desk: Desk) -> None:
    dialog = asked(opened("attachment"))
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.value_field.error.isVisible()
    assert dialog.choice.accessibleDescription() == dialog.value_field.error.plain


def test_a_note_from_elsewhere_is_shown_with_the_style_it_counts_as_and_keeps_its_words(
    put: Put, opened: Callable[[str], ClientPage], desk: Desk, client: ClientId
) -> None:
    put("attachment", "Preoccupied, with his mother", 9)
    page = opened("attachment")
    history(page).list.opened.emit(history(page).list.rows[0].key)
    dialog = page.profile.findChild(ReadingDialog)
    assert dialog is not None
    assert dialog.choice.currentText() == "Anxious or preoccupied"
    dialog.save.click()
    assert [one.value for one in desk.reviewing.history(client).profile] == ["Anxious: Preoccupied, with his mother"]
