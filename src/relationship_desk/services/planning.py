"""Planning a course: concerns, goals, interventions, and how the work is fitted to the client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain import validity
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import CharacteristicId, ClientId, CourseId, GoalId
from relationship_desk.domain.plan import Concern, ConcernId, Planned, PlannedId
from relationship_desk.domain.process import (
    Adaptation,
    AdaptationId,
    InterventionKind,
    Met,
    Preference,
    PreferenceId,
    PreferenceKind,
)
from relationship_desk.domain.records import Goal
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus
from relationship_desk.services import plan_rules as rules
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.plan_view import KnownNames, PlanView, known_names, view_of
from relationship_desk.store.unit_of_work import Store, UnitOfWork

REVIEW_AFTER = timedelta(weeks=6)
"""Until a goal is looked at again, unless another day is given: about six weekly sessions."""
Entry = Concern | Planned | Preference | Adaptation
"""What can be taken out of a plan and put back. A goal is reached or dropped instead."""
_KINDS = {Concern: "concern", Planned: "planned", Preference: "preference", Adaptation: "adaptation"}


class Planning:
    """Every change of a plan. A method that returns has kept what it was given."""

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now

    def plan_of(self, client: ClientId, course: CourseId | None = None) -> PlanView:
        """The plan of ``course``; of the newest one when it is not said."""
        with self._store.read() as records:
            return view_of(records, client, course, self._today())

    # Concerns

    def add_concern(
        self, client: ClientId, concern: str, *, noted_on: date | None = None, course: CourseId | None = None
    ) -> Concern:
        """Note what the client came with."""
        day = noted_on or self._today()
        with self._store.work("add", "concern") as work:
            where = _course(work, client, course)
            entry = rules.concern(Concern(ConcernId(0), new_uid(), client, where, concern, day, None), self._today())
            added = work.file.concerns.add(entry)
            work.touch(client=client)
        return added

    def save_concern(self, concern: Concern) -> None:
        """Keep a changed concern."""
        with self._store.work("edit", "concern") as work:
            if work.file.concerns.get(concern.id) is None:
                raise NotFound("That concern is not on file.")
            work.file.concerns.save(rules.concern(concern, self._today()))
            work.touch(client=concern.client)

    # Planned interventions

    def plan_intervention(
        self,
        client: ClientId,
        intervention: str,
        kind: InterventionKind = InterventionKind.SUPPORTED,
        *,
        since: date | None = None,
        why: str = "",
        course: CourseId | None = None,
    ) -> Planned:
        """Plan an intervention; sessions say under the same name and kind whether it was delivered."""
        day = since or self._today()
        with self._store.work("add", "planned") as work:
            where = _course(work, client, course)
            entry = Planned(PlannedId(0), new_uid(), client, where, intervention, kind, day, None, why)
            added = work.file.planned.add(rules.planned(work, entry, self._today()))
            work.touch(client=client)
        return added

    def save_planned(self, planned: Planned) -> None:
        """Keep a changed plan of an intervention. What sessions have said under another name stays with that name."""
        with self._store.work("edit", "planned") as work:
            if work.file.planned.get(planned.id) is None:
                raise NotFound("That intervention is not planned.")
            work.file.planned.save(rules.planned(work, planned, self._today()))
            work.touch(client=planned.client)

    def known_names(self, client: ClientId) -> dict[InterventionKind, KnownNames]:
        """The interventions to choose from, by kind."""
        with self._store.read() as records:
            return {kind: known_names(records, self._catalogue, client, kind) for kind in InterventionKind}

    # Goals

    def add_goal(
        self,
        client: ClientId,
        goal: str,
        *,
        client_words: str = "",
        agreed_by: AgreedBy,
        set_on: date | None = None,
        review_on: date | None = None,
    ) -> Goal:
        """Write down what the work is for, who agreed, and when to look at it again (:data:`REVIEW_AFTER`)."""
        day = validity.record_date(set_on or self._today())
        review = review_on or day + REVIEW_AFTER
        entry = Goal(GoalId(0), new_uid(), client, goal, client_words, day, agreed_by, GoalStatus.OPEN, None, review)
        with self._store.work("add", "goal") as work:
            added = work.clients.add_goal(rules.goal(entry))
            work.touch(client=client)
        return added

    def save_goal(self, goal: Goal) -> None:
        """Keep a changed goal."""
        with self._store.work("edit", "goal") as work:
            work.clients.save_goal(rules.goal(goal))
            work.touch(client=goal.client)

    def review_goal(self, goal: Goal, on: date | None = None, next_review: date | None = None) -> None:
        """Say that a goal was looked at, and when it will be again (:data:`REVIEW_AFTER`)."""
        day = rules.not_ahead(on or self._today(), self._today(), "A review")
        self.save_goal(replace(goal, reviewed_on=day, review_on=next_review or day + REVIEW_AFTER))

    # Preferences and adaptations

    def add_preference(
        self,
        client: ClientId,
        preference: str,
        *,
        kind: PreferenceKind | None = None,
        strength: Tenths | None = None,
        met: Met | None = None,
        reason: str = "",
        stated_on: date | None = None,
    ) -> None:
        """Keep what the client prefers, how strongly, and whether it was met or why not."""
        day = stated_on or self._today()
        entry = Preference(PreferenceId(0), client, day, preference, strength, met, reason, kind)
        with self._store.work("prefer", "client") as work:
            work.process.put_preference(rules.preference(work, entry, self._today()))
            work.touch(client=client)

    def save_preference(self, preference: Preference) -> None:
        """Keep a changed preference."""
        with self._store.work("prefer", "client") as work:
            work.process.save_preference(rules.preference(work, preference, self._today()))
            work.touch(client=preference.client)

    def add_adaptation(self, client: ClientId, session: int, characteristic: CharacteristicId, change: str) -> None:
        """Keep what was changed to fit ``characteristic``, from session number ``session`` on."""
        entry = Adaptation(AdaptationId(0), client, session, characteristic, change)
        with self._store.work("adapt", "client") as work:
            work.process.put_adaptation(rules.adaptation(work, entry, self._catalogue))
            work.touch(client=client)

    def save_adaptation(self, adaptation: Adaptation) -> None:
        """Keep a changed adaptation."""
        with self._store.work("adapt", "client") as work:
            work.process.save_adaptation(rules.adaptation(work, adaptation, self._catalogue))
            work.touch(client=adaptation.client)

    # Taking out and putting back

    def remove(self, entry: Entry) -> None:
        """Take ``entry`` out of the plan."""
        with self._store.work("remove", _KINDS[type(entry)]) as work:
            match entry:
                case Concern():
                    work.file.concerns.remove(entry.id)
                case Planned():
                    work.file.planned.remove(entry.id)
                case Preference():
                    work.process.remove_preference(entry.id)
                case Adaptation():
                    work.process.remove_adaptation(entry.id)
            work.touch(client=entry.client)

    def put_back(self, entry: Entry) -> None:
        """Put back what :meth:`remove` took out, as it was."""
        with self._store.work("put back", _KINDS[type(entry)]) as work:
            match entry:
                case Concern():
                    work.file.concerns.add(entry)
                case Planned():
                    work.file.planned.add(entry)
                case Preference():
                    work.process.put_preference(entry)
                case Adaptation():
                    work.process.put_adaptation(entry)
            work.touch(client=entry.client)

    def _today(self) -> date:
        return self._now().date()


def _course(work: UnitOfWork, client: ClientId, course: CourseId | None) -> CourseId:
    """The course that is meant: the newest when none is said."""
    found = next((one.id for one in reversed(work.clients.courses(client)) if course in (None, one.id)), None)
    if found is None:
        raise UnusableInput("There is no course to plan. Open a course on the Overview first.")
    return found
