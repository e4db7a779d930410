"""The table of the signals, with the numbers that the program itself goes by."""

from __future__ import annotations

from collections.abc import Iterator

from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import LATEST
from relationship_desk.insight.ceiling import FLAT
from relationship_desk.insight.episodes import BACK_FOR
from relationship_desk.insight.gap import COMMON_SESSIONS
from relationship_desk.insight.members import SPLIT_TIMES, SPLIT_WITHIN
from relationship_desk.insight.sudden_change import LEAST, SHARE
from relationship_desk.insight.thresholds import DEFAULTS

WINDOW, MINIMUM, LEAST_DROP = DEFAULTS.baseline_window, DEFAULTS.baseline_least, DEFAULTS.least_drop
_ONE = f"max({LEAST_DROP}, t(.99) s √(1 + 1/n))"
_MEAN = f"max({LEAST_DROP}, t(.99) s √(1/{LATEST} + 1/n))"


def signal_table() -> Iterator[str]:
    """What each signal is about, when it holds, and how many sessions it needs."""
    yield "## What the signals say, and when"
    yield ""
    yield f"The *own baseline* is the mean of the last {WINDOW} rated sessions before, at least {MINIMUM}, of the same"
    yield "element and perspective, sessions inside a rupture left out; s is their SD, n their number. The rules are"
    yield "the program’s own where no source is named. Below its minimum a signal says *not enough sessions*. A measure"
    yield "whose change value is not known says nothing. Numbers that can be set are those it starts with."
    yield ""
    yield "| signal | on | holds when | sessions at least |"
    yield "| --- | --- | --- | --- |"
    yield (
        f"| `{f.BASELINE_DROP}` | each element and perspective | the score lies {_ONE} or more below the own baseline; "
        f"*look*: the same with t(.95) | {MINIMUM} + 1 |"
    )
    yield (
        f"| `{f.RUPTURE}` | alliance by the client, or recorded | a drop as above, or at look level with a marker, a "
        f"comment of the client or an observer’s drop in the same session; *confirmed* once recorded | {MINIMUM} + 1 |"
    )
    yield (
        f"| `{f.REPAIR}` | an open rupture | the client’s alliance within half the limit of the baseline from before, "
        f"or above, for {BACK_FOR} rated sessions running: *back in own range*; only the clinician records a repair "
        f"| {BACK_FOR} |"
    )
    yield (
        f"| `{f.SLOW_DECLINE}` | alliance by the client | the mean of the last {LATEST} lies {_MEAN} or more below the "
        f"own baseline from before them, none of them a drop of the full limit | {MINIMUM} + {LATEST} |"
    )
    yield (
        f"| `{f.GAP_REVERSED}` | alliance | the clinician more than {DEFAULTS.gap} above the client in 2 of the last "
        f"{COMMON_SESSIONS} that both rated | {COMMON_SESSIONS} |"
    )
    yield (
        f"| `{f.GAP_WIDENING}` | each element | the mean gap, client minus clinician, of the last {LATEST} that both "
        f"rated lies {_MEAN} or more away from the mean gap before, and is wider | {MINIMUM} + {LATEST} |"
    )
    yield (
        f"| `{f.CEILING}` | alliance by the client | the last {DEFAULTS.ceiling_run} are all {DEFAULTS.ceiling} or "
        f"above, or lie within {FLAT} | {DEFAULTS.ceiling_run} |"
    )
    yield (
        f"| `{f.NO_CLIENT_FEEDBACK}` | the client | {DEFAULTS.feedback_missed} due occasions of the rating plan missed "
        "in a row; any answer begins anew | – |"
    )
    yield (
        f"| `{f.COHESION_FALL}` | groups | a drop of the mean of the members' cohesion, in sessions that "
        f"{DEFAULTS.cohesion_members} members or more rated; stands in place of `{f.BASELINE_DROP}` | {MINIMUM} + 1 |"
    )
    yield (
        f"| `{f.SPLIT_ALLIANCE}` | couples and families | highest minus lowest alliance of the members "
        f"{DEFAULTS.split} or more in {SPLIT_TIMES} of the last {SPLIT_WITHIN} that two or more rated "
        f"| {SPLIT_WITHIN} |"
    )
    yield from _of_measures()
    yield from _of_the_record()


def _of_measures() -> Iterator[str]:
    yield (
        f"| `{f.RELIABLE_CHANGE}` | each measure | the change from the first total of the course, in the same version "
        "and from the same perspective, is at least the published change value or more than the computed one: "
        "*improved* or *deteriorated* | 2 totals |"
    )
    yield (
        f"| `{f.CLINICAL_CHANGE}` | each measure with a cut-off | Jacobson and Truax 1991: *recovered* is reliably "
        "better and across the cut-off, *improved* and *deteriorated* are reliable, *unchanged* the rest | 2 totals |"
    )
    yield (
        f"| `{f.SUDDEN_GAIN}`, `{f.SUDDEN_LOSS}` | each measure, by session | the three criteria of Tang and DeRubeis "
        f"1999 with the change value of the measure and {SHARE:.0%} of the distance from its healthy end; dated by the "
        f"session after the step | {LEAST} + {LEAST} totals |"
    )
    yield (
        f"| `{f.EARLY_RESPONSE}` | the main measure of the course | reliably better by session "
        f"{DEFAULTS.early_response_by} of the course; a practice rule | 2 totals |"
    )
    yield (
        f"| `{f.NO_RESPONSE}` | the main measure of the course | not reliably better in any total by session "
        f"{DEFAULTS.no_response_by} of the course; a practice rule | 2 totals |"
    )


def _of_the_record() -> Iterator[str]:
    yield (
        f"| `{f.GOALS_UNREVIEWED}` | goals | no goal set by attended session {DEFAULTS.goals_by}, or an open one not "
        f"reviewed for {DEFAULTS.review_after} attended sessions | – |"
    )
    yield (
        f"| `{f.HOMEWORK_NOT_DONE}` | homework | set and not done {DEFAULTS.homework_missed} times running, among what "
        "was asked about | – |"
    )
    yield (
        f"| `{f.RISK}` | measures and risk records | a risk item answered above its floor or left unanswered, which "
        "opens a risk record; holds until the record is closed | – |"
    )
    yield (
        f"| `{f.NOT_SEEN}` | active clients | no attended session for {DEFAULTS.not_seen_days} days; never stored, "
        "since it rests on the day it is asked on | – |"
    )
