"""Prompts about risk: they wait for no session, say again what is new, and follow from the record alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.histories import CLIENT, FIRST_DAY, alliance, day, holding

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.client_voice import RiskId, RiskRecord
from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.vocabulary import Attendance, Edition, PromptStatus
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.engine import Evaluation, evaluate
from relationship_desk.prompts.rules.n3_risk import RULE
from relationship_desk.services.histories import up_to
from relationship_desk.services.identifiers import prompt_uid

CATALOGUE = load_catalogue()
OPEN, WITHDRAWN, ACCEPTED = PromptStatus.OPEN, PromptStatus.WITHDRAWN, PromptStatus.ACCEPTED
ITEM = "PHQ-9, item 9: 2"


def record(name: str, since: date, until: date | None = None, because: str = ITEM) -> RiskRecord:
    return RiskRecord(RiskId(1), name, CLIENT, None, since, "", "", "", "", "", "", "", because, until)


def judged(history: History) -> Evaluation:
    return evaluate(analyse(history, CATALOGUE, DEFAULTS), [RULE], Edition.E2018, prompt_uid)


def after(history: History) -> tuple[Prompt, ...]:
    """The prompts on file once an evaluation is kept."""
    result = judged(history)
    changed, gone = {one.uid: one for one in result.changed}, {one.uid for one in result.gone}
    return (*(changed.get(one.uid, one) for one in history.prompts if one.uid not in gone), *result.opened)


def on_file(sessions: int, *records: RiskRecord, prompts: Sequence[Prompt] = ()) -> History:
    return holding(alliance([7.0] * sessions), risk=records, prompts=tuple(prompts))


def accepted(prompt: Prompt, on: date) -> Prompt:
    return replace(prompt, status=ACCEPTED, intention="Ask", answered_on=on)


def between(session: int, days: int = 2) -> date:
    """A day after that session, before the next."""
    return day(session) + timedelta(days)


def rows(prompt: Prompt) -> set[str]:
    return {point.row for point in prompt.because}


class TestBetweenSessions:
    def test_it_carries_the_day_on_which_it_came_up(self) -> None:
        (prompt,) = after(on_file(3, record("a", between(3))))
        assert (prompt.session, prompt.opened_on, prompt.status) == (3, between(3), OPEN)
        assert prompt.because == (Point("risk record", None, ITEM, "a"),)

    def test_what_comes_up_after_the_answer_is_a_prompt_of_its_own(self) -> None:
        first = record("a", between(3))
        (prompt,) = after(on_file(3, first))
        answered = accepted(prompt, between(3, 3))
        kept, new = after(on_file(3, first, record("b", between(3, 4)), prompts=[answered]))
        assert kept == answered
        assert (new.session, new.opened_on, rows(new)) == (3, between(3, 4), {"b"})
        assert new.uid != kept.uid

    def test_what_reads_alike_on_the_day_of_the_answer_is_new_all_the_same(self) -> None:
        first, again = record("a", between(3)), record("b", between(3))
        (prompt,) = after(on_file(3, first))
        _, new = after(on_file(3, first, again, prompts=[accepted(prompt, between(3))]))
        assert (new.status, rows(new)) == (OPEN, {"b"})

    def test_what_comes_up_while_it_is_open_joins_it(self) -> None:
        first, second = record("a", between(2)), record("b", between(3), because="opened by the clinician")
        before = after(on_file(2, first))
        (prompt,) = after(on_file(3, first, second, prompts=before))
        assert (prompt.uid, rows(prompt)) == (before[0].uid, {"a", "b"})
        assert (prompt.session, prompt.opened_on) == (3, between(3))

    def test_an_assessment_that_is_dated_anew_is_no_news(self) -> None:
        (prompt,) = after(on_file(3, record("a", between(3))))
        answered = accepted(prompt, between(3))
        assert after(on_file(5, record("a", between(4)), prompts=[answered])) == (answered,)


class TestWithoutASession:
    def test_before_the_first_session(self) -> None:
        (prompt,) = after(on_file(0, record("a", day(1))))
        assert (prompt.session, prompt.opened_on, prompt.status, prompt.place) == (0, day(1), OPEN, "intake")
        assert prompt.because == (Point("risk record", None, ITEM, "a"),)

    def test_where_every_session_was_missed(self) -> None:
        missed = alliance([None, None], absent=(1, 2))
        (prompt,) = after(holding(missed, risk=(record("a", day(2)),)))
        assert (prompt.session, prompt.status) == (0, OPEN)

    def test_a_later_session_leaves_it_as_it_is(self) -> None:
        first = record("a", day(1) - timedelta(3))
        before = after(on_file(0, first))
        assert after(on_file(2, first, prompts=before)) == before


class TestClosing:
    def test_closing_withdraws_it_and_opening_again_brings_it_back(self) -> None:
        first = record("a", between(2))
        opened = after(on_file(2, first))
        (gone,) = after(on_file(2, replace(first, closed_on=between(2, 3)), prompts=opened))
        assert (gone.uid, gone.status, gone.answered_on) == (opened[0].uid, WITHDRAWN, between(2, 3))
        assert after(on_file(4, first, prompts=[gone])) == opened

    def test_it_stands_until_the_last_one_is_closed(self) -> None:
        first, second = record("a", between(2), between(2, 4)), record("b", between(2, 3))
        (prompt,) = after(on_file(2, first, second))
        assert (prompt.status, rows(prompt)) == (OPEN, {"b"})
        (gone,) = after(on_file(2, first, replace(second, closed_on=between(2, 5)), prompts=[prompt]))
        assert (gone.uid, gone.status, rows(gone)) == (prompt.uid, WITHDRAWN, {"a", "b"})

    def test_an_answer_stays_when_its_record_is_closed_or_opened_again(self) -> None:
        first = record("a", between(2))
        (prompt,) = after(on_file(2, first))
        answered = accepted(prompt, between(2))
        for one in (replace(first, closed_on=between(3)), first):
            assert after(on_file(4, one, prompts=[answered])) == (answered,)

    def test_what_was_closed_before_the_answer_speaks_when_it_is_opened_again(self) -> None:
        first, second = record("a", between(2), between(2, 4)), record("b", between(2, 3))
        (prompt,) = after(on_file(2, first, second))
        answered = accepted(prompt, between(2, 5))
        assert after(on_file(2, first, second, prompts=[answered])) == (answered,), "nothing is left to tell"
        _, new = after(on_file(2, replace(first, closed_on=None), second, prompts=[answered]))
        assert (new.status, rows(new)) == (OPEN, {"a"})
        assert new.uid != answered.uid

    def test_what_came_after_the_answer_and_was_closed_the_same_day_leaves_its_trace(self) -> None:
        first, second = record("a", between(2)), record("b", between(2))
        answered = accepted(after(on_file(2, first))[0], between(2))
        kept, new = after(on_file(2, first, second, prompts=[answered]))
        _, gone = after(on_file(2, first, replace(second, closed_on=between(2)), prompts=[kept, new]))
        assert (gone.uid, gone.status, gone.answered_on) == (new.uid, WITHDRAWN, between(2))


class TestFromElsewhere:
    def restored(self, **more: object) -> Prompt:
        (prompt,) = after(on_file(3, record("a", between(3))))
        plain = tuple(replace(point, row="") for point in prompt.because)
        return replace(prompt, **{"uid": "elsewhere", "because": plain, **more})  # type: ignore[arg-type]  # its fields

    def test_an_answered_one_has_shown_what_reads_alike(self) -> None:
        there = self.restored(status=ACCEPTED, answered_on=between(3))
        assert after(on_file(3, record("a", between(3)), prompts=[there])) == (there,)
        later = record("b", between(3, 4))
        assert [rows(one) for one in after(on_file(3, later, prompts=[there]))[1:]] == [{"b"}]

    def test_an_open_one_is_gone_on_with(self) -> None:
        there = self.restored(session=2, opened_on=day(2))
        (prompt,) = after(on_file(3, record("a", between(3)), prompts=[there]))
        assert (prompt.uid, prompt.session, prompt.opened_on, prompt.status) == ("elsewhere", 2, day(2), OPEN)
        assert rows(prompt) == {"a"}

    def test_one_from_before_records_were_named_has_shown_those_it_counted(self) -> None:
        second = record("b", between(3), because="opened by the clinician")
        counted = (Point("risk record 2", 3, second.because),)
        there = self.restored(because=counted, status=ACCEPTED, answered_on=between(3, 3))
        assert after(on_file(3, second, prompts=[there])) == (there,)
        assert [rows(one) for one in after(on_file(3, record("c", between(3)), prompts=[there]))[1:]] == [{"c"}]
        gone = self.restored(because=counted, status=WITHDRAWN, answered_on=between(3))
        (kept,) = after(on_file(3, replace(second, closed_on=between(3, 3)), prompts=[gone]))
        assert (kept.uid, kept.status, rows(kept)) == ("elsewhere", WITHDRAWN, {"b"})

    def test_one_without_a_record_is_withdrawn(self) -> None:
        (prompt,) = after(on_file(3, prompts=[self.restored()]))
        assert prompt.status is WITHDRAWN


def test_as_of_an_earlier_day_it_is_as_it_was_then() -> None:
    first, second = record("a", between(2), between(5)), record("b", between(3))
    (prompt,) = after(on_file(3, replace(first, closed_on=None), second))
    history = on_file(5, first, second, prompts=[accepted(prompt, between(4))])
    assert [(one.status, rows(one)) for one in after(up_to(history, between(2)))] == [(OPEN, {"a"})]
    assert [(one.status, rows(one)) for one in after(up_to(history, between(3)))] == [(OPEN, {"a", "b"})]
    assert after(up_to(history, between(4))) == history.prompts


@dataclass
class Practice:
    """One client from day to day. What is done has the day it is done on, but for records that are dated back."""

    today: date = FIRST_DAY
    held: list[tuple[date, bool]] = field(default_factory=list)
    records: list[RiskRecord] = field(default_factory=list)
    prompts: tuple[Prompt, ...] = ()

    @property
    def history(self) -> History:
        empty = alliance([None] * len(self.held))
        sessions = tuple(
            replace(one, held_on=on, attendance=Attendance.ATTENDED if there else Attendance.NO_SHOW)
            for one, (on, there) in zip(empty.sessions, self.held, strict=True)
        )
        return replace(empty, sessions=sessions, risk=tuple(self.records), prompts=self.prompts)

    def evaluate(self) -> None:
        self.prompts = after(self.history)
        assert judged(self.history) == Evaluation((), ()), "asked again, nothing changes"

    def do(self, what: str, which: int) -> None:
        match what:
            case "day":
                self.today += timedelta(1 + which % 3)
            case "session":
                self.held.append((self.today, which % 4 > 0))
            case "record":
                on = self.today - timedelta(max(0, which - 3))
                self.records.append(record(f"r{len(self.records)}", on, because=ITEM if which % 2 else "other"))
            case "close" if self.records:
                place = which % len(self.records)
                self.records[place] = replace(self.records[place], closed_on=self.today)
            case "reopen" if self.records:
                place = which % len(self.records)
                self.records[place] = replace(self.records[place], closed_on=None)
            case "accept":
                self.evaluate()
                self.prompts = tuple(accepted(p, self.today) if p.status is OPEN else p for p in self.prompts)

    def check(self) -> None:
        seen = {row for one in self.prompts if one.status is ACCEPTED for row in rows(one)}
        unseen = {one.uid for one in self.records if one.closed_on is None} - seen
        assert [rows(one) for one in self.prompts if one.status is OPEN] == ([unseen] if unseen else [])
        assert len({one.uid for one in self.prompts}) == len(self.prompts)


STEPS = st.lists(
    st.tuples(st.sampled_from(["day", "session", "record", "close", "reopen", "accept"]), st.integers(0, 6)),
    max_size=25,
)


@settings(max_examples=300)
@given(STEPS)
@example([("record", 0), ("record", 0), ("close", 0), ("accept", 0), ("record", 4)])
def test_whatever_happens(steps: list[tuple[str, int]]) -> None:
    often, seldom = Practice(), Practice()
    for what, which in steps:
        often.do(what, which)
        seldom.do(what, which)
        often.evaluate()
        often.check()
    seldom.evaluate()
    by_uid = sorted(often.prompts, key=lambda one: one.uid)
    assert by_uid == sorted(seldom.prompts, key=lambda one: one.uid), "however often it was asked"


def test_what_was_typed_about_it_stays_while_its_records_change() -> None:
    first, second = record("a", between(2)), record("b", between(3))
    (prompt,) = judged(on_file(3, first)).opened
    begun = replace(prompt, intention="Call tonight")
    (joined,) = after(on_file(3, first, second, prompts=[begun]))
    assert (joined.intention, rows(joined)) == ("Call tonight", {"a", "b"})
    ended = [replace(one, closed_on=between(3)) for one in (first, second)]
    (gone,) = after(on_file(3, *ended, prompts=[joined]))
    assert (gone.status, gone.intention) == (WITHDRAWN, "Call tonight")


def test_one_that_was_begun_gives_its_place_to_no_other() -> None:
    second = record("b", between(3))
    (later,) = judged(on_file(3, second)).opened
    first = record("a", between(2))
    assert [rows(one) for one in after(on_file(3, first, second, prompts=[later]))] == [{"a", "b"}]
    (kept,) = after(on_file(3, first, second, prompts=[replace(later, intention="Call")]))
    assert (kept.uid, kept.status, kept.intention, rows(kept)) == (later.uid, OPEN, "Call", {"a", "b"})
    assert judged(on_file(3, first, second, prompts=[kept])) == Evaluation((), ())
