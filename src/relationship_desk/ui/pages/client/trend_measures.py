"""From what a client has answered to the measure below a trend, placed among the attended sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, groupby

from relationship_desk.domain.days import short_day
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import Direction
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.reliable_change import change_value, cutoff
from relationship_desk.ui import measure_words
from relationship_desk.ui.plots.measure_track import ChangeBand, MeasureTrack, Total, place_of_day
from relationship_desk.ui.widgets.perspective_mark import WORDS

BETTER = {Direction.LOWER: "Lower is better", Direction.HIGHER: "Higher is better"}


def track_title(course: MeasureCourse, codes: Mapping[ClientId, str]) -> str:
    """The measure, and whose answers they are where they are not the client's own."""
    parts = [course.measure.title]
    if course.member is not None:
        parts.append(codes.get(course.member, ""))
    if course.perspective is not Perspective.CLIENT:
        parts.append(WORDS[course.perspective])
    return ", ".join(part for part in parts if part)


def measure_track(course: MeasureCourse, history: History, title: str) -> MeasureTrack | None:
    """The totals of ``course`` among the attended sessions; None before the first of them."""
    if not history.attended:
        return None
    numbers = {one.number: place for place, one in enumerate(history.attended)}
    held_on = list(accumulate((one.held_on for one in history.attended), max))
    placed = [(_place(one, numbers, held_on), one) for one in course.standings]
    placed.sort(key=lambda pair: pair[0])
    measures = [one.measure for one in course.standings]
    value = cutoff(course.measure)
    return MeasureTrack(
        title,
        min(measure.total_min for measure in measures),
        max(measure.total_max for measure in measures),
        BETTER[course.measure.direction],
        tuple(
            Total(place, one.administration.administered_on, one.administration.total, _words(title, one))
            for place, one in placed
        ),
        value.value if value else None,
        tuple(_bands(placed, len(held_on))),
    )


def _place(one: Standing, numbers: Mapping[int, int], held_on: Sequence[date]) -> float:
    """That of its session; by its day where it belongs to none, or to one that did not take place."""
    place = numbers.get(one.session) if one.session is not None else None
    return place_of_day(one.administration.administered_on, held_on) if place is None else float(place)


def _total(place: float, one: Standing, title: str) -> Total:
    return Total(place, one.administration.administered_on, one.administration.total, _words(title, one))


def _words(title: str, one: Standing) -> str:
    said = [f"{title} {measure_words.total_words(one.administration.total)}", measure_words.change_words(one)]
    if one.session is None:
        said.append(f"on {short_day(one.administration.administered_on)}")
    return ", ".join(said)


def _bands(placed: Sequence[tuple[float, Standing]], sessions: int) -> Iterator[ChangeBand]:
    """One band for each course of treatment and version: from its first total until the next begins."""
    parts = [
        list(ones) for _, ones in groupby(placed, lambda pair: pair[1].first.id if pair[1].first is not None else None)
    ]
    for number, part in enumerate(parts):
        first, value = part[0][1].first, change_value(part[0][1].measure)
        if first is None or first.total is None or value is None:
            continue
        until = parts[number + 1][0][0] if number + 1 < len(parts) else sessions - 0.5
        yield ChangeBand(part[0][0], until, first.total - value.value, first.total + value.value)
