"""How far perspectives agree, said in words: the two-second sentence, the numbers, and each perspective by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.counts import counted
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind, Missing, Perspective
from relationship_desk.insight.agreement import LEAST_PAIRS, Agreement, Estimate
from relationship_desk.insight.dyad import Dyad, Level, Together
from relationship_desk.insight.own_course import Outcome, OwnCourse
from relationship_desk.insight.variation import LEAST_LAGGED, LEAST_TREND, Lagged, Parts

_WITH_ARTICLE = ("Alliance", "Real relationship")
_DIRECTION = {Level.ABOVE: "lower", Level.BELOW: "higher"}
_FOLLOWS = {
    Together.CLOSELY: ", and follow their ups and downs closely",
    Together.PARTLY: ", and follow their ups and downs in part",
    Together.LOOSELY: ", and follow their ups and downs loosely",
    Together.HARDLY: ", and hardly follow their ups and downs",
    Together.UNTOLD: "; how far you follow their ups and downs cannot be told from so few sessions",
    Together.STILL: "; the scores hardly vary, so there are no ups and downs to compare",
}
_MOVE = {
    Together.CLOSELY: ", and the two go up and down together closely",
    Together.PARTLY: ", and the two go up and down together in part",
    Together.LOOSELY: ", and the two go up and down together loosely",
    Together.HARDLY: ", and the two hardly go up and down together",
    Together.UNTOLD: "; how far the two go up and down together cannot be told from so few sessions",
    Together.STILL: "; the scores hardly vary, so there are no ups and downs to compare",
}
_REASONS = {
    Missing.DECLINED: "declined",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.NOT_OBSERVED: "not observed",
}
METHOD = """\
Compared are the sessions that both rated, 8 at least. Intervals are at 95 % and take sessions as independent, which \
neighbouring sessions are not quite. The ratings are not validated.
Same scores: ICC(2,1), absolute agreement. Same ups and downs: ICC(3,1), consistency. Sessions are the targets, \
perspectives the judges; what lies between the two is bias (Shrout and Fleiss 1979; intervals McGraw and Wong 1996). \
Where scores hardly vary (SD of both below 0.3) they are low or undefined however well two agree.
Limits of agreement: mean difference ± 1.96 SD of the differences (Bland and Altman 1986).
Tracking: how many points the first moves for each point of the second, the slope of the centred scores of this one \
dyad; with the mean difference it is truth and bias after West and Kenny (2011).
Together closely from ICC(3,1) .75 and in part from .40 (Cicchetti 1994), where its interval leaves 0 out.
Trend: least squares over the session numbers. One session later: correlation with the straight trends of both taken \
out, 8 pairs at least, interval by Fisher's z; in short courses it is biased."""
"""How everything on the page is computed, with its sources."""


OF_WHOLE = "Clinician and observer: what they rated of this member, else of all together."
Names = Mapping[Perspective, str]
"""What the perspectives are called inside a sentence."""


def names_for(kind: ClientKind, *, member: bool) -> Names:
    """How to call them for a client of ``kind``, or for one member of it."""
    client = "client" if kind is ClientKind.INDIVIDUAL else "member" if member else kind.value
    return {Perspective.CLINICIAN: "clinician", Perspective.CLIENT: client, Perspective.OBSERVER: "observer"}


def element_words(element: Element) -> str:
    """The element inside a sentence: ``the alliance``, ``empathy``."""
    title = element.short_title
    return f"the {title.lower()}" if title in _WITH_ARTICLE else title.lower()


def headline(dyad: Dyad, element: Element, names: Names) -> str:
    """The one sentence that says how the two stand to each other."""
    if dyad.agreement is None:
        return not_enough(len(dyad.common))
    first, second = names[dyad.pair.first], names[dyad.pair.second]
    you = dyad.pair.first is Perspective.CLINICIAN
    subject, verb = ("you", "rate") if you else (f"the {first}", "rates")
    what, size = element_words(element), format_value(abs(dyad.agreement.difference.value))
    follows = you and dyad.pair.second is Perspective.CLIENT and dyad.level is not Level.UNTOLD
    rest = (_FOLLOWS if follows else _MOVE)[dyad.together]
    if dyad.level in _DIRECTION:
        begin = f"{subject} {verb} {what} {size} {_DIRECTION[dyad.level]} than the {second}"
    elif dyad.level is Level.ALIKE:
        begin = f"{subject} {verb} {what} about as the {second} does"
    else:
        begin = f"whether {subject} {verb} {what} higher or lower than the {second} cannot be told yet"
    return f"{capital_first(begin)}{rest}."


def not_enough(common: int) -> str:
    """Why nothing is said, with the numbers."""
    return f"Not enough sessions: {common} of {LEAST_PAIRS} in common."


@dataclass(frozen=True, slots=True)
class Number:
    """One line of the numbers: what, how much, its 95 % interval, and what it is in a few words."""

    what: str
    value: str
    interval: str = ""
    meaning: str = ""


def numbers(dyad: Dyad, names: Names) -> tuple[Number, ...]:
    """The numbers in the order in which they are read; none where there are too few sessions."""
    found = dyad.agreement
    if found is None:
        return ()
    first, second = names[dyad.pair.first], names[dyad.pair.second]
    low, high = found.limits
    return (
        Number("Sessions in common", f"{found.pairs} of {dyad.attended}", "", "rated by both"),
        Number("Mean difference", *_points(found.difference), f"{second} minus {first}"),
        Number("Limits of agreement", f"{format_value(low)} to {format_value(high)}", "", "95 % of differences"),
        *_correlations(dyad, found, names),
    )


