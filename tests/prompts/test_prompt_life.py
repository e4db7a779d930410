"""What the engine holds to, whatever the rules say: places, urgency, mutes, cool-downs, and no repetition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import CLIENT, alliance, day

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.prompt import Mute, MuteId, Point, Prompt
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.engine import Evaluation, evaluate
from relationship_desk.prompts.rule import Alert, Moment, Rule, Urgency
from relationship_desk.prompts.walk import MOST_OPEN
from relationship_desk.services.identifiers import prompt_uid

CATALOGUE = load_catalogue()
SESSIONS = 8
RELATIONSHIP, ROUTINE = Urgency.RELATIONSHIP, Urgency.ROUTINE


def a_rule(
    name: str,
    holds: Mapping[int, Sequence[str]],
    urgency: Urgency = ROUTINE,
    *,
    cooldown: int = 0,
    evidence: str = "alliance",
) -> Rule:
    """A rule that holds in the sessions that are keys of ``holds``, on points of these names."""

    def when(moment: Moment) -> tuple[Point, ...] | None:
        return tuple(Point(what, None, "1") for what in holds.get(moment.session.number, ())) or None

    return Rule(
        id=RuleId(name),
        title=name,
        urgency=urgency,
        icon="flag",
        needs=(),
        evidence=EntryId(evidence),
        cooldown=cooldown,
        when=when,
        consider=lambda _: "Consider it.",
        meaning="",
        states=lambda _: "",
        options=(),
        goes_away="",
    )


def a_danger(*since: int) -> Rule:
    """A rule about safety, with something that comes up on the day of each of these sessions and stays."""
    alerts = tuple(Alert(Point("danger", one, "1", f"danger-{one}"), day(one), None) for one in since)

    def known(history: History) -> tuple[Alert, ...]:
        return tuple(one for one in alerts if history.sessions and one.since <= history.sessions[-1].held_on)

    plain = a_rule("N", {}, Urgency.SAFETY, cooldown=6)
    return replace(plain, alerts=known, evidence=None, outside=Tier.SAFETY)


def always(name: str, urgency: Urgency = ROUTINE, *, since: int = 1, evidence: str = "alliance") -> Rule:
    return a_rule(name, {n: [f"{name} {since}"] for n in range(since, 30)}, urgency, evidence=evidence)


def run(rules: Sequence[Rule], history: History | None = None) -> Evaluation:
    history = history or held(SESSIONS)
    analysis = analyse(history, CATALOGUE, DEFAULTS)
    return evaluate(analysis, rules, Edition.E2018, prompt_uid)


def held(sessions: int, *, prompts: Sequence[Prompt] = (), mutes: Sequence[Mute] = ()) -> History:
    return replace(alliance([7.0] * sessions), prompts=tuple(prompts), mutes=tuple(mutes))


def after(result: Evaluation, before: Sequence[Prompt] = ()) -> tuple[Prompt, ...]:
    """The prompts as they stand once ``result`` is kept."""
    changed = {one.uid: one for one in result.changed}
    return (*(changed.get(one.uid, one) for one in before), *result.opened)


def open_now(result: Evaluation) -> set[str]:
    return {one.rule for one in result.opened if one.status is PromptStatus.OPEN}


def muted(rule: str, since: int, until: int | None = None) -> Mute:
    return Mute(MuteId(1), "m", CLIENT, RuleId(rule), "known", day(since), day(until) if until else None)


class TestPlaces:
    def test_no_more_than_three_stand_open(self) -> None:
        assert len(open_now(run([always(name) for name in "ABCDE"]))) == MOST_OPEN

    def test_urgency_goes_first_and_then_the_tier(self) -> None:
        rules = [
            always("A", evidence="self-disclosure"),  # insufficient in 2018
            always("B", evidence="congruence"),  # probably
            always("C", evidence="alliance"),  # demonstrably
            always("D", RELATIONSHIP, evidence="self-disclosure"),
        ]
        assert open_now(run(rules)) == {"B", "C", "D"}
        assert open_now(run(list(reversed(rules)))) == {"B", "C", "D"}

    def test_safety_takes_no_place_and_needs_none(self) -> None:
        rules = [always(name) for name in "ABC"]
        assert open_now(run([*rules, a_danger(4)])) == {"A", "B", "C", "N"}
        assert open_now(run([a_danger(1), *rules])) == {"A", "B", "C", "N"}

    def test_the_least_urgent_makes_way_and_comes_back_when_there_is_a_place(self) -> None:
        rupture = a_rule("R", {5: ["fell"], 6: ["fell"]}, RELATIONSHIP)
        rules = [always("A"), always("B", since=2), always("C", since=3), rupture]
        then = {str(one.rule): one for one in run(rules, held(5)).opened}
        assert (then["C"].status, then["C"].until, then["C"].answered_on) == (PromptStatus.DEFERRED, 6, day(5))
        assert then["R"].status is PromptStatus.OPEN
        later = {str(one.rule): one for one in run(rules, held(7)).opened}
        assert (later["R"].status, later["C"].status) == (PromptStatus.WITHDRAWN, PromptStatus.OPEN)

    def test_what_a_slip_took_away_comes_back_only_where_there_is_a_place(self) -> None:
        own = a_rule("D", {8: ["put right"]})
        rules = [always("A"), always("B"), own, always("E", since=8)]
        opened = run(rules).opened
        slipped = after(run([*rules[:2], a_rule("D", {}), rules[3]], held(8, prompts=opened)), opened)
        assert [(str(one.rule), one.status) for one in slipped[2:]] == [
            ("D", PromptStatus.WITHDRAWN),
            ("E", PromptStatus.OPEN),
        ]
        assert run(rules, held(8, prompts=slipped)) == Evaluation((), ())

    def test_an_equally_urgent_one_waits(self) -> None:
        rules = [always("A", RELATIONSHIP), always("B", RELATIONSHIP), always("C", RELATIONSHIP)]
        assert open_now(run([*rules, always("D", RELATIONSHIP, since=4)])) == {"A", "B", "C"}


class TestMutes:
    def test_a_muted_rule_is_silent_until_it_is_taken_back(self) -> None:
        rule = a_rule("A", {n: [f"new in {n}"] for n in range(4, 9)})
        assert run([rule], held(6, mutes=[muted("A", 3)])).opened == ()
        assert [one.session for one in run([rule], held(6, mutes=[muted("A", 3, 5)])).opened] == [5]

    def test_muting_after_the_session_silences_what_is_judged_late(self) -> None:
        late = replace(muted("A", 4), muted_on=day(4).replace(day=day(4).day + 2))
        assert run([a_rule("A", {4: ["new"]})], held(4, mutes=[late])).opened == ()
        assert len(run([a_rule("A", {4: ["new"]})], held(6, mutes=[muted("A", 6)])).opened) == 1, "it spoke before"

    def test_it_silences_no_other_rule(self) -> None:
        assert open_now(run([always("A"), always("B")], held(4, mutes=[muted("A", 1)]))) == {"B"}

    def test_safety_cannot_be_muted(self) -> None:
        assert open_now(run([a_danger(1)], held(4, mutes=[muted("N", 1)]))) == {"N"}

    def test_a_prompt_put_off_does_not_come_back_while_its_rule_is_muted(self) -> None:
        (opened,) = run([always("A")], held(3)).opened
        put_off = replace(opened, status=PromptStatus.DEFERRED, until=5, answered_on=day(3))
        assert run([always("A")], held(6, prompts=[put_off], mutes=[muted("A", 4)])).changed == ()
        (back,) = run([always("A")], held(6, prompts=[put_off])).changed
        assert back.status is PromptStatus.OPEN


class TestRepetition:
    def answered(self, rule: Rule, session: int) -> Prompt:
        (opened,) = run([rule], held(session)).opened
        return replace(opened, status=PromptStatus.DECLINED, reason="known", answered_on=day(session))

    def test_nothing_repeats_without_new_data(self) -> None:
        rule = a_rule("A", {3: ["one", "two"], 5: ["two"], 6: ["two", "one"], 8: ["two", "three"]})
        opened = run([rule], held(8, prompts=[self.answered(rule, 3)])).opened
        assert [one.session for one in opened] == [8]

    def test_a_rule_is_silent_during_its_cool_down(self) -> None:
        rule = a_rule("A", {n: [f"new in {n}"] for n in range(3, 9)}, cooldown=3)
        assert [one.session for one in run([rule], held(8, prompts=[self.answered(rule, 3)])).opened] == [6]

    def test_safety_knows_no_cool_down(self) -> None:
        rule = a_danger(3, 4)
        (first,) = run([rule], held(3)).opened
        accepted = replace(first, status=PromptStatus.ACCEPTED, answered_on=day(3))
        assert [one.session for one in run([rule], held(4, prompts=[accepted])).opened] == [4]


POINTS = st.lists(st.sampled_from("abcd"), max_size=2)
SOME_RULES = st.lists(
    st.tuples(
        st.dictionaries(st.integers(1, SESSIONS), POINTS, max_size=SESSIONS),
        st.sampled_from([RELATIONSHIP, ROUTINE]),
        st.integers(0, 3),
        st.sampled_from(["alliance", "congruence", "self-disclosure"]),
    ),
    max_size=7,
).map(lambda found: [a_rule(f"X{n}", p, u, cooldown=c, evidence=e) for n, (p, u, c, e) in enumerate(found)])
SOME_MUTES = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(5, 8) | st.none()), max_size=2).map(
    lambda found: [
        replace(muted(f"X{rule}", since, until), uid=f"m{n}") for n, (rule, since, until) in enumerate(found)
    ]
)


@settings(max_examples=100)
@given(SOME_RULES, SOME_MUTES)
def test_whatever_the_rules_say(rules: list[Rule], mutes: list[Mute]) -> None:
    kept: tuple[Prompt, ...] = ()
    for sessions in range(1, SESSIONS + 1):
        history = held(sessions, prompts=kept, mutes=[one for one in mutes if one.muted_on <= day(sessions)])
        result = run(rules, history)
        assert result == run(list(reversed(rules)), history), "in whatever order the rules come"
        kept = after(result, kept)
        assert run(rules, replace(history, prompts=kept)) == Evaluation((), ()), "asked again, nothing changes"
        assert sum(one.status is PromptStatus.OPEN for one in kept) <= MOST_OPEN
        silent = {one.rule for one in mutes if one.muted_on <= day(sessions) and one.ended_on is None}
        assert not silent & {one.rule for one in result.opened}
        at_once = run(rules, held(sessions, mutes=history.mutes))
        assert sorted(after(at_once), key=lambda one: one.uid) == sorted(kept, key=lambda one: one.uid), (
            "session by session or all at once"
        )
    assert len({(one.rule, one.session) for one in kept}) == len(kept)
