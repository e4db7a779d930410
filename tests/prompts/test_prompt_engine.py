from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.histories import alliance, day

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.process import Met, Preference, PreferenceId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Edition, Perspective, PromptStatus
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.engine import Evaluation, evaluate
from relationship_desk.prompts.rules import all_rules
from relationship_desk.prompts.walk import MOST_OPEN
from relationship_desk.services.identifiers import prompt_uid

CATALOGUE = load_catalogue()
RULES = tuple(all_rules().values())
STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]
SCORES = st.lists(st.one_of(st.none(), st.integers(0, 100).map(lambda n: n / 10)), max_size=20)


def run(history: History, edition: Edition = Edition.E2018) -> Evaluation:
    return evaluate(analyse(history, CATALOGUE, DEFAULTS), RULES, edition, prompt_uid)


def states(history: History) -> list[tuple[str, int, str]]:
    return [(one.rule, one.session, one.status) for one in run(history).opened]


def with_prompts(history: History, *prompts: Prompt) -> History:
    return replace(history, prompts=prompts)


def test_an_empty_record_opens_nothing() -> None:
    assert run(alliance([])) == Evaluation((), ())


def test_a_prompt_is_dated_by_the_session_that_opened_it() -> None:
    (prompt,) = run(alliance([*STABLE, 4.5, 4.4])).opened
    assert (prompt.rule, prompt.session, prompt.opened_on) == ("R1", 9, day(9))
    assert (prompt.edition, prompt.tier) == (Edition.E2018, "probably")


def test_it_is_withdrawn_when_its_points_no_longer_hold() -> None:
    (prompt,) = run(alliance([*STABLE, 4.5, 7.0, 7.0])).opened
    assert (prompt.status, prompt.answered_on) == (PromptStatus.WITHDRAWN, day(11))


def test_running_again_changes_nothing() -> None:
    history = alliance([*STABLE, 4.5, 4.4, 5.0])
    opened = run(history).opened
    assert opened
    assert run(with_prompts(history, *opened)) == Evaluation((), ())


def test_a_deferred_prompt_comes_back_when_it_is_time() -> None:
    history = alliance([*STABLE, 4.5, 4.4, 4.5])
    (prompt,) = run(alliance([*STABLE, 4.5])).opened
    deferred = replace(prompt, status=PromptStatus.DEFERRED, until=11, answered_on=day(9))
    (changed,) = run(with_prompts(history, deferred)).changed
    assert (changed.status, changed.until) == (PromptStatus.OPEN, None)
    earlier = alliance([*STABLE, 4.5, 4.4])
    assert run(with_prompts(earlier, deferred)) == Evaluation((), ())


def test_a_deferred_prompt_waits_until_there_is_a_place() -> None:
    lasting = alliance([*STABLE, 4.5, 4.4, 4.5])
    (prompt,) = run(alliance([*STABLE, 4.5])).opened
    deferred = replace(prompt, status=PromptStatus.DEFERRED, until=10, answered_on=day(9))
    others = [
        replace(prompt, uid=f"other-{n}", rule=RuleId(f"Z{n}"), session=8, opened_on=day(8)) for n in range(MOST_OPEN)
    ]
    assert run(with_prompts(lasting, deferred, *others)) == Evaluation((), ())
    (changed,) = run(with_prompts(lasting, deferred, *others[1:])).changed
    assert (changed.rule, changed.status) == ("R1", PromptStatus.OPEN)


def test_what_a_slip_opened_goes_when_it_is_put_right_and_comes_back_with_it() -> None:
    slip, right = alliance([*STABLE, 4.5]), alliance([*STABLE, 7.5])
    (opened,) = run(slip).opened
    (gone,) = run(with_prompts(right, opened)).changed
    assert (gone.status, gone.answered_on) == (PromptStatus.WITHDRAWN, day(9))
    assert run(with_prompts(right, gone)) == Evaluation((), ())
    assert run(with_prompts(slip, gone)).changed == (opened,)


def test_an_open_prompt_of_the_newest_session_shows_the_record_as_it_was_put_right() -> None:
    (opened,) = run(alliance([*STABLE, 4.5])).opened
    right = alliance([*STABLE, 3.5])
    assert run(with_prompts(right, opened)).changed == run(right).opened


def test_a_prompt_from_elsewhere_stays_as_it_was_restored() -> None:
    (opened,) = run(alliance([*STABLE, 4.5])).opened
    assert run(with_prompts(alliance([*STABLE, 7.5]), replace(opened, uid="from-elsewhere"))) == Evaluation((), ())


