"""What a column of the data package is: how its text is read and written, and what it says about a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Any

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.prompt import points_from_text, points_to_text
from relationship_desk.domain.score import format_score, parse_score
from relationship_desk.domain.validity import client_code, plain_text, record_date

_AMOUNT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


class Refers(Enum):
    """What a cell names instead of holding a value of its own."""

    NOTHING = auto()
    OWNER = auto()
    """The client whose row it is, by code."""
    CLIENT = auto()
    """Another client, by code."""
    COURSE = auto()
    """A course of the owner, by number."""
    SESSION = auto()
    """A session of the owner, by number."""
    SESSION_NUMBER = auto()
    """The number of a session that the owner has; the record itself keeps the number."""
    RATER = auto()
    """Who rated or wrote; numbered in reduced identity."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how its text is read, whether it must be filled in, and what it means."""

    name: str
    meaning: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    type: str = "string"
    required: bool = False
    default: Any = None
    """What an empty cell, or a column that is not there, stands for."""
    choices: tuple[str, ...] = ()
    refers: Refers = Refers.NOTHING
    held_as: str = ""
    """The attribute of the record, where it has another name than the column."""
    free_text: bool = False
    """Words that may identify a person: left out of reduced identity unless asked for."""
    own_words: bool = False
    """An id, or words typed by hand; the words are left out as those of free text are."""
    full_only: bool = False
    """Left out of reduced identity in any case."""

    @property
    def attribute(self) -> str:
        """The attribute of the record that the column shows."""
        return self.held_as or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()
    """The columns by which one client's rows are sorted; what these leave open stays as it was entered."""
    key: tuple[str, ...] = ()
    """The columns that make two rows of one client the same; a fault names the first. Empty: the uid does."""
    full_only: bool = False
    """Left out of reduced identity as a whole."""

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def owner(self) -> Column:
        """The column that says whose row it is."""
        return self.columns[0]


def text(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    free: bool = False,
    own_words: bool = False,
    full_only: bool = False,
) -> Column:
    """Words of any kind."""
    return Column(
        name,
        meaning,
        plain_text,
        str,
        required=required,
        default="",
        free_text=free,
        own_words=own_words,
        full_only=full_only,
    )


def words(name: str, meaning: str) -> Column:
    """Several short texts in one cell, all of them free."""
    return Column(name, f"{meaning}, joined by ;", _read_words, _write_words, default=(), free_text=True)


def uid() -> Column:
    """The id that a row keeps through export and import."""
    return text("uid", "the row’s own id; empty on import: one is given out", full_only=True)


def rater(meaning: str) -> Column:
    """Who rated or wrote."""
    return Column("rater", meaning, plain_text, str, default="", refers=Refers.RATER)


def owner(name: str = "client", meaning: str = "the client’s code", *, held_as: str = "") -> Column:
    """Whose row it is."""
    return Column(name, meaning, client_code, str, required=True, refers=Refers.OWNER, held_as=held_as)


def person(name: str, meaning: str, *, required: bool = False) -> Column:
    """Another client."""
    return Column(name, meaning, client_code, str, required=required, refers=Refers.CLIENT)


def day(name: str, meaning: str, *, required: bool = False, full_only: bool = False) -> Column:
    """A date; in reduced identity a week of treatment and a year."""
    return Column(name, meaning, _read_date, date.isoformat, "date", required, full_only=full_only)


def moment(name: str, meaning: str, *, required: bool = False) -> Column:
    """A date with a time of day."""
    return Column(name, meaning, _read_moment, _write_moment, "datetime", required, full_only=True)


def clock(name: str, meaning: str) -> Column:
    """A time of day."""
    return Column(name, meaning, _read_time, lambda at: at.isoformat("minutes"), "time", full_only=True)


def choice(
    name: str, meaning: str, kind: type[StrEnum], default: StrEnum | None = None, *, required: bool = False
) -> Column:
    """One of a closed list."""
    choices = tuple(str(member) for member in kind)
    return Column(
        name, meaning, lambda cell: kind(_read_one_of(cell, choices)), str, "string", required, default, choices
    )


def one_of(name: str, meaning: str, choices: tuple[str, ...]) -> Column:
    """One of a closed list of words, or none of them."""
    return Column(name, meaning, lambda cell: _read_one_of(cell, choices), str, default="", choices=choices)


def yes_no(name: str, meaning: str, default: bool | None = None) -> Column:
    """Yes, no or, without a default, not said."""
    choices = ("yes", "no")
    return Column(
        name,
        meaning,
        _read_yes_no,
        lambda value: "yes" if value else "no",
        default=default,
        choices=choices,
    )


