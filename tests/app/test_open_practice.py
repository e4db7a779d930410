"""An open practice that is left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.app.appearance import StoredAppearance
from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.vocabulary import AgreedBy
from relationship_desk.services.desk import Desk
from relationship_desk.ui.jobs import Jobs


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, demo: Desk) -> Iterator[OpenPractice]:
    practice = OpenPractice(demo, Jobs(), StoredAppearance(qapp))
    practice.window.show()
    yield practice
    practice.release()


def held(desk: Desk, client: ClientId) -> set[str]:
    """The signals that the client list says of a client."""
    return {one.signal for row in desk.reviewing.clients() if row.client.id == client for one in row.findings}


def test_whoever_was_changed_on_a_page_is_judged_when_it_is_left(opened: OpenPractice) -> None:
    desk, window = opened.desk, opened.window
    client = desk.supervising.client_id("T-30")
    assert held(desk, client) == {"goals-unreviewed"}
    window.go("client", client=client)
    desk.planning.add_goal(client, "Sleep through the night", agreed_by=AgreedBy.BOTH)
    assert held(desk, client) == {"goals-unreviewed"}
    window.go("clients")
    assert held(desk, client) == set()


def test_closing_judges_who_was_changed_last(opened: OpenPractice) -> None:
    desk = opened.desk
    client = desk.supervising.client_id("T-30")
    desk.planning.add_goal(client, "Sleep through the night", agreed_by=AgreedBy.BOTH)
    opened.keep()
    assert held(desk, client) == set()


def test_who_is_erased_meanwhile_is_passed_over(opened: OpenPractice) -> None:
    client = opened.desk.recording.add_client("Z-1").id
    with opened.desk.store.work("test", "client") as work:
        work.retention.erase(client)
    opened.window.go("clients")


def test_an_idle_lock_leaves_nothing_behind_that_could_not_be_saved(
    qtbot: QtBot, qapp: QApplication, demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = OpenPractice(demo, Jobs(), StoredAppearance(qapp))
    qtbot.addWidget(opened.window)
    opened.window.show()
    asked: list[object] = []
    opened.lock_asked.connect(asked.append)
    page = opened.window.page
    monkeypatch.setattr(type(page), "unsaved", True)
    for _ in range(3):
        opened.lock_when_idle()
    assert asked == []
    assert opened.window.isMinimized()
    monkeypatch.setattr(type(page), "unsaved", False)
    opened.lock_when_idle()
    assert len(asked) == 1
    opened.release()
