"""What the client page says in words: where the work stands, what holds now, who rated what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue, Characteristic
from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.days import short_day
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.process import Repair
from relationship_desk.domain.records import Goal
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import AgreedBy, GoalStatus, Perspective, PromptStatus, Source
from relationship_desk.insight import findings as f
from relationship_desk.insight.episodes import RecordedRupture
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.gap import COMMON_SESSIONS
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.caseload import news
from relationship_desk.ui.models.attention import attention_of
from relationship_desk.ui.widgets.badge import Meaning

RISK = "Risk"
RISK_FLAG = "Risk flag"
NO_SESSIONS = "No sessions yet. Start with a debrief."
AGREED = {
    AgreedBy.BOTH: "agreed by both",
    AgreedBy.CLIENT: "set by the client alone",
    AgreedBy.CLINICIAN: "set by the clinician alone",
}
GOAL_STATUS = {GoalStatus.OPEN: "open", GoalStatus.REACHED: "reached", GoalStatus.DROPPED: "dropped"}
SOURCES = {Source.CLINICIAN: "clinician", Source.CLIENT: "client", Source.MEASURE: "measure"}
PROMPT_WORDS = {
    PromptStatus.OPEN: "Open",
    PromptStatus.DEFERRED: "Deferred",
    PromptStatus.ACCEPTED: "Accepted",
    PromptStatus.DECLINED: "Declined",
    PromptStatus.WITHDRAWN: "Withdrawn",
    PromptStatus.REVIEWED: "Looked back",
}
PROMPT_ICONS = {
    PromptStatus.OPEN: "bubble",
    PromptStatus.DEFERRED: "pause",
    PromptStatus.ACCEPTED: "check",
    PromptStatus.DECLINED: "cross",
    PromptStatus.WITHDRAWN: "undo",
    PromptStatus.REVIEWED: "flag",
}
_NOT_IN_HEAD = (
    *(f.RUPTURE, f.REPAIR, f.BASELINE_DROP, f.GAP_WIDENING, f.CEILING),
    *(f.GOALS_UNREVIEWED, f.HOMEWORK_NOT_DONE, f.NOT_SEEN),
)
"""The head says in its own words how ruptures stand, and leaves what is about single ratings, and reminders, to the
page: it has room for little beside where the work stands."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words, with its meaning and icon."""

    text: str
    meaning: Meaning
    icon: str
    also: str = ""
    """What goes with it, on a line of its own."""
    signal: str = ""
    """The finding it rests on."""


def standing(history: History) -> str:
    """Kind, course, session and week in one line: ``Individual · course 1 · session 14, week 16``."""
    parts = [history.client.kind.value.capitalize()]
    if history.courses:
        parts.append(f"course {history.courses[-1].number}")
    if history.attended:
        last = history.attended[-1]
        parts.append(f"session {last.number}, week {history.week(last.held_on)}")
    return " · ".join(parts)


def current_findings(analysis: Analysis) -> tuple[Finding, ...]:
    """What holds now, the most urgent first; risk stands apart, before everything else."""
    return news(one for one in analysis.findings if one.current and one.signal != f.RISK)


def head_badges(analysis: Analysis) -> tuple[Said, ...]:
    """The badges of the page head: an open or the last ended rupture, and what holds now."""
    said: list[Said] = []
    latest = analysis.episodes[-1] if analysis.episodes else None
    recorded = analysis.recorded[-1] if analysis.recorded else None
    if recorded is not None and (latest is None or latest.start <= recorded.start or recorded.meets(latest)):
        said.append(_recorded_badge(recorded))
    elif latest is not None and latest.end is None:
        said.append(Said(f"Possible rupture, session {latest.start}", "attention", "pulse", signal=f.RUPTURE))
    elif latest is not None:
        said.append(Said(f"Back in own range, session {latest.end}", "success", "link", signal="repair"))
    for one in current_findings(analysis):
        if one.signal not in _NOT_IN_HEAD:
            badge = attention_of(one, analysis.catalogue.elements)
            said.append(Said(badge.text, badge.meaning, badge.icon, signal=one.signal))
    return tuple(dict.fromkeys(said))


def _recorded_badge(rupture: RecordedRupture) -> Said:
    """Where a recorded rupture stands: open, repaired, or closed without repair."""
    if rupture.end is None:
        return Said(f"Rupture, session {rupture.start}", "attention", "pulse", signal=f.RUPTURE)
    ended = {Repair.FULL: "repaired", Repair.PARTIAL: "partly repaired", None: "closed"}[rupture.event.repair]
    meaning: Meaning = "success" if rupture.event.repair else "notice"
    return Said(f"Rupture {ended}, session {rupture.end}", meaning, "link", signal=f.RUPTURE)


