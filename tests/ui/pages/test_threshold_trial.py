"""A threshold is tried out before it is applied."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDoubleSpinBox
from tests.ui.pages.opened import OpenPage, Rooms

from relationship_desk.services.desk import Desk
from relationship_desk.settings import definitions as d
from relationship_desk.ui.pages.settings.page import spec
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.settings.trial_bar import NOT_YET, UNCHANGED
from relationship_desk.ui.widgets.button import Button


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
    assert page.view.trial.words.plain.startswith(f"{NOT_YET} Trying it out")
    rooms.jobs.wait_all()
    assert page.view.trial.words.plain == f"{NOT_YET} 1 prompt would close."
    (row,) = page.view.trial.list.rows
    assert (row.code, row.first) == ("R-21", "Unspoken doubts")
    assert row.right.endswith("would close")
    assert demo.preferences[d.GAP] == 1.5
    page.view.trial.apply.click()
    assert demo.preferences[d.GAP] == 5.0
    assert not page.view.trial.isVisible()


def test_a_change_without_effect_says_so(page: SettingsPage, rooms: Rooms) -> None:
    choose_gap(page, 1.6)
    rooms.jobs.wait_all()
    assert page.view.trial.words.plain == f"{NOT_YET} {UNCHANGED}"
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
