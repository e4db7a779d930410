"""How long the record of an ended client is kept. Pure: nothing here erases anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MAJORITY = 18
"""The age, in years, that an age limit is counted from; the day of majority itself is kept with the client."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """A period counted from the last contact, and for minors a second one; the later day counts.

    At most one of ``after_majority`` and ``until_age`` is given. Without either, a minor's record is kept no longer
    than an adult's.
    """

    years: int
    """Years after the last contact."""
    after_majority: int | None = None
    """For a minor: years after the day of majority."""
    until_age: int | None = None
    """For a minor: the age in years, 18 or above, up to which the record is kept."""

    @property
    def past_majority(self) -> int | None:
        """Years after the day of majority that a minor's record is kept, however the rule words it."""
        return self.after_majority if self.until_age is None else self.until_age - MAJORITY

    @property
    def words(self) -> str:
        """The rule in a sentence."""
        first = f"{self.years} {_years(self.years)} after the last contact"
        if self.until_age is not None:
            return f"{first}; for a minor at least until the age of {self.until_age}."
        if self.after_majority:
            return f"{first}; for a minor at least {self.after_majority} {_years(self.after_majority)} past majority."
        return f"{first}; for a minor at least until majority." if self.after_majority == 0 else f"{first}."


def due_on(rule: RetentionRule, last_contact: date, of_age_on: date | None = None) -> date:
    """Return the first day on which the period has passed, so that the record may be erased.

    Args:
        rule: how long.
        last_contact: the day the period is counted from.
        of_age_on: for someone seen as a minor, the day of majority, in the past or still to come.
    """
    due = years_after(last_contact, rule.years)
    past = rule.past_majority
    return due if of_age_on is None or past is None else max(due, years_after(of_age_on, past))


def years_after(day: date, years: int) -> date:
    """The same day of the year, ``years`` later; for 29 February in a common year 1 March, so that no day is lost."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _years(count: int) -> str:
    return "year" if count == 1 else "years"
