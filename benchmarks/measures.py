"""What is measured: each function returns (ours, plainest) in seconds, the best of several rounds."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typst
from sqlalchemy import Connection, select

from relationship_desk.domain.records import Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.series import series_set
from relationship_desk.reports import document
from relationship_desk.services.desk import Desk
from relationship_desk.services.supervising import Request
from relationship_desk.store import tables as t
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.layout import STORE


def best(what: Callable[[], object], rounds: int) -> float:
    """The shortest of ``rounds`` runs, after one that is not counted."""
    what()
    shortest = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest


def start_to_unlock(practice: Path) -> tuple[float, float]:
    """From a new process to a painted window."""

    def run(kind: str) -> float:
        times = []
        for _ in range(5):
            command = [sys.executable, "-m", "benchmarks.start", kind, str(time.time()), str(practice)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            times.append(float(done.stdout.split()[-1]))
        return min(times)

    return run("unlock"), run("bare")


def save_session(desk: Desk) -> tuple[float, float]:
    """A session's 21 ratings from two perspectives, kept in one step, against the same rows by plain SQLCipher."""
    client = desk.recording.add_client("BENCH-1").id
    sessions = iter([desk.recording.add_session(client) for _ in range(64)])
    elements = {
        view: [one for one in desk.catalogue.eleven if view in one.raters and not one.groups_only]
        for view in (Perspective.CLINICIAN, Perspective.CLIENT)
    }

    def ratings() -> list[Rating]:
        session = next(sessions)
        return [
            Rating(session.id, one.id, view, "", None, Tenths(70), None)
            for view, ones in elements.items()
            for one in ones
        ]

    def ours() -> None:
        made = ratings()
        desk.recording.rate_all(made[0].session, made)

    engine = make_engine(desk.folder / STORE, desk.store.vault.data_key)

    def plain() -> None:
        made = ratings()
        with engine.begin() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.executemany(
                "INSERT INTO rating (session_id, element, perspective, rater, member_id, score)"
                " VALUES (?, ?, ?, ?, 0, ?)",
                [(one.session, one.element, one.perspective, one.rater, one.score) for one in made],
            )

    result = best(ours, 20), best(plain, 20)
    engine.dispose()
    return result


def open_client(desk: Desk) -> tuple[float, float]:
    """The longest client's whole record as domain objects and series, against the bare queries."""
    client = desk.supervising.client_id("D-07")

    def ours() -> None:
        series_set(desk.reviewing.history(client))

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

    return best(ours, 20), best(plain, 20)


def print_summary(desk: Desk) -> tuple[float, float]:
    """The supervision summary as PDF, from the record, against Typst alone on the very same document."""
    request = Request(desk.supervising.client_id("K-17"))
    summary = desk.supervising.summary(request, "QF-00")
    calls: list[tuple[Any, Any]] = []
    compiled: Any = typst.compile

    def watch(*arguments: Any, **options: Any) -> Any:
        calls.append((arguments, options))
        return compiled(*arguments, **options)

    # What is compiled is learnt once, so that Typst alone can be given the very same.
    setattr(typst, "compile", watch)  # noqa: B010 - a plain assignment is refused by the type checker
    try:
        document.render_pdf(summary)
    finally:
        setattr(typst, "compile", compiled)  # noqa: B010 - as above
    arguments, options = calls[-1]

    def ours() -> None:
        document.render_pdf(desk.supervising.summary(request, "QF-00"))

    def plain() -> None:
        compiled(*arguments, **options)

    return best(ours, 10), best(plain, 10)
