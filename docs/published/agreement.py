"""Intraclass correlations of the table of Shrout and Fleiss."""

from __future__ import annotations

from collections.abc import Callable

from docs.published.check import Check, Seen, given
from relationship_desk.insight import agreement as ag
from relationship_desk.insight.variation import parts

TABLE = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Six targets by four judges, Shrout and Fleiss 1979."""
_SF = "Shrout and Fleiss 1979, in the R package psych"
_ICC_GIVEN = "six targets by four judges"


def _squares() -> ag.MeanSquares:
    squares: ag.MeanSquares = given(ag.mean_squares(TABLE))
    return squares


def _mean_squares() -> tuple[float, ...]:
    squares = _squares()
    return squares.between, squares.within, squares.judged, squares.error


def _icc() -> tuple[float, ...]:
    return tuple(float(given(form(_squares())).value) for form in (ag.icc_1, ag.icc_2, ag.icc_3))


def _interval(form: Callable[[ag.MeanSquares], ag.Estimate | None]) -> tuple[float, float]:
    found = given(form(_squares()))
    return found.low, found.high


AGREEMENT = (
    Check(
        "Agreement",
        "BMS, WMS, JMS",
        "mean squares between targets, within targets, between judges",
        _SF,
        Seen.VERIFIED,
        _ICC_GIVEN + ": " + " / ".join(" ".join(map(str, row)) for row in TABLE),
        ("11.24", "6.26", "32.49"),
        lambda: _mean_squares()[:3],
    ),
    Check("Agreement", "EMS", "what is left", _SF, Seen.RECALLED, "as above", ("1.02",), lambda: _mean_squares()[3:]),
    Check(
        "Agreement",
        "ICC(1,1), (2,1), (3,1)",
        "(BMS − WMS) / (BMS + (k−1) WMS); (BMS − EMS) / (BMS + (k−1) EMS + k (JMS − EMS) / n); "
        "(BMS − EMS) / (BMS + (k−1) EMS)",
        _SF,
        Seen.VERIFIED,
        "as above",
        (".17", ".29", ".71"),
        _icc,
    ),
    Check(
        "Agreement",
        "ICC(1,4), (2,4), (3,4)",
        "(BMS − WMS) / BMS; (BMS − EMS) / (BMS + (JMS − EMS) / n); (BMS − EMS) / BMS",
        _SF,
        Seen.VERIFIED,
        "as above",
        (".44", ".62", ".91"),
        lambda: ag.icc_of_means(_squares()),
    ),
    Check(
        "Agreement",
        "Mean squares, more digits",
        "as above",
        _SF,
        Seen.OWN,
        "as above",
        ("11.241667", "6.263889", "32.486111", "1.019444"),
        _mean_squares,
    ),
    Check(
        "Agreement",
        "ICC of one judge and of the mean of four, more digits",
        "as above",
        _SF,
        Seen.OWN,
        "as above",
        (".165742", ".289764", ".714841", ".442797", ".620051", ".909316"),
        lambda: (*_icc(), *ag.icc_of_means(_squares())),
    ),
    *(
        Check(
            "Agreement",
            f"{name}, 95 % interval",
            "from quantiles of F (McGraw and Wong 1996)",
            _SF,
            Seen.OWN,
            "as above",
            printed,
            lambda form=form: _interval(form),  # type: ignore[misc] # bound here, not when it is called
        )
        for name, form, printed in (
            ("ICC(1,1)", ag.icc_1, ("-.132932", ".722560")),
            ("ICC(2,1)", ag.icc_2, (".018787", ".761084")),
            ("ICC(3,1)", ag.icc_3, (".342465", ".945858")),
        )
    ),
    Check(
        "Within and between clients",
        "Share of the variance between",
        "variance between / (between + within), one-way: the same as ICC(1,1)",
        _SF,
        Seen.VERIFIED,
        "the same table, judges as sessions",
        (".17",),
        lambda: (given(parts(TABLE)).share_between,),
    ),
)
