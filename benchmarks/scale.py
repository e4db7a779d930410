"""A practice as large as thirty years alone make it, written past the services: in a minute, not in hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from relationship_desk.services.desk import Desk
from relationship_desk.store.engine import make_engine
from relationship_desk.store.layout import STORE

LONG = "LONG-1"
"""The code of the client with 1,408 sessions of 33 series."""
LONG_SESSIONS = 1408
LENGTHS = (14, 30, 200)
"""So many sessions have the clients with the codes ``LEN-14``, ``LEN-30``, ``LEN-200``, who are still in care."""
_FIRST = date(1996, 1, 1)
_PERSPECTIVES = ("clinician", "client", "observer")
_SYLLABLES = ("di", "ary", "qui", "et", "wal", "ter", "mo", "ning", "sle", "ep", "fa", "ber")
_WORDS = [first + second for first in _SYLLABLES for second in _SYLLABLES]


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are."""

    clients: int = 2_500
    sessions: int = 34_000


def enlarge(desk: Desk, size: Size) -> None:
    """Add so many clients with their sessions, 24 ratings and a note each, to the practice of ``desk``."""
    elements = [one.id for one in desk.catalogue.eleven]
    engine = make_engine(desk.folder / STORE, desk.store.vault.data_key)
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        first = driver.execute("SELECT max(id) + 1 FROM client").fetchone()[0]
        session = driver.execute("SELECT max(id) + 1 FROM session").fetchone()[0]
        rows = _Rows(elements, first, session)
        rows.add_client(LONG, LONG_SESSIONS, whole=True)
        for sessions in LENGTHS:
            rows.add_client(f"LEN-{sessions}", sessions, active=True)
        named = 1 + len(LENGTHS)
        for number, sessions in enumerate(_shares(size.clients - named, size.sessions - LONG_SESSIONS - sum(LENGTHS))):
            rows.add_client(f"S-{number + named:04}", sessions)
        rows.write(driver)
    engine.dispose()


def _shares(clients: int, sessions: int) -> Iterator[int]:
    """``sessions`` given out evenly."""
    for place in range(clients):
        yield sessions * (place + 1) // clients - sessions * place // clients


class _Rows:
    """What is to be inserted, table by table."""

    def __init__(self, elements: list[Any], client: int, session: int) -> None:
        self._draw = Random(11)
        self._usual = [(element, view) for element in elements for view in _PERSPECTIVES][:24]
        self._all = [(element, view) for element in elements for view in _PERSPECTIVES]
        self._client, self._session = client, session
        self.clients: list[tuple[Any, ...]] = []
        self.courses: list[tuple[Any, ...]] = []
        self.sessions: list[tuple[Any, ...]] = []
        self.notes: list[tuple[Any, ...]] = []
        self.ratings: list[tuple[Any, ...]] = []

    def add_client(self, code: str, sessions: int, *, whole: bool = False, active: bool = False) -> None:
        """One client with weekly sessions; ``whole`` for all series, else the usual ones."""
        draw, key = self._draw, self._client
        self._client += 1
        opened = _FIRST + timedelta(days=draw.randrange(30 * 365 - 7 * min(sessions, 1500)))
        status = "active" if whole or active else "ended"
        last = opened + timedelta(weeks=sessions)
        closed = None if whole or active else last.isoformat()
        self.clients.append((key, code, "", "individual", opened.isoformat(), closed, status))
        self.courses.append((key, 1, opened.isoformat(), closed))
        for number in range(sessions):
            self._add_session(key, number + 1, opened + timedelta(weeks=number), self._all if whole else self._usual)

    def _add_session(self, client: int, number: int, day: date, series: list[tuple[Any, str]]) -> None:
        draw, key = self._draw, self._session
        self._session += 1
        at = f"{day.isoformat()} 12:00:00.000000"
        self.sessions.append((key, f"bench-{key}", client, client, number, day.isoformat()))
        self.notes.append((f"bench-note-{key}", key, " ".join(draw.choices(_WORDS, k=60)), at, at))
        self.ratings += [(key, element, view, draw.randrange(40, 90)) for element, view in series]

    def write(self, driver: Any) -> None:
        """Insert it all."""
        driver.executemany(
            "INSERT INTO client (id, code, name, kind, opened_on, closed_on, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
            self.clients,
        )
        driver.executemany(
            "INSERT INTO course (client_id, number, opened_on, closed_on, focus, main_measure)"
            " VALUES (?, ?, ?, ?, '', '')",
            self.courses,
        )
        driver.executemany(
            "INSERT INTO session (id, uid, client_id, course_id, number, held_on, minutes, format, setting, attendance)"
            " VALUES (?, ?, ?, (SELECT id FROM course WHERE client_id = ?), ?, ?, 50,"
            " 'individual', 'room', 'attended')",
            self.sessions,
        )
        driver.executemany(
            "INSERT INTO note (uid, session_id, kind, format, text, author, written_at, signed_at, reason, digest)"
            " VALUES (?, ?, 'progress', 'free', ?, 'Bench', ?, ?, '', '')",
            self.notes,
        )
        driver.executemany(
            "INSERT INTO rating (session_id, element, perspective, rater, member_id, score) VALUES (?, ?, ?, '', 0, ?)",
            self.ratings,
        )
