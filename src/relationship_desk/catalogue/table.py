"""TOML tables that know their file and line, and that are read strictly: nothing missing, nothing left over."""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict, deque
from pathlib import Path
from typing import TypeVar

from relationship_desk.domain.errors import DeskError

_HEADER = re.compile(r"\[\[([a-z_.]+)\]\]")
_KEY = re.compile(r"([A-Za-z0-9_-]+)\s*=")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SYNTAX_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)")

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=str)
_Lines = dict[str, int]
"""The line of each key of one table; the table's own line stands under the empty key."""


class CatalogueError(DeskError):
    """An entry in the files of the catalogue is at fault. The message names file, line and what is wrong."""

    title = "The catalogue cannot be read"

    def __init__(self, file: str, line: int, wrong: str) -> None:
        super().__init__(f"{file}, line {line}: {wrong}.")
        self.file, self.line, self.wrong = file, line, wrong


class Table:
    """One table of a file. :meth:`end` refuses every key that nothing has read."""

    def __init__(
        self, file: str, name: str, content: dict[str, object], lines: _Lines, nested: dict[str, deque[_Lines]]
    ) -> None:
        self._file = file
        self._name = name
        self._content = content
        self._lines = lines
        self._nested = nested
        self._read: set[str] = set()

    def fault(self, wrong: str, key: str = "") -> CatalogueError:
        """The error for something wrong in this table, placed at ``key`` where that stands in it."""
        return CatalogueError(self._file, self._lines.get(key, self._lines[""]), wrong)

    def has(self, key: str) -> bool:
        """Whether the table gives ``key``."""
        return key in self._content

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self._value(key, str, "a text")
        if not value.strip():
            raise self.fault(f"“{key}” is empty", key)
        return value

    def text_or_none(self, key: str) -> str:
        """A text that may be left out, and is then empty."""
        return self.text(key) if self.has(key) else ""

    def id(self) -> str:
        """The table's ``id``: lower case letters, digits and hyphens."""
        value = self.text("id")
        if not _ID.fullmatch(value):
            raise self.fault(f"“{value}” is no id: use lower case letters, digits and hyphens", "id")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        return self._value(key, bool, "true or false")

    def number(self, key: str) -> int:
        """A whole number."""
        return self._value(key, int, "a whole number")

    def amount(self, key: str) -> float:
        """A number, whole or not, that can be reckoned with."""
        value: object = self._content.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            self._read.add(key)
            return float(value)
        number: float = self._value(key, float, "a number")
        if not math.isfinite(number):
            raise self.fault(f"“{key}” has to be a number", key)
        return number

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        values: list[object] = self._value(key, list, "a list of whole numbers")
        numbers = tuple(value for value in values if isinstance(value, int) and not isinstance(value, bool))
        if len(numbers) != len(values):
            raise self.fault(f"“{key}” has to be a list of whole numbers", key)
        return numbers

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values: list[object] = self._value(key, list, "a list of texts")
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) != len(values):
            raise self.fault(f"“{key}” has to be a list of texts", key)
        return texts

    def one_of(self, key: str, options: tuple[_Choice, ...]) -> _Choice:
        """One word of a closed list."""
        return self._choose(key, self.text(key), options)

    def some_of(self, key: str, options: tuple[_Choice, ...]) -> frozenset[_Choice]:
        """Words of a closed list."""
        return frozenset(self._choose(key, value, options) for value in self.texts(key))

    def tables(self, key: str) -> list[Table]:
        """The tables of an array ``[[key]]``, empty where there is none.

        Arrays of one name have to be read in the order of the file, which is how their lines are known.
        """
        values: list[object] = self._value(key, list, "an array of tables") if self.has(key) else []
        name = f"{self._name}.{key}".removeprefix(".")
        return [self._table(key, name, value) for value in values]

    def end(self) -> None:
        """Refuse keys that nothing has read."""
        for key in self._content:
            if key not in self._read:
                raise self.fault(f"“{key}” is not known here", key)

    def _table(self, key: str, name: str, value: object) -> Table:
        if not isinstance(value, dict):
            raise self.fault(f"“{key}” has to be an array of tables", key)
        waiting = self._nested[name]
        return Table(self._file, name, value, waiting.popleft() if waiting else self._lines, self._nested)

    def _choose(self, key: str, value: str, options: tuple[_Choice, ...]) -> _Choice:
        for option in options:
            if option == value:
                return option
        raise self.fault(f"“{value}” is not known as {key}: use one of {', '.join(options)}", key)

    def _value(self, key: str, kind: type[_Value], expected: str) -> _Value:
        if key not in self._content:
            raise self.fault(f"“{key}” is missing")
        self._read.add(key)
        value = self._content[key]
        # A bool is an int to isinstance, and "level = true" is a mistake.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(f"“{key}” has to be {expected}", key)
        return value


def read_file(path: Path) -> Table:
    """Read a file as one table that holds arrays of tables.

    Raises:
        CatalogueError: when it is not there or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path.name, 1, "the file is missing or cannot be read") from error
    return parse(text, path.name)


def parse(text: str, file: str) -> Table:
    """Read the text of a file as one table that holds arrays of tables.

    Raises:
        CatalogueError: when it is not TOML.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_LINE.fullmatch(str(error))
        wrong, line = (place[1], int(place[2])) if place else ("the file ends too early", text.count("\n") + 1)
        raise CatalogueError(file, line, f"this is not valid TOML ({wrong})") from error
    own, nested = _find_lines(text)
    return Table(file, "", content, own, nested)


def _find_lines(text: str) -> tuple[_Lines, dict[str, deque[_Lines]]]:
    """The lines of the keys outside any array, and of each table of each array, in order of appearance."""
    own: _Lines = {"": 1}
    nested: dict[str, deque[_Lines]] = defaultdict(deque)
    current = own
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            current = {"": number}
            nested[header[1]].append(current)
            own.setdefault(header[1], number)
        elif key := _KEY.match(line):
            current.setdefault(key[1], number)
    return own, nested
