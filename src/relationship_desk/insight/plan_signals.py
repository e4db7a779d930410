"""The signals of goals and homework: none set or none looked at for long; homework not done twice running."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.records import Goal
from relationship_desk.domain.vocabulary import GoalStatus
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.thresholds import Thresholds


def goals_unreviewed(history: History, thresholds: Thresholds) -> Iterator[Finding]:
    """Each session in which a goal was expected and none set, or an open goal was due to be looked at again.

    A goal keeps only the day of its latest review: what was due before that is not known any more.
    """
    held = history.attended
    first = min((goal.set_on for goal in history.goals), default=None)
    for session in held[max(0, thresholds.goals_by - 1) :]:
        if first is None or session.held_on < first:
            # As the next one, dated by when it fell due: that it stays so is no new data.
            point = Point("goals", held[max(0, thresholds.goals_by - 1)].number, "none set")
            said = f"No goal was set by session {session.number}."
            now = first is None and session is held[-1]
            yield Finding(f.GOALS_UNREVIEWED, "", None, session.number, f.SIGNAL, said, (point,), now)
    for goal in history.goals:
        if goal.status is not GoalStatus.OPEN:
            continue
        since = [session.number for session in held if session.held_on > _looked_at(goal)]
        for passed, number in enumerate(since, start=1):
            if passed >= thresholds.review_after:
                point = Point(
                    "goal review", since[thresholds.review_after - 1], f"none for {thresholds.review_after} sessions"
                )
                said = f"An open goal has not been reviewed for {passed} attended sessions."
                now = passed == len(since)
                yield Finding(f.GOALS_UNREVIEWED, goal.uid, None, number, f.SIGNAL, said, (point,), now)


def _looked_at(goal: Goal) -> date:
    return goal.reviewed_on or goal.set_on


def homework_not_done(history: History, thresholds: Thresholds) -> Iterator[Finding]:
    """Each session in which homework was seen not to be done for the second time running, or more.

    What was set in one session counts once, and as done when any of it was. Homework that nobody has asked about is
    passed over.
    """
    seen = homework_seen(history)
    missed: list[int] = []
    for set_in in sorted(seen):
        reviewed, done = seen[set_in]
        missed = [] if done else [*missed, set_in]
        if len(missed) < thresholds.homework_missed:
            continue
        said = f"Homework was set and not done {_times(len(missed))} running, in sessions {_listed(missed)}."
        points = tuple(Point("homework", number, "not done") for number in missed)
        now = set_in == max(seen)
        yield Finding(f.HOMEWORK_NOT_DONE, "", None, reviewed, f.SIGNAL, said, points, now)


def homework_seen(history: History, by: int | None = None) -> dict[int, tuple[int, bool]]:
    """By the session it was set in, the last one it was looked at in, up to ``by``, and whether any of it was done."""
    number_of = history.number_of
    seen: dict[int, tuple[int, bool]] = {}
    for one in history.homework:
        if one.reviewed_session is None or one.done is None or (by is not None and one.reviewed_session > by):
            continue
        reviewed, done = seen.get(number_of[one.session], (0, False))
        seen[number_of[one.session]] = max(reviewed, one.reviewed_session), done or one.done
    return seen


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _listed(numbers: Sequence[int]) -> str:
    words = [str(number) for number in numbers]
    return f"{', '.join(words[:-1])} and {words[-1]}"
