"""The signal of an active client who has not been seen lately: the only one that looks at the day it is asked on."""

from __future__ import annotations

from datetime import date

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.thresholds import Thresholds


def is_long_ago(seen: date, day: date, thresholds: Thresholds) -> bool:
    """Whether a client last seen on ``seen`` counts as not seen on ``day``."""
    return (day - seen).days >= thresholds.not_seen_days


def not_seen(history: History, day: date, thresholds: Thresholds) -> Finding | None:
    """The finding on ``day``, dated by the last attended session; None for a client who was seen, or not yet begun."""
    if history.client.status is not ClientStatus.ACTIVE or not history.attended:
        return None
    last = max(history.attended, key=lambda session: session.held_on)
    if not is_long_ago(last.held_on, day, thresholds):
        return None
    said = f"No attended session for {(day - last.held_on).days} days."
    point = Point("last session", last.number, f"{(day - last.held_on).days} days ago")
    return Finding(f.NOT_SEEN, "", None, last.number, f.SIGNAL, said, (point,), current=True)
