"""The session that had been held by a day, whatever order the days stand in."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.records import Client, Session
from relationship_desk.domain.vocabulary import Attendance, ClientKind, ClientStatus, Setting

FIRST = date(2026, 1, 5)
CLIENT = Client(ClientId(1), "A-1", "", ClientKind.INDIVIDUAL, FIRST, None, ClientStatus.ACTIVE)


def _history(held: list[tuple[int, Attendance]]) -> History:
    sessions = tuple(
        Session(
            SessionId(number),
            f"s{number}",
            CLIENT.id,
            None,
            number,
            FIRST + timedelta(days=day),
            None,
            50,
            ClientKind.INDIVIDUAL,
            Setting.ROOM,
            attendance,
            None,
            None,
        )
        for number, (day, attendance) in enumerate(held, start=1)
    )
    return History(CLIENT, (), sessions, (), (), ())


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Attendance)), max_size=12), st.integers(-1, 10))
def test_the_session_by_a_day_is_the_highest_number_held_up_to_it(held: list[tuple[int, Attendance]], on: int) -> None:
    history, day = _history(held), FIRST + timedelta(days=on)
    up_to = [one.number for one in history.sessions if one.held_on <= day and one.attendance.took_place]
    assert history.session_by(day) == max(up_to, default=0)
