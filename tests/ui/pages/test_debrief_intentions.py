"""The strip above the note: what was meant to be done, answered by key, taken back, and kept with the signature."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from tests.keys import key_click
from tests.services.courses_of_prompts import STABLE, add_client, hold, prompt_of
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind, PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.intention_strip import DONE, NOT_DONE, SHOWN, UNSAID
from relationship_desk.ui.pages.debrief.page import spec

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def client(desk: Desk) -> ClientId:
    """It was accepted to ask about the ninth session first."""
    client = add_client(desk)
    hold(desk, client, [*STABLE, 4.5])
    desk.answering.accept(prompt_of(desk, client, "R1").id, "Ask first")
    return client


@pytest.fixture
def tenth(desk: Desk, client: ClientId) -> Session:
    return hold(desk, client, [6.0])[0]


@pytest.fixture
def page(open_page: OpenPage, desk: Desk, tenth: Session) -> DebriefPage:
    return open_page(desk, spec, DebriefPage, session=tenth.id)


def kept(desk: Desk, client: ClientId) -> Prompt:
    return prompt_of(desk, client, "R1", PromptStatus.ACCEPTED)


def test_it_is_asked_and_answered_by_key(page: DebriefPage, desk: Desk, client: ClientId) -> None:
    strip = page.form.note.intentions
    row = strip.rows[0]
    assert strip.isVisible()
    assert (row.words.plain, row.answer.choice, row.answer.accessibleName()) == (
        "Ask first",
        UNSAID,
        "You meant to: Ask first",
    )
    assert not any(one.isVisible() for one in strip.rows[1:])
    row.answer.button(UNSAID).setFocus()
    key_click(row.answer.button(UNSAID), Qt.Key.Key_Right)
    assert row.answer.choice == DONE
    assert (kept(desk, client).done, kept(desk, client).done_session) == (True, 10)


def test_tab_leads_to_it_before_the_note(page: DebriefPage) -> None:
    answer = page.form.note.intentions.rows[0].answer
    page.form.hand_over.setFocus()
    met: list[QWidget | None] = []
    for _ in range(8):
        key_click(page.window(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    assert answer.button(UNSAID) in met
    assert met.index(answer.button(UNSAID)) < met.index(page.form.note.format)


def test_it_is_taken_back_with_ctrl_z(page: DebriefPage, desk: Desk, client: ClientId) -> None:
    answer = page.form.note.intentions.rows[0].answer
    answer.button(NOT_DONE).click()
    assert kept(desk, client).done is False
    page.form.ratings.table.setFocus()
    key_click(page.form.ratings.table, Qt.Key.Key_Z, CTRL)
    assert kept(desk, client).done is None
    assert answer.choice == UNSAID


def test_what_was_not_done_is_asked_again(open_page: OpenPage, desk: Desk, client: ClientId, tenth: Session) -> None:
    desk.following.say_done(kept(desk, client).id, tenth.id, False)
    (eleventh,) = hold(desk, client, [6.5])
    page = open_page(desk, spec, DebriefPage, session=eleventh.id)
    row = page.form.note.intentions.rows[0]
    assert (row.answer.choice, row.note.plain) == (UNSAID, "not done in session 10")


def test_a_signed_session_says_what_was_answered(
    open_page: OpenPage, desk: Desk, client: ClientId, tenth: Session
) -> None:
    desk.following.say_done(kept(desk, client).id, tenth.id, True)
    desk.noting.write(tenth.id, NoteKind.PROGRESS, "Went well.", NoteFormat.FREE)
    desk.noting.sign(tenth.id)
    page = open_page(desk, spec, DebriefPage, session=tenth.id)
    row = page.form.note.intentions.rows[0]
    assert not row.answer.isVisible()
    assert row.note.plain == "Done"


def test_nothing_is_asked_where_nothing_was_intended(open_page: OpenPage, desk: Desk, client: ClientId) -> None:
    first = desk.reviewing.history(client).sessions[0]
    page = open_page(desk, spec, DebriefPage, session=first.id)
    assert not page.form.note.intentions.isVisible()
    assert len(page.form.note.intentions.rows) == SHOWN
