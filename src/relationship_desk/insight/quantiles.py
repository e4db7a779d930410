"""Quantiles of the distributions that intervals are built on.

Student's t and Fisher's F come from the regularized incomplete beta function of mpmath, found by bisection on its
monotone distribution function; SciPy would be twenty times the size (docs/decisions/0005).
"""

from __future__ import annotations

from functools import lru_cache
from math import inf
from statistics import NormalDist

LEAST_FREEDOM = 1e-3


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
    from mpmath import betainc  # 0.14 s that only the page of agreement pays for

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if betainc(a, b, 0, middle, regularized=True) < p:
            low = middle
        else:
            high = middle
    return low if high < 1.0 else high
