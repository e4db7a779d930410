"""What every key does to a column of ratings: one key a row, a tenth on request. Plain Python, no window, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.domain.vocabulary import Missing

TEN_WINDOW = 0.7
"""Seconds within which a 0 typed after a 1 makes the 1 a ten."""

MIDDLE = 50
"""Where the mark is put, in tenths, when an arrow key meets an empty line."""

_MISSING_KEYS = {"n": Missing.NOT_APPLICABLE, "o": Missing.NOT_OBSERVED}
_STEPS = {"left": -1, "right": 1, "shift+left": -10, "shift+right": 10}
_MOVES = frozenset({"up", "down", "home", "end"})
_POINTS = frozenset({".", ","})
_DIGITS = frozenset("0123456789")

KEYS = _DIGITS | _POINTS | _MISSING_KEYS.keys() | _STEPS.keys() | _MOVES | {"x", "backspace"}
"""Every key that :meth:`KeyEntry.press` understands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a row holds: a score in tenths, or why there is none; neither means unanswered."""

    score: int | None = None
    missing: Missing | None = None

    @property
    def given(self) -> bool:
        """Whether the row is answered at all."""
        return self.score is not None or self.missing is not None


class KeyEntry:
    """The rows of one rating table, which of them is current, and what a key changes.

    The row that a digit has just set stays *reopenable* until the next key, so that ``.`` can go back for the tenth
    although the current row has moved on.
    """

    def __init__(self, answers: Sequence[Answer], enabled: Sequence[bool]) -> None:
        self.answers = list(answers)
        self._enabled = list(enabled)
        self.current: int | None = self._next(-1, 1)
        self._reopenable: int | None = None
        self._one_at: float | None = None
        self._awaits_tenth = False

    @property
    def awaits_tenth(self) -> bool:
        """Whether the next digit is the tenth of the current row."""
        return self._awaits_tenth

    def press(self, key: str, now: float) -> int | None:
        """Apply one of :data:`KEYS` at ``now`` (seconds, any zero) and return the index of the row it changed."""
        row = self.current
        if row is None:
            return None
        if key in _POINTS:
            self._reopen()
            return None
        reopenable, one_at, awaits_tenth = self._reopenable, self._one_at, self._awaits_tenth
        self._forget()
        if key in _DIGITS:
            if awaits_tenth:
                return self._set_tenth(row, int(key))
            if key == "0" and reopenable is not None and one_at is not None and now - one_at <= TEN_WINDOW:
                return self._put(reopenable, Answer(score=100))
            return self._set_whole(row, int(key), now)
        if key in _MOVES:
            self._move(row, key)
            return None
        return self._press_letter_or_arrow(row, key)

    def step_to(self, row: int) -> None:
        """Make ``row`` current, as a click does; a disabled row is left alone."""
        if self._enabled[row]:
            self._forget()
            self.current = row

    def put(self, row: int, answer: Answer) -> int | None:
        """Answer ``row`` without moving, as the mouse does; return it when that changed anything."""
        self._forget()
        return self._put(row, answer)

    def _press_letter_or_arrow(self, row: int, key: str) -> int | None:
        if key in _STEPS:
            return self._put(row, Answer(score=self._stepped(row, _STEPS[key])))
        if key == "backspace":
            return self._put(row, Answer())
        changed = self._put(row, Answer(score=100) if key == "x" else Answer(missing=_MISSING_KEYS[key]))
        self._move(row, "down")
        return changed

    def _reopen(self) -> None:
        if self._reopenable is not None:
            self.current = self._reopenable
            self._awaits_tenth = True
            self._one_at = None

    def _forget(self) -> None:
        self._reopenable, self._one_at, self._awaits_tenth = None, None, False

    def _set_whole(self, row: int, digit: int, now: float) -> int | None:
        changed = self._put(row, Answer(score=digit * 10))
        self._reopenable = row
        self._one_at = now if digit == 1 else None
        self._move(row, "down")
        return changed

    def _set_tenth(self, row: int, digit: int) -> int | None:
        whole = (self.answers[row].score or 0) // 10
        changed = self._put(row, Answer(score=min(100, whole * 10 + digit)))
        self._move(row, "down")
        return changed

    def _stepped(self, row: int, step: int) -> int:
        score = self.answers[row].score
        return MIDDLE if score is None else min(100, max(0, score + step))

    def _put(self, row: int, answer: Answer) -> int | None:
        if not self._enabled[row] or self.answers[row] == answer:
            return None
        self.answers[row] = answer
        return row

    def _move(self, row: int, key: str) -> None:
        last = len(self.answers)
        start, direction = {"down": (row, 1), "up": (row, -1), "home": (-1, 1), "end": (last, -1)}[key]
        found = self._next(start, direction)
        if found is not None:
            self.current = found

    def _next(self, start: int, direction: int) -> int | None:
        row = start + direction
        while 0 <= row < len(self._enabled):
            if self._enabled[row]:
                return row
            row += direction
        return None
