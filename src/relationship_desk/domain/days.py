"""Days in words. The names are this program's own, so that they follow no setting of the system."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(day: date) -> str:
    """As in ``Tuesday``."""
    return _WEEKDAYS[day.weekday()]


def day_and_month(day: date) -> str:
    """As in ``3 March``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """As in ``3 March 2026``."""
    return f"{day_and_month(day)} {day.year}"


def short_day_and_month(day: date) -> str:
    """As in ``3 Mar``."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def short_day(day: date) -> str:
    """As in ``3 Mar 2026``."""
    return f"{short_day_and_month(day)} {day.year}"


def recent_day(day: date, today: date) -> str:
    """As in ``3 Mar``, with its year where that is not this one."""
    return short_day_and_month(day) if day.year == today.year else short_day(day)
