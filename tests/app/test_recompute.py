"""Computing all signals beside the window: by itself when it is due, stopped by hand, and nothing lost by it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import analyse
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import GAP
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.settings.presenter import SettingsPage
from relationship_desk.ui.pages.settings.signals_form import OUT_OF_DATE, UP_TO_DATE
from relationship_desk.ui.recompute import TITLE
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.strip import Strip


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("nothing here changes the appearance")


class Gate:
    """Lets so many clients through on the job's thread, then holds until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, let_through: int) -> None:
        self.judged: list[ClientId] = []
        self.reached, self._open = threading.Event(), threading.Event()
        gui = threading.get_ident()

        def watched(history: Any, *rest: Any) -> Any:
            if threading.get_ident() != gui:
                self.judged.append(history.client.id)
                if len(self.judged) == let_through + 1:
                    self.reached.set()
                    self._open.wait(60)
            return analyse(history, *rest)

        monkeypatch.setattr("relationship_desk.services.prompting.analyse", watched)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, demo: Desk) -> Iterator[OpenPractice]:
    jobs = Jobs()
    made = OpenPractice(demo, jobs, Look())
    qtbot.addWidget(made.window)
    made.window.resize(1440, 900)
    made.window.show()
    yield made
    made.recompute.stop()
    jobs.close()
    made.window.may_close = lambda: True


def forget(desk: Desk) -> None:
    with desk.store.work("test", "signals") as work:
        for client in work.clients.all():
            work.prompts.replace_findings(client.id, ())
        work.practice.save_setting("signals.computed", None)


def findings(desk: Desk) -> dict[ClientId, int]:
    """How many are stored of each client."""
    counts: dict[ClientId, int] = {}
    with desk.store.read() as records:
        for client, _ in records.prompts.findings():
            counts[client] = counts.get(client, 0) + 1
    return counts


def strip(opened: OpenPractice) -> Strip | None:
    # One that was taken down is still a child until its events are through.
    return next((one for one in opened.window.findChildren(Strip, "signals") if not one.isHidden()), None)


def run_from_window(opened: OpenPractice) -> None:
    next(command for command in opened.window.commands if command.title == TITLE).run()


def test_a_practice_whose_signals_are_current_is_left_alone(opened: OpenPractice) -> None:
    assert not opened.recompute.running


def test_a_practice_of_an_earlier_program_is_computed_after_opening(qtbot: QtBot, demo: Desk) -> None:
    before = findings(demo)
    forget(demo)
    jobs = Jobs()
    opened = OpenPractice(demo, jobs, Look())
    qtbot.addWidget(opened.window)
    assert opened.recompute.running
    qtbot.waitUntil(lambda: not opened.recompute.running)
    assert findings(demo) == before
    assert not demo.recomputing.due
    jobs.close()
    opened.window.may_close = lambda: True


def test_another_threshold_starts_it(opened: OpenPractice, demo: Desk, qtbot: QtBot) -> None:
    opened.window.go("settings", section="signals")
    page = opened.window.page
    assert isinstance(page, SettingsPage)
    assert page.view.signals.state.plain == UP_TO_DATE
    demo.preferences.set(GAP, 5.0)
    assert opened.recompute.running
    assert page.view.signals.state.plain == OUT_OF_DATE
    qtbot.waitUntil(lambda: not opened.recompute.running)
    assert page.view.signals.state.plain == UP_TO_DATE
    with demo.store.read() as records:
        assert not records.caseload.clients_with("gap-reversed")


def test_the_button_computes_everybody(
    opened: OpenPractice, demo: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, 1000)
    opened.window.go("settings", section="signals")
    page = opened.window.page
    assert isinstance(page, SettingsPage)
    page.view.signals.compute.click()
    qtbot.waitUntil(lambda: not opened.recompute.running)
    assert gate.judged == sorted(client.id for client in demo.reviewing.everybody())


def test_cancelled_in_the_middle_it_keeps_what_is_done_and_goes_on(
    opened: OpenPractice, demo: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = findings(demo)
    everybody = sorted(client.id for client in demo.reviewing.everybody())
    forget(demo)
    gate = Gate(monkeypatch, 4)
    run_from_window(opened)
    qtbot.waitUntil(gate.reached.is_set)
    qtbot.waitUntil(lambda: strip(opened) is not None)
    shown = strip(opened)
    assert shown is not None
    assert shown.action is not None
    qtbot.waitUntil(lambda: shown.text.plain == f"Computing signals: 4 of {len(everybody)} clients …")
    shown.action.click()
    gate.open()
    qtbot.waitUntil(lambda: not opened.recompute.running)
    done = everybody[:5]
    assert gate.judged == done, "the client at hand is finished, nobody after"
    assert findings(demo) == {client: count for client, count in before.items() if client in done}
    left = strip(opened)
    assert left is not None
    assert left.text.plain.startswith(f"Signals are computed for 5 of {len(everybody)} clients, and kept.")
    assert left.action is not None
    left.action.click()
    qtbot.waitUntil(lambda: not opened.recompute.running)
    assert gate.judged == everybody
    assert findings(demo) == before
    assert strip(opened) is None


def test_what_is_entered_meanwhile_is_kept_and_judged(
    opened: OpenPractice, demo: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = sorted(client.id for client in demo.reviewing.everybody())
    held = everybody[4]
    session = demo.reviewing.sessions(held)[0].session
    forget(demo)
    gate = Gate(monkeypatch, 4)
    run_from_window(opened)
    qtbot.waitUntil(gate.reached.is_set)
    demo.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, tenths(10))
    opened.window.go("debrief", session=session.id)
    opened.window.go("today")
    gate.open()
    qtbot.waitUntil(lambda: not opened.recompute.running)
    rated = next(
        one
        for one in demo.reviewing.debrief(session.id).ratings
        if (one.element, one.perspective) == (ALLIANCE, Perspective.CLIENT)
    )
    assert rated.score == 10
    with demo.store.read() as records:
        stored = [finding for _, finding in records.prompts.findings(held)]
    assert stored == list(demo.prompting.analysis(held).findings)


def test_a_threshold_changed_in_the_middle_begins_again(
    opened: OpenPractice, demo: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = sorted(client.id for client in demo.reviewing.everybody())
    gate = Gate(monkeypatch, 4)
    run_from_window(opened)
    qtbot.waitUntil(gate.reached.is_set)
    demo.preferences.set(GAP, 5.0)
    gate.open()
    qtbot.waitUntil(lambda: not opened.recompute.running)
    assert gate.judged[-len(everybody) :] == everybody
    assert not demo.recomputing.due


def test_the_pages_hear_of_it_once_and_on_their_own_thread(opened: OpenPractice, demo: Desk, qtbot: QtBot) -> None:
    forget(demo)
    heard: list[tuple[int, int]] = []
    opened.hub.changed.connect(lambda published: heard.append((threading.get_ident(), len(published.changes.clients))))
    run_from_window(opened)
    qtbot.waitUntil(lambda: not opened.recompute.running)
    assert heard == [(threading.get_ident(), len(findings(demo)))]


def test_closing_in_the_middle_leaves_the_rest_to_the_next_opening(
    qtbot: QtBot, demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(demo)
    gate = Gate(monkeypatch, 4)
    jobs = Jobs()
    opened = OpenPractice(demo, jobs, Look())
    qtbot.addWidget(opened.window)
    qtbot.waitUntil(gate.reached.is_set)
    opened.recompute.stop()
    gate.open()
    jobs.wait_all()
    assert demo.recomputing.due
    assert len(gate.judged) == 5
    jobs.close()
    opened.window.may_close = lambda: True
