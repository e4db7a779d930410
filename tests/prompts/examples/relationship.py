"""Examples of the rules about the relationship, feedback and goals, and of directiveness."""

from __future__ import annotations

from dataclasses import replace

from tests.histories import alliance, history, holding
from tests.prompts.examples.example import Example

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS, SessionId
from relationship_desk.domain.process import Comment
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus, Perspective, Source

CLINICIAN, CLIENT, MEASURE = Source.CLINICIAN, Source.CLIENT, Source.MEASURE
STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]
WANDERING = [6.0, 7.4, 6.3, 7.3, 6.6, 7.5, 6.0, 7.3]


def goals_rated(client: list[float | None]) -> History:
    return history({(GOAL_CONSENSUS, Perspective.CLIENT): client, (ALLIANCE, Perspective.CLIENT): [7.0] * len(client)})


def held_by(agreed_by: AgreedBy, sessions: int, status: GoalStatus = GoalStatus.OPEN) -> History:
    """A goal set in the first of so many sessions, and looked at in the last of them."""
    record = alliance([7.0] * sessions)
    return holding(record, goals=tuple(replace(one, agreed_by=agreed_by, status=status) for one in record.goals))


def directive(value: float, *readings: tuple[int, float, Source]) -> History:
    return alliance([7.0, 7.0, 7.0], directiveness={3: value}, resistance=readings)


EXAMPLES = (
    Example("R1", "client alliance falls by 2.5", alliance([*STABLE, 4.5]), True),
    Example("R1", "client alliance is stable", alliance([*STABLE, 6.9]), False),
    Example("R1", "a drop of 1.4 by a client who wanders about", alliance([*WANDERING, 5.4]), False),
    Example(
        "R1",
        "the same with a comment by the client",
        holding(alliance([*WANDERING, 5.4]), comments=(Comment(SessionId(9), Perspective.CLIENT, "", "Not heard."),)),
        True,
    ),
    Example("R1", "a drop of exactly 1.0", alliance([*[7.0] * 8, 6.0]), True),
    Example("R1", "back in own range for two sessions", alliance([*STABLE, 4.5, 7.0, 7.0]), False),
    Example("D1", "clinician 2.0 above in two of three", alliance([5.0, 7.0, 5.0], [7.0, 7.0, 7.0]), True),
    Example("D1", "clinician below the client", alliance([8.0, 8.0, 8.0], [7.0, 7.0, 7.0]), False),
    Example("D1", "clinician exactly 1.5 above", alliance([5.5, 5.5, 5.5], [7.0, 7.0, 7.0]), False),
    Example("F1", "two sessions without a client rating", alliance([7.0, None, None]), True),
    Example("F1", "the client rated every time", alliance([7.0, 7.0, 7.0]), False),
    Example("F1", "one session without a client rating", alliance([7.0, 7.0, None]), False),
    Example("G1", "goal consensus 2.0 by the client", goals_rated([7.0, 7.0, 2.0]), True),
    Example("G1", "goal consensus 7.0, goal reviewed", goals_rated([7.0, 7.0, 7.0]), False),
    Example("G1", "goal consensus exactly 3.0", goals_rated([7.0, 7.0, 3.0]), True),
    Example("G1", "no goal by session 3", alliance([7.0, 7.0, 7.0], goals=[]), True),
    Example("G1", "no goal by session 2", alliance([7.0, 7.0], goals=[]), False),
    Example("G1", "not reviewed for 6 sessions", alliance([7.0] * 7, goals=[(1, None)]), True),
    Example("G1", "not reviewed for 5 sessions", alliance([7.0] * 6, goals=[(1, None)]), False),
    Example("G1", "a goal of the clinician alone, two sessions on", held_by(AgreedBy.CLINICIAN, 3), True),
    Example("G1", "a goal of the client alone, two sessions on", held_by(AgreedBy.CLIENT, 3), True),
    Example("G1", "a goal of the clinician alone, one session on", held_by(AgreedBy.CLINICIAN, 2), False),
    Example("G1", "a goal of the clinician alone, dropped", held_by(AgreedBy.CLINICIAN, 3, GoalStatus.DROPPED), False),
    Example("G1", "a goal of both, without the client’s own words", held_by(AgreedBy.BOTH, 3), False),
    Example("A1", "twice high by the clinician", directive(8.0, (1, 8.0, CLINICIAN), (2, 7.5, CLINICIAN)), True),
    Example("A1", "resistance high once by the clinician", directive(8.0, (1, 8.0, CLINICIAN)), False),
    Example("A1", "resistance high by a measure", directive(8.0, (1, 8.0, MEASURE)), True),
    Example("A1", "resistance high, directiveness low", directive(4.0, (1, 8.0, CLIENT)), False),
    Example("A1", "both exactly 7.0", directive(7.0, (1, 7.0, CLIENT)), True),
    Example(
        "A1",
        "8.0 by the client, 2.0 by a measure on a later day",
        directive(8.0, (1, 8.0, CLIENT), (2, 2.0, MEASURE)),
        False,
    ),
    Example("A1", "directiveness 6.9", directive(6.9, (1, 7.0, CLIENT)), False),
)
