"""A whole debrief without note by keyboard alone, its keys counted and timed by the keystroke-level model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from benchmarks import keystrokes
from benchmarks.keystrokes import GROUP, INDIVIDUAL, MOST_KEYS, MOST_SECONDS, Act
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.vocabulary import Attendance, ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec

NoteDown = Callable[[str, object], None]


class Typist:
    """Types acts on whatever has the focus, and remembers them."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self.typed: list[Act] = []

    def type(self, act: Act) -> None:
        for chord in act.keys:
            QTest.keySequence(self._focus(), QKeySequence(chord))
            if chord.startswith("Alt+"):
                self._qtbot.waitUntil(lambda: self._dialog is not None)
        assert self._dialog is None
        self.typed.append(act)

    @property
    def _dialog(self) -> QWidget | None:
        return QApplication.activeModalWidget()

    def _focus(self) -> QWidget:
        there = self._dialog or self._window
        there.activateWindow()  # as the desktop does when a dialog has opened or closed
        self._qtbot.waitUntil(lambda: there.isActiveWindow() and QApplication.focusWidget() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


def held_to_a_minute(typed: list[Act], record_property: NoteDown) -> None:
    keys, spent = keystrokes.count(typed), keystrokes.seconds(typed)
    for act in typed:
        print(f"{act.what:<28}{' '.join(act.keys):<20}{keystrokes.count([act])}")
    print(f"{keys} keys, {spent:.1f} s by the keystroke-level model")
    record_property("keys", keys)
    record_property("seconds by the keystroke-level model", round(spent, 1))
    assert keys <= MOST_KEYS
    assert spent < MOST_SECONDS


def test_a_group_is_debriefed_with_at_most_twenty_keys(
    desk: Desk, open_page: OpenPage, qtbot: QtBot, record_property: NoteDown
) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP)
    members = [desk.recording.add_client(code).id for code in ("A-11", "B-07", "C-03")]
    for member in members:
        desk.grouping.join(group.id, member, date(2026, 1, 1))
    session = desk.recording.add_session(group.id)
    typist = Typist(open_page(desk, spec, DebriefPage, session=session.id).window(), qtbot)
    for act in GROUP:
        typist.type(act)
    qtbot.waitUntil(lambda: desk.reviewing.debrief(session.id).signed is not None)
    view = desk.reviewing.debrief(session.id)
    assert [one.score for one in view.ratings if one.perspective is Perspective.CLINICIAN].count(None) == 0
    assert len(view.ratings) == 11
    assert desk.grouping.attendance(session) == dict.fromkeys(members, Attendance.ATTENDED)
    held_to_a_minute(typist.typed, record_property)


def test_one_person_is_debriefed_with_at_most_twenty_keys(
    desk: Desk, open_page: OpenPage, qtbot: QtBot, record_property: NoteDown
) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-17").id)
    typist = Typist(open_page(desk, spec, DebriefPage, session=session.id).window(), qtbot)
    for act in INDIVIDUAL:
        typist.type(act)
    qtbot.waitUntil(lambda: desk.reviewing.debrief(session.id).signed is not None)
    view = desk.reviewing.debrief(session.id)
    assert view.session.attendance is Attendance.LATE
    assert len(view.ratings) == 10
    held_to_a_minute(typist.typed, record_property)


def test_the_model_is_reckoned_as_published() -> None:
    acts = (Act("a row", ("7",)), Act("sign", ("Ctrl+Return",)))
    assert keystrokes.seconds(acts, 0.28) == pytest.approx(0.4 + 2 * 1.35 + 3 * 0.28)
