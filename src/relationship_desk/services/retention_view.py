"""What is told about the retention of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.records import Client
from relationship_desk.domain.retention import RetentionRule


@dataclass(frozen=True, slots=True)
class RuleInUse:
    """The rule that the practice follows, and where it comes from."""

    id: str
    title: str
    rule: RetentionRule
    note: str
    source: str
    """The citation; empty for the own rule."""
    checked: bool
    """Whether it was seen in its source; otherwise it is recalled."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the retention of one record stands."""

    client: Client
    rule: RuleInUse
    last_contact: date
    of_age_on: date | None
    due: date
    """The first day on which the record may be erased."""
    is_due: bool
    """Whether the work has ended and that day has come."""
    hold: str
    """Why the record is held, whatever its age; empty: nothing holds it."""
    refused: str
    """Why it cannot be erased at all now, in a sentence; empty: it can, before its day by override."""


@dataclass(frozen=True, slots=True)
class Due:
    """The ended clients whose records may be erased, and the records that are held."""

    due: tuple[Clock, ...]
    held: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing would take away, as rows of each table, and what it would leave."""

    clock: Clock
    own: Mapping[str, int]
    as_member: Mapping[str, int]
    """Rows about the client in the records of groups, couples and families; these stay without them."""
    groups: tuple[Client, ...]
    """Those groups. Their signals rest on ratings that go: evaluate them again afterwards."""
    members: tuple[Client, ...]
    """The members of this group, couple or family, whose own records stay."""
    backups: int
    """Earlier backups in the backup folder, each of which still holds the record."""
