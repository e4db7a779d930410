"""Histories of one questionnaire: totals by session in, a :class:`History` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tests.histories import CLIENT, alliance, day

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import CourseId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, Direction, How, Measure, MeasureId, Norm
from relationship_desk.domain.records import Course
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS, Thresholds

CATALOGUE = load_catalogue()
TOP = 40.0
LOW = Measure(
    MeasureId("diary"),
    "1",
    "Diary",
    Direction.LOWER,
    0,
    0,
    TOP,
    reliable_change=7,
    clinical=Norm(28, 6),
    functional=Norm(8, 6),
)
"""Lower is better; the published change value is 7, the computed cut-off 18."""
HIGH = replace(LOW, direction=Direction.HIGHER, clinical=Norm(TOP - 28, 6), functional=Norm(TOP - 8, 6))
"""The same, turned round."""
Totals = Sequence[float | None]


def administration(number: int, total: float | None, measure: Measure = LOW, *, linked: bool = True) -> Administration:
    """The total of session ``number``; not ``linked`` it was given two days later, between the sessions."""
    return Administration(
        AdministrationId(number),
        f"{measure.id}-{measure.version}-{number}",
        CLIENT,
        SessionId(number) if linked else None,
        None,
        day(number) + timedelta(days=0 if linked else 2),
        measure.id,
        measure.version,
        Perspective.CLIENT,
        (),
        (),
        total,
        {},
        How.TYPED,
    )


def course(number: int, opened_in: int = 1, main: str = LOW.id) -> Course:
    """A course of treatment that was opened in a session."""
    return Course(CourseId(number), CLIENT, number, day(opened_in), None, "", main)


def measured(
    totals: Totals,
    measure: Measure = LOW,
    *,
    main: bool = True,
    begun: Mapping[int, int] | None = None,
    more: int = 0,
    absent: Sequence[int] = (),
) -> History:
    """A history with a total in each session but where it is None, and ``more`` sessions after them.

    ``begun`` are the courses, number to first session.
    """
    record = alliance([None] * (len(totals) + more), absent=absent)
    courses = tuple(course(number, first, measure.id if main else "") for number, first in (begun or {1: 1}).items())
    return replace(
        record,
        courses=courses,
        sessions=tuple(
            replace(one, course=[held.id for held in courses if held.opened_on <= one.held_on][-1])
            for one in record.sessions
        ),
        administrations=tuple(
            administration(number, total, measure) for number, total in enumerate(totals, start=1) if total is not None
        ),
        measures=(measure,),
    )


def found(history: History, *signals: str, thresholds: Thresholds = DEFAULTS) -> list[Finding]:
    """The findings of ``signals`` in ``history``."""
    return [one for one in analyse(history, CATALOGUE, thresholds).findings if one.signal in signals]


def said(history: History, *signals: str, thresholds: Thresholds = DEFAULTS) -> list[tuple[int, str, bool]]:
    """Session, strength and whether it holds, of each finding."""
    return [(one.session, one.strength, one.current) for one in found(history, *signals, thresholds=thresholds)]
