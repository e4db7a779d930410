"""What is measured: each function returns (ours, plainest) in seconds, the best of several rounds."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst
from sqlalchemy import Connection, select

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.series import series_set
from relationship_desk.reports import document
from relationship_desk.services.desk import Desk
from relationship_desk.services.summarising import Request
from relationship_desk.store import tables as t
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.layout import STORE


def best(what: Callable[[], object], rounds: int) -> float:
    """The shortest of ``rounds`` runs."""
    shortest = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def best_of_both(ours: Callable[[], object], plain: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The shortest of ``rounds`` runs of each, in turns, so that a busy moment meets both."""
    pairs = [(best(ours, 1), best(plain, 1)) for _ in range(rounds)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def in_the_window(practice: Path) -> dict[str, float]:
    """What :mod:`benchmarks.window` says of ``practice``: the best of three processes, each value for itself."""
    command = [sys.executable, "-m", "benchmarks.window", str(practice)]
    runs = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(3)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def save_session(desk: Desk) -> tuple[float, float]:
    """A session's ratings from two perspectives, key by key, against the same rows one by one by plain SQLCipher."""
    client = desk.recording.add_client("BENCH-1").id
    sessions = iter([desk.recording.add_session(client).id for _ in range(40)])
    asked = [
        (one.id, view)
        for view in (Perspective.CLINICIAN, Perspective.CLIENT)
        for one in desk.catalogue.eleven
        if view in one.raters and not one.groups_only
    ]

    def ours() -> None:
        session = next(sessions)
        for element, view in asked:
            desk.recording.rate(session, element, view, Tenths(70))

    engine = make_engine(desk.folder / STORE, desk.store.vault.data_key)

    def plain() -> None:
        session = next(sessions)
        for element, view in asked:
            with engine.begin() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute(
                    "INSERT INTO rating (session_id, element, perspective, rater, member_id, score)"
                    " VALUES (?, ?, ?, '', 0, 70)",
                    (session, element, view),
                )

    result = best_of_both(ours, plain, 20)
    engine.dispose()
    return result


def open_in_both(large: Desk, small: Desk) -> tuple[float, float]:
    """The same client's record and series in two practices: what is about one client must not grow with the rest."""
    return best_of_both(lambda: _open(large), lambda: _open(small), 20)


def _open(desk: Desk) -> None:
    series_set(desk.reviewing.history(desk.supervising.client_id("D-07")))


def open_client(desk: Desk) -> tuple[float, float]:
    """The longest client's whole record as domain objects and series, against the bare queries."""
    client = desk.supervising.client_id("D-07")

    def bare(connection: Connection) -> None:
        for table in (t.course, t.session, t.profile, t.goal, t.prompt):
            connection.execute(select(table).where(table.c.client_id == client)).all()
        connection.execute(
            select(t.rating)
            .join(t.session, t.session.c.id == t.rating.c.session_id)
            .where(t.session.c.client_id == client)
        ).all()

    def plain() -> None:
        with reading(desk.store.vault.engine) as connection:
            bare(connection)

    return best_of_both(lambda: _open(desk), plain, 20)


def evaluate(desk: Desk, code: str) -> float:
    """Seconds of the processor for signals and prompts after a rating of the latest session was changed."""
    client = desk.supervising.client_id(code)
    session = desk.reviewing.sessions(client)[0].session.id
    scores = itertools.cycle(map(Tenths, (30, 80, 55)))

    def once() -> float:
        desk.recording.rate(session, ALLIANCE, Perspective.CLIENT, next(scores))
        start = time.process_time()
        desk.prompting.evaluate(client)
        return time.process_time() - start

    return min(once() for _ in range(9))


def compute_all(desk: Desk) -> float:
    """Seconds of the processor for signals and prompts of everybody, none of them stored before."""
    start = time.process_time()
    desk.recomputing.run(Progress())
    return time.process_time() - start


def list_clients(desk: Desk) -> tuple[float, float]:
    """The client list as it opens, and with everybody whose work has ended."""
    return best(lambda: desk.reviewing.clients(ended=False), 5), best(desk.reviewing.clients, 3)


def search_notes(desk: Desk) -> tuple[float, float]:
    """The twenty best notes for two words, with client and session, against the bare full-text query."""

    def plain() -> None:
        with reading(desk.store.vault.engine) as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute(
                "SELECT rowid, snippet(search, 0, '<', '>', '…', 14) FROM search WHERE search MATCH ?"
                " ORDER BY rank LIMIT 20",
                ('"diary"* "quiet"*',),
            ).fetchall()

    return best_of_both(lambda: desk.searching.find("diary quiet"), plain, 10)


def print_summary(desk: Desk, rounds: int = 10) -> tuple[float, float]:
    """The supervision summary as PDF, from the record, against Typst alone on one like it.

    Typst remembers what it has compiled, and gives the same document out again in a tenth of the time. Nobody prints
    the same one twice: each has a number of its own here.
    """
    request = Request(desk.supervising.client_id("K-17"))
    numbers = itertools.count()

    def ours() -> None:
        document.render_pdf(desk.supervising.summary(request, f"QF-{next(numbers):02}"))

    given = iter([_given_to_typst(ours) for _ in range(rounds)])

    def plain() -> None:
        arguments, options = next(given)
        typst.compile(*arguments, **options)

    return best_of_both(ours, plain, rounds)


def _given_to_typst(work: Callable[[], None]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """What ``work`` lets Typst compile; nothing is compiled."""
    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    compiled: Any = typst.compile

    def note(*arguments: Any, **options: Any) -> bytes:
        calls.append((arguments, options))
        return b""

    setattr(typst, "compile", note)  # noqa: B010 - a plain assignment is refused by the type checker
    try:
        work()
    finally:
        setattr(typst, "compile", compiled)  # noqa: B010 - as above
    return calls[-1]
