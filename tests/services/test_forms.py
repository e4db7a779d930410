from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.client_voice import FilledForm
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ALLIANCE, ClientId, ElementId, SessionId
from relationship_desk.domain.measure import How
from relationship_desk.domain.process import Comment
from relationship_desk.domain.records import Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, Missing, NoteFormat, NoteKind, Perspective
from relationship_desk.insight.rating_plan import EMPATHY
from relationship_desk.services.desk import Desk
from relationship_desk.services.forms import Mark, Seat

TODAY = date(2026, 3, 31)
DAY = TODAY - timedelta(days=7)


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=TODAY - timedelta(days=99)).id


@pytest.fixture
def session(desk: Desk, client: ClientId) -> SessionId:
    return desk.recording.add_session(client, held_on=DAY).id


def kept(desk: Desk, session: SessionId) -> tuple[set[Rating], list[FilledForm], list[Comment]]:
    with desk.store.read() as records:
        held = records.sessions.get(session)
        assert held
        comments = [one for one in records.process.comments_of(held.client) if one.session == session]
        return set(records.sessions.ratings(session)), list(records.voice.forms_in(session)), comments


def test_a_filled_form_is_kept_with_its_own_day(desk: Desk, session: SessionId) -> None:
    marks: dict[ElementId, Mark] = {ALLIANCE: Tenths(47), EMPATHY: Missing.DECLINED}
    desk.forms.enter(session, marks, filled_on=DAY + timedelta(days=1), comment=" Slower, please. ")
    ratings, (form,), comments = kept(desk, session)
    assert ratings == {
        Rating(session, ALLIANCE, Perspective.CLIENT, "", None, Tenths(47), None),
        Rating(session, EMPATHY, Perspective.CLIENT, "", None, None, Missing.DECLINED),
    }
    assert (form.perspective, form.filled_on, form.how) == (Perspective.CLIENT, DAY + timedelta(days=1), How.PAPER)
    assert comments == [Comment(session, Perspective.CLIENT, "", "Slower, please.")]


def test_typing_the_same_form_again_adds_nothing(desk: Desk, session: SessionId) -> None:
    for _ in range(2):
        desk.forms.enter(session, {ALLIANCE: Tenths(47)}, filled_on=DAY, comment="Slower.")
    ratings, forms, comments = kept(desk, session)
    assert (len(ratings), len(forms), [one.text for one in comments]) == (1, 1, ["Slower."])
    desk.forms.enter(session, {ALLIANCE: Tenths(48)}, filled_on=DAY, comment="And warmer.")
    ratings, forms, comments = kept(desk, session)
    assert ({one.score for one in ratings}, len(forms)) == ({48}, 1)
    assert [one.text for one in comments] == ["Slower.\n\nAnd warmer."]


def test_a_form_may_come_in_after_the_signature(desk: Desk, session: SessionId) -> None:
    desk.noting.write(session, NoteKind.PROGRESS, "Done.", NoteFormat.FREE)
    desk.noting.sign(session)
    desk.forms.enter(session, {ALLIANCE: Tenths(47)}, filled_on=DAY)
    assert len(kept(desk, session)[0]) == 1


def test_several_observers_each_have_their_own_ratings(desk: Desk, session: SessionId) -> None:
    for label, score in (("Supervisor", 60), ("Recording, later", 70)):
        seat = Seat(Perspective.OBSERVER, label)
        desk.forms.enter(session, {ALLIANCE: Tenths(score)}, filled_on=DAY, seat=seat)
    ratings, forms, _ = kept(desk, session)
    assert {(one.rater, one.score) for one in ratings} == {("Supervisor", 60), ("Recording, later", 70)}
    assert len(forms) == 2
    assert desk.forms.observers() == ("Recording, later", "Supervisor")


def test_what_cannot_be_is_refused_and_nothing_kept(desk: Desk, client: ClientId, session: SessionId) -> None:
    missed = desk.recording.add_session(client, held_on=TODAY, attendance=Attendance.NO_SHOW).id
    score = Tenths(47)
    refused = [
        (session, {ALLIANCE: Tenths(101)}, DAY, Seat(), "outside"),
        (session, {ElementId("countertransference"): score}, DAY, Seat(), "not rated by the client"),
        (session, {ElementId("cohesion"): score}, DAY, Seat(), "groups only"),
        (session, {ElementId("luck"): score}, DAY, Seat(), "not rated"),
        (session, {ALLIANCE: score}, TODAY + timedelta(days=1), Seat(), "cannot lie ahead"),
        (session, {ALLIANCE: score}, DAY, Seat(Perspective.OBSERVER, " "), "Say who observed"),
        (session, {ALLIANCE: score}, DAY, Seat(member=ClientId(99)), "belong|there"),
        (session, {}, DAY, Seat(), "Nothing is entered"),
        (missed, {ALLIANCE: score}, DAY, Seat(), "not held"),
    ]
    for about, marks, day, seat, sentence in refused:
        with pytest.raises(UnusableInput, match=sentence):
            desk.forms.enter(about, marks, filled_on=day, seat=seat)
    assert kept(desk, session) == (set(), [], [])


MARKS = st.dictionaries(
    st.sampled_from([ALLIANCE, EMPATHY, ElementId("goal-consensus"), ElementId("positive-regard")]),
    st.integers(0, 100).map(Tenths) | st.sampled_from([Missing.DECLINED, Missing.NOT_APPLICABLE]),
    min_size=1,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(MARKS)
def test_every_mark_stands_in_the_record_as_it_was_typed(desk: Desk, marks: dict[ElementId, Mark]) -> None:
    client = next((one.id for one in desk.reviewing.everybody()), None) or desk.recording.add_client("P-1").id
    session = desk.recording.add_session(client, held_on=DAY).id
    desk.forms.enter(session, marks, filled_on=DAY)
    ratings = kept(desk, session)[0]
    assert {one.element: one.missing or one.score for one in ratings} == marks


def test_a_form_goes_with_its_session_and_with_its_client(desk: Desk, session: SessionId) -> None:
    desk.forms.enter(session, {ALLIANCE: Tenths(47)}, filled_on=DAY)
    other = desk.recording.add_client("M-08").id
    desk.correcting.move_to_client(session, other, "Entered under the wrong code")
    with desk.store.read() as records:
        assert [one.session for one in records.voice.forms_of(other)] == [session]


def test_the_blank_form_asks_in_the_order_of_the_catalogue(desk: Desk) -> None:
    asked = [EMPATHY, ALLIANCE]
    for level in Level:
        with pikepdf.open(BytesIO(desk.forms.blank(asked, level))) as pdf:
            assert len(pdf.pages) == 1
    with pytest.raises(UnusableInput, match="at least one question"):
        desk.forms.blank([])
    assert "cohesion" not in desk.forms.askable(ClientKind.INDIVIDUAL)
    assert "cohesion" in desk.forms.askable(ClientKind.GROUP)
