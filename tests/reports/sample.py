"""Synthetic clients to print: an ordinary one, and the extremes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from relationship_desk.domain.ids import ElementId, SessionId
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight.baseline import Baselines
from relationship_desk.insight.episodes import find_episodes
from relationship_desk.insight.series import Series, SeriesPoint
from relationship_desk.insight.thresholds import DEFAULTS
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

FIRST_DAY = date(2026, 1, 8)
DEMONSTRABLY = "Demonstrably effective, 2002"
PROMISING = "Promising and probably effective, 2002"
CODE = "K-17"
NAME = "Marianne Ostrander"

CLINICIAN = (
    5.8,
    6.0,
    6.1,
    6.4,
    6.3,
    6.6,
    6.4,
    6.7,
    6.6,
    6.5,
    6.0,
    5.3,
    6.0,
    6.7,
    6.8,
    6.9,
    6.8,
    7.0,
    7.2,
    7.3,
    7.5,
    7.4,
    7.6,
    7.5,
)
CLIENT = (
    6.2,
    6.6,
    6.5,
    7.0,
    6.9,
    7.3,
    7.0,
    7.3,
    None,
    None,
    4.3,
    5.0,
    6.1,
    7.2,
    7.1,
    7.3,
    7.0,
    7.1,
    6.6,
    6.2,
    5.9,
    5.6,
    5.4,
    5.1,
)
OBSERVER = {4: 6.6, 11: 4.7, 16: 6.9, 21: 6.0}
MISSED_WEEKS = (9, 21)
"""Weeks without a session."""


def weeks_of(count: int, missed: Sequence[int] = MISSED_WEEKS) -> tuple[int, ...]:
    """The weeks of ``count`` weekly sessions."""
    weeks: list[int] = []
    week = 1
    while len(weeks) < count:
        if week not in missed:
            weeks.append(week)
        week += 1
    return tuple(weeks)


def series(
    element: str, perspective: Perspective, values: Sequence[float | None], weeks: Sequence[int] | None = None
) -> Series:
    """A series with one value a session from session 1 on."""
    places = weeks or weeks_of(len(values))
    points = tuple(
        SeriesPoint(
            number, SessionId(number), FIRST_DAY + timedelta(weeks=week - 1), week, value, None, int(value is not None)
        )
        for number, (value, week) in enumerate(zip(values, places, strict=True), start=1)
    )
    return Series(ElementId(element), perspective, points)


def at(count: int, scores: Mapping[int, float]) -> tuple[float | None, ...]:
    """Values for ``count`` sessions from those that were rated."""
    return tuple(scores.get(number) for number in range(1, count + 1))


def views(
    title: str,
    clinician: Sequence[float | None],
    client: Sequence[float | None],
    observer: Mapping[int, float] | None = None,
    *,
    each_session: bool = True,
    weeks: Sequence[int] | None = None,
) -> Views:
    """One element from three sides, its baseline computed as everywhere."""
    element = title.lower().replace(" ", "-")
    theirs = series(element, Perspective.CLIENT, client, weeks)
    due = frozenset(range(1, len(client) + 1)) if each_session else frozenset()
    inside = {n for n in range(1, len(client) + 1) if any(e.contains(n) for e in find_episodes(theirs, DEFAULTS))}
    last = theirs.last
    return Views(
        title=title,
        clinician=View(series(element, Perspective.CLINICIAN, clinician, weeks), due),
        client=View(theirs, due),
        observer=View(series(element, Perspective.OBSERVER, at(len(client), observer or {}), weeks)),
        baseline=Baselines(theirs, DEFAULTS, inside).get(last.session) if last else None,
    )


def every_fourth(values: Sequence[float]) -> tuple[float | None, ...]:
    """Ratings of every fourth of 24 sessions."""
    return at(24, {4 * (place + 1): value for place, value in enumerate(values)})


def shifted(values: Sequence[float | None], by: float, pull: float = 1.0) -> tuple[float | None, ...]:
    """``values`` pulled towards their first and moved, within the scale."""
    first = next((value for value in values if value is not None), 0.0)
    return tuple(
        None if value is None else round(min(10.0, max(0.0, first + (value - first) * pull + by)), 1)
        for value in values
    )


def alliance() -> Views:
    return views("Alliance", CLINICIAN, CLIENT, OBSERVER)


def rarely(
    title: str,
    clinician: Mapping[int, float] | Sequence[float],
    client: Mapping[int, float] | Sequence[float],
    observer: Mapping[int, float] | None = None,
) -> Panel:
    """An element of the second tier, rated in every fourth session or in the sessions given."""
    mine, theirs = (
        at(24, values) if isinstance(values, Mapping) else every_fourth(values) for values in (clinician, client)
    )
    return Panel(views(title, mine, theirs, observer, each_session=False), PROMISING)


def panels() -> tuple[Panel, ...]:
    """The eleven, as the default plan rates them."""
    nothing: tuple[None, ...] = (None,) * 24
    empathy = {4: 6.8, 11: 5.2, 16: 7.0, 21: 6.4}
    goals = {4: 5.6, 11: 5.4}
    repair = {11: 3.4, 12: 5.4, 13: 6.9, 14: 7.6}, {11: 2.7, 12: 5.2, 13: 6.8, 14: 7.8}, {11: 3.1}
    regard = (7.2, 7.3, 7.1, 7.4, 7.5, 7.7), (7.4, 7.6, 7.0, 7.8, 7.7, 7.8), {4: 7.4, 16: 7.7}
    feedback = (4.2, 5.4, 4.6, 7.0, 6.2, 5.5), (4.4, 5.9, 4.4, 7.1, 5.6, 4.6), {4: 5.0}
    interpretation = (4.8, 5.5, 5.2, 6.4, 7.0, 7.4), (4.9, 5.8, 4.0, 6.4, 5.8, 4.6), {16: 6.0, 21: 5.6}
    return (
        Panel(alliance(), DEMONSTRABLY),
        Panel(views("Group cohesion", nothing, nothing), DEMONSTRABLY, "not applicable:\nindividual therapy"),
        Panel(views("Empathy", shifted(CLINICIAN, 0.3, 0.7), shifted(CLIENT, 0.2, 0.9), empathy), DEMONSTRABLY),
        Panel(
            views("Goals and collaboration", shifted(CLINICIAN, -0.6, 1.2), shifted(CLIENT, -0.8, 0.7), goals),
            DEMONSTRABLY,
        ),
        rarely("Positive regard", *regard),
        rarely("Congruence", (5.9, 6.2, 5.6, 6.8, 6.6, 6.6), (6.0, 6.4, 5.9, 6.9, 6.5, 6.4)),
        rarely("Feedback given", *feedback),
        rarely("Rupture repair", *repair),
        rarely("Self-disclosure", {5: 6.0, 13: 7.0, 19: 5.0}, {5: 6.8, 13: 7.6, 19: 4.4}),
        rarely("Countertransference managed", (6.6, 6.5, 5.0, 6.9, 6.2, 5.2), {}, {11: 4.6, 16: 6.4, 21: 4.8}),
        rarely("Relational interpretation", *interpretation),
    )


PROMPTS = (
    PromptLine(
        "P1",
        5,
        "lowering directiveness",
        "resistance 7.5 and directiveness 7, twice",
        ("D", "D*", "P"),
        "Accepted.",
        "Collaboration (client) 5.9 to 6.9 by 8",
    ),
    PromptLine(
        "P2",
        10,
        "asking for a client rating",
        "none in 9 and 10",
        ("–", "D*", "D"),
        "Accepted.",
        "The form at 11 showed the drop",
    ),
    PromptLine(
        "P3",
        11,
        "a withdrawal rupture",
        "client 4.3, baseline 6.9",
        ("P", "P*", "P"),
        "Accepted.",
        "Named at 12; 7.2 by 14",
    ),
    PromptLine(
        "P4",
        16,
        "reviewing goal 3",
        "no review in 6 sessions",
        ("D", "P*", "D"),
        "Deferred to 18.",
        "“If you think so”",
    ),
    PromptLine(
        "P5",
        19,
        "action before insight",
        "stage action, work on insight",
        ("P", "P", "P"),
        "Declined:",
        "client had just begun on the loss",
    ),
    PromptLine(
        "P6",
        22,
        "asking about unspoken doubts",
        "clinician 1.8 above client, and rising",
        ("D", "D*", "D"),
        "Open.",
        "Brought here",
    ),
)


def typical() -> SupervisionSummary:
    """Twenty-four sessions: a repaired rupture at 11 to 14, a gap that widens from 19."""
    own = alliance()
    return SupervisionSummary(
        code=CODE,
        kind=ClientKind.INDIVIDUAL,
        status_line="client agreed to supervision at session 1",
        sessions_from=1,
        sessions_to=24,
        sessions_held=24,
        weeks=(1, 26),
        years=(2026,),
        question="Since session 18 my rating of our alliance has gone up and K-17’s has gone down. Is this a second "
        "withdrawal, one that I help to cause by pressing the work on loss, and how could I ask about it without "
        "pressing again?",
        alliance=FocusChart(own, find_episodes(own.client.series, DEFAULTS)),
        panels=panels(),
        course=(
            ("1 to 10", "Depression. Activation; directiveness lowered from session 5."),
            ("11 to 18", "Withdrawal rupture, repaired by 14."),
            ("19 to 24", "Work on loss; client withdraws again?"),
        ),
        goals=(
            GoalLine("Say no before it boils over", "agreed", "agreed", 18, "partly: two refusals held"),
            GoalLine("Sleep through, 4 nights in 7", "agreed", "agreed", 18, "reached at 15, lost since 22"),
            GoalLine("Speak about the loss", "proposed at 5", NOT_YET, 18, "worked on since 19"),
        ),
        ruptures=(
            RuptureLine(
                11,
                14,
                "withdrawal",
                "short answers, topic shifts, “fine”",
                6.0,
                4.3,
                4.7,
                "Named at 12, own part owned, task changed.",
                "Full at 14.",
            ),
            RuptureLine(21, None, "possible", "ready assent, abstract talk", 7.5, 5.1, 6.0, "Not yet named.", "Open."),
        ),
        profile=(
            ProfileLine(
                "Resistance", "high, 7.5 (clinician, 4, 5)", "Directiveness 7 to 4; client sets tasks", ("D", "D*", "P")
            ),
            ProfileLine(
                "Coping style", "internalising (clinician, 3)", "Activation first, then insight", ("P", "P*", "P")
            ),
            ProfileLine(
                "Stage of change", "contemplation; action at 14", "Action tasks from 6, own from 15", ("P", "P*", "P")
            ),
            ProfileLine(
                "Preference", "less homework (client, 12)", "Met from 13: noticing, no tasks set", ("I", "D*", "D")
            ),
            ProfileLine("Assimilation", "level 2; 3 from 18 (clinician)", "Clarify, then explain", ("P", "–", "–")),
            ProfileLine("Functional impairment", "moderate (clinician, 1)", "None: weekly pace kept", ("D", "–", "–")),
        ),
        prompts=PROMPTS,
        last_review=18,
        rate=(
            RateRow("Alliance", "complies, guarded, pulls away", "owns it, disagrees aloud"),
            RateRow("Empathy", "client repeats or protests", "confirms, goes deeper"),
            RateRow("Relational interpretation", "off the mark, or too many", "fits, well timed, taken up"),
            RateRow("Countertransference managed", "rescues, avoids, presses", "notices, steadies, uses it"),
        ),
    )


def with_full_identity() -> SupervisionSummary:
    return replace(typical(), full=FullIdentity(NAME, FIRST_DAY, date(2026, 7, 2), date(2026, 7, 3)))


def short(count: int) -> SupervisionSummary:
    """The first ``count`` sessions of a course, with next to nothing on file."""
    mine, theirs, nothing = CLINICIAN[:count], CLIENT[:count], (None,) * count
    own = views("Alliance", mine, theirs)
    few = tuple(
        Panel(
            views(panel.views.title, *((mine, theirs) if place in (0, 2, 3) else (nothing, nothing))),
            panel.group,
            panel.unavailable,
        )
        for place, panel in enumerate(panels())
    )
    return replace(
        typical(),
        sessions_to=count,
        sessions_held=count,
        weeks=(1, count),
        status_line="",
        question="",
        course=(),
        goals=(),
        ruptures=(),
        profile=(),
        prompts=(),
        alliance=FocusChart(own),
        panels=few,
    )


def long_course() -> SupervisionSummary:
    """Sixty sessions over more than a year."""
    clinician = tuple((CLINICIAN * 3)[:60])
    client = tuple((CLIENT * 3)[:60])
    weeks = weeks_of(60, (9, 21, 33, 34, 35, 50))
    own = views("Alliance", clinician, client, {4: 6.6, 28: 5.9, 44: 6.3}, weeks=weeks)
    return replace(
        typical(),
        sessions_to=60,
        sessions_held=60,
        weeks=(1, weeks[-1]),
        years=(2025, 2026),
        alliance=FocusChart(own, find_episodes(own.client.series, DEFAULTS)),
        panels=tuple(
            panel
            if panel.unavailable
            else replace(
                panel,
                views=views(
                    panel.views.title, shifted(clinician, place * 0.1), shifted(client, -place * 0.1), weeks=weeks
                ),
            )
            for place, panel in enumerate(panels())
        ),
        ruptures=tuple(
            RuptureLine(
                start=e.start,
                end=e.end,
                kind="possible",
                markers="",
                clinician=clinician[e.start - 1],
                client=client[e.start - 1],
                observer=None,
                repair="",
                result="Open." if e.end is None else "Back.",
            )
            for e in find_episodes(own.client.series, DEFAULTS)
        ),
    )


def wordy() -> SupervisionSummary:
    """Twelve prompts, four long goals, long reasons."""
    prompts = tuple(
        replace(
            PROMPTS[place % 6],
            label=f"P{place + 1}",
            session=2 * place + 1,
            because=PROMPTS[place % 6].because + ", which the client also said in passing",
            outcome="The client had just begun on the loss and asked for time; brought to supervision, taken up again",
        )
        for place in range(12)
    )
    goals = tuple(
        GoalLine(
            "Find words for what is missed at home and say them to at least one person before the end of the week",
            "agreed",
            NOT_YET,
            None,
            "worked on in most sessions since the beginning, with long pauses",
        )
        for _ in range(4)
    )
    return replace(typical(), prompts=prompts, goals=goals)


def group() -> SupervisionSummary:
    """A group whose cohesion is rated."""
    cohesion = views("Group cohesion", shifted(CLINICIAN, 0.4), shifted(CLIENT, 0.3), {4: 7.0})
    eleven = panels()
    return replace(
        typical(),
        code="G-04",
        kind=ClientKind.GROUP,
        panels=(eleven[0], Panel(cohesion, DEMONSTRABLY), *eleven[2:]),
    )


EVERY = {
    "typical": typical,
    "full": with_full_identity,
    "one": lambda: short(1),
    "three": lambda: short(3),
    "long": long_course,
    "wordy": wordy,
    "group": group,
}
