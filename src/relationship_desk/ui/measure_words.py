"""Totals of measures and what they mean, in words that claim no more than is known."""

from __future__ import annotations

from relationship_desk.domain.measure import Administration, Direction, How, Items, Measure
from relationship_desk.insight import scoring
from relationship_desk.insight.measure_courses import Standing
from relationship_desk.insight.reliable_change import ChangeValue, Outcome, change_value, cutoff, is_functional
from relationship_desk.services.risk import ASK

NO_TOTAL = "no total"
NOT_ENOUGH = "not enough: one so far"
RECALLED = "recalled, not checked"
HOW = {How.TYPED: "typed", How.PAPER: "from paper", How.HAND_OVER: "hand-over"}
OUTCOMES = {
    Outcome.RECOVERED: "recovered",
    Outcome.IMPROVED: "reliably improved",
    Outcome.UNCHANGED: "no reliable change",
    Outcome.DETERIORATED: "reliably worse",
}


def total_words(total: float | None) -> str:
    """A total, or that there is none."""
    return NO_TOTAL if total is None else f"{total:g}"


def change_words(standing: Standing) -> str:
    """The change since the first of the course, such as ``down 8, recovered``."""
    if standing.is_first:
        return "the first of the course"
    if standing.change is None:
        return NO_TOTAL if standing.administration.total is None else NOT_ENOUGH
    size = f"{abs(standing.change):g}"
    moved = "as at first" if not standing.change else f"{'up' if standing.change > 0 else 'down'} {size}"
    outcome = standing.outcome
    return f"{moved}, {OUTCOMES[outcome]}" if outcome else f"{moved}, change value not known"


def band_words(measure: Measure, total: float | None) -> str:
    """On which side of the cut-off a total lies; empty where that is not known."""
    found = cutoff(measure)
    functional = None if total is None else is_functional(measure, total)
    if found is None or functional is None:
        return ""
    side = "healthy" if functional else "clinical"
    below = functional is (measure.direction is Direction.LOWER)
    place = f"below {found.value:.4g}" if below else f"{found.value:.4g} or above"
    return f"{side} range ({place})"


def scale_words(measure: Measure) -> str:
    """Range, direction, cut-off and change value of a measure, with what was recalled said so."""
    better = "lower is better" if measure.direction is Direction.LOWER else "higher is better"
    said = [f"{measure.total_min:g} to {measure.total_max:g}, {better}"]
    found, value = cutoff(measure), change_value(measure)
    if found is not None:
        kind = "published" if found.published else "computed from the norms"
        names = ("cutoff",) if found.published else ("clinical_mean", "clinical_sd", "functional_mean", "functional_sd")
        said.append(f"cut-off {found.value:.4g} ({_checked(measure, kind, *names)})")
    said.append(f"reliable change {_value_words(measure, value)}" if value else "change value not known")
    return "; ".join(said) + "."


def _value_words(measure: Measure, value: ChangeValue) -> str:
    if value.published:
        return f"{value.value:g} or more ({_checked(measure, 'published', 'reliable_change')})"
    reliability = f"{measure.reliability_kind} reliability" if measure.reliability_kind else "reliability"
    kind = f"computed at {value.confidence:.0%} from SD {measure.sd:g} and {reliability} {measure.reliability:g}"
    return f"more than {value.value:.1f} ({_checked(measure, kind, 'sd', 'reliability')})"


def _checked(measure: Measure, kind: str, *names: str) -> str:
    return f"{kind}, {RECALLED}" if measure.recalled.intersection(names) else kind


def notice_words(measure: Measure) -> str:
    """Where a measure comes from and what its licence says."""
    parts = (measure.source, f"Licence: {measure.licence}" if measure.licence else "")
    return "\n".join(part for part in parts if part)


def missing_words(measure: Measure, items: Items) -> str:
    """What becomes of items that are not answered, such as ``1 of 9 missing: total prorated``."""
    missing = sum(item is None for item in items)
    if not items or not missing:
        return ""
    found = scoring.score(measure, items)
    return f"{missing} of {measure.items} missing: {NO_TOTAL if found.total is None else 'total prorated'}"


def subscale_words(administration: Administration) -> str:
    """The subscales in one line."""
    return ", ".join(f"{name} {value:g}" for name, value in administration.subscales.items())


def risk_words(measure: Measure, items: Items, declined: tuple[int, ...]) -> str:
    """The risk items that need asking about, such as ``item 9: 2``; empty when none does.

    One that is not answered yet counts once it is declined or passed over: that it is still to come is no news.
    """
    if not measure.risk_items:
        return ""
    found = scoring.score(measure, items)
    last = max((number for number, answer in enumerate(items, start=1) if answer is not None), default=0)
    said = {number: f"item {number}: {items[number - 1]}" for number in found.risk}
    said |= {number: f"item {number}: {ASK}" for number in found.ask if number in declined or number < last}
    return "; ".join(words for _, words in sorted(said.items()))
