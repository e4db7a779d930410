"""A course of twelve sessions in the real window: planned, delivered, reviewed and closed.

The first, the sixth and the last session are entered with the keyboard; those between them by the services behind it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from tests.keys import key_click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.adherence import Adherence
from relationship_desk.domain.ids import ALLIANCE, ClientId, SessionId
from relationship_desk.domain.process import InterventionKind
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import AgreedBy, ClientStatus, GoalStatus, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.concern import ConcernDialog
from relationship_desk.ui.dialogs.edit_client import EditClientDialog
from relationship_desk.ui.dialogs.goal import GoalDialog
from relationship_desk.ui.dialogs.intervention import InterventionDialog
from relationship_desk.ui.dialogs.new_session import NewSessionDialog
from relationship_desk.ui.dialogs.planned import PlannedDialog
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.homework_lines import DONE, NOT_DONE, NOT_REVIEWED
from relationship_desk.ui.theme import Mode

D = TypeVar("D", bound=QDialog)
PLANNED, HOMEWORK = "Behavioural activation", "Walk on five days"
FIRST = date(2026, 1, 13)
"""Twelve weeks on it is the day on which the practice of the tests stands still."""


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("nothing changes the appearance here")


class Person:
    """Somebody at the keyboard, in the whole window over one client."""

    def __init__(self, opened: OpenPractice, qtbot: QtBot, client: ClientId) -> None:
        self.window, self.desk, self.client = opened.window, opened.desk, client
        self._qtbot = qtbot

    @property
    def record(self) -> ClientPage:
        page = self.window.page
        assert isinstance(page, ClientPage)
        return page

    @property
    def debrief(self) -> DebriefPage:
        page = self.window.page
        assert isinstance(page, DebriefPage)
        return page

    def open(self, tab: str) -> ClientPage:
        self.window.go("client", client=self.client, tab=tab)
        self.rest()
        return self.record

    def hit(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the focus is, or on a widget that Tab reaches."""
        window = QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not window:  # without a window manager nobody gives the focus back
            window.activateWindow()
            self._qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        if on is not None:
            on.setFocus()
        key_click(window.focusWidget() or window, key, modifier)
        self.rest()

    def write(self, text: str, on: QWidget) -> None:
        on.setFocus()
        QTest.keyClicks(on.window().focusWidget() or on, text)

    def asked(self, kind: type[D]) -> D:
        """The dialog that a key has brought up."""
        self._qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        return dialog

    def choose(self, box: QComboBox, data: str) -> None:
        """Go down in a box until the choice stands in it."""
        for _ in range(box.count()):
            if box.currentData() == data:
                return
            self.hit(Qt.Key.Key_Down, on=box)
        raise AssertionError(f"there is no {data}")

    def begin_session(self, held_on: date) -> DebriefPage:
        self.hit(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        dialog = self.asked(NewSessionDialog)
        dialog.date.show_day(held_on)
        self.hit(Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: isinstance(self.window.page, DebriefPage))
        return self.debrief

    def rate(self, *digits: Qt.Key) -> None:
        self.hit(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
        for digit in digits:
            self.hit(digit)

    def deliver(self, *, changed: str = "") -> None:
        """Choose the first name that is offered, and how it went."""
        self.hit(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
        dialog = self.asked(InterventionDialog)
        self.hit(Qt.Key.Key_Down)
        assert dialog.named.text == PLANNED, "what is planned is offered first"
        if changed:
            self.hit(Qt.Key.Key_Right, on=dialog.adherence.button(Adherence.AS_PLANNED))
            self.write(changed, dialog.own)
        self.hit(Qt.Key.Key_Return, on=dialog.own)

    def sign(self) -> None:
        session = self.desk.reviewing.sessions(self.client)[0].session.id
        self.hit(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.waitUntil(lambda: self.desk.reviewing.debrief(session).signed is not None)

    @staticmethod
    def rest() -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[Person]:
    theme.apply(qapp, "light")
    client = desk.recording.add_client("K-17", opened_on=FIRST)
    jobs = Jobs()
    opened = OpenPractice(desk, jobs, Look(), demo=False)
    opened.window.resize(1440, 900)
    with qtbot.waitActive(opened.window):
        opened.window.show()
        opened.window.activateWindow()
    yield Person(opened, qtbot, client.id)
    opened.release()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    jobs.close()


def week(number: int) -> date:
    """The day of session ``number``."""
    return FIRST + timedelta(weeks=number - 1)


def plan(person: Person) -> None:
    """Write down what the client came with, what for, and what is to be done."""
    parts = person.open("plan").plan.parts
    for words in ("Low mood", "Wakes at four"):
        person.hit(Qt.Key.Key_Space, on=parts.concerns.add)
        concern = person.asked(ConcernDialog)
        concern.noted_on.show_day(FIRST)
        person.write(words, concern.concern)
        person.hit(Qt.Key.Key_Return)
    person.hit(Qt.Key.Key_Space, on=parts.goals.add)
    goal = person.asked(GoalDialog)
    person.write("Be out of the house every day", goal.goal)
    person.choose(goal.agreed_by, AgreedBy.BOTH)
    goal.review_on.show_day(week(6))
    person.hit(Qt.Key.Key_Return, on=goal.goal)
    person.hit(Qt.Key.Key_Space, on=parts.planned.add)
    planned = person.asked(PlannedDialog)
    person.write(PLANNED, planned.named.name)
    planned.since.show_day(FIRST)
    person.hit(Qt.Key.Key_Return, on=planned.why)


def hold(person: Person, number: int) -> None:
    """Enter one of the sessions in between: homework is done but for the fourth, the ninth is not delivered."""
    desk, client = person.desk, person.client
    session = desk.recording.add_session(client, held_on=week(number))
    desk.recording.rate(session.id, ALLIANCE, Perspective.CLINICIAN, Tenths(60 + number))
    last = desk.accompanying.of(client).homework[-1]
    desk.accompanying.review_homework(last, session.id, done=number != 4)
    said = Adherence.NOT_DELIVERED if number == 9 else Adherence.AS_PLANNED
    desk.accompanying.put_intervention(session.id, PLANNED, InterventionKind.SUPPORTED, said)
    desk.accompanying.set_homework(session.id, HOMEWORK)
    desk.noting.sign(session.id)


def review_homework(person: Person, done: bool) -> None:
    review = person.debrief.form.ratings.process.last_homework.review
    person.hit(Qt.Key.Key_Left, on=review.button(NOT_REVIEWED))
    if done:
        person.hit(Qt.Key.Key_Left, on=review.button(NOT_DONE))
    assert review.choice == (DONE if done else NOT_DONE)


def test_a_course_of_twelve_sessions_from_its_plan_to_its_end(person: Person) -> None:
    plan(person)

    person.begin_session(week(1))
    person.rate(Qt.Key.Key_6)
    person.deliver()
    person.write(HOMEWORK, person.debrief.form.ratings.process.next_homework.line)
    person.sign()
    for number in range(2, 6):
        hold(person, number)

    person.open("plan")
    person.begin_session(week(6))
    person.rate(Qt.Key.Key_7)
    review_homework(person, done=True)
    person.deliver(changed="half the way")
    person.write(HOMEWORK, person.debrief.form.ratings.process.next_homework.line)
    person.sign()
    (line,) = person.open("plan").plan.parts.goals.lines
    assert line.due
    person.hit(Qt.Key.Key_Space, on=line.review)
    assert not person.record.plan.parts.goals.lines[0].due
    for number in range(7, 12):
        hold(person, number)

    person.open("plan")
    person.begin_session(week(12))
    person.rate(Qt.Key.Key_8)
    review_homework(person, done=False)
    person.deliver()
    person.sign()
    reach_and_end(person)

    see_the_plan(person)
    see_the_sessions(person)
    see_the_trend(person)


def reach_and_end(person: Person) -> None:
    """Resolve a concern, say that the goal is reached, and end the work."""
    parts = person.open("plan").plan.parts
    person.hit(Qt.Key.Key_Return, on=parts.concerns.list)
    concern = person.asked(ConcernDialog)
    person.hit(Qt.Key.Key_Right, on=concern.until.choice.button("holds"))
    person.hit(Qt.Key.Key_Return, on=concern.concern)
    person.hit(Qt.Key.Key_Space, on=parts.goals.lines[0].edit)
    goal = person.asked(GoalDialog)
    person.choose(goal.status, GoalStatus.REACHED)
    person.hit(Qt.Key.Key_Return, on=goal.goal)
    person.record.view.edit.trigger()
    client = person.asked(EditClientDialog)
    person.choose(client.status, ClientStatus.ENDED)
    person.hit(Qt.Key.Key_Return, on=client.code)
    assert person.desk.reviewing.client(person.client).status is ClientStatus.ENDED


def see_the_plan(person: Person) -> None:
    parts = person.open("plan").plan.parts
    table = parts.planned.table.model()
    spoken = str(table.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole))
    assert table.index(0, 2).data() == "11 of 12 sessions"
    assert spoken.startswith("11 of 12 sessions, as planned 10, changed 1, not delivered 1, session 1 as planned")
    assert "session 6 changed (half the way)" in spoken
    assert parts.homework.secondary.plain == "9 of 11 done"
    assert parts.homework.list.rows[0].second == "Set in session 11 · not done, reviewed in session 12"
    assert [(row.first, row.second) for row in parts.concerns.list.rows] == [
        ("Wakes at four", "Noted 13 Jan 2026"),
        ("Low mood", "Resolved 31 Mar 2026, noted 13 Jan 2026"),
    ]
    (standing,) = person.desk.planning.plan_of(person.client).goals
    goal = standing.goal
    assert (goal.status, goal.agreed_by, goal.reviewed_on) == (GoalStatus.REACHED, AgreedBy.BOTH, week(12))
    (course,) = person.desk.reviewing.history(person.client).courses
    assert course.closed_on == week(12)
    assert not person.record.overview.goals.list.rows


def see_the_sessions(person: Person) -> None:
    model = person.open("sessions").sessions.table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [str(n) for n in range(12, 0, -1)]
    assert {model.index(row, 4).data() for row in range(12)} == {"Signed"}


def see_the_trend(person: Person) -> None:
    trends = person.open("trends").trends
    trends.arrive({"element": ALLIANCE, "session": 12})
    clinician = trends.view.plot.trend.lines[0].values
    assert clinician == (6.0, 6.2, 6.3, 6.4, 6.5, 7.0, 6.7, 6.8, 6.9, 7.0, 7.1, 8.0)
    assert trends.view.strip.session.plain == "Session 12"


def test_sessions_belong_to_the_course(desk: Desk) -> None:
    """What is delivered after a new course has begun is not counted in the plan of the one before."""
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    desk.planning.plan_intervention(client, PLANNED, since=FIRST)
    ids: list[SessionId] = [desk.recording.add_session(client, held_on=FIRST).id]
    first, second = desk.planning.plan_of(client).courses[0], desk.recording.open_course(client, "Grief", week(2))
    ids.append(desk.recording.add_session(client, held_on=week(3)).id)
    for session in ids:
        desk.accompanying.put_intervention(session, PLANNED, InterventionKind.SUPPORTED, Adherence.AS_PLANNED)
    (standing,) = desk.planning.plan_of(client, first.id).planned
    assert (standing.delivered, standing.held) == (1, 1)
    assert desk.planning.plan_of(client, second.id).planned == ()
