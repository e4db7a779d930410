"""The page of statistics: published against computed numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docs.published import CHECKS
from docs.published.check import Check
from docs.signal_table import signal_table
from docs.simulation import simulation

_AGAIN = "as above"


def statistics() -> Iterator[str]:
    """What can be checked about the numbers that the program shows."""
    yield "# Statistics"
    yield ""
    yield "Every statistic against numbers that others have printed, computed by the program itself when this page is"
    yield "written (`make docs`); the tests hold the same list. *Verified*: the published number was seen in the source"
    yield "named. *Recalled*: known, not checked there. *Own*: nothing is published; reckoned from the formula"
    yield "beforehand and kept, so that a change would be seen. The tolerance is half a unit of the last printed digit"
    yield "unless the source states another; 0 means the very same."
    yield from _published()
    yield ""
    yield from signal_table()
    yield ""
    yield from simulation()


def _published() -> Iterator[str]:
    for part, checks in groupby(CHECKS, key=lambda one: one.part):
        yield ""
        yield f"## {part}"
        yield ""
        yield "| statistic | formula | source | input | published | computed | tolerance |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        above: list[str] = []
        for check in checks:
            words = [check.name, check.formula, f"{check.source} (*{check.seen}*)", check.given]
            said = [_AGAIN if word in above[place : place + 1] else word for place, word in enumerate(words)]
            numbers = [_row(check.published), _row(_printed(check)), f"{check.tolerance:g}"]
            yield f"| {' | '.join([*said, *numbers])} |"
            above = words


def _printed(check: Check) -> tuple[str, ...]:
    """The computed values with two digits more than were published; whole numbers as they are."""
    form = f".{check.decimals + 2}f" if check.decimals else "g"
    return tuple(f"{value:{form}}" for value in check.computed())


def _row(values: tuple[str, ...]) -> str:
    return " ".join(one.replace("-", "−") for one in values) or "none"
