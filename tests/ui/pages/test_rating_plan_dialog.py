from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.rating_plan import EMPATHY
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.plan_grid import every_words
from relationship_desk.ui.dialogs.rating_plan import RatingPlanDialog
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage

CLINICIAN, CLIENT, OBSERVER = Perspective.CLINICIAN, Perspective.CLIENT, Perspective.OBSERVER
REGARD = ElementId("positive-regard")


@pytest.fixture
def client(desk: Desk) -> Client:
    found = desk.recording.add_client("K-17", opened_on=date(2026, 1, 5))
    desk.recording.add_session(found.id, held_on=date(2026, 3, 3))
    return found


@pytest.fixture
def dialog(desk: Desk, client: Client, open_page: OpenPage, qtbot: QtBot) -> Iterator[RatingPlanDialog]:
    page = open_page(desk, spec, ClientPage, client=client.id, tab="profile")
    page.profile.rating_plan.click()
    opened = page.dialog
    assert isinstance(opened, RatingPlanDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opened.grid)
    yield opened
    opened.reject()


def press(dialog: RatingPlanDialog, *keys: Qt.Key | str) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(dialog.grid, key)
        else:
            key_click(dialog.grid, key)


def shown(dialog: RatingPlanDialog, subject: str) -> list[str]:
    row = next(n for n, line in enumerate(dialog.grid.lines) if line.subject == subject)
    model = dialog.grid.model()
    return [str(model.index(row, column).data()) for column in (1, 2, 3)]


def test_the_usual_plan_stands_there_first(dialog: RatingPlanDialog) -> None:
    assert shown(dialog, ALLIANCE) == ["each session", "each session", "never"]
    assert shown(dialog, "rupture-repair") == ["while to repair", "while to repair", "never"]
    assert shown(dialog, REGARD) == ["every 4th", "never", "never"]
    assert shown(dialog, "countertransference") == ["every 4th", "–", "never"]
    assert list(dialog.grid.chosen) == []


def test_a_plan_is_made_with_the_keyboard_alone(dialog: RatingPlanDialog, desk: Desk, client: Client) -> None:
    down, right = Qt.Key.Key_Down, Qt.Key.Key_Right
    press(dialog, "2", down, "0", right, "8")
    assert shown(dialog, ALLIANCE)[1] == "every 2nd"
    assert shown(dialog, EMPATHY) == ["each session", "never", "every 8th"]
    key_click(dialog.grid, Qt.Key.Key_Return)
    plan = desk.rating_plans.of(client.id)
    assert plan.own == {(ALLIANCE, CLIENT): 2, (EMPATHY, CLIENT): 0, (EMPATHY, OBSERVER): 8}
    assert not dialog.isVisible()


def test_two_digits_make_one_number_and_backspace_the_usual(dialog: RatingPlanDialog) -> None:
    press(dialog, "1", "2")
    assert shown(dialog, ALLIANCE)[1] == "every 12th"
    press(dialog, "5")  # 125 is no number of sessions a plan can hold
    assert shown(dialog, ALLIANCE)[1] == "every 5th"
    press(dialog, Qt.Key.Key_Backspace)
    assert shown(dialog, ALLIANCE)[1] == "each session"
    assert list(dialog.grid.chosen) == []


def test_what_cannot_be_rated_from_there_stays_empty(dialog: RatingPlanDialog) -> None:
    dialog.grid.go_to("countertransference", CLIENT)
    press(dialog, "1", Qt.Key.Key_Space)
    assert shown(dialog, "countertransference")[1] == "–"
    assert not dialog.grid.menu.isVisible()


def test_the_menu_offers_what_can_be_chosen(dialog: RatingPlanDialog) -> None:
    dialog.grid.go_to("rupture-repair", CLIENT)
    press(dialog, Qt.Key.Key_Space)
    actions = dialog.grid.menu.actions()
    words = [action.text() for action in actions]
    assert words == ["Each session", "Every 2nd", "Every 4th", "Every 8th", "Never", "While to repair"]
    assert [action.text() for action in actions if action.isChecked()] == ["While to repair"]
    actions[0].trigger()
    dialog.grid.menu.close()
    assert list(dialog.grid.chosen) == [("rupture-repair", CLIENT, 1)]


def test_a_questionnaire_joins_the_plan(dialog: RatingPlanDialog, desk: Desk, client: Client) -> None:
    dialog.add.setCurrentIndex(dialog.add.findData("phq-9"))
    dialog.add.activated.emit(dialog.add.currentIndex())
    assert shown(dialog, "phq-9") == ["never", "every 4th", "never"]
    assert dialog.add.findData("phq-9") == -1
    QApplication.processEvents()
    fields = dialog.findChildren(QScrollArea)[0]
    assert fields.verticalScrollBar().maximum() == 0, "the dialog grows with its lines"
    dialog.answer.click()
    assert desk.rating_plans.of(client.id).own == {("phq-9", CLIENT): 4}


def test_every_cell_is_told_to_a_screen_reader(dialog: RatingPlanDialog) -> None:
    press(dialog, "2")
    index = dialog.grid.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Alliance, client: every 2nd, own plan"


@pytest.mark.parametrize(("every", "words"), [(3, "every 3rd"), (11, "every 11th"), (21, "every 21st"), (0, "never")])
def test_numbers_have_their_endings(every: int, words: str) -> None:
    assert every_words(every) == words
