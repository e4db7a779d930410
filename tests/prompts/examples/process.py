"""Examples of the rules about progress, risk, ruptures that last, and what happens in the sessions."""

from __future__ import annotations

from dataclasses import replace

from tests.histories import (
    alliance,
    answered,
    day,
    happened,
    history,
    holding,
    homework,
    planned,
    risk_record,
)
from tests.insight.test_member_signals import members
from tests.prompts.examples.example import Example

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import COHESION, CourseId, ElementId
from relationship_desk.domain.process import EventKind, HomeworkId
from relationship_desk.domain.vocabulary import ClientKind, Perspective

STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]
FALLEN = [*STABLE, 4.5, 4.4]
THREE, NINE = alliance([7.0] * 3), alliance([7.0] * 9)
PHQ = "phq-9"
REACTION, DISCLOSED = EventKind.COUNTERTRANSFERENCE, EventKind.SELF_DISCLOSURE
IMMEDIATE, GIVEN = EventKind.IMMEDIACY, EventKind.FEEDBACK_GIVEN
CLINICIAN, CLIENT = Perspective.CLINICIAN, Perspective.CLIENT


def rated(element: str, perspective: Perspective, *scores: float) -> History:
    return history({(ElementId(element), perspective): list(scores)})


def courses(record: History, second: int) -> History:
    """``record`` with a second course from session ``second`` on, followed by the same measure."""
    (first,) = record.courses
    later = replace(first, id=CourseId(2), number=2, opened_on=day(second))
    sessions = tuple(replace(one, course=later.id) if one.number >= second else one for one in record.sessions)
    return replace(record, courses=(first, later), sessions=sessions)


def cohesion(*levels: int) -> History:
    """A group of three whose members rate cohesion about these levels, in tenths."""
    return members(ClientKind.GROUP, COHESION, [(level - 5, level, level + 5) for level in levels])


STEADY = (70, 72, 68, 70, 71)

