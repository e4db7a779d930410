"""What every key does to the items of a measure: one key an item. Plain Python, no window."""

from __future__ import annotations

from relationship_desk.domain.measure import Items

CLEAR = frozenset({"-", "backspace", "delete"})
DECLINE = "d"


class ItemKeys:
    """The answers, which item is current, and what a key changes.

    A digit that can be nothing else answers and moves on; where it may begin a longer number (1 of 10) it waits for
    the next digit or for a move. Where answers may lie below 0, ``-`` begins one; elsewhere it clears.
    """

    def __init__(self, count: int, lowest: int, highest: int, answers: Items = (), declined: tuple[int, ...] = ()):
        self.answers: list[int | None] = list(answers) or [None] * count
        self.declined = {number - 1 for number in declined}
        """Places, from 0."""
        self.current = 0
        self._possible = {str(value) for value in range(lowest, highest + 1)}
        self._typed = ""

    def press(self, key: str) -> bool:
        """Apply ``key``: a digit, ``-``, ``d``, ``backspace`` or ``delete``; return whether it meant anything."""
        if key.isdigit() or (key == "-" and not self._typed and any(one.startswith("-") for one in self._possible)):
            return self._type(key)
        if key in CLEAR:
            self._clear(back=key == "backspace")
            return True
        if key == DECLINE:
            self.answers[self.current] = None
            self.declined.add(self.current)
            self._on()
            return True
        return False

    def move(self, place: int) -> None:
        """Go to the item at ``place``, or to the nearest there is."""
        self.current = min(max(place, 0), len(self.answers) - 1)
        self._typed = ""

    def _type(self, key: str) -> bool:
        typed = self._typed + key
        if not any(one.startswith(typed) for one in self._possible):
            typed = key
            if not any(one.startswith(key) for one in self._possible):
                return False
        self._typed = typed
        if typed in self._possible:
            self.answers[self.current] = int(typed)
            self.declined.discard(self.current)
            if sum(one.startswith(typed) for one in self._possible) == 1:
                self._on()
        return True

    def _clear(self, *, back: bool) -> None:
        """Clear the current item; Backspace on one that is empty goes back and clears that."""
        empty = self.answers[self.current] is None and self.current not in self.declined
        if back and empty and not self._typed:
            self.move(self.current - 1)
        self.answers[self.current] = None
        self.declined.discard(self.current)
        self._typed = ""

    def _on(self) -> None:
        self.move(self.current + 1)
