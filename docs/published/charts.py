"""Control charts, and the quantiles that limits and intervals are built on."""

from __future__ import annotations

from docs.published.check import Check, Seen, given
from relationship_desk.insight.control_chart import ewma, ewma_limits, individuals
from relationship_desk.insight.quantiles import fisher_f, normal, student_t

_FLOW = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
_EARLIER = (52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5)
_EARLIER_AVERAGES = ("50.60", "49.52", "50.56", "50.18", "50.16", "49.21", "49.75", "49.85", "50.26", "50.33")
_AVERAGES = ("50.11", "49.36", "49.52", "50.05", "49.38", "49.92", "50.73", "51.23", "51.94", "51.99")
_FLOW_WORDS = "flow rates " + " ".join(map(str, _FLOW))


def _chart(*names: str) -> tuple[float, ...]:
    chart = given(individuals(_FLOW))
    return tuple(float(getattr(chart, name)) for name in names)


def _factors() -> tuple[float, float]:
    chart = given(individuals(_FLOW))
    return (chart.high - chart.centre) / chart.moving_range, chart.range_limit / chart.moving_range


CHARTS = (
    Check(
        "Control charts",
        "Individuals chart: mean",
        "sum / n",
        "NIST/SEMATECH e-Handbook 6.3.2.2; its data are recalled",
        Seen.VERIFIED,
        _FLOW_WORDS,
        ("50.81",),
        lambda: _chart("centre"),
    ),
    Check(
        "Control charts",
        "Individuals chart: mean moving range, upper and lower limit",
        "mean ± 3 × mean moving range / 1.128",
        "NIST/SEMATECH e-Handbook 6.3.2.2; its data are recalled",
        Seen.VERIFIED,
        "as above",
        ("1.8778", "55.8041", "45.8159"),
        lambda: _chart("moving_range", "high", "low"),
    ),
    Check(
        "Control charts",
        "Individuals chart: upper limit of the moving range",
        "3.267 × mean moving range",
        "NIST/SEMATECH e-Handbook 6.3.2.2",
        Seen.OWN,
        "as above",
        ("6.135",),
        lambda: _chart("range_limit"),
    ),
    Check(
        "Control charts",
        "Factor of the limits",
        "3 / 1.128",
        "any printed table of control chart constants",
        Seen.RECALLED,
        "–",
        ("2.66",),
        lambda: _factors()[:1],
    ),
    Check(
        "Control charts",
        "Factor of the upper limit of the moving range",
        "D4 of ranges of two",
        "any printed table of control chart constants",
        Seen.RECALLED,
        "–",
        ("3.267",),
        lambda: _factors()[1:],
    ),
    Check(
        "Control charts",
        "EWMA, twenty values",
        "z = λ x + (1 − λ) × z before",
        "NIST/SEMATECH e-Handbook 6.3.2.4",
        Seen.VERIFIED,
        f"{' '.join(map(str, _EARLIER))}, then the ten above; λ .3, start 50",
        (*_EARLIER_AVERAGES, *_AVERAGES),
        lambda: ewma((*_EARLIER, *_FLOW), 0.3, 50),
    ),
    Check(
        "Control charts",
        "EWMA, limits",
        "target ± 3 s √(λ / (2 − λ))",
        "NIST/SEMATECH e-Handbook 6.3.2.4",
        Seen.VERIFIED,
        "target 50, s 2.0539, λ .3",
        ("47.4115", "52.5884"),
        lambda: ewma_limits(50, 2.0539, 0.3),
        0.0001,
    ),
)

QUANTILES = (
    Check(
        "Quantiles",
        "Student’s t",
        "by Newton’s method on the incomplete beta function",
        "any printed table",
        Seen.RECALLED,
        ".975 with 2, 3, 10; .99 with 7; .95 with 30 degrees of freedom",
        ("4.303", "3.182", "2.228", "2.998", "1.697"),
        lambda: tuple(student_t(p, df) for p, df in ((0.975, 2), (0.975, 3), (0.975, 10), (0.99, 7), (0.95, 30))),
    ),
    Check(
        "Quantiles",
        "Fisher’s F",
        "as above",
        "any printed table",
        Seen.RECALLED,
        ".95 with 5, 15; .975 with 5, 15; .95 with 1, 10; .99 with 2, 20",
        ("2.90", "3.58", "4.96", "5.85"),
        lambda: tuple(
            fisher_f(p, df1, df2) for p, df1, df2 in ((0.95, 5, 15), (0.975, 5, 15), (0.95, 1, 10), (0.99, 2, 20))
        ),
    ),
    Check(
        "Quantiles",
        "Normal",
        "the inverse of the normal distribution",
        "any printed table",
        Seen.RECALLED,
        ".975; .95",
        ("1.960", "1.645"),
        lambda: (normal(0.975), normal(0.95)),
    ),
)