def test_an_accepted_prompt_lets_new_points_open_the_next_one_after_the_cool_down() -> None:
    twice = alliance([*STABLE, 4.5, *STABLE, 4.5])
    (first,) = run(alliance([*STABLE, 4.5])).opened
    accepted = replace(first, status=PromptStatus.ACCEPTED, intention="ask", answered_on=day(9))
    assert [(one.rule, one.session) for one in run(with_prompts(twice, accepted)).opened] == [("R1", 18)]


def test_a_declined_prompt_is_not_repeated_on_the_same_points() -> None:
    history = alliance([*STABLE, *[4.5] * 12])
    (prompt,) = run(alliance([*STABLE, 4.5])).opened
    declined = replace(prompt, status=PromptStatus.DECLINED, reason="known", answered_on=day(9))
    assert "R1" not in {one.rule for one in run(with_prompts(history, declined)).opened}


def test_after_the_cool_down_new_points_open_it_again() -> None:
    missed = alliance([7.0, None, None, None, None, None, None, None])
    (first,) = run(alliance([7.0, None, None])).opened
    declined = replace(first, status=PromptStatus.DECLINED, reason="illness", answered_on=day(3))
    assert [(one.rule, one.session) for one in run(with_prompts(missed, declined)).opened] == [("F1", 7)]


def test_the_edition_that_speaks_is_kept_with_the_prompt() -> None:
    (prompt,) = run(alliance([*STABLE, 4.5]), Edition.E2011).opened
    assert (prompt.edition, prompt.tier) == (Edition.E2011, "insufficient")


def test_a_prompt_that_waits_speaks_from_the_edition_chosen_since() -> None:
    history = alliance([*STABLE, 4.5])
    (prompt,) = run(history).opened
    (changed,) = run(with_prompts(history, prompt), Edition.E2011).changed
    assert changed == replace(prompt, edition=Edition.E2011, tier="insufficient")
    assert run(with_prompts(history, changed), Edition.E2011) == Evaluation((), ())
    assert run(with_prompts(history, changed)).changed == (prompt,)


def test_an_answered_prompt_keeps_the_edition_it_was_answered_under() -> None:
    history = alliance([*STABLE, 4.5])
    (prompt,) = run(history).opened
    answered = replace(prompt, status=PromptStatus.ACCEPTED, intention="ask", answered_on=day(9))
    assert run(with_prompts(history, answered), Edition.E2011) == Evaluation((), ())


def test_a_prompt_restored_from_elsewhere_keeps_its_edition() -> None:
    history = alliance([*STABLE, 4.5])
    (prompt,) = run(history).opened
    assert run(with_prompts(history, replace(prompt, uid="restored")), Edition.E2011).changed == ()


@pytest.mark.parametrize("after", [[], [7.0], [7.0, 7.0]])
def test_what_the_chosen_edition_found_insufficient_is_withdrawn(after: list[float]) -> None:
    history = alliance([7.0, *after], [7.0, *after])
    unmet = Preference(PreferenceId(1), history.client.id, day(1), "Evenings", None, Met.NO, "")
    history = replace(history, preferences=(unmet,))
    (prompt,) = [one for one in run(history).opened if one.rule == "A11"]
    (gone,) = run(with_prompts(history, prompt), Edition.E2002).changed
    assert gone.status is PromptStatus.WITHDRAWN
    assert run(with_prompts(history, gone), Edition.E2002).opened == ()
    assert run(with_prompts(history, gone)).changed == (prompt,), "and is there again under the edition it came from"
    met = replace(history, preferences=(replace(unmet, met=Met.YES),))
    assert run(with_prompts(met, gone)).changed == ()


@settings(max_examples=60)
@given(SCORES, SCORES)
def test_on_any_record(client: list[float | None], clinician: list[float | None]) -> None:
    history = alliance([*client, None], [*clinician, None], goals=[])
    opened = run(history).opened
    held = {session.number for session in history.attended}
    rated = {
        (rating.perspective, history.number_of[rating.session], f"{(rating.score or 0) / 10:.1f}")
        for rating in history.ratings
    }
    assert run(history).opened == opened, "the same record gives the same prompts"
    assert run(with_prompts(history, *opened)) == Evaluation((), ()), "kept prompts are not opened twice"
    assert sum(one.status is PromptStatus.OPEN for one in opened) <= MOST_OPEN
    assert len({(one.rule, one.session) for one in opened}) == len(opened)
    for prompt in opened:
        assert prompt.session in held
        for point in prompt.because:
            assert point.session is None or point.session in held
            if point.what == "Alliance, client":
                assert (Perspective.CLIENT, point.session, point.value) in rated
        assert all_rules()[prompt.rule].consider(prompt).startswith("Consider ")
