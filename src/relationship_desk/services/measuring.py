"""Measures: which are offered, and what was answered, scored and kept with its version for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from relationship_desk.domain.client_voice import OwnMeasure, RiskRecord
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, CourseId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, How, Items, Measure, MeasureId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import scoring
from relationship_desk.insight.measure_courses import MeasureCourse, measure_courses
from relationship_desk.insight.undefined_measures import Undefined, undefined_answers
from relationship_desk.services import belonging, definitions, risk
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.plan_rules import not_ahead
from relationship_desk.store.unit_of_work import Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered: items, of which None is not answered, or the total alone.

    Beside a total the items may tell what was answered to the risk items, and nothing else.
    """

    items: Items = ()
    declined: tuple[int, ...] = ()
    """The numbers of the items that the client would rather not answer."""
    total: float | None = None
    subscales: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, and the risk record that it calls for."""

    administration: Administration
    risk: RiskRecord | None


class Measuring:
    """Every change of measures and administrations. A method that returns has kept what it was given."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    # Which there are

    def measures(self) -> tuple[Measure, ...]:
        """What can be given today by title: the newest version of each, without own ones that are retired."""
        with self._store.read() as records:
            found = definitions.offered(records)
        return tuple(sorted(found, key=lambda measure: (measure.title.casefold(), measure.id)))

    def measure(self, measure: MeasureId, version: str) -> Measure:
        """One measure in the version that answers were given to, retired or not.

        Raises:
            NotFound: where its definition is not on this computer.
        """
        with self._store.read() as records:
            return definitions.find(records, measure, version)

    def own(self) -> tuple[OwnMeasure, ...]:
        """The practice's own measures, every version."""
        with self._store.read() as records:
            return records.voice.own_measures.all()

    @staticmethod
    def title_of(own: OwnMeasure) -> str:
        """The title of an own measure, or its id where only another version of the program can read it."""
        measure = definitions.read_own(own)
        return measure.title if measure else own.measure

    # Own measures

    def add_own(self, text: str, file: str) -> Measure:
        """Add a measure from its TOML; the same text twice adds nothing. ``file`` is what a fault names.

        Raises:
            CatalogueError: for the first thing that is wrong with it, with file and line.
            UnusableInput: when its id is that of a shipped measure, or its version is kept with another definition.
        """
        with self._store.work("add", "measure") as work:
            return definitions.add_own(work, text, file, self._now())

    def add_own_file(self, path: Path) -> Measure:
        """Add a measure from a file, as :meth:`add_own` does.

        Raises:
            UnusableInput: also when the file cannot be read.
        """
        return self.add_own(definitions.read_toml(path), path.name)

    def retire(self, measure: MeasureId) -> None:
        """Offer an own measure no more. What was answered stays, and so does every version."""
        self._set_retired(measure, self._now().date())

    def bring_back(self, measure: MeasureId) -> None:
        """Offer a retired measure again."""
        self._set_retired(measure, None)

    def _set_retired(self, measure: MeasureId, on: date | None) -> None:
        with self._store.work("retire" if on else "bring back", "measure") as work:
            held = [one for one in work.voice.own_measures.all() if one.measure == measure]
            if not held:
                raise NotFound("That is none of the practice’s own measures.")
            for one in held:
                work.voice.own_measures.save(replace(one, retired_on=on))
            work.touch(settings=True)

    # What was answered

    def administer(
        self,
        client: ClientId,
        measure: Measure,
        given: Given,
        *,
        administered_on: date | None = None,
        session: SessionId | None = None,
        member: ClientId | None = None,
        perspective: Perspective = Perspective.CLIENT,
        how: How = How.TYPED,
    ) -> Kept:
        """Score and keep what was answered; a risk item above its floor or left open opens the risk record with it.

        Dated as ``session`` is, or today, unless a day is given.

        Raises:
            UnusableInput: when the answers, the day or the member cannot be.
        """
        with self._store.work("administer", "measure") as work:
            held = work.sessions.get(session) if session else None
            day = administered_on or (held.held_on if held else self._today())
            shell = Administration(
                AdministrationId(0),
                new_uid(),
                client,
                session,
                member,
                not_ahead(day, self._today(), "The day on which a measure was filled in"),
                measure.id,
                measure.version,
                perspective,
                (),
                (),
                None,
                {},
                how,
            )
            return enter(work, measure, shell, given)

    def correct(self, administration: Administration, given: Given) -> Kept:
        """Keep other answers, or another day, session or perspective, for one that was typed by mistake.

        A risk record that the mistake has opened stays open until it is closed.

        Raises:
            NotFound: when they are not on file, or the definition of their measure is not on this computer.
        """
        with self._store.work("edit", "measure") as work:
            if work.voice.administrations.get(administration.id) is None:
                raise NotFound("Those answers are not on file.")
            not_ahead(administration.administered_on, self._today(), "The day on which a measure was filled in")
            measure = definitions.find(work, administration.measure, administration.version)
            return enter(work, measure, administration, given)

    def remove(self, administration: Administration) -> None:
        """Take out answers that were typed by mistake. A risk record that they have opened stays."""
        with self._store.work("remove", "measure") as work:
            work.voice.administrations.remove(administration.id)
            work.touch(client=administration.client, session=administration.session)

    def put_back(self, administration: Administration) -> None:
        """Put back what :meth:`remove` took out, as it was."""
        with self._store.work("put back", "measure") as work:
            work.voice.administrations.add(administration)
            work.touch(client=administration.client, session=administration.session)

    def administrations(self, client: ClientId) -> tuple[MeasureCourse, ...]:
        """What ``client`` has answered, one entry for each measure, perspective and member; the main measure first."""
        with self._store.read() as records:
            answered = records.voice.administrations.of(client)
            return measure_courses(
                records.clients.courses(client),
                records.sessions.of(client),
                answered,
                definitions.of(records, answered),
            )

    def undefined(self, client: ClientId) -> tuple[Undefined, ...]:
        """What ``client`` has answered to measures whose definition is not on this computer, by title."""
        with self._store.read() as records:
            answered = records.voice.administrations.of(client)
            return undefined_answers(answered, definitions.of(records, answered))

    def choose_main(self, client: ClientId, measure: MeasureId | None, course: CourseId | None = None) -> None:
        """Say which measure a course is followed by, the newest one unless ``course`` is given; None for none."""
        with self._store.work("main measure", "course") as work:
            courses = [one for one in work.clients.courses(client) if course in (None, one.id)]
            if not courses:
                raise NotFound("There is no course to follow. Open a course on the Overview first.")
            work.clients.save_course(replace(courses[-1], main_measure=measure or ""))
            work.touch(client=client)

    def _today(self) -> date:
        return self._now().date()


