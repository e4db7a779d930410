"""Quantiles of the distributions that intervals are built on.

Student's t and Fisher's F come from the regularized incomplete beta function of mpmath, found by Newton's method on its
monotone distribution function; SciPy would be twenty times the size (docs/decisions/0005).
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, lgamma, log, log1p
from statistics import NormalDist

LEAST_FREEDOM = 1e-3
_STEPS, _CLOSE = 200, 1e-10
"""So many steps at most; the last one is so small a part of what lies left or right of the quantile."""


def normal(p: float) -> float:
    """The quantile of the standard normal distribution."""
    return NormalDist().inv_cdf(p)


@lru_cache(maxsize=256)
def student_t(p: float, df: float) -> float:
    """The quantile of Student's t with ``df`` degrees of freedom, for ``p`` above one half.

    t squared is F with 1 and df degrees of freedom, two-sided.
    """
    return float(fisher_f(2 * p - 1, 1, df) ** 0.5)


@lru_cache(maxsize=256)
def fisher_f(p: float, df1: float, df2: float) -> float:
    """The quantile of Fisher's F with ``df1`` and ``df2`` degrees of freedom.

    Where next to none are left it is its limit: 0 without ``df1``, infinite without ``df2``.
    """
    if min(df1, df2) < LEAST_FREEDOM:
        return inf if df2 < LEAST_FREEDOM else 0.0
    # The share x = df1 F / (df1 F + df2) has a beta distribution with df1/2 and df2/2.
    x = _beta(p, df1 / 2, df2 / 2)
    return df2 * x / (df1 * (1 - x)) if x < 1 else inf


def _beta(p: float, a: float, b: float) -> float:
    """The quantile of the beta distribution: Newton's steps, halving the bracket where one would leave it."""
    from mpmath import betainc  # 0.14 s that only the page of agreement pays for

    low, high, x = 0.0, 1.0, a / (a + b)
    whole = lgamma(a) + lgamma(b) - lgamma(a + b)
    for _ in range(_STEPS):
        above = float(betainc(a, b, 0, x, regularized=True)) - p
        low, high = (x, high) if above < 0 else (low, x)
        density = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - whole)
        nearer = x - above / density if density else low
        if not low < nearer < high:
            nearer = (low + high) / 2
        if abs(nearer - x) <= _CLOSE * min(x, 1 - x) or not 0 < nearer < 1:
            return nearer
        x = nearer
    return x