def what_holds(analysis: Analysis, catalogue: Catalogue) -> tuple[Said, ...]:
    """Each current finding as its sentence, the most urgent first; drops of several elements as one, and so gaps.

    What the client rated low in the session of a rupture is part of that rupture and stands below it.
    """
    held = current_findings(analysis)
    ruptures = {one.session for one in held if one.signal == f.RUPTURE}
    drops: dict[tuple[str, int], list[Finding]] = {}
    widened = [one for one in held if one.signal == f.GAP_WIDENING]
    declines = any(one.signal == f.SLOW_DECLINE for one in held)
    for one in held:
        part_of_decline = declines and one.strength == f.LOOK and _is_clients_alliance(one)
        if one.signal == f.BASELINE_DROP and not part_of_decline:
            drops.setdefault((one.perspective or "", one.session), []).append(one)
    said: dict[Said, int] = {}
    for place, one in enumerate(held):
        if one.signal == f.RUPTURE:
            part = drops.pop((Perspective.CLIENT, one.session), [])
            others = [drop for drop in part if drop.subject != ALLIANCE]
            also = f"Also below own range (baseline in brackets): {_numbered(others, catalogue)}." if others else ""
            said.setdefault(_said(one, catalogue, one.detail, also), place)
        elif one.signal == f.GAP_WIDENING and len(widened) > 1:
            if one is widened[0]:
                text = f"The gap between client and clinician widened: {_titles(widened, catalogue)}."
                said.setdefault(_said(one, catalogue, text), place)
        elif one.signal != f.BASELINE_DROP:
            said.setdefault(_said(one, catalogue, one.detail), place)
    for (perspective, session), together in drops.items():
        apart = [one for one in together if not (ruptures and _is_clients_alliance(one))]
        text = apart[0].detail if apart else ""
        if len(apart) > 1:
            numbers = _numbered(apart, catalogue)
            text = f"Below own baseline (in brackets) by {perspective} in session {session}: {numbers}."
        if text:
            badge = _said(max(apart, key=_is_urgent_drop), catalogue, text)
            said.setdefault(badge, min(held.index(one) for one in apart))
    return tuple(sorted(said, key=said.__getitem__))


def _said(finding: Finding, catalogue: Catalogue, text: str, also: str = "") -> Said:
    badge = attention_of(finding, catalogue.elements)
    return Said(text, badge.meaning, badge.icon, also, finding.signal)


def _is_urgent_drop(finding: Finding) -> bool:
    return finding.subject == ALLIANCE and finding.strength != f.LOOK


def _numbered(drops: Sequence[Finding], catalogue: Catalogue) -> str:
    """Each element with what was rated and, in brackets, the mean of its own baseline: ``empathy 4.1 (6.8)``."""
    return ", ".join(
        f"{_titles([one], catalogue)} {one.points[0].value} ({one.points[1].value.partition(',')[0]})" for one in drops
    )


def _titles(findings: Sequence[Finding], catalogue: Catalogue) -> str:
    return ", ".join(catalogue.elements[ElementId(one.subject)].short_title.lower() for one in findings)


def _is_clients_alliance(finding: Finding) -> bool:
    return finding.subject == ALLIANCE and finding.perspective is Perspective.CLIENT


def is_thin(analysis: Analysis) -> bool:
    """Whether there is no own baseline of the client's alliance yet, so that nothing can be judged by it."""
    return not analysis.baselines.get((ALLIANCE, Perspective.CLIENT))


def baseline_words(analysis: Analysis, element: ElementId, session: int) -> str:
    """How the client's rating stands to the own baseline in ``session``."""
    value = analysis.series_of(element, Perspective.CLIENT).value_at(session)
    baseline = analysis.baselines.get((element, Perspective.CLIENT), {}).get(session)
    if value is None:
        return "Client not rated"
    if baseline is None:
        return "No own baseline yet"
    mean, away = format_value(baseline.mean), round(value, 1) - round(baseline.mean, 1)
    where = "at" if not round(away, 1) else f"{format_value(abs(away))} {'below' if away < 0 else 'above'}"
    return f"Client {where} own baseline {mean}, limit {format_value(baseline.limit)}"


def gap_words(analysis: Analysis, element: ElementId, session: int) -> str:
    """Client minus clinician in ``session``: ``Gap −1.0``; nothing where one of them has not rated.

    Who is higher is said when the gap is to the other side than the mean of at least 3 earlier ones. That alone is no
    finding, and is not called one.
    """
    gaps = _gaps(analysis, element)
    if session not in gaps:
        return ""
    earlier = [gap for number, gap in gaps.items() if number < session]
    usual = sum(earlier) / len(earlier) if len(earlier) >= COMMON_SESSIONS else 0.0
    turned = round(gaps[session], 1) * round(usual, 1) < 0
    higher = "clinician" if gaps[session] < 0 else "client"
    return f"Gap {format_value(gaps[session])}{f', {higher} higher' if turned else ''}"


def _gaps(analysis: Analysis, element: ElementId) -> dict[int, float]:
    mine = analysis.series_of(element, Perspective.CLINICIAN).points
    theirs = analysis.series_of(element, Perspective.CLIENT).points
    return {
        one.session: other.value - one.value
        for one, other in zip(mine, theirs, strict=True)
        if one.value is not None and other.value is not None
    }


def goal_words(goal: Goal) -> str:
    """What the client calls the goal, who agreed, when it was reviewed and when it will be."""
    words = f"“{goal.client_words}”" if goal.client_words else ""
    reviewed = f"reviewed {short_day(goal.reviewed_on)}" if goal.reviewed_on else "not reviewed yet"
    is_open = goal.status is GoalStatus.OPEN
    again = f"review on {short_day(goal.review_on)}" if goal.review_on and is_open else ""
    status = "" if is_open else GOAL_STATUS[goal.status]
    return in_a_row(words, AGREED[goal.agreed_by], status, _together(reviewed), _together(again))


def in_a_row(*parts: str) -> str:
    """Those of ``parts`` that say something, in one line that begins like a sentence."""
    return capital_first(" · ".join(part for part in parts if part))


def _together(words: str) -> str:
    """``words`` that no line break parts."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def value_words(catalogue: Catalogue, characteristic: Characteristic, value: str) -> str:
    """A reading as it is shown: ``6.5``, ``Action``, ``3 Problem clarification``, or the words themselves."""
    if characteristic.scale == "stage" and value in catalogue.stages:
        return catalogue.stages[value].title
    if characteristic.scale == "level" and value.isdigit() and int(value) in catalogue.assimilation:
        return f"{value} {catalogue.assimilation[int(value)].title}"
    return value
