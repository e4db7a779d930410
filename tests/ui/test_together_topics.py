"""What client and clinician look at together, as words and values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.histories import CLIENT, alliance, day, declined, history

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, COHESION, GOAL_CONSENSUS, ClientId, CourseId, ElementId, SessionId
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.insight.measure_courses import MeasureCourse, measure_courses
from relationship_desk.ui.together.topics import MOST, Topic, topics

QUESTIONS = load_catalogue().questions
MINE, THEIRS = Perspective.CLINICIAN, Perspective.CLIENT
ONE, OTHER = ClientId(11), ClientId(12)


def look(record: History, answered: tuple[MeasureCourse, ...] = (), session: int = 1) -> tuple[Topic, ...]:
    return topics(record, QUESTIONS, answered, session)


def test_the_question_is_put_in_the_words_in_which_it_was_asked() -> None:
    (topic,) = look(alliance([7.0, 7.4, 8.0], [6.0, 6.5, 7.0]))
    asked = QUESTIONS[ALLIANCE].wordings[Level.USUAL]
    assert (topic.title, topic.low, topic.high) == (asked.text, asked.low, asked.high)
    assert topic.places == ("1", "2", "3")
    assert topic.values == {THEIRS: (7.0, 7.4, 8.0), MINE: (6.0, 6.5, 7.0)}
    assert topic.words == (
        "Last, in session 3: you 8.0 of 10, your therapist 7.0.",
        "First, in session 1: you 7.0 of 10, your therapist 6.0.",
    )


def test_only_what_the_client_answered_is_shown_and_never_an_observer() -> None:
    scores = {
        (ALLIANCE, THEIRS): [7.0],
        (ALLIANCE, Perspective.OBSERVER): [3.3],
        (GOAL_CONSENSUS, MINE): [2.2],
        (ElementId("countertransference"), MINE): [1.1],
    }
    (topic,) = look(history(scores))
    assert topic.values == {THEIRS: (7.0,), MINE: (None,)}
    assert topic.words[0] == "Last, in session 1: you 7.0 of 10."


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([7.0], "One answer so far: too few to see a line."),
        ([7.0, None, 6.0], "Two answers so far: too few to see a line."),
        ([7.0, 7.0, 6.0], None),
    ],
)
def test_few_answers_are_called_few_and_not_joined(scores: list[float | None], said: str | None) -> None:
    (topic,) = look(alliance(scores))
    assert topic.joined == (said is None)
    assert ("too few" in topic.words[-1]) == (said is not None)
    if said:
        assert topic.words[-1] == said


def test_what_the_client_would_rather_not_say_stays_out_for_both() -> None:
    record = alliance([7.0, None, 8.0], [6.0, 1.5, 7.0])
    record = replace(record, ratings=(*record.ratings, declined(2)))
    (topic,) = look(record)
    assert topic.values[MINE] == (6.0, None, 7.0)
    only_declined = alliance([None], [1.5])
    assert look(replace(only_declined, ratings=(*only_declined.ratings, declined(1)))) == ()


def test_nothing_of_an_earlier_course_is_shown() -> None:
    record = alliance([2.0, 3.0, 6.0, 7.0])
    sessions = tuple(replace(one, course=CourseId(1 + (one.number > 2))) for one in record.sessions)
    (topic,) = look(replace(record, sessions=sessions), session=4)
    assert topic.places == ("3", "4")


def test_the_axis_begins_and_ends_with_a_mark() -> None:
    (topic,) = look(alliance([None, 7.0, None, 7.5, None]))
    assert topic.places == ("2", "3", "4")
    assert topic.values[THEIRS] == (7.0, None, 7.5)


def test_of_a_long_course_the_latest_sessions_are_drawn() -> None:
    (topic,) = look(alliance([3.0, *[7.0] * (MOST + 4)]))
    assert (len(topic.places), topic.places[-1]) == (MOST, str(MOST + 5))
    assert topic.values[THEIRS] == (7.0,) * MOST
    assert topic.words[1:] == ("First, in session 1: you 3.0 of 10.", f"Only the last {MOST} are drawn.")


# Several people


def told(member: ClientId | None, element: ElementId, who: Perspective, tenths: int, session: int = 1) -> Rating:
    return Rating(SessionId(session), element, who, "", member, Tenths(tenths), None)


def group(*ratings: Rating) -> History:
    empty = history({(COHESION, THEIRS): [None, None, None]}, kind=ClientKind.GROUP)
    return replace(empty, ratings=ratings)


def test_without_a_member_nothing_of_a_group_is_shown() -> None:
    with pytest.raises(ValueError, match="whose answers"):
        look(group(told(ONE, ALLIANCE, THEIRS, 70)))


def test_a_member_sees_the_own_answers_and_the_rating_of_this_member_alone() -> None:
    record = group(
        told(ONE, ALLIANCE, THEIRS, 70),
        told(OTHER, ALLIANCE, THEIRS, 31),
        told(None, ALLIANCE, THEIRS, 52),
        told(ONE, ALLIANCE, MINE, 61),
        told(OTHER, ALLIANCE, MINE, 22),
        told(None, ALLIANCE, MINE, 43),
        told(OTHER, COHESION, THEIRS, 14),
    )
    (topic,) = topics(record, QUESTIONS, (), 1, ONE)
    assert topic.values == {THEIRS: (7.0,), MINE: (6.1,)}


RATINGS = st.lists(
    st.builds(
        told,
        st.sampled_from([OTHER, None]),
        st.sampled_from([ALLIANCE, COHESION, GOAL_CONSENSUS]),
        st.sampled_from([MINE, THEIRS]),
        st.integers(0, 100),
        st.integers(1, 3),
    ),
    unique_by=lambda one: (one.member, one.element, one.perspective, one.session),
)


@given(RATINGS, RATINGS)
def test_whatever_the_others_say_a_member_sees_the_same(before: list[Rating], after: list[Rating]) -> None:
    own = [told(ONE, ALLIANCE, THEIRS, 70, 2), told(ONE, COHESION, THEIRS, 66, 3)]
    seen, again = (topics(group(*own, *others), QUESTIONS, (), 2, ONE) for others in (before, after))
    assert seen == again
    assert len(seen) == 2


# Questionnaires


def answered(
    measure: str,
    *totals: tuple[int | None, float | None],
    perspective: Perspective = THEIRS,
    member: ClientId | None = None,
) -> tuple[MeasureCourse, ...]:
    """Totals, each with the session it was given in; without one on the day of its place."""
    asked = shipped_measures()[MeasureId(measure)]
    given = [
        Administration(
            AdministrationId(number),
            f"a-{number}",
            CLIENT,
            SessionId(session) if session else None,
            member,
            day(number),
            asked.id,
            asked.version,
            perspective,
            (),
            (),
            total,
            {},
            How.TYPED,
        )
        for number, (session, total) in enumerate(totals, start=1)
    ]
    return measure_courses((), alliance([7.0] * 5).sessions, given, {(asked.id, asked.version): asked})


def test_a_questionnaire_says_which_way_is_better() -> None:
    record = alliance([None, None, None])
    (phq,) = look(record, answered("phq-9", (1, 17), (2, 14), (3, 9)))
    assert (phq.title, phq.scale, phq.places, phq.joined) == ("PHQ-9", (0, 27), ("1", "2", "3"), True)
    assert phq.words == ("Lower is better.", "Last, in session 3: 9 of 27.", "First, in session 1: 17.")
    (ors,) = look(record, answered("ors", (1, 20.5)))
    assert ors.words == (
        "Higher is better.",
        "Last, in session 1: 20.5 of 40.",
        "One answer so far: too few to see a line.",
    )


def test_a_questionnaire_without_sessions_stands_by_its_days() -> None:
    (phq,) = look(alliance([None]), answered("phq-9", (None, 17), (1, 14)))
    assert (phq.places, phq.axis) == (("5 Jan", "12 Jan"), "Day")
    assert phq.words[1] == "Last, on 12 January: 14 of 27."


def test_answers_without_a_total_and_those_of_others_stay_out() -> None:
    record = alliance([None])
    assert look(record, answered("phq-9", (1, None))) == ()
    assert look(record, answered("phq-9", (1, 9), perspective=MINE)) == ()
    assert look(record, answered("phq-9", (1, 9), member=OTHER)) == ()
