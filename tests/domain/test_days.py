"""Days are said in the program's own words, whatever language the system speaks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import relationship_desk
from relationship_desk.domain import days

DAY = date(2026, 3, 3)


def test_a_day_in_words() -> None:
    assert days.long_day(DAY) == "3 March 2026"
    assert days.short_day(DAY) == "3 Mar 2026"
    assert days.weekday(DAY) == "Tuesday"


def test_the_year_is_said_where_it_is_another() -> None:
    assert days.recent_day(DAY, date(2026, 12, 31)) == "3 Mar"
    assert days.recent_day(DAY, date(2027, 1, 1)) == "3 Mar 2026"


def test_nothing_takes_the_name_of_a_month_from_the_system() -> None:
    """A word of the system's language would be kept for ever in corrections, and be read as foreign in a document."""
    for path in Path(relationship_desk.__file__).parent.rglob("*.py"):
        assert not re.search(r"%[aAbBcxX](?!\w)", path.read_text(encoding="utf-8")), path
