"""The table of the signals, with the numbers that the program itself goes by."""

from __future__ import annotations

from collections.abc import Iterator

from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import LATEST, LEAST_DROP, MINIMUM, WINDOW
from relationship_desk.insight.ceiling import CEILING, CEILING_RUN, FLAT
from relationship_desk.insight.gap import COMMON_SESSIONS
from relationship_desk.insight.members import LEAST_MEMBERS, SPLIT, SPLIT_TIMES, SPLIT_WITHIN
from relationship_desk.insight.thresholds import DEFAULTS

_ONE = f"max({LEAST_DROP}, t(.99) s √(1 + 1/n))"
_MEAN = f"max({LEAST_DROP}, t(.99) s √(1/{LATEST} + 1/n))"


def signal_table() -> Iterator[str]:
    """What each signal is about, when it holds, and how many sessions it needs."""
    yield "## What the signals say, and when"
    yield ""
    yield f"The *own baseline* is the mean of the last {WINDOW} rated sessions before, at least {MINIMUM}, of the same"
    yield "element and perspective, sessions inside a rupture left out; s is their SD, n their number. The rules are"
    yield "the program's own. Below its minimum a signal says *not enough sessions*."
    yield ""
    yield "| signal | on | holds when | sessions at least |"
    yield "| --- | --- | --- | --- |"
    yield (
        f"| `{f.BASELINE_DROP}` | each element and perspective | the score lies {_ONE} or more below the own baseline; "
        f"*look*: the same with t(.95) | {MINIMUM} + 1 |"
    )
    yield (
        f"| `{f.RUPTURE}` | alliance by the client, or recorded | a drop as above, or at look level with an observer's "
        f"drop in the same session; *confirmed* once recorded | {MINIMUM} + 1 |"
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
        f"| `{f.CEILING}` | alliance by the client | the last {CEILING_RUN} are all {CEILING} or above, or lie within "
        f"{FLAT} | {CEILING_RUN} |"
    )
    yield (
        f"| `{f.NO_CLIENT_FEEDBACK}` | the client | two due occasions of the rating plan missed in a row; any answer "
        "begins anew | – |"
    )
    yield (
        f"| `{f.COHESION_FALL}` | groups | a drop of the mean of the members' cohesion, in sessions that "
        f"{LEAST_MEMBERS} members or more rated; stands in place of `{f.BASELINE_DROP}` | {MINIMUM} + 1 |"
    )
    yield (
        f"| `{f.SPLIT_ALLIANCE}` | couples and families | highest minus lowest alliance of the members {SPLIT} or more "
        f"in {SPLIT_TIMES} of the last {SPLIT_WITHIN} that two or more rated | {SPLIT_WITHIN} |"
    )
