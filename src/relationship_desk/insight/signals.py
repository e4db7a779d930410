"""The signals of one client, computed from the record in one pass, each session judged by what came before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import Baseline, Baselines, Drop
from relationship_desk.insight.ceiling import ceiling
from relationship_desk.insight.episodes import Episode, RecordedRupture, find_episodes, recorded_ruptures
from relationship_desk.insight.feedback import feedback_of, no_client_feedback
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.gap import gap_reversed, gap_widening, gaps_of
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.insight.measure_signals import courses_of, measure_signals
from relationship_desk.insight.members import cohesion_fall, split_alliance
from relationship_desk.insight.not_seen import not_seen
from relationship_desk.insight.plan_signals import goals_unreviewed, homework_not_done
from relationship_desk.insight.rating_plan import RatingPlan, plan_for
from relationship_desk.insight.risk_signals import risk
from relationship_desk.insight.rupture_signals import recorded_alone, repairs, ruptures, supports
from relationship_desk.insight.series import Series, SeriesSet, series_of, series_set
from relationship_desk.insight.slow_decline import slow_decline
from relationship_desk.insight.thresholds import Thresholds


@dataclass(frozen=True)
class Analysis:
    """A client's history with all that is computed from it; plots, prompts and reports take it from here."""

    history: History
    series: SeriesSet
    episodes: tuple[Episode, ...]
    recorded: tuple[RecordedRupture, ...]
    baselines: Mapping[tuple[ElementId, Perspective], Mapping[int, Baseline]]
    findings: tuple[Finding, ...]
    plan: RatingPlan
    measures: tuple[MeasureCourse, ...]
    """What the client as a whole has answered, measure by measure; the main one first."""
    catalogue: Catalogue
    thresholds: Thresholds
    """What the findings go by."""
    _asked_for: dict[tuple[ElementId, Perspective], Series] = field(default_factory=dict, repr=False, compare=False)
    """Rules ask in every session for series that nobody rated; each is made once."""

    def series_of(self, element: ElementId, perspective: Perspective) -> Series:
        """The series asked for, without values when nothing was rated."""
        key = (element, perspective)
        if key not in self._asked_for:
            self._asked_for[key] = series_of(self.series, self.history, element, perspective)
        return self._asked_for[key]

    def at(self, signal: str, session: int) -> Finding | None:
        """The finding of ``signal`` in ``session``, unless it only says that there are not enough sessions."""
        return self._by_session.get((signal, session))

    @cached_property
    def _by_session(self) -> dict[tuple[str, int], Finding]:
        """The first finding of each signal in each session."""
        held = (finding for finding in reversed(self.findings) if finding.strength != f.NOT_ENOUGH)
        return {(finding.signal, finding.session): finding for finding in held}

    def episode_at(self, session: int) -> Episode | None:
        """The episode that stood open once ``session`` had been held."""
        return next((episode for episode in self.episodes if episode.open_at(session)), None)


def analyse(history: History, catalogue: Catalogue, thresholds: Thresholds, day: date | None = None) -> Analysis:
    """Compute series, episodes, baselines and findings of one client.

    ``day`` is the day it is asked on; without one nothing is said of how long ago the client was seen, and the findings
    rest on the record alone.
    """
    series = series_set(history)
    alliance = series_of(series, history, ALLIANCE, Perspective.CLIENT)
    observed = series_of(series, history, ALLIANCE, Perspective.OBSERVER)
    recorded = recorded_ruptures(history)
    apart = {one.number for one in history.sessions if any(rupture.contains(one.number) for rupture in recorded)}
    supported = supports(history, Baselines(observed, thresholds))
    episodes = find_episodes(alliance, thresholds, supported, apart)
    inside = apart | {one.number for one in history.sessions if any(e.contains(one.number) for e in episodes)}
    own = {key: Baselines(one, thresholds, inside) for key, one in series.items()}
    plan = plan_for(
        history.client.kind,
        history.plan,
        catalogue,
        observed=any(perspective is Perspective.OBSERVER for _, perspective in series),
    )
    feedback = feedback_of(history, series, plan, inside)
    gaps = {element: gaps_of(series, history, element) for element in dict.fromkeys(one for one, _ in series)}
    measures = courses_of(history)
    absent = not_seen(history, day, thresholds) if day else None
    falls = tuple(cohesion_fall(history, inside, thresholds))
    told = {(one.subject, one.perspective, one.session) for one in falls if one.strength != f.NOT_ENOUGH}
    drops = _baseline_drops(series, own, catalogue, thresholds.baseline_least)
    found = (
        *falls,
        # One drop is one signal.
        *(one for one in drops if (one.subject, one.perspective, one.session) not in told),
        *slow_decline(alliance, own.get((ALLIANCE, Perspective.CLIENT), {}), inside, thresholds),
        *ceiling(alliance, thresholds),
        *ruptures(history, alliance, episodes, recorded, supported),
        *recorded_alone(episodes, recorded),
        *repairs(history, alliance, episodes),
        *gap_reversed(gaps.get(ALLIANCE, []), thresholds.gap),
        *(
            finding
            for element, common in gaps.items()
            for finding in gap_widening(element, catalogue.elements[element].short_title, common, inside, thresholds)
        ),
        *split_alliance(history, thresholds),
        *measure_signals(history, measures, thresholds),
        *goals_unreviewed(history, thresholds),
        *homework_not_done(history, thresholds),
        *risk(history),
        *(() if absent is None else (absent,)),
        *no_client_feedback(history, feedback, thresholds),
    )
    in_order = sorted(found, key=lambda one: (one.session, one.signal, one.subject, one.perspective or "", one.detail))
    return Analysis(history, series, episodes, recorded, own, tuple(in_order), plan, measures, catalogue, thresholds)


def _baseline_drops(
    series: SeriesSet,
    own: Mapping[tuple[ElementId, Perspective], Baselines],
    catalogue: Catalogue,
    least: int,
) -> Iterator[Finding]:
    for (element, perspective), one in series.items():
        title = catalogue.elements[element].short_title
        rated = one.rated
        if rated and len(rated) <= least:
            yield Finding(
                f.BASELINE_DROP,
                element,
                perspective,
                rated[-1].session,
                f.NOT_ENOUGH,
                f"{title}, {perspective}: {len(rated)} rated, an own baseline needs {least} before the one judged.",
                (),
            )
        for found in own[element, perspective].drops():
            yield Finding(
                f.BASELINE_DROP,
                element,
                perspective,
                found.session,
                found.level,
                _drop_sentence(title, perspective, found),
                (
                    Point(f"{title}, {perspective}", found.session, format_value(found.value)),
                    Point(
                        "own baseline",
                        None,
                        f"{format_value(found.baseline.mean)}, limit {format_value(found.baseline.limit)}",
                    ),
                ),
                current=found.session == rated[-1].session,
            )


def _drop_sentence(title: str, perspective: Perspective, found: Drop) -> str:
    baseline = found.baseline
    edge = baseline.limit if found.level == f.SIGNAL else baseline.look
    name = "limit" if found.level == f.SIGNAL else "look level"
    below, mean = format_value(baseline.mean - found.value), format_value(baseline.mean)
    return (
        f"{title} by {perspective} {format_value(found.value)}, {below} below the own baseline of {mean} "
        f"({name} {format_value(edge)}, {len(baseline.sessions)} sessions)."
    )
