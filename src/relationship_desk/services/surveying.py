"""The practice as a whole, for the clinician alone: what is rated by whom, and what became of courses.

Counts only. Nobody is named or ranked, and nothing of it can be printed or exported.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relationship_desk.catalogue.model import Catalogue, Element
from relationship_desk.domain.counts import counted
from relationship_desk.domain.ids import ClientId, CourseId
from relationship_desk.domain.measure import Administration, Definitions, Measure, MeasureId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight import reliable_change
from relationship_desk.insight.measure_courses import Standing, measure_courses
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.services import definitions
from relationship_desk.store.unit_of_work import Records, Store

FEWEST_COURSES = 5
"""With fewer courses nothing is said about what became of them."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How often one element was rated."""

    element: Element
    of: int
    """The sessions in which it could have been."""
    rated: Mapping[Perspective, int]
    """In how many of them it was; a perspective that does not rate it is left out."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the courses that one measure was given in twice or more, from the first total to the last."""

    measure: Measure
    courses: int
    counts: Mapping[Outcome, int]
    """Empty where no change value of the measure is known, or below :data:`FEWEST_COURSES`."""
    has_cutoff: bool
    """Without one nobody can be counted as recovered."""

    @property
    def enough(self) -> bool:
        """Whether there are courses enough to say anything."""
        return self.courses >= FEWEST_COURSES


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole practice over a time."""

    sessions: int
    """How many took place."""
    balance: tuple[Balance, ...]
    """The eleven elements, and what else was rated."""
    outcomes: tuple[Outcomes, ...]
    """By the title of the measure."""


class Surveying:
    """Counting over all clients."""

    def __init__(self, store: Store, catalogue: Catalogue, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._today = today

    def survey(self, months: int | None, progress: Progress) -> Survey:
        """Count what happened in the last so many months, or ever. It may run on any thread."""
        last = self._today()
        first = date.min if months is None else _months_before(last, months)
        with self._store.read() as records:
            progress.step("Counting sessions", 0.0)
            held, rated = records.caseload.held(first, last), records.caseload.rated(first, last)
            together = records.caseload.rated(first, last, [ClientKind.GROUP])
            balance = tuple(
                Balance(
                    element,
                    held.get(ClientKind.GROUP, 0) if element.groups_only else sum(held.values()),
                    {
                        one: (together if element.groups_only else rated).get((element.id, one), 0)
                        for one in Perspective
                        if one in element.raters
                    },
                )
                for element in self._catalogue.elements.values()
                if element.eleven or any((element.id, one) in rated for one in Perspective)
            )
            return Survey(sum(held.values()), balance, _outcomes(records, first, last, progress))


def _months_before(day: date, months: int) -> date:
    """The day after the one so many months ago, so that the time is that long with ``day`` in it."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    # The first that exists: there is no 31 February.
    same = next(date(year, month + 1, one) for one in range(day.day, 0, -1) if one <= monthrange(year, month + 1)[1])
    return same + timedelta(days=1)


def _outcomes(records: Records, first: date, until: date, progress: Progress) -> tuple[Outcomes, ...]:
    """The outcomes by measure: courses whose last administration lies in the time, as the client filled it in."""
    given: dict[ClientId, list[Administration]] = defaultdict(list)
    for one in records.voice.administrations.all():
        if one.perspective is Perspective.CLIENT:
            given[one.client].append(one)
    known = definitions.of(records, (one for answered in given.values() for one in answered))
    found: dict[MeasureId, list[Standing]] = defaultdict(list)
    for place, (client, administrations) in enumerate(given.items()):
        progress.step(f"Counting courses of {counted(len(given), 'client')}", place / len(given))
        for last in _lasts(records, client, administrations, known):
            if first <= last.administration.administered_on <= until:
                found[last.measure.id].append(last)
    return tuple(sorted(map(_counted, found.values()), key=lambda one: one.measure.title.casefold()))


def _lasts(
    records: Records, client: ClientId, administrations: list[Administration], known: Definitions
) -> list[Standing]:
    """The last standing of each course, measure and member of ``client`` that has a change."""
    lasts: dict[tuple[MeasureId, ClientId | None, CourseId | None], Standing] = {}
    courses = records.clients.courses(client)
    sessions = records.sessions.of(client)
    for course in measure_courses(courses, sessions, administrations, known):
        for standing in course.standings:
            if standing.change is not None:
                lasts[course.measure.id, course.member, standing.course] = standing
    return list(lasts.values())


def _counted(lasts: list[Standing]) -> Outcomes:
    measure = max(lasts, key=lambda one: one.administration.administered_on).measure
    known = [one.outcome for one in lasts if one.outcome is not None]
    enough = len(lasts) >= FEWEST_COURSES
    return Outcomes(
        measure,
        len(lasts),
        Counter(known) if enough else {},
        has_cutoff=reliable_change.cutoff(measure) is not None,
    )
