"""The rating plan: which elements and measures are due, from whom, how often, and what is due now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.findings import RUPTURE
from relationship_desk.insight.occasion import Occasion, occasion_of
from relationship_desk.insight.rating_plan import LONGEST, NEVER, RatingPlan, plan_for
from relationship_desk.services.on_file import client_on_file, session_on_file
from relationship_desk.store.unit_of_work import Records, Store


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody to rate or fill in."""

    elements: tuple[ElementId, ...]
    measures: tuple[MeasureId, ...]

    def __bool__(self) -> bool:
        return bool(self.elements or self.measures)


@dataclass(frozen=True, slots=True)
class ClientDue:
    """A client with whom something waits to be rated or filled in."""

    client: Client
    due: Due
    sessions: int
    """So many sessions took place since the client last answered anything; all of them where nothing came in yet."""
    ever: bool
    """Whether the client has answered anything lately."""


class RatingPlans:
    """Reading and keeping rating plans, and asking them what is due."""

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now

    def of(self, client: ClientId) -> RatingPlan:
        """The plan of one client."""
        with self._store.read() as records:
            return plan_of(records, self._catalogue, client_on_file(records, client))

    def save(self, client: ClientId, planned: Iterable[PlannedRating]) -> None:
        """Keep where a client's plan differs from the usual one; a line that says the usual is not kept.

        Raises:
            UnusableInput: when a line cannot be; nothing is changed then.
        """
        rows = tuple(replace(one, client=client) for one in planned)
        with self._store.work("plan", "ratings") as work:
            plan = plan_of(work, self._catalogue, client_on_file(work, client))
            for one in rows:
                check(one, self._catalogue)
            work.voice.put_plan(
                client, [one for one in rows if one.every != plan.usually(one.subject, one.perspective)]
            )
            work.touch(client=client)

    def due_in(
        self, session: SessionId, perspective: Perspective = Perspective.CLIENT, member: ClientId | None = None
    ) -> Due:
        """What waits for ``perspective`` in ``session``, also what was due before and did not come in."""
        with self._store.read() as records:
            return self._split(self._occasion_of(records, session).due(perspective, member))

    def asked_in(
        self, session: SessionId, perspective: Perspective = Perspective.CLIENT, member: ClientId | None = None
    ) -> Due:
        """What ``session`` asks of ``perspective``, answered or not."""
        with self._store.read() as records:
            return self._split(self._occasion_of(records, session).asks(perspective, member))

    def due_next(self, client: ClientId) -> Due:
        """What the next session will ask of the client."""
        with self._store.read() as records:
            attended = _attended(records, client)
            if not attended:
                plan = plan_of(records, self._catalogue, client_on_file(records, client))
                return self._split(plan.waiting(Perspective.CLIENT, 1, {}, to_repair=False))
            return self._split(occasion(records, self._catalogue, attended[-1]).due_next(Perspective.CLIENT))

    def due_from_clients(self) -> tuple[ClientDue, ...]:
        """The active clients who have something to rate or fill in, the longest without an answer first."""
        with self._store.read() as records:
            broken, plans = _to_repair(records), records.voice.plans()
            lately = records.caseload.answered(Perspective.CLIENT, self._now().date(), LONGEST)
            clients = records.clients.among({one.client for one in lately})
            found = []
            for one in lately:
                plan = plan_for(clients[one.client].kind, plans.get(one.client, ()), self._catalogue, observed=False)
                last = max(one.latest.values(), default=0)
                # What the latest answers themselves have brought up is not missing from them.
                to_repair = one.client in broken and last < one.turns
                waiting: Sequence[str] = plan.waiting(Perspective.CLIENT, one.turns, one.latest, to_repair=to_repair)
                if any(subject not in plan.raters for subject in waiting):
                    # Questionnaires are few, and read only for those who may have one due.
                    waiting = self._occasion_of(records, one.session).due(Perspective.CLIENT)
                if waiting:
                    found.append(ClientDue(clients[one.client], self._split(waiting), one.turns - last, last > 0))
        return tuple(sorted(found, key=lambda row: (-row.sessions, row.client.code)))

    def _occasion_of(self, records: Records, session: SessionId) -> Occasion:
        return occasion(records, self._catalogue, session_on_file(records, session))

    def _split(self, subjects: Sequence[str]) -> Due:
        elements = tuple(ElementId(one) for one in subjects if one in self._catalogue.elements)
        return Due(elements, tuple(MeasureId(one) for one in subjects if one not in self._catalogue.elements))


def plan_of(records: Records, catalogue: Catalogue, client: Client) -> RatingPlan:
    """The plan of ``client``."""
    observed = records.voice.is_observed(client.id)
    return plan_for(client.kind, records.voice.plan(client.id), catalogue, observed=observed)


def occasion(records: Records, catalogue: Catalogue, session: Session) -> Occasion:
    """``session`` as the rating plan sees it."""
    attended = _attended(records, session.client)
    lately = [one.id for one in attended if one.number <= session.number][-LONGEST:]
    return occasion_of(
        plan_of(records, catalogue, client_on_file(records, session.client)),
        session,
        attended,
        records.sessions.ratings_in(lately),
        records.voice.administrations.of(session.client),
        to_repair=session.client in _to_repair(records, session.client),
    )


def check(planned: PlannedRating, catalogue: Catalogue) -> None:
    """Refuse a line of a plan that cannot be.

    Raises:
        UnusableInput: for an element that this perspective does not rate, and for a number out of bounds.
    """
    element = catalogue.elements.get(ElementId(planned.subject))
    if element and planned.perspective not in element.raters:
        raise UnusableInput(f"{element.title} is not rated by the {planned.perspective}.")
    if not NEVER <= planned.every <= LONGEST:
        raise UnusableInput(f"A rating is due in every so many sessions, {LONGEST} at most, or never: 0.")


def _to_repair(records: Records, client: ClientId | None = None) -> frozenset[ClientId]:
    """The clients with whom a rupture stands open."""
    return records.caseload.clients_with(RUPTURE, client)


def _attended(records: Records, client: ClientId) -> list[Session]:
    return [one for one in records.sessions.of(client) if one.attendance.took_place]
