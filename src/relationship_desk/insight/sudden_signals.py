"""The signals of sudden gains and losses by a questionnaire, from one session to the next.

They are dated by the session after the step, although one or two more totals are needed before the step can be told
from a single good or bad week.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relationship_desk.domain.measure import Direction
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.measure_parts import Part
from relationship_desk.insight.sudden_change import LEAST, SIDE, SuddenChange, sudden_changes


def sudden(part: Part) -> Iterator[Finding]:
    """Every sudden change within ``part``; what was answered between the sessions belongs to none of them.

    A session without a total keeps its place, so that no step is judged across it.
    """
    by_session = {one.in_session: one for one in part.answered if one.in_session in part.held}
    if len(by_session) < LEAST * 2:
        if part.newest:
            said = f"{len(by_session)} totals by session, a sudden change needs {LEAST} before it and {LEAST} after"
            for signal in (f.SUDDEN_GAIN, f.SUDDEN_LOSS):
                yield part.finding(signal, part.answered[-1], f.NOT_ENOUGH, said)
        return
    if part.change is None:
        return
    measure = part.measure
    lower = measure.direction is Direction.LOWER
    first = next(place for place, number in enumerate(part.held) if number in by_session)
    held = part.held[first:]
    totals = [by_session[number].total if number in by_session else None for number in held]
    end = measure.total_min if lower else measure.total_max
    for step in sudden_changes(totals, part.change, lower_is_better=lower, healthy_end=end):
        before, after = by_session[held[step.after - 1]], by_session[held[step.after]]
        around = held[max(0, step.after - SIDE) : step.after + SIDE]
        yield part.finding(
            f.SUDDEN_GAIN if step.is_gain else f.SUDDEN_LOSS,
            after,
            f.SIGNAL,
            f"{'better' if step.is_gain else 'worse'} at one step, from {part.words(before.total)} in session "
            f"{before.in_session} to {part.words(after.total)} in session {after.in_session}{_undone(step, held)}",
            tuple(part.point(by_session[number]) for number in around if number in by_session),
            session=held[step.after],
            current=part.newest and step.reversed_at is None and step.after >= len(held) - SIDE,
        )


def _undone(step: SuddenChange, held: Sequence[int]) -> str:
    if step.reversed_at is None:
        return ""
    return f"; more than half of it was {'lost' if step.is_gain else 'regained'} by session {held[step.reversed_at]}"
