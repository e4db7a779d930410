"""One session of a trend in words: what pointing at it shows, and what is read out for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relationship_desk.domain.score import format_value
from relationship_desk.ui.plots.trend import BandStep, Trend


def session_lines(trend: Trend, place: int) -> list[str]:
    """Say one session line by line: which, its ratings, the own baseline it is judged by, and what happened in it."""
    session = trend.sessions[place]
    said = []
    for line in trend.lines:
        value = line.values[place]
        said.append(f"{line.perspective.value} {'not rated' if value is None else format_value(value)}")
    step = trend.step_at(session.number)
    return [
        f"Session {session.number}, week {session.week}: {', '.join(said) if said else 'not rated'}",
        *([step_words(step)] if step else []),
        *trend.happened_in(session.number, explained=True),
    ]


def session_words(trend: Trend, place: int) -> str:
    """Say one session in words: ``Session 9, week 9: clinician 6.2, client not rated. Rupture``."""
    return ". ".join(line.removesuffix(".") for line in session_lines(trend, place))


def step_words(step: BandStep) -> str:
    """Say an own baseline: ``Own baseline 7.3, limit 1.0, from sessions 4 to 11``."""
    limit = format_value(step.mean - step.floor)
    return ", ".join(part for part in (f"Own baseline {format_value(step.mean)}, limit {limit}", formed(step)) if part)


def formed(step: BandStep) -> str:
    """Say which sessions formed an own baseline: ``from sessions 4 to 11``."""
    return f"from sessions {numbers_words(step.formed_by)}" if step.formed_by else ""


def numbers_words(numbers: Sequence[int]) -> str:
    """Say which rising numbers there are.

    >>> numbers_words([1, 2, 3, 5, 7, 8])
    '1 to 3, 5, 7 and 8'
    """
    said = [word for first, last in _runs(numbers) for word in _run_words(first, last)]
    return " and ".join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)


def _run_words(first: int, last: int) -> list[str]:
    return [f"{first} to {last}"] if last - first > 1 else [str(number) for number in range(first, last + 1)]


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
