"""What the signals of rupture and repair say: which small drops count, and when the client is back in own range."""

from __future__ import annotations

from dataclasses import replace

from tests.histories import alliance, history
from tests.insight.questionnaires import found, said

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, SessionId
from relationship_desk.domain.process import Comment
from relationship_desk.domain.vocabulary import Perspective

WIDE = [6.0, 7.0, 8.0, 7.0]
SMALL = [*WIDE, 4.4]
"""The last one lies between look level and limit."""
STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]


def commented(by: Perspective, session: int = 5) -> History:
    return replace(alliance(SMALL), comments=(Comment(SessionId(session), by, "", "It was hard to say."),))


def test_a_small_drop_by_itself_is_no_rupture() -> None:
    assert said(alliance(SMALL), "rupture") == []


def test_a_comment_of_the_client_in_the_same_session_supports_it() -> None:
    (one,) = found(commented(Perspective.CLIENT), "rupture")
    assert (one.session, one.strength, one.current) == (5, "possible", True)
    assert one.detail == (
        "Possible rupture: the client’s alliance fell to 4.4, 2.6 below its own baseline of 7.0, "
        "with a comment of the client in the same session."
    )
    assert (one.points[-1].what, one.points[-1].value) == ("supported by", "a comment of the client")
    assert said(commented(Perspective.CLIENT, 4), "rupture") == []
    assert said(commented(Perspective.OBSERVER), "rupture") == []


def test_a_marker_on_record_supports_it_and_the_rupture_recorded_confirms_it() -> None:
    recorded = alliance(SMALL, ruptures=[(5, None)])
    assert [one.detail for one in found(recorded, "rupture")] == ["Rupture recorded by the clinician: withdrawal."]
    marked = replace(recorded, events=tuple(replace(one, markers=("short-answers",)) for one in recorded.events))
    (one,) = found(marked, "rupture")
    assert (one.strength, one.perspective) == ("confirmed", "client")
    assert "with a marker on record in the same session" in one.detail


def test_an_observers_drop_supports_it() -> None:
    observed = history({(ALLIANCE, Perspective.CLIENT): SMALL, (ALLIANCE, Perspective.OBSERVER): [7.0] * 4 + [4.0]})
    (one,) = found(observed, "rupture")
    assert one.detail.endswith("with a drop by the observer in the same session.")


def test_a_large_drop_says_that_the_own_range_was_left() -> None:
    (one,) = found(alliance([*STABLE, 4.5]), "rupture")
    assert one.detail == "Possible rupture: the client’s alliance left its own range of 7.0 with 4.5."


def test_two_rated_sessions_back_are_a_return_and_one_is_none() -> None:
    assert said(alliance([*STABLE, 4.5, 7.0]), "repair") == []
    assert said(alliance([*STABLE, 4.5, 7.0, 7.1]), "repair") == [(11, "back in own range", True)]
    assert said(alliance([*STABLE, 4.5, 7.0, None, 7.1, 7.0]), "repair") == [(12, "back in own range", False)]
    (one,) = found(alliance([*STABLE, 4.5, 7.0, 7.1]), "repair")
    assert one.detail == (
        "The client’s alliance is back in its own range of 7.0 for two rated sessions, after it fell in session 9."
    )
    assert [point.session for point in one.points] == [10, 11]


def test_within_half_the_limit_is_back_and_below_it_is_not() -> None:
    # Baseline 7.0 with a limit of 1.0: back from 6.5 on.
    steady = [7.0] * 8
    assert said(alliance([*steady, 5.0, 6.5, 6.5]), "repair") == [(11, "back in own range", True)]
    assert said(alliance([*steady, 5.0, 6.4, 6.5]), "repair") == []
