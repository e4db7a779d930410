"""What there is to look at: one topic for each question the client has answered, as words and values.

Only the client's answers and the clinician's ratings of the same element go in; no observer's, no baseline, no signal,
and of a couple, family or group nothing that another member said. Where the client would rather not answer, nobody's
mark is shown for that session, and nothing says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relationship_desk.catalogue.questions import ClientQuestion, Level
from relationship_desk.domain.days import day_and_month, short_day_and_month
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, CourseId, ElementId
from relationship_desk.domain.measure import Direction
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind, Missing, Perspective
from relationship_desk.insight.comparison import sessions_of_course
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.insight.series import Series, SeriesPoint, SeriesSet, series_of, series_set
from relationship_desk.ui.plots.trend import Values

MOST = 60
"""Of a long course the latest sessions are drawn, so many that each can still be told from the next."""
LEAST_FOR_A_LINE = 3
"""With fewer answers the marks are not joined."""
YOU = {Perspective.CLIENT: "You", Perspective.CLINICIAN: "Your therapist"}
"""In the order in which they are spoken of."""
_HIGHEST = 10
_COUNTS = ("No", "One", "Two")


@dataclass(frozen=True, slots=True)
class Topic:
    """One question or questionnaire."""

    title: str
    """What was asked, in the words in which it was asked."""
    high: str
    """What the upper end of the scale means."""
    low: str
    scale: tuple[float, float]
    places: tuple[str, ...]
    """What stands below each place on the axis: numbers of sessions, or days."""
    axis: str
    """What the places are."""
    values: Mapping[Perspective, Values]
    """One value for each place."""
    words: tuple[str, ...]
    """What is to be seen, in sentences."""

    @property
    def joined(self) -> bool:
        """Whether there are answers enough to join them."""
        return _count(self.values[Perspective.CLIENT]) >= LEAST_FOR_A_LINE


def topics(
    history: History,
    questions: Mapping[ElementId, ClientQuestion],
    answered: Sequence[MeasureCourse],
    session: int,
    member: ClientId | None = None,
) -> tuple[Topic, ...]:
    """What there is to look at in the course of session number ``session``: questions first, then questionnaires.

    ``member`` is the one who looks on.

    Raises:
        ValueError: for a couple, family or group without a member: nobody there may see what the others answered.
    """
    if member is None and history.client.kind is not ClientKind.INDIVIDUAL:
        raise ValueError("several people look on; say whose answers may be shown")
    series = series_set(history, member)
    course = sessions_of_course(history, session)
    found = [_of_question(history, series, course, one) for one in questions.values()]
    treatment = next((one.course for one in history.sessions if one.number == session), None)
    own = [one for one in answered if one.perspective is Perspective.CLIENT and one.member == member]
    found += [_of_measure(one, treatment) for one in own]
    return tuple(topic for topic in found if topic is not None)


def _of_question(history: History, series: SeriesSet, course: frozenset[int], question: ClientQuestion) -> Topic | None:
    client = _in_course(series_of(series, history, question.element, Perspective.CLIENT), course)
    clinician = _in_course(series_of(series, history, question.element, Perspective.CLINICIAN), course)
    if not any(point.value is not None for point in client):
        return None
    declined = [point.missing is Missing.DECLINED for point in client]
    mine = [None if hidden else point.value for point, hidden in zip(clinician, declined, strict=True)]
    marked = [place for place, point in enumerate(client) if point.value is not None or mine[place] is not None]
    first, after = marked[0], marked[-1] + 1
    values = {
        Perspective.CLIENT: tuple(point.value for point in client[first:after]),
        Perspective.CLINICIAN: tuple(mine[first:after]),
    }
    places = tuple(str(point.session) for point in client[first:after])
    wording = question.wordings[Level.USUAL]
    words = _words(values, [f"in session {place}" for place in places])
    return _topic(wording.text, (wording.low, wording.high), (0, _HIGHEST), places, "Session", values, words)


def _topic(
    title: str,
    ends: tuple[str, str],
    scale: tuple[float, float],
    places: tuple[str, ...],
    axis: str,
    values: Mapping[Perspective, Values],
    words: Sequence[str],
) -> Topic:
    """Keep the latest :data:`MOST` places, and say so."""
    low, high = ends
    if len(places) > MOST:
        words = (*words, f"Only the last {MOST} are drawn.")
    latest = {who: said[-MOST:] for who, said in values.items()}
    return Topic(title, high, low, scale, places[-MOST:], axis, latest, tuple(words))


def _in_course(series: Series, course: frozenset[int]) -> list[SeriesPoint]:
    return [point for point in series.points if point.session in course]


def _of_measure(answered: MeasureCourse, course: CourseId | None) -> Topic | None:
    measure = answered.measure
    same = [one for one in answered.standings if one.administration.version == measure.version]
    standings = [one for one in same if one.course == course and one.administration.total is not None]
    if not standings:
        return None
    totals = tuple(one.administration.total for one in standings)
    by_session = all(one.session is not None for one in standings)
    better = "Lower is better." if measure.direction is Direction.LOWER else "Higher is better."
    when = [_when(one, by_session=by_session) for one in standings]
    words = [better, f"Last, {when[-1]}: {totals[-1]:g} of {measure.total_max:g}."]
    if len(totals) > 1:
        words.append(f"First, {when[0]}: {totals[0]:g}.")
    return _topic(
        measure.title,
        (f"{measure.total_min:g}", f"{measure.total_max:g}"),
        (measure.total_min, measure.total_max),
        tuple(_place(one, by_session=by_session) for one in standings),
        "Session" if by_session else "Day",
        {Perspective.CLIENT: totals},
        (*words, *_too_few(totals)),
    )


def _place(one: Standing, *, by_session: bool) -> str:
    return str(one.session) if by_session else short_day_and_month(one.administration.administered_on)


def _when(one: Standing, *, by_session: bool) -> str:
    return f"in session {one.session}" if by_session else f"on {day_and_month(one.administration.administered_on)}"


def _words(values: Mapping[Perspective, Values], when: Sequence[str]) -> list[str]:
    """The client's last and first answer, each with what the clinician said in the same session."""
    mine = values[Perspective.CLIENT]
    answers = [place for place, value in enumerate(mine) if value is not None]
    said = [f"Last, {when[answers[-1]]}: {_said(values, answers[-1])}."]
    if len(answers) > 1:
        said.append(f"First, {when[answers[0]]}: {_said(values, answers[0])}.")
    return [*said, *_too_few(mine)]


def _said(values: Mapping[Perspective, Values], place: int) -> str:
    both = [(words, values[who][place]) for who, words in YOU.items()]
    parts = [f"{words.lower()} {format_value(value)}" for words, value in both if value is not None]
    return f"{parts[0]} of {_HIGHEST}" + "".join(f", {part}" for part in parts[1:])


def _too_few(mine: Values) -> tuple[str, ...]:
    count = _count(mine)
    if count >= LEAST_FOR_A_LINE:
        return ()
    return (f"{_COUNTS[count]} {'answer' if count == 1 else 'answers'} so far: too few to see a line.",)


def _count(values: Values) -> int:
    return sum(value is not None for value in values)