def enter(work: UnitOfWork, measure: Measure | None, shell: Administration, given: Given) -> Kept:
    """Score ``given`` and keep it as ``shell``: a new one when its id is 0. Opens the risk record in the same work.

    Without a ``measure``, whose definition is not on this computer, it is kept as it is.

    Raises:
        UnusableInput: when the answers or the member cannot be; nothing is kept.
    """
    _check_place(work, shell)
    found = scored(measure, given) if measure else given
    administration = replace(
        shell, items=found.items, declined=found.declined, total=found.total, subscales=found.subscales
    )
    if administration.id:
        work.voice.administrations.save(administration)
    else:
        administration = work.voice.administrations.add(administration)
    opened = risk.open_from(work, measure, administration, again=bool(shell.id))
    work.touch(client=administration.client, session=administration.session)
    return Kept(administration, opened)


def scored(measure: Measure, given: Given) -> Given:
    """The answers with what they come to.

    Raises:
        UnusableInput: when the answers cannot be.
    """
    if not given.items:
        if given.total is None:
            raise UnusableInput(f"Enter the total of {measure.title}, or its items.")
        if given.declined:
            raise UnusableInput("Items can be declined only where items are entered.")
        subscales = _subscales(measure, given.subscales)
        return Given(total=scoring.check_total(measure, given.total), subscales=subscales)
    found = scoring.score(measure, given.items)
    declined = tuple(sorted(set(given.declined)))
    if not set(declined) <= set(found.missing):
        raise UnusableInput("An item that was declined has no answer. Take one of them back.")
    alone = bool(measure.risk_items) and not declined and scoring.is_total_alone(measure, given.items, given.total)
    if given.total is not None and alone:
        total = scoring.check_total(measure, given.total)
        return Given(given.items, (), total, _subscales(measure, given.subscales))
    if len(found.missing) == measure.items and not declined:
        raise UnusableInput("Nothing is answered yet. Enter the items, or only the total.")
    if given.total is not None and round(given.total, scoring.DECIMALS) != found.total:
        raise UnusableInput(f"The items of {measure.title} do not come to a total of {given.total:g}.")
    if any(found.subscales.get(name) != value for name, value in given.subscales.items()):
        raise UnusableInput(f"The items of {measure.title} do not come to these subscales.")
    return Given(given.items, declined, found.total, found.subscales)


def _subscales(measure: Measure, subscales: Mapping[str, float]) -> dict[str, float]:
    """Subscale totals typed as they are; what the items of a subscale cannot come to is refused."""
    known = {scale.id: scale for scale in measure.subscales}
    kept: dict[str, float] = {}
    for name, value in subscales.items():
        if name not in known:
            raise UnusableInput(f"{measure.title} has no subscale “{name[:40]}”.")
        count = len(known[name].items)
        lowest = min(0.0, measure.total_min) if not count else float(count * measure.item_min)
        highest = measure.total_max if not count else float(count * measure.item_max)
        if not lowest <= value <= highest:
            raise UnusableInput(
                f"The subscale “{name}” of {measure.title} runs from {lowest:g} to {highest:g}; {value:g} is outside."
            )
        kept[name] = round(value, scoring.DECIMALS)
    return kept


def _check_place(work: UnitOfWork, shell: Administration) -> None:
    """Refuse a session of another record, and a member who did not belong."""
    client = work.clients.get(shell.client)
    session = work.sessions.get(shell.session) if shell.session else None
    if client is None or (shell.session and (session is None or session.client != shell.client)):
        raise NotFound("That session is not in this record.")
    if shell.member is not None:
        day = session.held_on if session else shell.administered_on
        if not any(belonging.covers(one, day) for one in belonging.memberships(work, shell.client, shell.member)):
            raise UnusableInput("That client did not belong on that day. Nothing has been changed.")
