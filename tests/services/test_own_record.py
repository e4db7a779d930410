"""The clinician's own record and the self-check, over a practice of a few clients."""

from __future__ import annotations

import pytest
from tests.services.courses_of_prompts import STABLE, add_client, hold, prompt_of

from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.process import EventKind, RuptureKind
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.review import BELOW, WITHIN
from relationship_desk.prompts.self_check import SIGNS, Sign, sign_of
from relationship_desk.services.desk import Desk
from relationship_desk.services.own_record import Pointing


def test_it_counts_what_became_of_the_prompts_and_what_followed(desk: Desk) -> None:
    back, low, new = add_client(desk, "A-01"), add_client(desk, "B-02"), add_client(desk, "C-03")
    hold(desk, back, [*STABLE, 4.5])
    desk.answering.accept(prompt_of(desk, back, "R1").id, "Ask")
    (tenth, *_) = hold(desk, back, [7.0, 7.1, 7.2])
    (accepted,) = [row.prompt for row in desk.prompting.rows(back) if row.rule.id == "R1"]
    desk.following.say_done(accepted.id, tenth.id, True)
    hold(desk, low, [*STABLE, 4.5])
    desk.answering.decline(prompt_of(desk, low, "R1").id, "known")
    hold(desk, new, [*STABLE, 4.5])
    desk.answering.accept(prompt_of(desk, new, "R1").id, "")
    hold(desk, low, [4.4, 4.5, 4.6])
    record = next(one for one in desk.own_record.read(Progress()).rules if one.rule == "R1")
    assert (record.opened, record.accepted, record.declined, record.deferred, record.withdrawn) == (3, 2, 1, 0, 0)
    assert (record.done, record.said, record.reviewed) == (1, 1, 0)
    assert record.after_accepting == {WITHIN: 1}, "the third client had no session since"
    assert record.after_declining == {BELOW: 1}
    assert desk.own_record.after_declining(RuleId("R1"), Progress()) == {BELOW: 1}


def test_the_record_of_the_rules_names_no_client(demo: Desk) -> None:
    words = repr(demo.own_record.read(Progress()).rules)
    assert not any(client.code in words for client in demo.reviewing.everybody())


def test_an_empty_practice(desk: Desk) -> None:
    record = desk.own_record.read(Progress())
    assert record.rules == ()
    assert set(record.signs) == set(SIGNS)
    assert all(one == Pointing((), 0) for one in record.signs.values())


def test_reading_can_be_stopped(demo: Desk) -> None:
    with pytest.raises(Cancelled):
        demo.own_record.read(Progress(cancelled=True))


class TestSigns:
    """Each sign is shown, not shown, or cannot be told."""

    def sign(self, heading: str, analysis: Analysis) -> Sign:
        return sign_of(heading, analysis)

    def test_every_sign_belongs_to_a_heading_that_names_it(self, desk: Desk) -> None:
        named = {one.id for one in desk.catalogue.not_effective.values() if one.sign}
        assert named == set(SIGNS)
        assert len(desk.catalogue.not_effective) == 7

    def test_ostrich_is_shown_until_a_word_on_the_rupture_is_written_down(self, desk: Desk) -> None:
        client = add_client(desk)
        hold(desk, client, [7.0, 7.0])
        assert self.sign("ostrich-behaviour", desk.prompting.analysis(client)) is Sign.CANNOT_TELL
        hold(desk, client, [*STABLE])
        assert self.sign("ostrich-behaviour", desk.prompting.analysis(client)) is Sign.NOT_SHOWN
        (fell,) = hold(desk, client, [4.0])
        assert self.sign("ostrich-behaviour", desk.prompting.analysis(client)) is Sign.SHOWN
        desk.accompanying.add_event(fell.id, EventKind.RUPTURE, kind=RuptureKind.WITHDRAWAL, tried="Asked")
        assert self.sign("ostrich-behaviour", desk.prompting.analysis(client)) is Sign.NOT_SHOWN

    def test_assumptions_and_therapist_centricity(self, demo: Desk) -> None:
        silent = demo.supervising.client_id("C-12")
        assert self.sign("assumptions", demo.prompting.analysis(silent)) is Sign.SHOWN
        assert self.sign("therapist-centricity", demo.prompting.analysis(silent)) is Sign.NOT_SHOWN
        heard = demo.supervising.client_id("M-08")
        assert self.sign("assumptions", demo.prompting.analysis(heard)) is Sign.NOT_SHOWN
