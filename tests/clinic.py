"""A clinician at work in the whole window: debriefs, signs, answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.whole_window import whole_window

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind, Perspective, PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.shell.main_window import MainWindow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@contextmanager
def at_work(desk: Desk, qtbot: QtBot, app: QApplication) -> Iterator[Clinic]:
    """The clinician of ``desk`` in its window."""
    with whole_window(desk, qtbot, app) as window:
        yield Clinic(desk, window, qtbot)


class Clinic:
    """The window with what one does in it."""

    def __init__(self, desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
        self.desk, self.window, self.qtbot = desk, window, qtbot

    def debrief(self, client: ClientId, score: float, note: str = "As agreed.") -> DebriefPage:
        """Open the debrief of a new session a week on, with the client's rating and a note in it, not signed yet."""
        held_on = self.desk.reviewing.history(client).sessions[-1].held_on + timedelta(weeks=1)
        self.desk.day = held_on
        session = self.desk.recording.add_session(client, held_on=held_on)
        self.desk.noting.write(session.id, NoteKind.PROGRESS, note, NoteFormat.FREE)
        self.window.go("debrief", session=session.id)
        page = self.window.page
        assert isinstance(page, DebriefPage)
        self.desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(round(score * 10)))
        return page

    def sign(self) -> None:
        page = self.window.page
        assert isinstance(page, DebriefPage)
        key_click(page, Qt.Key.Key_Return, CTRL)
        self.qtbot.waitUntil(lambda: page.presenter.signed)

    def prompts(self, **where: object) -> PromptsPage:
        self.window.go("prompts", **where)
        page = self.window.page
        assert isinstance(page, PromptsPage)
        return page

    def newest(self, client: ClientId, rule: str) -> Prompt:
        found = [row.prompt for row in self.desk.prompting.rows(client) if row.rule.id == rule]
        return max(found, key=lambda one: one.session)

    def hears(self, widget: QWidget, key: Qt.Key, done: PromptStatus, client: ClientId, rule: str) -> None:
        """Press Alt and ``key`` and wait until the prompt has come so far."""
        key_click(widget, key, ALT)
        self.qtbot.waitUntil(lambda: self.newest(client, rule).status is done)
