"""The signals of goals and homework: a goal not looked at for long, homework not done twice running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.records import Goal
from relationship_desk.domain.vocabulary import GoalStatus
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.thresholds import Thresholds


def goals_unreviewed(history: History, thresholds: Thresholds) -> Iterator[Finding]:
    """The first session by which no goal was set, and each by which an open goal was due to be looked at again.

    A goal keeps only the day of its latest review: what was due before that is not known any more.
    """
    held = history.attended
    if len(held) >= thresholds.goals_by:
        by = held[thresholds.goals_by - 1]
        first = min((goal.set_on for goal in history.goals), default=None)
        if first is None or first > by.held_on:
            said = f"No goal was set by session {thresholds.goals_by}."
            point = Point("goals", by.number, "none set")
            yield Finding(f.GOALS_UNREVIEWED, "", None, by.number, f.SIGNAL, said, (point,), current=first is None)
    for goal in history.goals:
        since = [session.number for session in held if session.held_on > _looked_at(goal)]
        if goal.status is GoalStatus.OPEN and len(since) >= thresholds.review_after:
            due = since[thresholds.review_after - 1]
            point = Point("goal review", due, f"none for {thresholds.review_after} sessions")
            said = f"An open goal has not been reviewed for {len(since)} attended sessions."
            yield Finding(f.GOALS_UNREVIEWED, goal.uid, None, due, f.SIGNAL, said, (point,), current=True)


def _looked_at(goal: Goal) -> date:
    return goal.reviewed_on or goal.set_on


def homework_not_done(history: History, thresholds: Thresholds) -> Iterator[Finding]:
    """Each session in which homework was seen not to be done for the second time running, or more."""
    number_of = history.number_of
    seen = sorted(
        (
            (one.reviewed_session, number_of[one.session], one.done)
            for one in history.homework
            if one.reviewed_session is not None and one.done is not None
        ),
    )
    missed = 0
    for place, (reviewed, _, done) in enumerate(seen):
        missed = 0 if done else missed + 1
        if missed < thresholds.homework_missed:
            continue
        first = place - thresholds.homework_missed + 1
        points = tuple(Point("homework", set_in, "not done") for _, set_in, _ in seen[first : place + 1])
        said = f"Homework was set and not done {missed} times running."
        last = place == len(seen) - 1
        yield Finding(f.HOMEWORK_NOT_DONE, "", None, reviewed, f.SIGNAL, said, points, current=last)
