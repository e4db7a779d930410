"""The signs of the self-check that need more on file than ratings."""

from __future__ import annotations

from dataclasses import replace

from tests.histories import alliance, answered

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.process import Intervention, InterventionId, InterventionKind
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.self_check import Sign, sign_of

CATALOGUE = load_catalogue()
ONE, OTHER = "Thought record", "Chair work"


def sign(heading: str, history: History) -> Sign:
    return sign_of(heading, analyse(history, CATALOGUE, DEFAULTS))


def with_done(history: History, *names: str) -> History:
    """Interventions in the last sessions, one in each."""
    last = history.sessions[-len(names) :]
    return replace(
        history,
        interventions=tuple(
            Intervention(InterventionId(n), session.id, name, InterventionKind.SUPPORTED, "")
            for n, (session, name) in enumerate(zip(last, names, strict=True))
        ),
    )


class TestRigidity:
    stuck = answered(alliance([7.0] * 9), "phq-9", {1: 17, 4: 17, 8: 17})
    better = answered(alliance([7.0] * 9), "phq-9", {1: 17, 4: 9, 8: 9})

    def test_one_technique_in_every_session_while_not_on_track(self) -> None:
        assert sign("rigidity", with_done(self.stuck, ONE, ONE.upper(), ONE, ONE)) is Sign.SHOWN

    def test_not_while_on_track_or_with_another_technique(self) -> None:
        assert sign("rigidity", with_done(self.better, ONE, ONE, ONE, ONE)) is Sign.NOT_SHOWN
        assert sign("rigidity", with_done(self.stuck, ONE, ONE, OTHER, ONE)) is Sign.NOT_SHOWN

    def test_it_cannot_be_told_where_a_session_says_nothing_of_it(self) -> None:
        assert sign("rigidity", with_done(self.stuck, ONE, ONE, ONE)) is Sign.CANNOT_TELL


class TestTherapistCentricity:
    def test_only_the_clinician_has_rated(self) -> None:
        assert sign("therapist-centricity", alliance([None] * 4, [7.0] * 4)) is Sign.SHOWN

    def test_the_client_was_heard_once(self) -> None:
        assert sign("therapist-centricity", alliance([7.0, None, None, None], [7.0] * 4)) is Sign.NOT_SHOWN
        asked = answered(alliance([None] * 4, [7.0] * 4), "phq-9", {1: 9})
        assert sign("therapist-centricity", asked) is Sign.NOT_SHOWN

    def test_too_few_sessions_or_ratings(self) -> None:
        assert sign("therapist-centricity", alliance([None] * 3, [7.0] * 3)) is Sign.CANNOT_TELL
        assert sign("therapist-centricity", alliance([None] * 4)) is Sign.CANNOT_TELL


def test_assumptions_need_a_few_sessions() -> None:
    assert sign("assumptions", alliance([None] * 3)) is Sign.CANNOT_TELL
    assert sign("assumptions", alliance([7.0, None, None, None])) is Sign.SHOWN
    assert sign("assumptions", alliance([7.0] * 4)) is Sign.NOT_SHOWN


def test_a_history_without_sessions_tells_nothing() -> None:
    empty = alliance([])
    assert {sign(one, empty) for one in ("assumptions", "rigidity", "ostrich-behaviour")} == {Sign.CANNOT_TELL}
