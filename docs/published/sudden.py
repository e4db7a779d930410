"""Sudden gains and losses: the rows of the R package's own tests; its sessions are counted from 1."""

from __future__ import annotations

from collections.abc import Sequence

from docs.published.check import SUDDENGAINS, Check, Seen
from relationship_desk.insight.quantiles import student_t
from relationship_desk.insight.reliable_change import ChangeValue
from relationship_desk.insight.sudden_change import sudden_changes

_SEVEN = ChangeValue(7, True, 0.95)
_CRITERIA = "the three criteria of Tang and DeRubeis 1999, at least two totals on either side"


def _steps(row: Sequence[float | None], *, gains: bool) -> tuple[float, ...]:
    found = [one for one in sudden_changes(row, _SEVEN, lower_is_better=True) if one.is_gain == gains]
    return tuple(float(session) for one in found for session in (one.after, one.after + 1))


def _sudden(name: str, row: tuple[float | None, ...], step: tuple[str, ...], *, gains: bool) -> Check:
    return Check(
        "Sudden gains and losses",
        name,
        _CRITERIA,
        SUDDENGAINS,
        Seen.VERIFIED,
        " ".join("–" if one is None else f"{one:g}" for one in row) + "; change value 7",
        step,
        lambda: _steps(row, gains=gains),
    )


_GAIN, _LOSS = "Gain, sessions before and after", "Loss, sessions before and after"
SUDDEN = (
    _sudden(_GAIN, (35, 37, 23, 23, 24, 21), ("2", "3"), gains=True),
    _sudden(_GAIN, (35, 37, 34, 24, 24, 21), ("3", "4"), gains=True),
    _sudden(_GAIN, (35, 37, 34, 34, 24, 21), ("4", "5"), gains=True),
    _sudden(_GAIN, (35, 37, 34, 37, 37, 37), (), gains=True),
    _sudden(_GAIN, (28, 19, 23, 12, 13, None), (), gains=True),
    _sudden(_GAIN, (28, 19, 23, 11, 12, None), ("3", "4"), gains=True),
    _sudden(_LOSS, (10, 11, 12, 30, 28, 33), ("3", "4"), gains=False),
    _sudden(_LOSS, (10, 11, 12, 10, 28, 33), ("4", "5"), gains=False),
    _sudden(_LOSS, (10, 11, 30, 30, 28, 33), ("2", "3"), gains=False),
    _sudden(_LOSS, (35, 37, 34, 23, 24, 21), (), gains=False),
    Check(
        "Sudden gains and losses",
        "Reversal, session",
        "the first later total beyond half of the gain (28.5), not at it",
        SUDDENGAINS,
        Seen.VERIFIED,
        "34 to 23, later 28.5, then 29",
        ("8",),
        lambda: tuple(
            None if one.reversed_at is None else one.reversed_at + 1
            for one in sudden_changes((35, 34, 34, 23, 24, 23, 28.5, 29), _SEVEN, lower_is_better=True)
        ),
    ),
    Check(
        "Sudden gains and losses",
        "t of criterion 3: six totals, five, one missing on either side",
        "Student’s t, two-sided at 5 %, totals less 2 degrees of freedom",
        SUDDENGAINS,
        Seen.VERIFIED,
        "4, 3 and 2 degrees of freedom",
        ("2.776", "3.182", "4.303"),
        lambda: tuple(student_t(0.975, df) for df in (4, 3, 2)),
    ),
)
