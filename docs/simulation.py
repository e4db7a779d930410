"""Simulated clients, judged by the program's own signals: how often they err, and what they miss.

A client's true level plus a first-order autoregressive wandering, rounded to tenths and kept within 0 to 10, one rating
of the alliance a session. Seeded, so that the same numbers come out every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import stdev

from tests.histories import alliance

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Catalogue
from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import baseline_from
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS

SEED = 20180801
SESSIONS = 20
SD, LAG_ONE = 0.7, 0.3
LEVEL = 7.0
DROP_AT = 12
"""The session of the one true drop: by then the baseline is full."""
MOST_FALSE = 0.2
"""So many false possible ruptures in 20 sessions of a stable client are borne at the most."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of client: what the true level is in each session, and in which a drop is true."""

    name: str
    level: Callable[[int], float]
    drop_at: int | None = None


STABLE = Kind("stable at 7", lambda _: LEVEL)
CEILING = Kind("at the ceiling, 9.8", lambda _: 9.8)
KINDS = (
    STABLE,
    Kind("rising from 6 to 8", lambda session: 6 + 2 * (session - 1) / (SESSIONS - 1)),
    Kind("drifting down from 8 to 6", lambda session: 8 - 2 * (session - 1) / (SESSIONS - 1)),
    Kind("steady at 8 for 8 sessions, then down to 6", lambda session: 8 - 2 * max(0, session - 8) / (SESSIONS - 8)),
    CEILING,
    *(
        Kind(f"one drop of {size} in session {DROP_AT}", lambda n, size=size: LEVEL - size * (n == DROP_AT), DROP_AT)  # type: ignore[misc] # bound here, not when it is called
        for size in (2, 3, 4)
    ),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in ``clients`` simulated courses."""

    clients: int
    false_ruptures: int
    """Possible ruptures in sessions without a true drop."""
    margin: float
    """Half the 95 % interval of how many of them a client has."""
    with_false: int
    """Clients with at least one of them."""
    came_back: int
    """How many of them were seen to come back into the own range."""
    caught: int
    """Clients whose true drop opened a possible rupture."""
    plain_with_false: int
    """Clients with at least one session 2 SD or more below the same baseline, no true drop among them."""
    plain_caught: int
    slow: int
    """Clients with at least one slow decline."""
    still: int
    """Clients with ratings that stand still."""

    @property
    def rate(self) -> float:
        """False possible ruptures a client, in :data:`SESSIONS` sessions."""
        return self.false_ruptures / self.clients


def scores(kind: Kind, draw: Random) -> list[float]:
    """One simulated course."""
    off = draw.gauss(0, SD)
    rated = []
    for session in range(1, SESSIONS + 1):
        rated.append(min(10.0, max(0.0, round(kind.level(session) + off, 1))))
        off = LAG_ONE * off + draw.gauss(0, SD * sqrt(1 - LAG_ONE**2))
    return rated


def simulate(kind: Kind, clients: int, catalogue: Catalogue) -> Tally:
    """Judge ``clients`` courses of one kind."""
    draw = Random(f"{SEED} {kind.name}")  # noqa: S311 - drawn, not secret
    false: list[int] = []
    back = caught = plain_false = plain_caught = slow = still = 0
    for _ in range(clients):
        course = scores(kind, draw)
        analysis = analyse(alliance(course), catalogue, DEFAULTS)
        wrong = [one for one in analysis.episodes if one.start != kind.drop_at]
        false.append(len(wrong))
        back += sum(one.end is not None for one in wrong)
        caught += any(one.start == kind.drop_at for one in analysis.episodes)
        plain = two_sd(course)
        plain_false += bool(plain - {kind.drop_at})
        plain_caught += kind.drop_at in plain
        held = {one.signal for one in analysis.findings if one.strength != f.NOT_ENOUGH}
        slow += f.SLOW_DECLINE in held
        still += f.CEILING in held
    margin, with_false = 1.96 * stdev(false) / sqrt(clients), sum(map(bool, false))
    return Tally(clients, sum(false), margin, with_false, back, caught, plain_false, plain_caught, slow, still)


def two_sd(course: list[float]) -> set[int | None]:
    """The sessions that lie 2 SD or more below the mean of the sessions before, the rule to compare with."""
    found: set[int | None] = set()
    for place, score in enumerate(course):
        before = baseline_from(list(enumerate(course[:place])), DEFAULTS)
        if before is not None and before.sd > 0 and before.mean - score >= 2 * before.sd:
            found.add(place + 1)
    return found


def simulation(stable: int = 6000, others: int = 600) -> Iterator[str]:
    """The part of the page that tells how the signals fare."""
    catalogue = load_catalogue()
    tallies = {kind: simulate(kind, stable if kind is STABLE else others, catalogue) for kind in KINDS}
    rate, margin, ceiling = tallies[STABLE].rate, tallies[STABLE].margin, tallies[CEILING].rate
    yield "## The signals on simulated clients"
    yield ""
    yield f"{SESSIONS} sessions, one rating of the alliance each: the level below, plus a wandering with SD {SD} and"
    yield f"lag-one correlation {LAG_ONE}, rounded to tenths and kept within 0 to 10; seed {SEED}. Judged by the"
    yield "program’s own code. *Plain 2 SD* calls every session a drop that lies 2 SD or more below the same up to 8,"
    yield "at least 4 sessions before; it is there to compare with, the program does not use it. Simulated clients are"
    yield "tidier than real ones: take the numbers as what the rules can do at best."
    yield ""
    yield f"False possible ruptures in {SESSIONS} stable sessions: **{rate:.3f}**, 95 % interval ± {margin:.3f}; at"
    yield f"most {MOST_FALSE} are borne: {'held' if rate <= MOST_FALSE else 'NOT HELD'}."
    yield ""
    yield f"At the ceiling there are {ceiling:.2f}. The scale cuts off what would lie above 10, so that the SD comes"
    yield "out small and the limit is often the least one of 1.0, while a swing downward keeps its full size."
    yield ""
    yield (
        "| client | n | false possible ruptures in 20 sessions | clients with any | with any by plain 2 SD"
        " | of the false ones, back in own range | true drop found | found by plain 2 SD"
        " | clients with a slow decline | with ratings that stand still |"
    )
    yield f"| {' | '.join(['---'] * 10)} |"
    for kind, tally in tallies.items():
        yield f"| {' | '.join(_cells(kind, tally))} |"
    yield ""
    yield "In clients who drift downward a possible rupture or a slow decline is no false one. In all others it is:"
    yield "slow declines add to what is found falsely."


def _cells(kind: Kind, tally: Tally) -> list[str]:
    drop = kind.drop_at is not None
    return [
        kind.name,
        str(tally.clients),
        f"{tally.rate:.2f}",
        _share(tally.with_false, tally.clients),
        _share(tally.plain_with_false, tally.clients),
        _share(tally.came_back, tally.false_ruptures),
        _share(tally.caught, tally.clients) if drop else "–",
        _share(tally.plain_caught, tally.clients) if drop else "–",
        _share(tally.slow, tally.clients),
        _share(tally.still, tally.clients),
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
