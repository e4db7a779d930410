"""What the measures tab says of one measure, one total and one risk record."""

from __future__ import annotations

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.days import short_day
from relationship_desk.insight.measure_courses import MeasureCourse, Standing
from relationship_desk.services.risk import OpenRisk
from relationship_desk.ui import measure_words as words
from relationship_desk.ui.pages.client.rows_table import Cell, Line
from relationship_desk.ui.widgets.row_delegate import Row


def starts(one: Standing, latest: Standing) -> bool:
    """Whether the newest change is counted from ``one``."""
    return latest.first is not None and one.administration.id == latest.first.id


def standing_words(course: MeasureCourse) -> str:
    """Where the client stands by the newest total, in one sentence."""
    latest = course.latest
    total = words.total_words(latest.administration.total)
    band = words.band_words(latest.measure, latest.administration.total)
    change = words.NOT_ENOUGH if latest.is_first else words.change_words(latest)
    first = latest.first
    since = f" since {short_day(first.administered_on)}" if first and latest.change is not None else ""
    head = f"{short_day(latest.administration.administered_on)}: {total}"
    parts = (f"{head}, {band}" if band else head, f"{capital_first(change)}{since}")
    return f"{'. '.join(part for part in parts if part)}."


def line(one: Standing) -> Line:
    """One row of the table."""
    held = one.administration
    total = words.total_words(held.total)
    missing = words.missing_words(one.measure, held.items) if one.missing else ""
    scales = words.subscale_words(held)
    return Line(
        held.id,
        (
            Cell(short_day(held.administered_on)),
            Cell(str(one.session) if one.session else "–", "text" if one.session else "muted"),
            Cell(total, tip=f"{total}, {missing}" if missing else "", when="prorated" if one.prorated else ""),
            Cell(words.change_words(one), "muted" if one.is_first else "text"),
            Cell(scales or "–", "text" if scales else "muted", tip=scales),
            Cell(words.HOW[held.how], "muted"),
        ),
    )


def risk_row(one: OpenRisk) -> Row:
    """A risk record in the list."""
    record = one.record
    where = f", in session {one.session}" if one.session else ""
    is_open = record.closed_on is None
    state = (
        f"Open since {short_day(record.assessed_on)}"
        if is_open
        else (f"Closed {short_day(record.closed_on)}" if record.closed_on else "")
    )
    return Row(
        record.id,
        state,
        f"{capital_first(record.because)}{where}",
        icon="triangle-alert" if is_open else "check",
        tone="risk" if is_open else "text",
        quiet=not is_open,
    )
