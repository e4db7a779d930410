"""Long work comes back once, on the GUI thread, whatever happens to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.ui.jobs import Jobs, Step


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.close()


def test_two_hundred_results_arrive_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    arrived: list[tuple[int, int]] = []

    def start(number: int) -> None:
        jobs.run(lambda _progress: number, lambda result: arrived.append((result, threading.get_ident())))

    for number in range(200):
        start(number)
    qtbot.waitUntil(lambda: len(arrived) == 200)
    assert {number for number, _ in arrived} == set(range(200))
    assert {thread for _, thread in arrived} == {threading.get_ident()}


def test_work_runs_beside_the_gui_thread(jobs: Jobs) -> None:
    threads: list[int] = []
    jobs.run(lambda _progress: threading.get_ident(), threads.append)
    jobs.wait_all()
    assert threads
    assert threads[0] != threading.get_ident()


def test_waiting_delivers_every_result_once(jobs: Jobs, qtbot: QtBot) -> None:
    arrived: list[int] = []
    ended: list[object] = []
    jobs.ended.connect(ended.append)
    for _ in range(20):
        jobs.run(lambda _progress: 1, arrived.append)
    jobs.wait_all()
    assert len(arrived) == 20
    jobs.run(lambda _progress: 1, arrived.append)
    qtbot.waitUntil(lambda: len(ended) == 21)  # by now all calls the bridge had queued have run
    assert len(arrived) == 21


def test_progress_arrives_before_the_end(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    jobs.stepped.connect(heard.append)

    def work(progress: Progress) -> str:
        progress.step("Copying pages", 0.5)
        return "done"

    job = jobs.run(work, heard.append, title="Backup")
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == [Step(job, "Copying pages", 0.5), "done"]


def test_a_failure_goes_to_the_one_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    failures: list[Exception] = []

    def work(_progress: Progress) -> None:
        raise ValueError("no room")

    jobs.run(work, lambda _: pytest.fail("not done"), failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ValueError)


def test_a_failure_nobody_takes_reaches_the_error_boundary(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("no room")

    with qtbot.captureExceptions() as raised:
        jobs.run(work, lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ValueError


def test_cancel_stops_at_the_next_step(jobs: Jobs) -> None:
    entered, go_on = threading.Event(), threading.Event()
    failures: list[Exception] = []

    def work(progress: Progress) -> None:
        entered.set()
        go_on.wait()
        progress.step("Second half", 0.5)

    job = jobs.run(work, lambda _: pytest.fail("not done"), failures.append)
    entered.wait()
    assert list(jobs.running) == [job]
    job.cancel()
    go_on.set()
    jobs.wait_all()
    assert isinstance(failures[0], Cancelled)
    assert not jobs.running


def test_a_result_may_start_the_next_job_while_closing(jobs: Jobs) -> None:
    arrived: list[str] = []

    def then(_result: int) -> None:
        jobs.run(lambda _progress: "second", arrived.append)

    jobs.run(lambda _progress: 1, then)
    jobs.wait_all()
    assert arrived == ["second"]
