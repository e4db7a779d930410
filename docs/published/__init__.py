"""Published numbers that the statistics are checked against: one list, for docs/statistics.md and for the tests."""

from __future__ import annotations

from docs.published.agreement import AGREEMENT
from docs.published.change import CHANGE
from docs.published.charts import CHARTS, QUANTILES
from docs.published.check import Check
from docs.published.sudden import SUDDEN

CHECKS: tuple[Check, ...] = (*CHANGE, *CHARTS, *SUDDEN, *AGREEMENT, *QUANTILES)