def number(
    name: str,
    meaning: str,
    check: Callable[[int], int] = lambda one: one,
    *,
    required: bool = False,
    refers: Refers = Refers.NOTHING,
    held_as: str = "",
) -> Column:
    """A whole number."""
    return Column(
        name, meaning, lambda cell: check(_read_int(cell)), str, "integer", required, refers=refers, held_as=held_as
    )


def counted(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    refers: Refers = Refers.NOTHING,
    held_as: str = "",
) -> Column:
    """A whole number counted from 1."""
    return number(name, meaning, _positive, required=required, refers=refers, held_as=held_as)


def score(name: str, meaning: str) -> Column:
    """A score from 0.0 to 10.0."""
    return Column(name, meaning, parse_score, format_score, "number")


def amount(name: str, meaning: str) -> Column:
    """A number, whole or not."""
    return Column(name, meaning, _read_amount, _write_amount, "number")


def amounts(name: str, meaning: str) -> Column:
    """Named numbers."""
    return Column(
        name, f"{meaning}, as name=number joined by ;", _read_amounts, _write_amounts, default=MappingProxyType({})
    )


def numbers(name: str, meaning: str) -> Column:
    """Whole numbers of which some may be missing: an empty place between two ``;`` is none."""
    return Column(name, f"{meaning}, joined by ;", _read_numbers, _write_numbers, default=())


def points(name: str, meaning: str) -> Column:
    """The points a prompt rests on, as JSON."""
    return Column(name, meaning, _read_points, points_to_text, default=())


def _read_date(cell: str) -> date:
    try:
        if len(cell) != 10:
            raise ValueError
        return record_date(date.fromisoformat(cell))
    except ValueError:
        raise UnusableInput(f"“{cell[:30]}” is no date: write it as 2026-03-31.") from None


def _read_time(cell: str) -> time:
    try:
        if len(cell) != 5:
            raise ValueError
        return time.fromisoformat(cell)
    except ValueError:
        raise UnusableInput(f"“{cell[:30]}” is no time of day: write it as 09:30.") from None


def _read_moment(cell: str) -> datetime:
    try:
        at = datetime.fromisoformat(cell)
        if at.tzinfo or len(cell) != 19:
            raise ValueError
    except ValueError:
        raise UnusableInput(f"“{cell[:30]}” is no date and time: write it as 2026-03-31T09:30:00.") from None
    record_date(at.date())
    return at


def _write_moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _read_int(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 6):
        raise UnusableInput(f"“{cell[:20]}” is no whole number.")
    return int(cell)


def _read_amount(cell: str) -> float:
    if not _AMOUNT.fullmatch(cell):
        raise UnusableInput(f"“{cell[:20]}” is no number: write it as 12 or 12.5.")
    return float(cell)


def _write_amount(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _read_amounts(cell: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for part in cell.split(";"):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not name or name in found:
            raise UnusableInput(f"“{part[:30]}” is no name with a number: write it as task=12;bond=14.")
        found[name] = _read_amount(value)
    return found


def _write_amounts(values: Mapping[str, float]) -> str:
    return ";".join(f"{name}={_write_amount(value)}" for name, value in sorted(values.items()))


def _read_numbers(cell: str) -> tuple[int | None, ...]:
    return tuple(_read_place(part.strip()) for part in cell.split(";"))


def _read_place(place: str) -> int | None:
    return (-1 if place.startswith("-") else 1) * _read_int(place.removeprefix("-")) if place else None


def _write_numbers(values: tuple[int | None, ...]) -> str:
    return ";".join("" if value is None else str(value) for value in values)


def _positive(value: int) -> int:
    if value < 1:
        raise UnusableInput("Numbers are counted from 1.")
    return value


def _read_one_of(cell: str, choices: tuple[str, ...]) -> str:
    if cell not in choices:
        raise UnusableInput(f"“{cell[:30]}” is none of {', '.join(choices)}.")
    return cell


def _read_points(cell: str) -> Any:
    try:
        return points_from_text(cell)
    except ValueError:
        raise UnusableInput("The points are not a JSON list of what, session and value.") from None


def _read_words(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in plain_text(cell).split(";") if part.strip())


def _write_words(parts: tuple[str, ...]) -> str:
    return ";".join(tidy for part in parts if (tidy := part.replace(";", " ").strip()))


def _read_yes_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise UnusableInput(f"“{cell[:20]}” is neither yes nor no.")
    return cell == "yes"
