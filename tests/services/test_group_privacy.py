"""No member's answers are ever to be seen where another member is shown.

Held as non-interference: whatever the others answer, everything shown of one member stays the same, to the last digit.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.members import member_view

from relationship_desk.domain.ids import ALLIANCE, COHESION, ElementId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Attendance, ClientKind, NoteFormat, NoteKind, Perspective
from relationship_desk.reports import document
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.services.summarising import Request

ELEMENTS = (ALLIANCE, ElementId("empathy"), COHESION)
FIRST = date(2026, 1, 5)
OWN_SESSIONS = 2
BEFORE, AFTER = "spoke of", "was silent about"
_serial = count()

MemberScores = tuple[tuple[int | None, ...], ...]
"""By session, by element."""


@dataclass(frozen=True)
class Plan:
    """A group as it is drawn: each score occurs once only, so that a value says whose it is."""

    kind: ClientKind
    before: tuple[MemberScores, ...]
    after: tuple[MemberScores, ...]
    """The same members' answers, every one of them another."""
    leave_after: tuple[int | None, ...]
    """After which session a member leaves."""

    @property
    def sessions(self) -> int:
        return len(self.before[0])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    members, sessions = draw(st.integers(2, 6)), draw(st.integers(1, 2))
    kind = draw(st.sampled_from([ClientKind.GROUP, ClientKind.COUPLE, ClientKind.FAMILY]))
    elements = len(ELEMENTS) if kind is ClientKind.GROUP else len(ELEMENTS) - 1
    cells = members * sessions * elements
    scores = iter(draw(st.permutations(range(101)))[: 2 * cells])

    def answers() -> tuple[MemberScores, ...]:
        return tuple(
            tuple(tuple(next(scores) for _ in range(elements)) for _ in range(sessions)) for _ in range(members)
        )

    first, second = answers(), answers()
    silent = draw(st.sets(st.integers(0, cells - 1), max_size=cells // 2))
    leave_after = tuple(draw(st.none() | st.integers(1, sessions)) for _ in range(members))
    return Plan(kind, _without(first, silent), second, leave_after)


def _without(answers: tuple[MemberScores, ...], silent: set[int]) -> tuple[MemberScores, ...]:
    place = count()
    return tuple(
        tuple(tuple(None if next(place) in silent else score for score in session) for session in member)
        for member in answers
    )


@dataclass
class Group:
    """A drawn group in a real practice; every member is in individual care as well."""

    desk: Desk
    whole: Client
    members: list[Client]
    held: list[Session]
    own: list[Session]

    def asked(self, member: int) -> list[Session]:
        """The sessions in which the member can be rated: belonged, and was not absent."""
        who = self.members[member]
        return [session for session in self.held if who in self.desk.grouping.rateable(session)]

    def write(self, member: int, words: str) -> None:
        """Write one note about the member in every session of the group at which the member belonged."""
        who = self.members[member]
        for session in self.held:
            if who in self.desk.grouping.members_on(self.whole.id, session.held_on):
                text = f"{words} {who.code} {session.number}"
                self.desk.noting.write(session.id, NoteKind.PROGRESS, text, NoteFormat.FREE, member=who.id)
            if session in self.asked(member):
                said = f"{words} {who.code} in own words"
                self.desk.accompanying.comment(session.id, Perspective.CLIENT, said, member=who.id)

    def given(self, member: int, answers: tuple[MemberScores, ...]) -> list[int | None]:
        """What the member answers where asked."""
        asked = self.asked(member)
        return [
            score
            for session, scores in zip(self.held, answers[member], strict=True)
            if session in asked
            for score in scores
        ]

    def answer(self, member: int, scores: MemberScores) -> None:
        asked = self.asked(member)
        for session, answers in zip(self.held, scores, strict=True):
            if session not in asked:
                continue
            for element, score in zip(ELEMENTS, answers, strict=False):
                if score is not None:
                    whose = self.members[member].id
                    self.desk.recording.rate(session.id, element, Perspective.CLIENT, Tenths(score), member=whose)


def build(desk: Desk, plan: Plan) -> Group:
    mark = next(_serial)
    recording = desk.recording
    whole = recording.add_client(f"Z{mark}", kind=plan.kind, opened_on=FIRST)
    members = [recording.add_client(f"M{mark}-{place}", opened_on=FIRST) for place in range(len(plan.before))]
    for member in members:
        desk.grouping.join(whole.id, member.id, FIRST)
    held = [recording.add_session(whole.id, held_on=FIRST + timedelta(weeks=week)) for week in range(plan.sessions)]
    own = [recording.add_session(one.id, held_on=FIRST + timedelta(days=1)) for one in members for _ in range(2)]
    group = Group(desk, whole, members, held, own)
    for place, session in enumerate(own):
        recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths((place * 7) % 101))
    desk.accompanying.record_attendance(
        held[0].id, {one.id: list(Attendance)[place % 4] for place, one in enumerate(members)}
    )
    for member, last in zip(members, plan.leave_after, strict=True):
        if last is not None:
            desk.grouping.leave(whole.id, member.id, held[last - 1].held_on)
    for place, scores in enumerate(plan.before):
        group.answer(place, scores)
        group.write(place, BEFORE)
    return group


def shown_of(group: Group, member: Client) -> Mapping[str, object]:
    """Everything the program shows or writes of ``member``."""
    desk = group.desk
    summary = desk.supervising.summary(Request(member.id))
    view = member_view(desk, group.whole.id, member.id)
    apart = desk.agreeing.of_member(group.whole.id, member.id)
    return {
        "agreement": (dict(apart.series), apart.findings, apart.history.ratings, apart.history.sessions),
        "member view": (view.member, view.joined_on, view.left_on, view.alliance, dict(view.series), view.sessions),
        "member notes": [(note.text, note.session) for note in view.notes],
        "history": desk.reviewing.history(member.id),
        "findings": desk.reviewing.analysis(member.id).findings,
        "series": dict(desk.reviewing.analysis(member.id).series),
        "sessions": desk.reviewing.sessions(member.id),
        "row": next(row for row in desk.reviewing.clients() if row.client.id == member.id),
        "accompanying": desk.accompanying.of(member.id),
        "summary": summary,
    }


def exported_of(desk: Desk, code: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every line of an export that is about ``code``, as client or as member."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "package"
        desk.exporting.export(target, Shape(reduced=False, process_notes=True))
        lines: list[tuple[str, tuple[str, ...]]] = []
        for file in sorted(target.glob("*.csv")):
            with file.open(encoding="utf-8-sig", newline="") as text:
                about = (row for row in csv.DictReader(text) if code in (row.get("client"), row.get("member")))
                lines.extend((file.stem, tuple(row.values())) for row in about)
    return lines


held_by_the_practice = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@held_by_the_practice
@given(plan=plans())
def test_what_the_others_answer_changes_nothing_that_is_shown_of_a_member(desk: Desk, plan: Plan) -> None:
    group = build(desk, plan)
    member = group.members[0]
    before, exported = shown_of(group, member), exported_of(desk, member.code)
    whole_before = desk.reviewing.history(group.whole.id).ratings
    for place in range(1, len(group.members)):
        group.answer(place, plan.after[place])
        group.write(place, AFTER)
    if any(score is not None for place in range(1, len(group.members)) for score in group.given(place, plan.after)):
        assert desk.reviewing.history(group.whole.id).ratings != whole_before
    assert shown_of(group, member) == before
    assert exported_of(desk, member.code) == exported


@held_by_the_practice
@given(plan=plans())
def test_a_member_view_holds_every_answer_of_that_member_and_no_other(desk: Desk, plan: Plan) -> None:
    group = build(desk, plan)
    for place, member in enumerate(group.members):
        view = member_view(desk, group.whole.id, member.id)
        values = sorted(
            round(point.value * 10)
            for series in view.series.values()
            for point in series.points
            if point.value is not None
        )
        assert values == sorted(score for score in group.given(place, plan.before) if score is not None)
        assert view.notes
        assert all(member.code in note.text for note in view.notes)


@held_by_the_practice
@given(plan=plans())
def test_no_word_about_a_member_is_shown_or_exported_with_another(desk: Desk, plan: Plan) -> None:
    group = build(desk, plan)
    for session in group.held:
        desk.noting.sign(session.id)
    for member in group.members:
        everything = repr(shown_of(group, member)) + repr(exported_of(desk, member.code))
        told = {one.code for one in group.members if f"{BEFORE} {one.code} " in everything}
        assert told == {member.code}


@held_by_the_practice
@given(plan=plans())
def test_a_members_own_page_holds_no_answer_from_the_group(desk: Desk, plan: Plan) -> None:
    group = build(desk, plan)
    in_group = {session.id for session in group.held}
    for place, member in enumerate(group.members):
        history = desk.reviewing.history(member.id)
        assert not in_group & {session.id for session in history.sessions}
        own = [(place * OWN_SESSIONS + turn) * 7 % 101 for turn in range(OWN_SESSIONS)]
        assert sorted(rating.score for rating in history.ratings if rating.score is not None) == sorted(own)
        series = desk.reviewing.analysis(member.id).series
        assert set(series) == {(ALLIANCE, Perspective.CLIENT)}


def test_the_printed_summary_of_a_member_is_the_same_whatever_the_others_answer(desk: Desk) -> None:
    one, other = ((70,), (71,)), ((20,), (21,))
    plan = Plan(ClientKind.COUPLE, (one, other), (one, ((90,), (91,))), (None, None))
    group = build(desk, plan)
    request = Request(group.members[0].id)
    before = document.render_pages(desk.supervising.summary(request, "QF-00"), 60)
    group.answer(1, plan.after[1])
    assert document.render_pages(desk.supervising.summary(request, "QF-00"), 60) == before


@pytest.mark.parametrize("own", [0, 1])
def test_the_picture_of_a_leak_is_seen(desk: Desk, own: int) -> None:
    """The comparison can fail: the view of the one who answered differently does change."""
    plan = Plan(ClientKind.COUPLE, (((10,),), ((30,),)), (((50,),), ((60,),)), (None, None))
    group = build(desk, plan)
    before = shown_of(group, group.members[own])
    group.answer(own, plan.after[own])
    assert shown_of(group, group.members[own])["member view"] != before["member view"]
