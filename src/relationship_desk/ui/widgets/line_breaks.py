"""Where a paragraph must not break its lines."""

from __future__ import annotations

import re

_KEPT = "\N{NO-BREAK SPACE}"
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_]) (?=\d)")
_DAY_OF_MONTH = re.compile(r"(?:(?<=\b\d)|(?<=\b\d\d)) (?=[A-Z][a-z]{2})")
_LAST_WORD = re.compile(r"(?<= )(\S{1,12}) (\S{1,8})$")
_FEW = 5
"""A line of fewer words hardly breaks, and has to fit narrow columns."""


def kept_together(text: str) -> str:
    """Return ``text`` with spaces that do not break before a number, within a day, and before a short last word.

    >>> kept_together("Alliance 7.6 in session 13, on 30 Sep 2025, by the client").count(" ")
    5
    """
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    kept = _DAY_OF_MONTH.sub(_KEPT, _BEFORE_NUMBER.sub(_KEPT, line))
    return _LAST_WORD.sub(rf"\1{_KEPT}\2", kept) if len(line.split()) >= _FEW else kept
