"""Reading JSON that came from another process: what is not exactly as agreed is refused."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, NoReturn, TypeVar

from relationship_desk.domain.errors import UnusableInput

T = TypeVar("T")


def canonical(value: object) -> bytes:
    """``value`` as the one text that stands for it: sorted keys, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def parse(data: bytes) -> object:
    """Read JSON; a key that stands twice, or a number that is none, is refused.

    Raises:
        UnusableInput: when it is no such JSON.
    """
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnusableInput("This is no form and no answers: it cannot be read.") from error


class Fields:
    """The members of an object, each read once and by its type; :meth:`end` refuses what is left.

    Raises:
        UnusableInput: from every method, for what is missing or of another type.
    """

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            refuse("an object")
        self._left: dict[str, object] = dict(value)

    def text(self, name: str, longest: int) -> str:
        """Words that any program can write down, at most ``longest`` characters."""
        return checked_text(self._take(name), longest)

    def number(self, name: str, lowest: int, highest: int) -> int:
        """A whole number within bounds."""
        return checked_number(self._take(name), lowest, highest)

    def amount(self, name: str, lowest: float, highest: float) -> float:
        """A number within bounds."""
        value = self._take(name)
        if not isinstance(value, int | float) or value is True or value is False or not lowest <= value <= highest:
            refuse(name)
        return float(value)

    def flag(self, name: str) -> bool:
        """Yes or no."""
        value = self._take(name)
        if not isinstance(value, bool):
            refuse(name)
        return value

    def one_of(self, name: str, known: Collection[T]) -> T:
        """One of a closed list."""
        value = self._take(name)
        found = next((one for one in known if value == one), None)
        if found is None:
            refuse(name)
        return found

    def list(self, name: str, longest: int) -> list[object]:
        """A list of at most ``longest`` members."""
        value = self._take(name)
        if not isinstance(value, list) or len(value) > longest:
            refuse(name)
        return value

    def mapping(self, name: str, longest: int) -> Mapping[str, object]:
        """An object whose keys are not known before."""
        value = self._take(name)
        if not isinstance(value, dict) or len(value) > longest:
            refuse(name)
        return value

    def inside(self, name: str) -> Fields:
        """An object inside this one."""
        return Fields(self._take(name))

    def end(self) -> None:
        """Refuse what nobody has asked for."""
        if self._left:
            refuse("nothing else")

    def _take(self, name: str) -> object:
        if name not in self._left:
            refuse(name)
        return self._left.pop(name)


def checked_text(value: object, longest: int) -> str:
    """``value`` as words without half characters and without a null."""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        refuse("words")
    if any("\ud800" <= character <= "\udfff" for character in value):
        refuse("words")
    return value


def checked_number(value: object, lowest: int, highest: int) -> int:
    """``value`` as a whole number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        refuse("a number")
    return value


def refuse(wanted: str) -> NoReturn:
    """Refuse what was read; the message holds nothing of it."""
    raise UnusableInput(f"This form or these answers are not as agreed (expected: {wanted}).")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(_name: str) -> NoReturn:
    raise ValueError("no number")
