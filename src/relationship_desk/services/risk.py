"""The risk record: opened by an answer that needs asking about or by the clinician, shown first until it is closed.

Nothing here is capped, muted or put off: an open record is shown before everything else until somebody has written
what was done about it and closes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from relationship_desk.domain import validity
from relationship_desk.domain.client_voice import RiskId, RiskRecord
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import Administration, Measure
from relationship_desk.domain.records import Client
from relationship_desk.insight import scoring
from relationship_desk.insight.undefined_measures import undefined_title
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.plan_rules import not_ahead
from relationship_desk.store.unit_of_work import Records, Store, UnitOfWork

ASK = "not answered: ask"
UNREAD = "its definition is not on this computer, so nothing was checked for risk: read the answers and ask"
BY_CLINICIAN = "opened by the clinician"


@dataclass(frozen=True, slots=True)
class OpenRisk:
    """A risk record that waits, and whose it is."""

    client: Client
    record: RiskRecord
    session: int | None
    """The number of the session it is about."""


class Risk:
    """Every change of the risk record. A method that returns has kept what it was given."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def open_records(self) -> tuple[OpenRisk, ...]:
        """Every open record of the practice, the oldest first."""
        with self._store.read() as records:
            found = [(records.clients.get(one.client), one) for one in records.voice.open_risk()]
            return tuple(OpenRisk(client, one, _number(records, one)) for client, one in found if client)

    def of(self, client: ClientId) -> tuple[RiskRecord, ...]:
        """The records of one client: open ones first, then the newest."""
        with self._store.read() as records:
            newest = reversed(records.voice.risk.of(client))
        return tuple(sorted(newest, key=lambda one: one.closed_on is not None))

    def get(self, record: RiskId) -> RiskRecord:
        """One record.

        Raises:
            NotFound: when it is not on file.
        """
        with self._store.read() as records:
            return _held(records, record)

    def open(
        self, client: ClientId, *, session: SessionId | None = None, assessed_on: date | None = None
    ) -> RiskRecord:
        """Open a record of one's own accord; dated as ``session`` is, or today."""
        with self._store.work("open", "risk") as work:
            held = work.sessions.get(session) if session else None
            if session and (held is None or held.client != client):
                raise NotFound("That session is not in this record.")
            day = not_ahead(assessed_on or (held.held_on if held else self._today()), self._today(), "That day")
            added = work.voice.risk.add(_empty(client, session, day, BY_CLINICIAN))
            work.touch(client=client, session=session)
        return added

    def save(self, record: RiskRecord) -> None:
        """Keep what was typed; the state, the client and what led to it stay as they are."""
        with self._store.work("write", "risk") as work:
            held = _held(work, record.id)
            if held.closed_on is not None:
                raise UnusableInput("This risk record is closed. Open it again to change it.")
            tidy = validity.plain_text
            typed = replace(
                held,
                assessed_on=not_ahead(record.assessed_on, self._today(), "The day of an assessment"),
                ideation=tidy(record.ideation),
                plan=tidy(record.plan),
                means=tidy(record.means),
                intent=tidy(record.intent),
                protective=tidy(record.protective),
                action=tidy(record.action),
                informed=tidy(record.informed),
            )
            work.voice.risk.save(typed)
            work.touch(client=held.client, session=held.session)

    def close(self, record: RiskId, on: date | None = None) -> None:
        """Say that what had to be done is done; today when no day is given.

        Raises:
            UnusableInput: while nothing says what was done, or why nothing had to be.
        """
        with self._store.work("close", "risk") as work:
            held = _held(work, record)
            if not held.action.strip():
                raise UnusableInput(
                    "The record stays open. Write under Action what was done, or why nothing had to be, then close it."
                )
            day = not_ahead(on or self._today(), self._today(), "That day")
            work.voice.risk.save(replace(held, closed_on=day))
            work.touch(client=held.client, session=held.session)

    def reopen(self, record: RiskId) -> None:
        """Open a closed record again."""
        with self._store.work("open", "risk") as work:
            held = _held(work, record)
            work.voice.risk.save(replace(held, closed_on=None))
            work.touch(client=held.client, session=held.session)

    def _today(self) -> date:
        return self._now().date()


def because(measure: Measure | None, administration: Administration) -> str:
    """Which answers need asking about, such as ``PHQ-9, item 9: 2``; empty when none does.

    A measure of which only the total is known has no answers to look at. Where the definition is not on this computer,
    nothing tells which answers are about risk: all have to be read.
    """
    if not administration.items:
        return ""
    if measure is None:
        return f"{undefined_title(administration.measure, administration.version)}, {UNREAD}"
    found = scoring.score(measure, administration.items)
    said = {number: str(administration.items[number - 1]) for number in found.risk}
    said |= dict.fromkeys(found.ask, ASK)
    return "; ".join(f"{measure.title}, item {number}: {words}" for number, words in sorted(said.items()))


def open_from(
    work: UnitOfWork,
    measure: Measure | None,
    administration: Administration,
    *,
    again: bool = False,
    or_later: bool = False,
) -> RiskRecord | None:
    """Open the record that the answers of ``administration`` call for, in its unit of work; None where they do not.

    Where the same answers of the same day have opened one that is still open, that one is given back. Closed ones are
    about other answers, unless these have been read ``again``. With ``or_later`` also one of a later day will do, since
    an assessment that came with imported answers may be dated after them.
    """
    why, day = because(measure, administration), administration.administered_on
    if not why:
        return None
    for one in work.voice.risk.of(administration.client):
        if one.because != why or (one.closed_on is not None and not (again or or_later)):
            continue
        if one.assessed_on == day or (or_later and one.assessed_on > day):
            return one
    record = _empty(administration.client, administration.session, administration.administered_on, why)
    work.touch(client=administration.client, session=administration.session)
    return work.voice.risk.add(record)


def _empty(client: ClientId, session: SessionId | None, day: date, why: str) -> RiskRecord:
    return RiskRecord(RiskId(0), new_uid(), client, session, day, "", "", "", "", "", "", "", why, None)


def _held(records: Records, record: RiskId) -> RiskRecord:
    found = records.voice.risk.get(record)
    if found is None:
        raise NotFound("That risk record is not on file.")
    return found


def _number(records: Records, record: RiskRecord) -> int | None:
    session = records.sessions.get(record.session) if record.session else None
    return session.number if session else None
