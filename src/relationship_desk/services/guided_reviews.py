"""The review of a client who is not on track: what is on file for each domain, in the order they are gone through.

The order is that of the clinical support tools used with feedback: alliance, motivation, social support, life events,
and only then the method (recalled, not checked; the four domains themselves are published).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain import validity
from relationship_desk.domain.counts import counted
from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.guided_review import GuidedReview, GuidedReviewId
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, CharacteristicId, ClientId, ElementId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.prompting import Prompting
from relationship_desk.store.unit_of_work import Store

LONGEST = 4000
TITLES = {
    "alliance": "Alliance",
    "motivation": "Motivation",
    "support": "Social support",
    "life_events": "Life events",
    "method": "Method",
}
"""The five domains in the order they are gone through."""
NOTHING = "Nothing on file."
_LATEST_SESSIONS = 3


@dataclass(frozen=True, slots=True)
class Domain:
    """One step of the review."""

    key: str
    """The attribute of :class:`GuidedReview` that holds what was found."""
    question: str
    on_file: tuple[str, ...]
    """One line each; a domain without anything says so."""

    @property
    def title(self) -> str:
        """Its name."""
        return TITLES[self.key]


@dataclass(frozen=True, slots=True)
class GuidedReviewView:
    """Everything that a new review begins with."""

    client: ClientId
    code: str
    session: int
    """The latest attended session."""
    domains: tuple[Domain, ...]


class GuidedReviews:
    """Beginning a review, keeping it, and reading the earlier ones."""

    def __init__(self, store: Store, catalogue: Catalogue, prompting: Prompting, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._prompting = prompting
        self._now = now

    def begin(self, client: ClientId) -> GuidedReviewView:
        """Collect what is on file.

        Raises:
            UnusableInput: before the first attended session.
        """
        analysis = self._prompting.analysis(client, self._now().date())
        history = analysis.history
        if not history.attended:
            raise UnusableInput("There is nothing to go through yet. Come back after the first session.")
        found = (
            Domain("alliance", "Do you still work on the same things, and well together?", _alliance(analysis)),
            Domain("motivation", "How ready, and how hopeful, is the client now?", self._motivation(analysis)),
            Domain("support", "Who else is there, and does it hold?", _support(history)),
            Domain("life_events", "What has happened outside since it began to slip?", _events(history)),
            Domain("method", "Only now: method, medication, diagnosis.", _method(analysis)),
        )
        return GuidedReviewView(client, history.client.code, history.attended[-1].number, found)

    def keep(self, view: GuidedReviewView, found: dict[str, str], decided: str) -> GuidedReview:
        """Keep a review: what was ``found`` by the key of the domain, and what follows.

        Raises:
            UnusableInput: when nothing was written, or a text is too long.
        """
        said = {one.key: validity.plain_text(found.get(one.key, "").strip(), LONGEST) for one in view.domains}
        follows = validity.plain_text(decided.strip(), LONGEST)
        if not follows and not any(said.values()):
            raise UnusableInput("Nothing is written yet. Write a word under one of the steps, or leave with Cancel.")
        review = GuidedReview(
            GuidedReviewId(0), new_uid(), view.client, view.session, self._now().date(), **said, decided=follows
        )
        with self._store.work("review", "client") as work:
            kept = work.prompts.guided_reviews.add(review)
            work.touch(client=view.client, prompts=True)
        return kept

    def of(self, client: ClientId) -> tuple[GuidedReview, ...]:
        """The reviews of a client, the newest first."""
        with self._store.read() as records:
            return tuple(reversed(records.prompts.guided_reviews.of(client)))

    def _motivation(self, analysis: Analysis) -> tuple[str, ...]:
        history = analysis.history
        stages = _latest(history, "stage-of-change")
        lines = [
            f"Stage of change{_about(one)}: {self._catalogue.stages[one.value].title}, {_said(one)}"
            for one in stages
            if one.value in self._catalogue.stages
        ]
        lines += [f"Expectations: {one.value}, {_said(one)}" for one in _latest(history, "expectations")]
        lines += _rated(analysis, ElementId("positive-expectations"), Perspective.CLIENT)
        undone = [one for one in history.homework if one.done is False]
        if history.homework:
            lines.append(f"Homework: {len(undone)} of {len(history.homework)} seen not to be done")
        return tuple(lines) or (NOTHING,)


def _alliance(analysis: Analysis) -> tuple[str, ...]:
    lines = [line for perspective in Perspective for line in _rated(analysis, ALLIANCE, perspective)]
    lines += _rated(analysis, GOAL_CONSENSUS, Perspective.CLIENT)
    held = analysis.history.attended
    episode = analysis.episode_at(held[-1].number)
    if episode is not None and not any(one.meets(episode) for one in analysis.recorded):
        lines.append(f"A possible rupture is open since session {episode.start}")
    lines += [f"A recorded rupture is open since session {one.start}" for one in analysis.recorded if one.end is None]
    return tuple(lines) or (NOTHING,)


def _rated(analysis: Analysis, element: ElementId, perspective: Perspective) -> Iterator[str]:
    rated = analysis.series_of(element, perspective).rated[-1:]
    title = analysis.catalogue.elements[element].short_title
    for point in rated:
        if point.value is not None:
            baseline = analysis.baselines.get((element, perspective), {}).get(point.session)
            own = f", own baseline {format_value(baseline.mean)}" if baseline else ""
            yield f"{title}, {perspective}: {format_value(point.value)} in session {point.session}{own}"


def _support(history: History) -> tuple[str, ...]:
    lines = [
        f"{title}{_about(one)}: {one.value}, {_said(one)}"
        for title, characteristic in (
            ("Social support", "social-support"),
            ("Functional impairment", "functional-impairment"),
        )
        for one in _latest(history, characteristic)
    ]
    # What a member has answered is not the group's.
    own = (one for one in history.administrations if one.measure == "wsas" and one.member is None)
    wsas = [one for one in own if one.total is not None and (one.measure, one.version) in history.definitions]
    lines += [f"WSAS: {_number(one.total)}, {short_day(one.administered_on)}" for one in wsas[-1:]]
    return tuple(lines) or (NOTHING,)


def _events(history: History) -> tuple[str, ...]:
    lines = [
        f"Concern: {one.concern}, noted {short_day(one.noted_on)}" for one in history.concerns if not one.resolved_on
    ]
    latest = history.sessions[-2 * _LATEST_SESSIONS :]
    missed = [one for one in latest if not one.attendance.took_place]
    if missed:
        lines.append(f"{len(missed)} of the last {len(latest)} appointments did not take place")
    lines += ["A risk record is open" for one in history.risk if one.closed_on is None][:1]
    return tuple(lines) or (NOTHING,)


def _method(analysis: Analysis) -> tuple[str, ...]:
    history, lines = analysis.history, list[str]()
    for one in history.planned:
        if one.dropped_on is None:
            name = one.intervention.casefold()
            done = {
                each.session
                for each in history.interventions
                if each.intervention.casefold() == name and each.delivered
            }
            said = f"delivered in {counted(len(done), 'session')}" if done else "not delivered yet"
            lines.append(f"{one.intervention}: planned {short_day(one.planned_on)}, {said}")
    foci = [f"{one.focus} in {one.number}" for one in history.attended[-_LATEST_SESSIONS:] if one.focus is not None]
    if foci:
        lines.append(f"Focus: {', '.join(foci)}")
    lines += _change(analysis)
    return tuple(lines) or (NOTHING,)


def _change(analysis: Analysis) -> Iterator[str]:
    """The main measure of the whole record, or the first there is: where this course began, and where it is."""
    for course in analysis.measures[:1]:
        for last in [one for one in course.standings if one.administration.total is not None][-1:]:
            told = [one for one in (last.first, last.administration) if one is not None]
            totals = {one.id: f"{_number(one.total)} on {short_day(one.administered_on)}" for one in told}
            yield f"{course.measure.title}: {', '.join(totals.values())}"


def _latest(history: History, characteristic: str) -> list[ProfileEntry]:
    """The latest reading of each concern, or of the characteristic as a whole."""
    own = [one for one in history.profile if one.characteristic == CharacteristicId(characteristic)]
    return list({one.concern: one for one in own}.values())


def _about(one: ProfileEntry) -> str:
    return f", {one.concern}" if one.concern else ""


def _said(one: ProfileEntry) -> str:
    return f"by {'a measure' if one.source == 'measure' else f'the {one.source}'}, {short_day(one.assessed_on)}"


def _number(total: float | None) -> str:
    return format_value(total or 0.0).removesuffix(".0")
