"""From the record of one client to the page tree of the supervision summary."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element, Tier
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, CharacteristicId, ClientId, EntryId
from relationship_desk.domain.process import Adaptation, Repair
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import AgreedBy, ClientKind, Edition, GoalStatus, Perspective, PromptStatus
from relationship_desk.insight.episodes import Episode, RecordedRupture
from relationship_desk.insight.series import Series
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.rules import all_rules
from relationship_desk.reports.summary import (
    NOT_YET,
    FocusChart,
    FullIdentity,
    GoalLine,
    Panel,
    ProfileLine,
    PromptLine,
    RateRow,
    RuptureLine,
    SupervisionSummary,
    View,
    Views,
)
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.printed_tiers import tiers_of_entry, tiers_of_rule

_TO_RATE = ("alliance", "empathy", "relational-interpretations", "countertransference")


@dataclass(frozen=True, slots=True)
class Request:
    """What a summary is asked to show."""

    client: ClientId
    sessions_from: int = 1
    sessions_to: int | None = None
    """None: to the latest session."""
    full_identity: bool = False
    question: str = ""
    trends: bool = True
    ruptures: bool = True
    goals: bool = True
    profile: bool = True
    prompts: bool = True


class Summarising:
    """One summary in the making."""

    def __init__(
        self,
        analysis: Analysis,
        adaptations: tuple[Adaptation, ...],
        request: Request,
        last: int,
        catalogue: Catalogue,
        preferences: Preferences,
        code: str | None,
        today: date,
    ) -> None:
        self._analysis = analysis
        self._adaptations = adaptations
        self._history: History = analysis.history
        self._request = request
        self._first, self._last = request.sessions_from, last
        self._catalogue = catalogue
        self._edition = preferences.edition
        self._gap = preferences.thresholds.gap
        self._practice_code = self._history.client.code
        self._code = code or self._practice_code
        self._today = today

    def build(self) -> SupervisionSummary:
        """The page tree."""
        history, request = self._history, self._request
        held = [s for s in history.attended if self._first <= s.number <= self._last]
        weeks = (history.week(held[0].held_on), history.week(held[-1].held_on))
        courses = len({s.course for s in held if s.course})
        status = "" if courses < 2 else f"{courses} courses"
        return SupervisionSummary(
            code=self._code,
            kind=history.client.kind,
            status_line=status,
            sessions_from=held[0].number,
            sessions_to=held[-1].number,
            sessions_held=len(held),
            weeks=weeks,
            years=tuple(sorted({s.held_on.year for s in held})),
            question=self._said(request.question.strip()),
            alliance=FocusChart(self._views(self._catalogue.elements[ALLIANCE]), self._episodes(), self._gap),
            panels=tuple(self._panel(element) for element in self._catalogue.eleven) if request.trends else (),
            course=self._course(),
            goals=self._goals() if request.goals else (),
            ruptures=self._ruptures() if request.ruptures else (),
            profile=self._profile() if request.profile else (),
            prompts=self._prompts() if request.prompts else (),
            last_review=self._last_review(),
            rate=self._rate_rows(),
            full=self._full(held[0].held_on, held[-1].held_on) if request.full_identity else None,
            edition=int(self._edition),
        )

    def _full(self, first: date, last: date) -> FullIdentity:
        return FullIdentity(self._history.client.name, first, last, self._today)

    def _said(self, text: str) -> str:
        """Free text with the client's own code replaced by the drawn one."""
        own = rf"(?<!\w){re.escape(self._practice_code)}(?!\w)"
        return re.sub(own, lambda _: self._code, text, flags=re.IGNORECASE)

    # Series

    def _views(self, element: Element) -> Views:
        client = self._analysis.series_of(element.id, Perspective.CLIENT)
        last = client.last
        own = self._analysis.baselines.get((element.id, Perspective.CLIENT), {})
        return Views(
            title=element.print_title,
            clinician=self._view(element, Perspective.CLINICIAN),
            client=self._view(element, Perspective.CLIENT),
            observer=self._view(element, Perspective.OBSERVER),
            baseline=own.get(last.session) if last and self._first <= last.session <= self._last else None,
        )

    def _view(self, element: Element, perspective: Perspective) -> View:
        series = self._analysis.series_of(element.id, perspective)
        shown = tuple(p for p in series.points if self._first <= p.session <= self._last)
        return View(replace(series, points=shown), self._due(series))

    def _due(self, series: Series) -> frozenset[int]:
        """The sessions in which a rating was due; turns are counted from the first session, whatever is shown."""
        return frozenset(
            point.session
            for turn, point in enumerate(series.points, start=1)
            if self._analysis.plan.is_due(
                series.element,
                series.perspective,
                turn,
                to_repair=any(e.contains(point.session) for e in self._analysis.episodes),
            )
        )

    def _panel(self, element: Element) -> Panel:
        tier = element.listings[Edition.E2002].tier
        group = (
            "Demonstrably effective, 2002" if tier is Tier.DEMONSTRABLY else "Promising and probably effective, 2002"
        )
        whole = self._history.client.kind
        unavailable = (
            f"not applicable: {whole} therapy" if element.groups_only and whole is not ClientKind.GROUP else ""
        )
        return Panel(self._views(element), group, unavailable)

    def _episodes(self) -> tuple[Episode, ...]:
        return tuple(
            e for e in self._analysis.episodes if e.start <= self._last and (e.end is None or e.end >= self._first)
        )

    # Sections

    def _course(self) -> tuple[tuple[str, str], ...]:
        lines = []
        for course in self._history.courses:
            words = course.focus if self._request.full_identity else ""
            sessions = [s.number for s in self._history.attended if s.course == course.id and s.number <= self._last]
            if sessions:
                held = f"{len(sessions)} attended" + (f": {self._said(words)}" if words else "")
                lines.append((f"{sessions[0]} to {sessions[-1]}" if len(sessions) > 1 else str(sessions[0]), held))
        return tuple(lines)

    def _goals(self) -> tuple[GoalLine, ...]:
        return tuple(
            GoalLine(
                goal=self._said(goal.goal),
                clinician="agreed" if goal.agreed_by in (AgreedBy.CLINICIAN, AgreedBy.BOTH) else NOT_YET,
                client="agreed" if goal.agreed_by in (AgreedBy.CLIENT, AgreedBy.BOTH) else NOT_YET,
                reviewed_session=self._session_on(goal.reviewed_on),
                status={GoalStatus.OPEN: "worked on", GoalStatus.REACHED: "reached", GoalStatus.DROPPED: "dropped"}[
                    goal.status
                ],
            )
            for goal in self._history.goals
        )

    def _session_on(self, day: date | None) -> int | None:
        return (self._history.session_by(day) or None) if day else None

    def _ruptures(self) -> tuple[RuptureLine, ...]:
        """Recorded ruptures, and possible ones that nothing was recorded of."""
        shown = [one for one in self._analysis.recorded if one.start <= self._last]
        shown = [one for one in shown if one.end is None or one.end >= self._first]
        lines = [self._recorded_line(one) for one in shown]
        lines += [self._possible_line(one) for one in self._episodes() if not any(r.meets(one) for r in shown)]
        return tuple(sorted(lines, key=lambda line: line.start))

    def _recorded_line(self, rupture: RecordedRupture) -> RuptureLine:
        event = rupture.event
        at = f" at {rupture.end}." if rupture.end else ""
        result = {Repair.FULL: f"Full{at}", Repair.PARTIAL: f"Partly{at}", None: f"Closed{at}" if at else "Open."}
        return RuptureLine(
            start=rupture.start,
            end=rupture.end,
            kind=str(event.kind or "recorded"),
            markers=self._said(", ".join(event.markers)),
            repair=f"{self._said(event.tried).rstrip('.')}." if event.tried else "",
            result=result[event.repair],
            **self._alliance_at(rupture.start),
        )

    def _possible_line(self, episode: Episode) -> RuptureLine:
        return RuptureLine(
            start=episode.start,
            end=episode.end,
            kind="possible",
            markers="the client’s alliance left its own range",
            repair="" if episode.end is None else "Repair not recorded.",
            result="Open." if episode.end is None else f"Back in own range at {episode.end}.",
            **self._alliance_at(episode.start),
        )

    def _alliance_at(self, session: int) -> dict[str, float | None]:
        return {one.value: self._analysis.series_of(ALLIANCE, one).value_at(session) for one in Perspective}

    def _profile(self) -> tuple[ProfileLine, ...]:
        lines = []
        for characteristic in self._catalogue.characteristics.values():
            entries = [one for one in self._history.profile if one.characteristic == characteristic.id]
            if characteristic.areas:  # as a whole first, then area by area
                latest = {one.concern: one for one in sorted(entries, key=lambda one: bool(one.concern))}
                entries = list(latest.values())
            else:
                entries = entries[-1:]
            if entries:
                lines.append(
                    ProfileLine(
                        characteristic.title,
                        "; ".join(self._reading(characteristic, one) for one in entries),
                        self._adapted(characteristic.id),
                        tiers_of_entry(self._catalogue, EntryId(characteristic.id)),
                    )
                )
        return tuple(lines)

    def _reading(self, characteristic: Characteristic, entry: ProfileEntry) -> str:
        words = characteristic.scale == "words" and not self._request.full_identity
        value = "recorded" if words else self._said(entry.value)
        session = self._session_on(entry.assessed_on)
        where = f"{entry.source}, {session}" if session else str(entry.source)
        area = self._said(entry.concern) if characteristic.areas else ""
        if area and not (self._request.full_identity or entry.concern in characteristic.areas):
            area = "one area"
        return f"{area} {value} ({where})".lstrip()

    def _adapted(self, characteristic: CharacteristicId) -> str:
        """What was changed to fit a characteristic, the latest change."""
        changes = [
            one for one in self._adaptations if one.characteristic == characteristic and one.session <= self._last
        ]
        return f"{self._said(changes[-1].change)}, from {changes[-1].session}" if changes else ""

    def _prompts(self) -> tuple[PromptLine, ...]:
        rules = all_rules()
        shown = [p for p in self._history.prompts if self._first <= p.session <= self._last and p.rule in rules]
        return tuple(
            PromptLine(
                label=f"P{number}",
                session=prompt.session,
                consider=_considered(rules[prompt.rule].consider(prompt)),
                because=self._said(", ".join(f"{point.what} {point.value}" for point in prompt.because)),
                tiers=tiers_of_rule(self._catalogue, rules[prompt.rule]),
                decided=_decided(prompt),
                outcome=self._answer_words(prompt),
            )
            for number, prompt in enumerate(shown, start=1)
        )

    def _answer_words(self, prompt: Prompt) -> str:
        if not prompt.is_answered:
            return ""  # an answer that was begun is not one yet
        outcome = prompt.outcome if prompt.status is PromptStatus.REVIEWED else ""
        words = ". ".join(part.rstrip(".") for part in (prompt.intention, prompt.reason, outcome) if part)
        return self._said(words)

    def _last_review(self) -> int | None:
        reviewed = [p.session for p in self._history.prompts if p.status is PromptStatus.REVIEWED]
        return reviewed[-1] if reviewed else None

    def _rate_rows(self) -> tuple[RateRow, ...]:
        elements = [element for element in self._catalogue.eleven if element.id in _TO_RATE]
        return tuple(RateRow(one.print_title, one.anchors.low, one.anchors.high) for one in elements)


def _considered(sentence: str) -> str:
    return sentence.removeprefix("Consider ").removesuffix(".")


def _decided(prompt: Prompt) -> str:
    return {
        PromptStatus.OPEN: "Open.",
        PromptStatus.ACCEPTED: "Accepted.",
        PromptStatus.DEFERRED: f"Deferred to {prompt.until}." if prompt.until else "Deferred.",
        PromptStatus.DECLINED: "Declined:",
        PromptStatus.WITHDRAWN: "Withdrawn.",
        PromptStatus.REVIEWED: "Looked back on.",
    }[prompt.status]
