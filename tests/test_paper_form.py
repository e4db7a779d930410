"""A form on paper in the real window: printed, measured, typed in by counted keys, and seen where it counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.keys import key_click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.reports.test_client_form import horizontal_lines
from tests.whole_window import whole_window

from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.measure import How
from relationship_desk.domain.records import Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, Missing, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.paper_form import TOO_LONG, PaperFormDialog
from relationship_desk.ui.dialogs.print_form import PrintFormDialog
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.today.presenter import TodayPage
from relationship_desk.ui.shell.main_window import MainWindow

HELD = date(2026, 3, 3)
REGARD = ElementId("positive-regard")


@pytest.fixture
def session(desk: Desk) -> Session:
    client = desk.recording.add_client("K-17", opened_on=date(2026, 2, 3))
    desk.rating_plans.save(client.id, [PlannedRating(client.id, REGARD, Perspective.CLIENT, 1)])
    return desk.recording.add_session(client.id, held_on=HELD)


@pytest.fixture
def window(desk: Desk, session: Session, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    with whole_window(desk, qtbot, qapp) as opened:
        yield opened


def debrief(window: MainWindow, session: Session) -> DebriefPage:
    window.go("debrief", session=session.id)
    page = window.page
    assert isinstance(page, DebriefPage)
    return page


def due_today(window: MainWindow) -> list[str]:
    window.go("today")
    page = window.page
    assert isinstance(page, TodayPage)
    return [row.spoken for row in page.view.due.list.rows]


def type_keys(*keys: str | Qt.Key) -> int:
    """Press each key where the focus is; return how many that were."""
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            key_click(target, key)
    return len(keys)


def test_a_form_is_printed_filled_in_typed_in_and_seen(
    window: MainWindow, session: Session, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    assert due_today(window) == ["K-17, due: Alliance, Empathy, Goals and collaboration, Positive regard, none yet"]

    # Print: what is due is chosen already, and every line is 100 mm long.
    page = debrief(window, session)
    page.form.print_form.trigger()
    printing = page.presenter.forms.dialog
    assert isinstance(printing, PrintFormDialog)
    assert printing.chosen == (ALLIANCE, "empathy", "goal-consensus", REGARD)
    printing.write(str(tmp_path / "form.pdf"))
    lines = [length for on_page in horizontal_lines((tmp_path / "form.pdf").read_bytes()) for length in on_page]
    assert [length for length in lines if 60 < length < 140] == [pytest.approx(100.0, abs=0.001)] * 4

    # Type it in: F7, then four answers in eleven keys, and a comment.
    key_click(page.form, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PaperFormDialog))
    typing = QApplication.activeModalWidget()
    assert isinstance(typing, PaperFormDialog)
    assert typing.date.day == HELD
    qtbot.waitUntil(lambda: QApplication.focusWidget() is typing.lines.shown[0])
    assert len(typing.lines.shown) == 4
    enter = Qt.Key.Key_Return
    assert type_keys("4", "7", enter, "d", "8", "2", enter, "1", "0", "0", enter) <= 12
    assert QApplication.focusWidget() is typing.comment
    QTest.keyClicks(typing.comment, "Slower, please.")
    typing.answer.click()

    # In the record, with the form's own day; the debrief says how it came.
    view = desk.reviewing.debrief(session.id)
    given = {one.element: one.missing or one.score for one in view.ratings}
    assert given == {ALLIANCE: 47, "empathy": Missing.DECLINED, "goal-consensus": 82, REGARD: 100}
    assert [(one.how, one.filled_on) for one in view.forms] == [(How.PAPER, HELD)]
    ratings = page.presenter.ratings
    assert ratings.seat.perspective is Perspective.CLIENT
    assert page.form.ratings.answers.came.plain == "On paper, 3 March"

    # In Trends, and Today asks no more.
    window.go("client", client=session.client, tab="trends", element=ALLIANCE)
    client = window.page
    assert isinstance(client, ClientPage)
    client.trends.view.as_table.click()
    (line,) = client.trends.view.table.model_of_lines.lines
    assert [cell.text for cell in line.cells[3:6]] == ["–", "4.7", "–"]
    assert due_today(window) == []


def test_each_form_says_how_it_came(window: MainWindow, session: Session, desk: Desk) -> None:
    desk.forms.enter(session.id, {ALLIANCE: Tenths(47)}, filled_on=HELD, how=How.HAND_OVER)
    for _ in range(2):
        desk.forms.enter(session.id, {REGARD: Tenths(60)}, filled_on=HELD + timedelta(days=2))
    page = debrief(window, session)
    page.presenter.ratings.take_seat(Perspective.CLIENT)
    assert page.form.ratings.answers.came.plain == "Handed over, 3 March; on paper, 5 March"


def test_a_number_longer_than_the_line_is_said_and_nothing_lost(
    window: MainWindow, session: Session, desk: Desk, qtbot: QtBot
) -> None:
    page = debrief(window, session)
    page.form.type_in.trigger()
    typing = page.presenter.forms.dialog
    assert isinstance(typing, PaperFormDialog)
    first, second, *_ = typing.lines.shown
    qtbot.waitUntil(first.hasFocus)
    type_keys("1", "4", "7", Qt.Key.Key_Return)
    assert first.hasFocus()
    assert typing.error.plain == TOO_LONG
    second.setText("50")
    typing.answer.click()
    assert typing.error.plain == TOO_LONG
    assert typing.isVisible()
    assert desk.reviewing.debrief(session.id).ratings == ()
    type_keys("4", "7")
    assert first.text() == "47"
    typing.answer.click()
    assert {one.score for one in desk.reviewing.debrief(session.id).ratings} == {47, 50}


def test_undo_takes_back_the_whole_form_and_redo_brings_it_again(
    window: MainWindow, session: Session, desk: Desk, qtbot: QtBot
) -> None:
    page = debrief(window, session)
    page.form.type_in.trigger()
    typing = page.presenter.forms.dialog
    assert isinstance(typing, PaperFormDialog)
    typing.lines.shown[0].setText("47")
    typing.comment.setPlainText("Slower, please.")
    typing.answer.click()
    before = desk.reviewing.debrief(session.id)
    page.form.undo.click()
    after = desk.reviewing.debrief(session.id)
    assert (len(before.ratings), len(before.forms)) == (1, 1)
    assert (after.ratings, after.forms) == ((), ())
    page.form.redo.click()
    again = desk.reviewing.debrief(session.id)
    assert (again.ratings, again.forms) == (before.ratings, before.forms)


def test_questions_that_are_not_due_can_be_typed_in_too(window: MainWindow, session: Session, desk: Desk) -> None:
    page = debrief(window, session)
    page.form.type_in.trigger()
    typing = page.presenter.forms.dialog
    assert isinstance(typing, PaperFormDialog)
    typing.all_questions.click()
    assert len(typing.lines.shown) == len(desk.forms.askable(session.format))
    assert not typing.all_questions.isVisible()
    typing.answer.click()
    assert "Nothing is entered yet" in typing.error.plain
    typing.reject()


def test_a_session_that_was_not_held_takes_no_form(window: MainWindow, session: Session, desk: Desk) -> None:
    desk.recording.save_session(session.id, attendance=Attendance.NO_SHOW)
    assert not debrief(window, session).form.type_in.isEnabled()