EXAMPLES = (
    Example("R5", "fallen, and three sessions later not back", alliance([*FALLEN, 4.6, 4.5]), True),
    Example("R5", "fallen, and two sessions later not back", alliance([*FALLEN, 4.6]), False),
    Example("R5", "fallen, and back in own range", alliance([*STABLE, 4.5, 7.0, 7.0, 7.0]), False),
    Example("R5", "recorded in session 5, open in session 8", alliance([7.0] * 8, ruptures=[(5, None)]), True),
    Example("R5", "recorded in session 5, repaired in session 7", alliance([7.0] * 8, ruptures=[(5, 7)]), False),
    Example(
        "R5",
        "fallen in session 5, recorded in session 6, back in own range, and not closed",
        alliance([*STABLE[:4], 4.5, 4.4, 7.0, 7.0, 7.0], ruptures=[(6, None)]),
        True,
    ),
    Example("N1", "PHQ-9 from 8 to 15 and 16", answered(NINE, PHQ, {1: 8, 4: 15, 7: 16}), True),
    Example(
        "N1",
        "PHQ-9 from 8 to 15 and 13: not reliable the second time",
        answered(alliance([7.0] * 6), PHQ, {1: 8, 4: 15, 6: 13}),
        False,
    ),
    Example(
        "N1",
        "PHQ-9 from 8 to 14 and 14: the change value exactly, early",
        answered(alliance([7.0] * 5), PHQ, {1: 8, 3: 14, 5: 14}),
        True,
    ),
    Example("N1", "PHQ-9 from 14 to 12 by session 8", answered(NINE, PHQ, {1: 14, 7: 12}), True),
    Example("N1", "PHQ-9 from 14 to 12 by session 7", answered(alliance([7.0] * 7), PHQ, {1: 14, 7: 12}), False),
    Example("N1", "PHQ-9 from 14 to 8 by session 7, reliable: on track", answered(NINE, PHQ, {1: 14, 7: 8}), False),
    Example(
        "N1",
        "PHQ-9 from 6 to 5 by session 8: in the healthy range from the start",
        answered(NINE, PHQ, {1: 6, 7: 5}),
        False,
    ),
    Example(
        "N1",
        "PHQ-9 from 8 to 15 and 16 in a course before",
        courses(answered(NINE, PHQ, {1: 8, 4: 15, 6: 16}), 7),
        False,
    ),
    Example(
        "N1",
        "PHQ-9 from 14 to 12 by session 8 in a course before, from 12 to 10 in this one",
        courses(answered(alliance([7.0] * 12), PHQ, {1: 14, 7: 12, 10: 12, 12: 10}), 10),
        False,
    ),
    Example("N3", "a risk record is open", holding(THREE, risk=(risk_record(3),)), True),
    Example("N3", "no risk record", THREE, False),
    Example("N3", "opened, and closed by session 3", holding(THREE, risk=(risk_record(1, 3),)), False),
    Example("C1", "management of countertransference 2.0", rated("countertransference", CLINICIAN, 7.0, 2.0), True),
    Example("C1", "management of countertransference 7.0", rated("countertransference", CLINICIAN, 2.0, 7.0), False),
    Example("C1", "exactly 3.0", rated("countertransference", CLINICIAN, 3.0), True),
    Example(
        "C1",
        "own reactions in two of three sessions",
        holding(THREE, events=(happened(1, REACTION), happened(3, REACTION))),
        True,
    ),
    Example("C1", "an own reaction in one session", holding(THREE, events=(happened(3, REACTION),)), False),
    Example(
        "S1", "a long disclosure in the latest session", holding(THREE, events=(happened(3, DISCLOSED, "long"),)), True
    ),
    Example("S1", "a brief disclosure", holding(THREE, events=(happened(3, DISCLOSED),)), False),
    Example("S1", "a long disclosure one session ago", holding(THREE, events=(happened(2, DISCLOSED, "long"),)), False),
    Example("S1", "the client rates it exactly 3.0", rated("self-disclosure", CLIENT, 3.0), True),
    Example("S2", "a possible rupture two sessions ago, no immediacy", alliance([*FALLEN, 4.6]), True),
    Example("S2", "a possible rupture one session ago, no immediacy", alliance(FALLEN), False),
    Example(
        "S2",
        "a possible rupture, immediacy in the same session",
        holding(alliance([*FALLEN, 4.6]), events=(happened(9, IMMEDIATE),)),
        False,
    ),
    Example(
        "S2",
        "a possible rupture, immediacy before it",
        holding(alliance([*FALLEN, 4.6]), events=(happened(8, IMMEDIATE),)),
        True,
    ),
    Example("S2", "a rupture recorded two sessions ago", alliance([*FALLEN, 4.6], ruptures=[(9, None)]), False),
    Example("S2", "stable", alliance(STABLE), False),
    Example("S2", "at the top for six sessions, no immediacy", alliance([9.8] * 6), True),
    Example(
        "S2",
        "at the top for six sessions, immediacy in the fifth",
        holding(alliance([9.8] * 6), events=(happened(5, IMMEDIATE),)),
        False,
    ),
    Example(
        "F2",
        "feedback planned in session 2, none given since",
        holding(THREE, planned=(planned(2, "Feedback on avoidance"),)),
        True,
    ),
    Example(
        "F2",
        "given on the day it was planned",
        holding(THREE, planned=(planned(2, "Feedback on avoidance"),), events=(happened(2, GIVEN),)),
        False,
    ),
    Example(
        "F2",
        "given before it was planned",
        holding(THREE, planned=(planned(2, "Feedback on avoidance"),), events=(happened(1, GIVEN),)),
        True,
    ),
    Example("F2", "biofeedback is planned", holding(THREE, planned=(planned(2, "Biofeedback"),)), False),
    Example("F2", "something else is planned", holding(THREE, planned=(planned(2, "Exposure"),)), False),
    Example("K1", "cohesion falls by 3.0 on average", cohesion(*STEADY, 40), True),
    Example("K1", "cohesion stays", cohesion(*STEADY, 69), False),
    Example("K1", "a fall four sessions ago", cohesion(*STEADY, 40, 70, 71, 70), False),
    Example(
        "G2", "not done twice running", holding(THREE, homework=(homework(1, 2, False), homework(2, 3, False))), True
    ),
    Example(
        "G2",
        "two tasks of one session not done",
        holding(THREE, homework=(homework(1, 2, False), replace(homework(1, 2, False), id=HomeworkId(9)))),
        False,
    ),
    Example("G2", "not done, then done", holding(THREE, homework=(homework(1, 2, False), homework(2, 3, True))), False),
    Example(
        "G2",
        "not done once, the other not reviewed",
        holding(THREE, homework=(homework(1, 2, False), homework(2, None, None))),
        False,
    ),
)
