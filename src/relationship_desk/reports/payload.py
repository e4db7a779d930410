"""The supervision summary as the plain values that its Typst source reads: words in print order, drawings, letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from relationship_desk.domain.counts import counted
from relationship_desk.domain.days import long_day
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.insight.series import SeriesPoint
from relationship_desk.reports.charts import focus_drawing, panel_drawings
from relationship_desk.reports.findings import alliance_headline, elements_headline, join, latest_gap, missed, range_of
from relationship_desk.reports.summary import (
    NOT_LISTED,
    NOT_YET,
    RECALLED,
    GoalLine,
    Panel,
    PromptLine,
    RuptureLine,
    SupervisionSummary,
    View,
)

NO_SCORE = "–"

_LETTERS = {
    "D": "demonstrably effective",
    "P": "probably effective (2002: promising and probably effective)",
    "I": "promising or listed, research insufficient",
    "S": "safety, outside the editions",
    "G": "good practice, without a task-force tier",
    NOT_LISTED: "not listed",
}
_CAUTION = (
    "Editions 2002, 2011, 2018. Tiers rest on associations with outcome across studies: a higher rating does not by "
    "itself bring a better outcome. “Feedback” in 2002 is given to the client, in 2011 and 2018 collected from the "
    "client. The ratings are not validated."
)


def payload(summary: SupervisionSummary) -> dict[str, Any]:
    """Everything on the pages, ready for JSON."""
    chart = summary.alliance
    editions = ("2002", str(summary.edition) if summary.edition != 2002 else "2018")
    return {
        "code": summary.code,
        "date": _document_date(summary),
        "header": _header(summary),
        "question": summary.question.strip() or "Not written yet.",
        "course": [{"label": label, "text": text} for label, text in summary.course],
        "goals": [_goal(number, goal) for number, goal in enumerate(summary.goals, start=1)],
        "alliance": {
            "headline": alliance_headline(chart),
            "explanation": _alliance_explanation(summary),
            "drawing": focus_drawing(chart, summary.ruptures, summary.prompts),
            "small": summary.sessions_held <= 3,
        },
        "ruptures": [_rupture(rupture) for rupture in summary.ruptures],
        "latest": [_latest(panel, summary.sessions_to) for panel in summary.panels if not panel.unavailable],
        "latest_session": summary.sessions_to,
        "elements": {
            "title": _count_title(len(summary.panels)),
            "headline": elements_headline(summary.panels, chart.gap),
            **panel_drawings(summary.panels, chart.episodes, summary.ruptures),
        },
        "profile": [
            {"cells": [line.characteristic, line.reading, line.adaptation], "tiers": list(line.tiers)}
            for line in summary.profile
        ],
        "prompts": [_prompt(prompt, summary) for prompt in summary.prompts],
        "prompt_editions": [edition[2:] for edition in editions],
        "prompt_range": _prompt_range(summary),
        "rate": [[row.title, row.low, row.high] for row in summary.rate],
        "legend": _legend(summary),
        "identity": _identity(summary),
    }


def texts(summary: SupervisionSummary) -> Iterator[tuple[str, str]]:
    """Every text that people wrote, with where it stands in words that a message can use."""
    yield "Code", summary.code
    if summary.full is not None:
        yield "Name", summary.full.name
    yield "Header", summary.status_line
    yield "Question for supervision", summary.question
    for label, text in summary.course:
        yield f"Course, {label}", f"{label} {text}"
    for number, goal in enumerate(summary.goals, start=1):
        yield f"Goal {number}", " ".join((goal.goal, goal.clinician, goal.client, goal.status))
    for rupture in summary.ruptures:
        yield (
            f"Rupture at session {rupture.start}",
            " ".join((rupture.kind, rupture.markers, rupture.repair, rupture.result)),
        )
    for panel in summary.panels:
        yield "Elements", " ".join((panel.views.title, panel.group, panel.unavailable))
    for line in summary.profile:
        yield (
            f"Profile, {line.characteristic}",
            " ".join((line.characteristic, line.reading, line.adaptation, *line.tiers)),
        )
    for prompt in summary.prompts:
        said = (prompt.label, prompt.consider, prompt.because, *prompt.tiers, prompt.decided, prompt.outcome)
        yield f"Prompt {prompt.label}", " ".join(said)
    for row in summary.rate:
        yield "For the supervisor to rate", " ".join((row.title, row.low, row.high))


def _document_date(summary: SupervisionSummary) -> list[int]:
    """In reduced identity the first of January: the file says no more than the year."""
    day = summary.full.made_on if summary.full else date(max(summary.years), 1, 1)
    return [day.year, day.month, day.day]


def _header(summary: SupervisionSummary) -> dict[str, str]:
    sessions = counted(summary.sessions_held, "session")
    first, last = summary.weeks
    weeks = f"week {first}" if first == last else f"weeks {first}–{last}"
    part = summary.sessions_from > 1 or summary.sessions_held != summary.sessions_to
    span = f" ({summary.sessions_from}–{summary.sessions_to})" if part else ""
    numbers = f"{sessions}{span}, {weeks}"
    if summary.full is None:
        years = join([str(year) for year in summary.years])
        return {"rest": f"{summary.kind.value} · {numbers} · {years}", "status": summary.status_line}
    full = summary.full
    days = (
        long_day(full.first_day)
        if full.first_day == full.last_day
        else f"{long_day(full.first_day)} to {long_day(full.last_day)}"
    )
    status = " · ".join(part for part in (days, summary.status_line) if part)
    return {"rest": f"{full.name} · {summary.kind.value} · {numbers}", "status": status}


def _goal(number: int, line: GoalLine) -> dict[str, Any]:
    return {
        "goal": f"{number} {line.goal}",
        "agreed": [{"text": text, "bold": text == NOT_YET} for text in (line.clinician, line.client)],
        "reviewed": NO_SCORE if line.reviewed_session is None else str(line.reviewed_session),
        "status": line.status,
    }


def _alliance_explanation(summary: SupervisionSummary) -> str:
    chart = summary.alliance
    parts = ["session by session; scale 0–10, higher is better"]
    if summary.kind is not ClientKind.INDIVIDUAL:
        parts.append("client: mean of the members who rated")
    ranges = [episode.baseline for episode in chart.episodes]
    if chart.views.baseline is not None and not any(episode.end is None for episode in chart.episodes):
        ranges.append(chart.views.baseline)
    if ranges:
        more = "; earlier ranges likewise" if len(ranges) > 1 else ""
        parts.append(f"light band: the client’s own range, {range_of(ranges[-1])}{more}")
    if chart.episodes or summary.ruptures:
        parts.append("dark span: rupture")
    if any(missed(view) for view in (chart.views.clinician, chart.views.client)):
        parts.append("broken line: a rating was due and is missing")
    return "; ".join(parts)


def _rupture(line: RuptureLine) -> dict[str, Any]:
    sessions = (
        f"{line.start} to {'now' if line.end is None else line.end}" if line.end != line.start else str(line.start)
    )
    return {
        "sessions": sessions,
        "kind": f"{line.kind}: {line.markers}" if line.markers else line.kind,
        "scores": [_score(value) for value in (line.clinician, line.client, line.observer)],
        "repair": line.repair,
        "result": line.result,
    }


def _score(value: float | None) -> str:
    return NO_SCORE if value is None else format_value(value)


def _latest(panel: Panel, newest: int) -> dict[str, Any]:
    views = panel.views
    scores = [_latest_score(view, newest) for view in (views.clinician, views.client, views.observer)]
    found = latest_gap(views)
    gap = {"value": format_value(found[1]), "at": _at(found[0], newest)} if found else {"value": NO_SCORE, "at": ""}
    return {"title": views.title, "scores": scores, "gap": gap}


def _latest_score(view: View, newest: int) -> dict[str, str]:
    last = view.series.last
    if last is None:
        return {"value": NO_SCORE, "at": ""}
    return {"value": _score(last.value), "at": _at(last, newest)}


def _at(point: SeriesPoint, newest: int) -> str:
    return "" if point.session == newest else f"at {point.session}"


def _prompt(line: PromptLine, summary: SupervisionSummary) -> dict[str, Any]:
    second = line.tiers[1] if summary.edition == 2011 else line.tiers[2]
    return {
        "session": f"{line.label} · {line.session}",
        "consider": line.consider,
        "because": line.because,
        "tiers": [line.tiers[0], second],
        "decided": line.decided,
        "outcome": line.outcome,
        "old": summary.last_review is not None and line.session < summary.last_review,
    }


def _prompt_range(summary: SupervisionSummary) -> str:
    labels = [prompt.label for prompt in summary.prompts]
    if not labels:
        return ""
    return f"{labels[0]} is marked" if len(labels) == 1 else f"{labels[0]}–{labels[-1]} are marked"


def _legend(summary: SupervisionSummary) -> dict[str, Any]:
    used = {tier for tiers in _all_tiers(summary) for tier in tiers}
    letters = {tier.removesuffix(RECALLED) for tier in used} | {"D", "P", "I", NOT_LISTED}
    marks = [{"letter": letter, "meaning": meaning} for letter, meaning in _LETTERS.items() if letter in letters]
    if any(tier.endswith(RECALLED) for tier in used):
        marks.append({"letter": RECALLED, "meaning": "recalled, not checked against its source"})
    return {"marks": marks, "rest": _CAUTION}


def _all_tiers(summary: SupervisionSummary) -> list[tuple[str, str, str]]:
    return [line.tiers for line in summary.profile] + [prompt.tiers for prompt in summary.prompts]


def _identity(summary: SupervisionSummary) -> dict[str, str]:
    if summary.full_identity:
        return {
            "level": "Full identity:",
            "says": "name and dates are printed. Keep it as you keep the record.",
        }
    return {
        "level": "Reduced identity:",
        "says": "no name, date or note; code drawn at random. The story may still identify the client.",
    }


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def _count_title(count: int) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} element{'' if count == 1 else 's'}"
