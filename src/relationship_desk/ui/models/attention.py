"""What needs attention as badges: a word, a meaning and an icon for every signal that holds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.catalogue.model import Element
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.services.caseload import ClientRow, is_good_news
from relationship_desk.ui.widgets.badge import Meaning


@dataclass(frozen=True, slots=True)
class Attention:
    """The risk flag or a finding as a badge."""

    text: str
    meaning: Meaning
    icon: str
    signal: str = field(default="", compare=False)
    """What it rests on; two that say the same are the same whatever they rest on."""


RISK = Attention("Risk", "risk", "triangle-alert", f.RISK)
SEVERAL = Attention("Several elements fell", "notice", "arrow-down", f.BASELINE_DROP)
SPLIT = Attention("Split alliance", "attention", "gap", f.SPLIT_ALLIANCE)
_BADGES = {
    f.RISK: RISK,
    f.SPLIT_ALLIANCE: SPLIT,
    f.GAP_REVERSED: Attention("Gap reversed", "attention", "gap"),
    f.COHESION_FALL: Attention("Cohesion fell", "attention", "arrow-down"),
    f.SLOW_DECLINE: Attention("Slow decline", "attention", "arrow-down"),
    f.NO_CLIENT_FEEDBACK: Attention("No client feedback", "notice", "clock"),
    f.NO_RESPONSE: Attention("No response yet", "attention", "info"),
    f.GAP_WIDENING: Attention("Gap widened", "notice", "gap"),
    f.CEILING: Attention("Ratings stand still", "notice", "info"),
    f.GOALS_UNREVIEWED: Attention("Goals to review", "notice", "flag"),
    f.HOMEWORK_NOT_DONE: Attention("Homework not done", "notice", "document"),
    f.NOT_SEEN: Attention("Not seen lately", "notice", "clock"),
    f.REPAIR: Attention("Back in own range", "success", "link"),
    f.EARLY_RESPONSE: Attention("Early response", "success", "check"),
}
"""The signals that are said in the same words whatever they are about."""
_MOVES = {
    "recovered": Attention("recovered", "success", "check"),
    "improved": Attention("improved", "success", "check"),
    "deteriorated": Attention("worse", "attention", "arrow-down"),
}
"""What a measure has done, after its title."""


def attention_of(finding: Finding, elements: Mapping[ElementId, Element]) -> Attention:
    """Return the badge of ``finding``."""
    return replace(_badge_of(finding, elements), signal=finding.signal)


def _badge_of(finding: Finding, elements: Mapping[ElementId, Element]) -> Attention:
    if finding.signal in _BADGES:
        return _BADGES[finding.signal]
    if finding.signal == f.RUPTURE:
        return Attention("Possible rupture" if finding.strength == f.POSSIBLE else "Rupture", "attention", "pulse")
    if finding.signal == f.BASELINE_DROP:
        subject = ElementId(finding.subject)
        urgent = subject == ALLIANCE and finding.strength != f.LOOK
        title = elements[subject].short_title if subject in elements else finding.subject
        return Attention(f"{title} fell", "attention" if urgent else "notice", "arrow-down")
    if finding.strength in _MOVES:
        move = _MOVES[finding.strength]
        return Attention(f"{_measure(finding)} {move.text}", move.meaning, move.icon)
    if finding.signal in (f.SUDDEN_GAIN, f.SUDDEN_LOSS):
        words = f"{_measure(finding)}, {finding.signal.replace('-', ' ')}"
        return Attention(words, *(("success", "check") if is_good_news(finding) else ("attention", "arrow-down")))
    return Attention(finding.signal.replace("-", " ").capitalize(), "notice", "info")


def badges_of(row: ClientRow, elements: Mapping[ElementId, Element]) -> tuple[Attention, ...]:
    """Return the badges of a client, the most urgent first, each once whatever it is about."""
    findings = _told_apart(row.findings)
    fallen = {one.subject for one in findings if _is_other_drop(one)}
    said = [SEVERAL if _is_other_drop(one) and len(fallen) > 1 else attention_of(one, elements) for one in findings]
    urgent = [one for one in said if one.meaning != "success"]
    return tuple(
        dict.fromkeys(
            (
                *([RISK] if row.details.risk_flag else []),
                *urgent,
                *([not_seen(row.unseen)] if row.unseen else []),
                *(one for one in said if one.meaning == "success"),
            )
        )
    )


def _told_apart(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out what is part of another finding.

    What the client rated low in the session of a rupture is part of it, and a small drop of the alliance part of its
    decline; and where it is clear what a change of a measure comes to, that there is one says nothing more.
    """
    ruptures = {one.session for one in findings if one.signal == f.RUPTURE}
    declines = any(one.signal == f.SLOW_DECLINE for one in findings)
    outcomes = {one.subject for one in findings if one.signal == f.CLINICAL_CHANGE}

    def is_part(one: Finding) -> bool:
        if one.signal == f.RELIABLE_CHANGE:
            return one.subject in outcomes
        if one.signal != f.BASELINE_DROP or one.perspective is not Perspective.CLIENT:
            return False
        return one.session in ruptures or (declines and one.subject == ALLIANCE and one.strength == f.LOOK)

    return [one for one in findings if not is_part(one)]


def _is_other_drop(finding: Finding) -> bool:
    return finding.signal == f.BASELINE_DROP and finding.subject != ALLIANCE


def not_seen(days: int) -> Attention:
    """Return the badge of an active client who has not been seen for so many days."""
    return Attention(f"Not seen for {days} days", "notice", "clock", f.NOT_SEEN)


def details_of(row: ClientRow) -> str:
    """Return every finding in its own sentence, one a line."""
    return "\n".join((*(["Risk flag set."] if row.details.risk_flag else []), *_sentences(row.findings)))


def _sentences(findings: Iterable[Finding]) -> Iterable[str]:
    return dict.fromkeys(finding.detail for finding in findings)


def _measure(finding: Finding) -> str:
    shipped = shipped_measures().get(MeasureId(finding.subject))
    # The title of an own measure is not at hand here, but stands at the head of the sentence.
    return shipped.title if shipped else finding.detail.partition(": ")[0] or finding.subject
