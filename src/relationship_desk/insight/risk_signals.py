"""The signal of risk: an answer that has to be asked about, or a risk record that stands open."""

from __future__ import annotations

from collections.abc import Iterator

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import Point
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding


def risk(history: History) -> Iterator[Finding]:
    """One finding a risk record; it holds until the record is closed.

    An answer above the floor of a risk item, or none, opens a record wherever answers come in; a client's records are
    therefore all there is to look at.
    """
    for record in history.risk:
        session = history.number_of.get(record.session) if record.session else None
        number = history.session_by(record.assessed_on) if session is None else session
        led = record.because or "opened by the clinician"
        open_now = record.closed_on is None
        said = f"Risk record {'open' if open_now else 'closed'}: {led}."
        yield Finding(f.RISK, "", None, number, f.SIGNAL, said, (Point("risk record", number or None, led),), open_now)
