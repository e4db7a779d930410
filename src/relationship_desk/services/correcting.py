"""Putting records right: a session on its right day, in the right record, and two records of one person made one.

Each correction is kept with its reason in the record it was made in. Where a session changes records, neither record
names the other: whoever reads one of them learns nothing of the other client.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from relationship_desk.domain import validity
from relationship_desk.domain.case_file import Correction, CorrectionId, CorrectionKind
from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import COHESION, ClientId, SessionId
from relationship_desk.domain.records import Client, Course, Session
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services import belonging, merging, moving
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.merging import MergePreview
from relationship_desk.services.on_file import client_on_file, session_on_file
from relationship_desk.services.ordering import put_on_day
from relationship_desk.store.unit_of_work import Store, UnitOfWork

ELSEWHERE = "In another record"
LONGEST_REASON = 500


class Correcting:
    """Every change of what was kept in the wrong place. Signals and prompts are for the caller to evaluate again."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def corrections(self, client: ClientId) -> tuple[Correction, ...]:
        """What was put right in a client's record, oldest first."""
        with self._store.read() as records:
            return records.file.corrections.of(client)

    # Sessions

    def move_date(self, session: SessionId, held_on: date, start: time | None, reason: str) -> None:
        """Put a session, signed or not, on the day and at the time it was held; the sessions are numbered anew by time.

        Raises:
            UnusableInput: without a reason, for a day still to come, or when it is on that day already.
            NotFound: when the session is not in the practice.
        """
        reason = _given(reason)
        day = validity.record_date(held_on)
        if day > self._now().date():
            raise UnusableInput("That day is still to come. Choose today or an earlier one.")
        with self._store.work("move", "session") as work:
            old = session_on_file(work, session)
            if (day, start) == (old.held_on, old.start):
                raise UnusableInput("The session is on that day already. Nothing has been changed.")
            belonging.check_all(work, put_on_day(work, old, replace(old, held_on=day, start=start)))
            work.prompts.replace_findings(old.client, ())
            before, after = _moment(old.held_on, old.start), _moment(day, start)
            self._correct(work, old.client, session, CorrectionKind.DATE, before, after, reason)
            work.touch(client=old.client, session=session, prompts=True)

    def move_to_client(self, session: SessionId, client: ClientId, reason: str) -> None:
        """Put a session, signed or not, into the record it belongs to, with everything recorded in it.

        The numbers of the sessions that stay are left as they are. A prompt that the session opened goes, since it
        spoke about the other client; what had been answered to it is kept in words with the correction.

        Raises:
            UnusableInput: without a reason, with one that names a client, or when the session does not fit there.
            NotFound: when session or client is not in the practice.
        """
        reason = _given(reason)
        with self._store.work("move", "session") as work:
            old = session_on_file(work, session)
            giver, taker = client_on_file(work, old.client), client_on_file(work, client)
            if giver.id == taker.id:
                raise UnusableInput("The session is in that record already. Nothing has been changed.")
            _require_unnamed(reason, giver, taker)
            _require_fit(work, old, taker)
            answers = moving.drop_prompts(work, old)
            new = moving.carry(work, old, taker, _course_on(work.clients.courses(client), old.held_on))
            left = " ".join(["No longer in this record.", *answers])
            self._correct(work, giver.id, None, CorrectionKind.MOVED_OUT, _named(old), left, reason)
            self._correct(work, taker.id, session, CorrectionKind.MOVED_IN, ELSEWHERE, _named(new), reason)
            for one in (giver, taker):
                work.prompts.replace_findings(one.id, ())
                work.touch(client=one.id, session=session, prompts=True)

    # Clients

    def merge_preview(self, kept: ClientId, absorbed: ClientId) -> MergePreview:
        """What :meth:`merge` would move, or why it cannot be."""
        with self._store.read() as records:
            return merging.preview(records, client_on_file(records, kept), client_on_file(records, absorbed))

    def merge(self, kept: ClientId, absorbed: ClientId, reason: str) -> None:
        """Put everything of ``absorbed`` into the record of ``kept``, which is the same person; ``absorbed`` goes.

        Raises:
            UnusableInput: without a reason, or when the two cannot be one.
            NotFound: when one of them is not in the practice.
        """
        reason = _given(reason)
        with self._store.work("merge", "client") as work:
            into, gone = client_on_file(work, kept), client_on_file(work, absorbed)
            seen = merging.preview(work, into, gone)
            if seen.hindrance:
                raise UnusableInput(seen.hindrance)
            work.touch(client=kept, prompts=True)
            said = merging.merge(work, into, gone)
            before, after = f"{gone.code}: {seen.words}", " ".join([f"All of it in {into.code}.", *said])
            self._correct(work, kept, None, CorrectionKind.MERGED, before, after, reason)

    def _correct(
        self,
        work: UnitOfWork,
        client: ClientId,
        session: SessionId | None,
        kind: CorrectionKind,
        before: str,
        after: str,
        reason: str,
    ) -> None:
        now, who = self._now().replace(microsecond=0), work.practice.get().clinician
        work.file.corrections.add(
            Correction(CorrectionId(0), new_uid(), client, session, kind, before, after, reason, now, who)
        )


def _given(reason: str) -> str:
    tidy = validity.plain_text(reason.strip(), LONGEST_REASON)
    if not tidy:
        raise UnusableInput("A correction needs its reason, so that the record shows why.")
    return tidy


def _require_unnamed(reason: str, *clients: Client) -> None:
    names = [(name, re.IGNORECASE) for client in clients for name in (client.code, client.name) if name]
    # One part of a name tells too; in capitals as in the name, since many names are also words.
    names += [(part, re.NOFLAG) for client in clients for part in client.name.split() if len(part) > 1]
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", reason, flags) for name, flags in names):
        raise UnusableInput("Both records show the reason. Say it without a code or a name of a client.")


def _require_fit(work: UnitOfWork, session: Session, taker: Client) -> None:
    members = work.moving.members_in(session.id)
    if members and taker.kind is ClientKind.INDIVIDUAL:
        raise UnusableInput(f"The session holds entries about single members; {taker.code} has no members.")
    belonging.check_all(work, replace(session, client=taker.id))
    if taker.kind is not ClientKind.GROUP and _rates_cohesion(work, session):
        raise UnusableInput(f"The cohesion of a group was rated in the session; {taker.code} is no group.")


def _rates_cohesion(work: UnitOfWork, session: Session) -> bool:
    return any(rating.element == COHESION for rating in work.sessions.ratings(session.id))


def _course_on(courses: tuple[Course, ...], day: date) -> Course | None:
    """The newest course that was open on ``day``."""
    there = [one for one in courses if one.opened_on <= day and (one.closed_on is None or day <= one.closed_on)]
    return there[-1] if there else None


def _named(session: Session) -> str:
    return f"Session {session.number} of {_moment(session.held_on, None)}"


def _moment(day: date, start: time | None) -> str:
    return long_day(day) + (f", {start:%H:%M}" if start else "")
