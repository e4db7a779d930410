"""A threshold is tried out before it is applied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.domain.progress import Progress
from relationship_desk.services.desk import Desk
from relationship_desk.settings import definitions as d
from relationship_desk.ui.pages.settings.page import spec
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.settings.sections import parts_in, settings_in
from relationship_desk.ui.pages.settings.trial_words import NOT_YET, UNCHANGED
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.segmented import Segmented


@pytest.fixture
def page(open_page: OpenPage, demo: Desk) -> SettingsPage:
    return open_page(demo, spec, SettingsPage, section="thresholds")


def choose_gap(page: SettingsPage, value: float) -> None:
    box = page.view.thresholds.controls[d.GAP.key].input
    assert isinstance(box, QDoubleSpinBox)
    box.setValue(value)


def test_nothing_stands_at_the_foot_until_something_is_changed(page: SettingsPage) -> None:
    assert page.view.thresholds.isVisible()
    assert not page.view.trial.isVisible()


def test_the_effects_are_shown_and_nothing_is_kept_before_applying(
    page: SettingsPage, demo: Desk, rooms: Rooms
) -> None:
    choose_gap(page, 5.0)
    assert page.view.trial.words.plain.startswith("Trying it out")
    rooms.jobs.wait_all()
    assert page.view.trial.words.plain == f"1 prompt would close. {NOT_YET}"
    (row,) = page.view.trial.list.rows
    assert (row.code, row.first, row.right) == ("R-21", "Unspoken doubts, session 18", "would close")
    assert demo.preferences[d.GAP] == 1.5
    page.view.trial.apply.click()
    assert demo.preferences[d.GAP] == 5.0
    assert not page.view.trial.apply.isVisible()
    assert not page.view.trial.list.isVisible()


def test_a_change_without_effect_says_so(page: SettingsPage, rooms: Rooms) -> None:
    choose_gap(page, 1.6)
    rooms.jobs.wait_all()
    assert page.view.trial.words.plain == f"{UNCHANGED} {NOT_YET}"
    assert not page.view.trial.list.isVisible()


def test_leaving_everything_as_it_is_puts_the_values_back(page: SettingsPage, demo: Desk, rooms: Rooms) -> None:
    choose_gap(page, 5.0)
    rooms.jobs.wait_all()
    page.view.trial.discard.click()
    box = page.view.thresholds.controls[d.GAP.key].input
    assert isinstance(box, QDoubleSpinBox)
    assert box.value() == 1.5
    assert not page.view.trial.isVisible()
    assert demo.preferences[d.GAP] == 1.5


@pytest.mark.parametrize("button", ["apply", "discard"])
def test_the_focus_stays_among_the_thresholds_when_the_trial_ends(
    page: SettingsPage, rooms: Rooms, button: str
) -> None:
    choose_gap(page, 5.0)
    rooms.jobs.wait_all()
    pressed: Button = getattr(page.view.trial, button)
    pressed.setFocus()
    pressed.click()
    assert page.view.thresholds.isAncestorOf(page.window().focusWidget())


def test_going_back_to_what_is_kept_ends_the_trial(page: SettingsPage, rooms: Rooms) -> None:
    choose_gap(page, 5.0)
    choose_gap(page, 1.5)
    rooms.jobs.wait_all()
    assert not page.view.trial.isVisible()


def test_what_is_being_tried_survives_a_change_elsewhere(page: SettingsPage, demo: Desk, rooms: Rooms) -> None:
    choose_gap(page, 5.0)
    rooms.jobs.wait_all()
    demo.preferences.set(d.NAMES_HIDDEN, False)
    box = page.view.thresholds.controls[d.GAP.key].input
    assert isinstance(box, QDoubleSpinBox)
    assert box.value() == 5.0
    assert page.view.trial.isVisible()


def recompute(demo: Desk) -> None:
    demo.recomputing.publish(demo.recomputing.run(Progress()))


def test_after_applying_it_is_said_what_became_of_the_prompts(page: SettingsPage, demo: Desk, rooms: Rooms) -> None:
    choose_gap(page, 5.0)
    rooms.jobs.wait_all()
    page.view.trial.apply.click()
    assert page.view.trial.words.plain == "Applied. Working out what follows …"
    recompute(demo)
    assert page.view.trial.words.plain == "Applied. 1 prompt closed."
    page.view.list.choose("backup")
    page.view.list.choose("thresholds")
    assert not page.view.trial.isVisible()


def test_applying_what_changes_no_prompt_says_so(page: SettingsPage, demo: Desk, rooms: Rooms) -> None:
    choose_gap(page, 1.6)
    rooms.jobs.wait_all()
    page.view.trial.apply.click()
    recompute(demo)
    assert page.view.trial.words.plain == "Applied. No prompt closed, opened or changed tier."


def test_another_edition_is_tried_out_first(page: SettingsPage, demo: Desk, rooms: Rooms, qtbot: QtBot) -> None:
    page.view.list.choose("evidence")
    editions = page.view.evidence.controls[d.EDITION.key].input
    assert isinstance(editions, Segmented)
    editions.button("2011").click()
    rooms.jobs.wait_all()
    bar = page.view.edition_trial
    assert bar.words.plain.endswith(f"would change tier. {NOT_YET}")
    listed = {(row.code, row.second) for row in bar.list.rows}
    assert ("M-08", "from probably effective to insufficient research") in listed
    assert demo.preferences.edition == "2018"
    key_click(page.window(), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: demo.preferences.edition == "2011")
    recompute(demo)
    assert bar.words.plain.startswith("Applied. ")
    assert "changed tier" in bar.words.plain
    assert editions.choice == "2011"
    assert page.window().focusWidget() is editions.button("2011")


def test_arriving_with_an_edition_tries_it_out(open_page: OpenPage, demo: Desk, rooms: Rooms) -> None:
    page = open_page(demo, spec, SettingsPage, section="evidence", edition="2002")
    rooms.jobs.wait_all()
    assert page.view.edition_trial.apply.isVisible()
    assert page.view.edition_trial.words.plain.endswith(NOT_YET)
    assert demo.preferences.edition == "2018"


def test_one_trial_leaves_the_other_alone(page: SettingsPage, demo: Desk, rooms: Rooms) -> None:
    choose_gap(page, 5.0)
    page.view.list.choose("evidence")
    editions = page.view.evidence.controls[d.EDITION.key].input
    assert isinstance(editions, Segmented)
    editions.button("2011").click()
    rooms.jobs.wait_all()
    page.view.edition_trial.apply.click()
    rooms.jobs.wait_all()
    assert (demo.preferences.edition, demo.preferences[d.GAP]) == ("2011", 1.5)
    page.view.list.choose("thresholds")
    assert page.view.trial.apply.isVisible()
    assert "1 prompt would close" in page.view.trial.words.plain


@pytest.mark.parametrize("key", [d.REVIEW_AFTER.key, d.FEEDBACK_MISSED.key, d.HIGH.key])
def test_what_is_being_changed_stays_whole_in_sight(
    open_page: OpenPage, demo: Desk, rooms: Rooms, qapp: QApplication, key: str
) -> None:
    page = open_page(demo, spec, SettingsPage, width=1024, section="thresholds")
    form = page.view.thresholds
    control = form.controls[key]
    control.input.setFocus()
    form.ensureWidgetVisible(control.input, 0, 0)
    assert isinstance(control.input, QDoubleSpinBox | QSpinBox)
    control.input.stepUp()
    rooms.jobs.wait_all()
    qapp.processEvents()
    assert page.view.trial.isVisible()
    top = control.mapTo(form.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + control.height() <= form.viewport().height()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_what_tab_reaches_is_whole_in_sight(open_page: OpenPage, demo: Desk, key: Qt.Key) -> None:
    page = open_page(demo, spec, SettingsPage, width=1024, section="thresholds")
    choose_gap(page, 5.0)
    form = page.view.thresholds
    controls = list(form.controls.values())
    start = controls[0] if key is Qt.Key.Key_Tab else controls[-1]
    start.input.setFocus()
    reached = 0
    for _ in controls[1:]:
        key_click(QApplication.focusWidget() or form, key)
        focus = QApplication.focusWidget()
        control = next((one for one in controls if focus and one.isAncestorOf(focus)), None)
        if control is not None:
            top = control.mapTo(form.viewport(), QPoint()).y()
            assert top >= 0
            assert top + control.height() <= form.viewport().height()
            reached += 1
    assert reached == len(controls) - 1


def test_the_wheel_over_a_number_at_rest_is_for_the_form(page: SettingsPage, qapp: QApplication) -> None:
    box = page.view.thresholds.controls[d.GAP.key].input
    page.view.list.setFocus()
    where = QPointF(box.rect().center())
    turned = QWheelEvent(
        where,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(box, turned)
    assert isinstance(box, QDoubleSpinBox)
    assert box.value() == 1.5
    assert not turned.isAccepted(), "the form takes it"


def test_every_threshold_stands_under_one_heading() -> None:
    placed = [one.key for settings in parts_in("thresholds").values() for one in settings]
    assert sorted(placed) == sorted(one.key for one in settings_in("thresholds"))
