"""Reliable change and its cut-offs."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from docs.published.check import SUDDENGAINS, Check, Seen, given
from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.measure import Direction, Measure, MeasureId, Norm
from relationship_desk.insight import reliable_change as rc

_CLINICAL, _FUNCTIONAL = Norm(40, 7.5), Norm(60, 7.5)
_PACKAGE = Measure(MeasureId("made-up"), "1", "Made up", Direction.HIGHER, 0, 0, 100, sd=10.5, reliability=0.961)
_JT = "Jacobson and Truax 1991"
_NORMS = "published norms of CORE-10"


def _core(confidence: float) -> float:
    core = shipped_measures()[MeasureId("core-10")]
    return float(given(rc.change_value(replace(core, reliable_change=None, confidence=confidence))).value)


def _core_cutoff() -> float:
    return float(given(rc.cutoff(replace(shipped_measures()[MeasureId("core-10")], cutoff=None))).value)


CHANGE = (
    Check(
        "Reliable change",
        "Cut-off c",
        "(SD functional × M clinical + SD clinical × M functional) / (SD clinical + SD functional)",
        f"{_JT}, in the R package clinicalsignificance",
        Seen.VERIFIED,
        "M 40 and 60, both SD 7.5",
        ("50",),
        lambda: (rc.cutoff_c(_CLINICAL, _FUNCTIONAL),),
    ),
    Check(
        "Reliable change",
        "Cut-offs a and b",
        "M clinical + 2 SD; M functional − 2 SD (signs turned where lower is better)",
        _JT,
        Seen.OWN,
        "as above",
        ("55", "45"),
        lambda: (rc.cutoff_a(_CLINICAL, Direction.HIGHER), rc.cutoff_b(_FUNCTIONAL, Direction.HIGHER)),
    ),
    Check(
        "Reliable change",
        "Reliable change index",
        "(second − first) / S diff",
        _JT,
        Seen.RECALLED,
        "32.5 to 47.5, SD 7.5, r .80",
        ("3.16",),
        lambda: (rc.reliable_change_index(32.5, 47.5, 7.5, 0.80),),
    ),
    Check(
        "Reliable change",
        "S diff and index, more digits",
        "S diff = √(2 SE²), SE = SD √(1 − r)",
        _JT,
        Seen.OWN,
        "as above",
        ("4.7434", "3.1623"),
        lambda: (
            rc.standard_error_of_difference(7.5, 0.80),
            rc.reliable_change_index(32.5, 47.5, 7.5, 0.80),
        ),
    ),
    Check(
        "Reliable change",
        "SE, S diff and change value",
        "change value = 1.96 × S diff",
        SUDDENGAINS,
        Seen.VERIFIED,
        "SD 10.5, r .961",
        ("2.073584", "2.93249", "5.747681"),
        lambda: (
            rc.standard_error_of_difference(10.5, 0.961) / 2**0.5,
            rc.standard_error_of_difference(10.5, 0.961),
            float(given(rc.change_value(_PACKAGE)).value),
        ),
        0.001,
    ),
    Check(
        "Reliable change",
        "CORE-10, change value at 90 %",
        "1.645 × S diff, in whole points, rounded up",
        "CORE-10 article",
        Seen.VERIFIED,
        "SD 7.7, r .90",
        ("6",),
        lambda: (ceil(_core(0.90)),),
    ),
    Check(
        "Reliable change",
        "CORE-10, change value at 90 % and 95 %",
        "z × S diff",
        _NORMS,
        Seen.OWN,
        "as above",
        ("5.66", "6.75"),
        lambda: (_core(0.90), _core(0.95)),
    ),
    Check(
        "Reliable change",
        "CORE-10, cut-off c",
        "as above, in whole points, rounded up",
        "CORE-10 article",
        Seen.VERIFIED,
        "4.7 (4.8) and 19.7 (7.7)",
        ("11",),
        lambda: (ceil(_core_cutoff()),),
    ),
    Check(
        "Reliable change",
        "CORE-10, cut-off c, more digits",
        "as above",
        _NORMS,
        Seen.OWN,
        "as above",
        ("10.46",),
        lambda: (_core_cutoff(),),
    ),
)
