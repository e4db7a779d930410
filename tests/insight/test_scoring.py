"""Scoring: reverse items, subscales, missing items, bounds, risk items."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.measure import Direction, Items, Measure, MeasureId, MissingRule, Subscale
from relationship_desk.insight.scoring import check_total, score

SHIPPED = shipped_measures()
PHQ_9, CORE_10, CORE_OM, WAI_SR = (SHIPPED[MeasureId(name)] for name in ("phq-9", "core-10", "core-om", "wai-sr"))


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    """A measure of 1 to 12 items, with or without reversed ones, subscales and a rule for missing items."""
    items = draw(st.integers(1, 12))
    low = draw(st.integers(-2, 2))
    high = low + draw(st.integers(1, 7))
    numbers = st.sets(st.integers(1, items))
    return Measure(
        id=MeasureId("made-up"),
        version="1",
        title="Made up",
        direction=draw(st.sampled_from(Direction)),
        items=items,
        total_min=items * low,
        total_max=items * high,
        item_min=low,
        item_max=high,
        reverse=frozenset(draw(numbers)),
        missing_max=draw(st.integers(0, items - 1)),
        missing_rule=draw(st.sampled_from(MissingRule)),
        risk_items=frozenset(draw(numbers)),
        subscales=(Subscale("some", tuple(sorted(draw(st.sets(st.integers(1, items), min_size=1))))),),
    )


def answers(measure: Measure, *, missing: bool) -> st.SearchStrategy[Items]:
    one = st.integers(measure.item_min, measure.item_max)
    return st.tuples(*[one | st.none() if missing else one] * measure.items)


@given(st.data())
def test_reversing_every_item_turns_the_total_round(data: st.DataObject) -> None:
    measure = data.draw(measures())
    items = data.draw(answers(measure, missing=False))
    turned = replace(measure, reverse=frozenset(range(1, measure.items + 1)) - measure.reverse)
    total, other = score(measure, items).total, score(turned, items).total
    assert total is not None
    assert other is not None
    assert total + other == pytest.approx(measure.total_min + measure.total_max)


@given(st.data())
def test_a_total_stays_in_its_range_and_prorates_between_the_extremes(data: st.DataObject) -> None:
    measure = data.draw(measures())
    items = data.draw(answers(measure, missing=True))
    found = score(measure, items)
    gone = items.count(None)
    assert found.missing == tuple(n for n, answer in enumerate(items, start=1) if answer is None)
    allowed = gone == 0 or (
        measure.missing_rule is MissingRule.PRORATE and gone <= measure.missing_max and not found.ask
    )
    assert (found.total is not None) == (allowed and gone < measure.items)
    if found.total is not None:
        assert measure.total_min <= found.total <= measure.total_max


@given(st.data())
def test_subscales_that_part_the_items_add_up_to_the_total(data: st.DataObject) -> None:
    measure = data.draw(measures())
    cut = data.draw(st.integers(1, measure.items))
    halves = (Subscale("a", tuple(range(1, cut + 1))), Subscale("b", tuple(range(cut + 1, measure.items + 1))))
    measure = replace(measure, subscales=halves)
    found = score(measure, data.draw(answers(measure, missing=False)))
    assert sum(found.subscales.values()) == found.total


@given(st.data())
def test_every_risk_item_is_above_its_floor_at_its_floor_or_asked_for(data: st.DataObject) -> None:
    measure = data.draw(measures())
    items = data.draw(answers(measure, missing=True))
    found = score(measure, items)
    for number in measure.risk_items:
        answer = items[number - 1]
        assert (number in found.ask) == (answer is None)
        assert (number in found.risk) == (answer is not None and answer > measure.item_min)


def test_the_mean_of_the_answered_items_stands_for_a_missing_one() -> None:
    # CORE-10, one item missing: the sum of nine divided by nine, times ten.
    assert score(CORE_10, (2, 3, None, 1, 2, 0, 4, 2, 1, 3)).total == 20.0
    assert score(CORE_10, (2, 3, None, None, 2, 0, 4, 2, 1, 3)).total is None


def test_a_risk_item_is_never_prorated_away() -> None:
    found = score(PHQ_9, (1, 1, 1, 1, 1, 1, 1, 1, None))
    assert (found.total, found.ask) == (None, (9,))
    assert score(PHQ_9, (1, 1, 1, 1, 1, 1, 1, None, 0)).total == 7.88


def test_a_mean_times_ten_is_the_sum_stretched() -> None:
    assert score(CORE_OM, (1, 2) * 17).total == 15.0


def test_the_worked_example_of_the_core_om() -> None:
    # socasresourcehub.com, 5b.1: a sum of 56 over 34 items is a mean of 1.64 and a clinical score of 16.
    items = (2,) * 22 + (1,) * 12
    assert sum(items) == 56
    total = score(CORE_OM, items).total
    assert total is not None
    assert (round(total / 10, 2), round(total)) == (1.65, 16)  # 1.647: the example cuts where it says it rounds


def test_the_core_om_prorates_three_missing_items_and_no_more() -> None:
    # coresystemtrust.org.uk, "What's in a name (1)": the mean of the items left, times ten.
    gone = {1: None, 2: None, 3: None}
    items = tuple(gone.get(number, 2) for number in range(1, 35))
    assert score(CORE_OM, items).total == 20.0
    assert score(CORE_OM, (*items[:3], None, *items[4:])).total is None


def test_the_alliance_scales_take_their_own_items() -> None:
    # Task 1, 2, 10, 12; bond 3, 5, 7, 9; goal 4, 6, 8, 11.
    items = (1, 1, 2, 3, 2, 3, 2, 3, 2, 1, 3, 1)
    assert dict(score(WAI_SR, items).subscales) == {"task": 4, "bond": 8, "goal": 12}


@pytest.mark.parametrize("items", [(1,) * 8, (1,) * 10, (4, *(0,) * 8), (-1, *(0,) * 8)])
def test_answers_that_cannot_be_are_refused(items: Items) -> None:
    with pytest.raises(UnusableInput):
        score(PHQ_9, items)


@pytest.mark.parametrize("total", [-0.1, 27.1])
def test_a_total_out_of_range_is_refused(total: float) -> None:
    with pytest.raises(UnusableInput):
        check_total(PHQ_9, total)
