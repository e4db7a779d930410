"""What was written about a session is read under the ratings of whoever wrote it, and of nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE, ClientId, SessionId
from relationship_desk.domain.measure import How
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.comment import CommentDialog
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec

TODAY = date(2026, 3, 31)


@pytest.fixture
def session(desk: Desk) -> SessionId:
    client = desk.recording.add_client("K-17", opened_on=TODAY - timedelta(days=60)).id
    return desk.recording.add_session(client, held_on=TODAY).id


def test_a_comment_is_read_whole_and_put_right(
    desk: Desk, session: SessionId, open_page: OpenPage, qtbot: QtBot
) -> None:
    desk.accompanying.comment(session, Perspective.CLIENT, "Slower, pleas.\nAnd warmer.")
    page = open_page(desk, spec, DebriefPage, session=session)
    line = page.form.ratings.answers
    assert not line.isVisible(), "the clinician rates first"
    page.presenter.ratings.take_seat(Perspective.CLIENT)
    assert line.isVisible()
    assert line.comment.plain == "Slower, pleas. And warmer."
    line.read.click()
    dialog = page.presenter.ratings.dialog
    assert isinstance(dialog, CommentDialog)
    assert dialog.words.toPlainText() == "Slower, pleas.\nAnd warmer."
    dialog.words.setPlainText("Slower, please.")
    dialog.answer.click()
    [comment] = desk.accompanying.comments(session)
    assert comment.text == "Slower, please."
    qtbot.waitUntil(lambda: line.comment.plain == "Slower, please.")


def test_an_empty_comment_is_taken_out(desk: Desk, session: SessionId, open_page: OpenPage, qtbot: QtBot) -> None:
    desk.accompanying.comment(session, Perspective.OBSERVER, "Leans back.", "Supervisor")
    page = open_page(desk, spec, DebriefPage, session=session)
    page.presenter.ratings.take_seat(Perspective.OBSERVER)
    page.form.ratings.seat.rater_named.emit("Supervisor")
    line = page.form.ratings.answers
    line.read.click()
    dialog = page.presenter.ratings.dialog
    assert isinstance(dialog, CommentDialog)
    dialog.words.setPlainText(" ")
    dialog.answer.click()
    assert desk.accompanying.comments(session) == ()
    qtbot.waitUntil(lambda: not line.isVisible())


def test_each_members_comment_is_shown_with_that_member_alone(desk: Desk, open_page: OpenPage) -> None:
    whole = desk.recording.add_client("C-1", kind=ClientKind.COUPLE, opened_on=TODAY - timedelta(days=60))
    members = [desk.recording.add_client(code).id for code in ("A-1", "B-1")]
    for member in members:
        desk.grouping.join(whole.id, member, TODAY - timedelta(days=60))
    session = desk.recording.add_session(whole.id, held_on=TODAY).id
    desk.accompanying.comment(session, Perspective.CLIENT, "Mine alone", member=members[0])
    page = open_page(desk, spec, DebriefPage, session=session)
    page.presenter.ratings.take_seat(Perspective.CLIENT)
    seen: dict[ClientId | None, str] = {}
    for seat in (None, *members):
        page.form.ratings.seat.member_chosen.emit(seat or 0)
        seen[seat] = page.form.ratings.answers.comment.plain if page.form.ratings.answers.isVisible() else ""
    assert seen == {None: "", members[0]: "Mine alone", members[1]: ""}


@pytest.mark.parametrize("width", [1440, 1024])
def test_long_answers_make_no_window_wider(desk: Desk, session: SessionId, open_page: OpenPage, width: int) -> None:
    for how in (How.HAND_OVER, How.PAPER):
        marks = {ALLIANCE: Tenths(50)}
        desk.forms.enter(session, marks, filled_on=TODAY, how=how, comment=f"{how} word" + " and another" * 90)
    page = open_page(desk, spec, DebriefPage, width=width, session=session)
    page.presenter.ratings.take_seat(Perspective.CLIENT)
    QApplication.processEvents()
    answers = page.form.ratings.answers
    assert answers.came.plain == "Handed over, 31 March; on paper, 31 March"
    assert answers.comment.plain.count("word") == 2
    assert page.form.minimumSizeHint().width() <= page.width() <= width