def _correlations(dyad: Dyad, found: Agreement, names: Names) -> tuple[Number, ...]:
    if dyad.together is Together.STILL or found.absolute is None or found.consistent is None:
        still = ("Not given", "", "the scores hardly vary")
        return (Number("Same scores", *still), Number("Same ups and downs", *still))
    first, second = names[dyad.pair.first], names[dyad.pair.second]
    bias = found.consistent.value - found.absolute.value
    tracking = Number("Tracking", "Not given", "", "no moves to follow")
    if found.tracking is not None:
        tracking = Number("Tracking", *_two(found.tracking), f"{first}, for each point of the {second}")
    return (
        Number("Same scores", *_share(found.absolute), "ICC(2,1), absolute agreement"),
        Number("Same ups and downs", *_share(found.consistent), "ICC(3,1), consistency"),
        Number("Bias", without_zero(bias), "", "what lies between the two"),
        tracking,
    )


def own_words(course: OwnCourse, outcome: Outcome | None, name: str) -> tuple[str, ...]:
    """What one perspective's ratings say by themselves, a sentence each."""
    rated, sessions = course.gaps.rated, course.gaps.sessions
    if not rated:
        reasons = _reasons(course)
        return (f"Rated in none of {counted(sessions, 'session')}{f' ({reasons})' if reasons else ''}.",)
    return (_pattern(course), _movement(course), *_following(course, outcome, name))


def _pattern(course: OwnCourse) -> str:
    """How often, and where ratings are missing."""
    gaps = course.gaps
    said = f"Rated in {gaps.rated} of {counted(gaps.sessions, 'session')}"
    if gaps.open_gap > 1:
        said += f", not in the last {gaps.open_gap}"
    elif gaps.open_gap:
        said += ", not in the last one"
    if gaps.longest_gap > max(1, gaps.open_gap):
        said += f", once not in {gaps.longest_gap} running"
    reasons = _reasons(course)
    return f"{said}{f' ({reasons})' if reasons else ''}."


def _reasons(course: OwnCourse) -> str:
    return ", ".join(f"{words} {course.missing[one]}×" for one, words in _REASONS.items() if course.missing.get(one))


def _movement(course: OwnCourse) -> str:
    """How far the scores move, and where they go."""
    if course.gaps.rated < LEAST_TREND or course.mean is None or course.spread is None:
        return f"Not enough sessions for a trend: {course.gaps.rated} of {LEAST_TREND} rated."
    mean = format_value(course.mean)
    if course.spread < 1e-6:
        return f"Always {mean}."
    return f"Moves by {format_value(course.spread)} (SD) around the own mean of {mean}. {_trend(course.trend)}"


def _trend(trend: Estimate | None) -> str:
    if trend is None:
        return "No trend can be given."
    value, interval = _two(trend)
    if round(trend.value, 2) and (trend.low > 0 or trend.high < 0):
        return f"{'Rises' if trend.value > 0 else 'Falls'} by {value.removeprefix('−')} a session ({interval})."
    return f"No clear trend: {value} a session ({interval})."


def _following(course: OwnCourse, outcome: Outcome | None, name: str) -> tuple[str, ...]:
    """How the ratings go with the main measure one session later."""
    if outcome is None:
        return ()
    if course.pairs < LEAST_LAGGED:
        return (f"With {outcome.title} one session later: not enough, {course.pairs} of {LEAST_LAGGED} pairs.",)
    if course.lagged is None:
        return (f"With {outcome.title} one session later: one of the two hardly moves.",)
    return (_lagged(course.lagged, outcome, name),)


def _lagged(lagged: Lagged, outcome: Outcome, name: str) -> str:
    value, interval = _share(lagged.r)
    numbers = f"r {value} ({interval}), {lagged.pairs} pairs; an association, not a cause."
    if lagged.r.low <= 0 <= lagged.r.high:
        return f"No clear association with {outcome.title} one session later: {numbers}"
    lower = lagged.r.value < 0
    better = "better" if lower == outcome.lower_is_better else "worse"
    return (
        f"After higher ratings by the {name}, {outcome.title} was {'lower' if lower else 'higher'} ({better}) "
        f"one session later: {numbers}"
    )


def parted_words(parts: Parts, members: int) -> str:
    """How the variation of the members' ratings divides; empty where there is none."""
    share = parts.share_between
    if share is None:
        return ""
    return (
        f"Of the variation in the ratings of {members} members, {without_zero(share)} lies between the members and "
        f"{without_zero(1 - share)} within them, from session to session."
    )


def _points(estimate: Estimate) -> tuple[str, str]:
    return format_value(estimate.value), f"{format_value(estimate.low)} to {format_value(estimate.high)}"


def _two(estimate: Estimate) -> tuple[str, str]:
    value, low, high = (_decimals(one) for one in (estimate.value, estimate.low, estimate.high))
    return value, f"{low} to {high}"


def _decimals(value: float) -> str:
    text = f"{value:.2f}"
    return text.replace("-", "−") if float(text) else "0.00"


def _share(estimate: Estimate) -> tuple[str, str]:
    return without_zero(estimate.value), f"{without_zero(estimate.low)} to {without_zero(estimate.high)}"


def without_zero(value: float) -> str:
    """A correlation as such are written: ``.52``, ``−.12``, ``1.00``.

    >>> without_zero(0.516), without_zero(-0.12), without_zero(1)
    ('.52', '−.12', '1.00')
    """
    text = _decimals(value)
    return text.replace("0.", ".", 1) if abs(float(f"{value:.2f}")) < 1 else text
