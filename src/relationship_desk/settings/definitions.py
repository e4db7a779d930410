"""The settings of a practice. They are kept in the encrypted store; a missing one has its default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.lateness import LATE_AFTER
from relationship_desk.domain.vocabulary import Edition

T = TypeVar("T", bool, int, float, str)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting. Bounds are inclusive; ``choices`` are the only values where there are any."""

    key: str
    title: str
    default: T
    help: str
    low: T | None = None
    high: T | None = None
    choices: tuple[T, ...] = ()
    source: str = ""
    """Where the default comes from, for a threshold."""

    def check(self, value: object) -> T:
        """Return ``value`` when it may be set.

        Raises:
            UnusableInput: when it has the wrong type, is out of bounds or no choice.
        """
        kind = type(self.default)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not kind:
            raise UnusableInput(f"{self.title} cannot be set to “{value}”.")
        checked: T = value
        if self.choices and checked not in self.choices:
            raise UnusableInput(f"{self.title} is one of {', '.join(map(str, self.choices))}.")
        if (self.low is not None and checked < self.low) or (self.high is not None and checked > self.high):
            raise UnusableInput(f"{self.title} runs from {self.low} to {self.high}.")
        return checked


EDITION = Setting(
    "evidence.edition",
    "Edition that prompts speak from",
    Edition.E2018.value,
    "An entry that this edition no longer lists speaks from the latest one that does, and says so.",
    choices=tuple(edition.value for edition in Edition),
)
LOCK_AFTER = Setting(
    "lock.minutes",
    "Lock after",
    5,
    "Minutes without a key or a movement before the program locks itself.",
    low=1,
    high=60,
)
REVEAL_AFTER_RATING = Setting(
    "debrief.reveal_after_rating",
    "Show other ratings only after your own",
    True,
    "Last time's scores and those of others appear once a row is rated, so that they do not steer it.",
)
LATE_DAYS = Setting(
    "note.late_days",
    "A note is late after",
    LATE_AFTER,
    "Days after the session. A note signed or a session entered later than that is labelled as a late entry.",
    low=1,
    high=30,
)
NAMES_HIDDEN = Setting("names.hidden", "Hide client names", True, "Only codes are shown, here and in lists.")
BACKUP_FOLDER = Setting("backup.folder", "Backup folder", "", "Where backups go. Empty: a folder beside the practice.")
HIGH = Setting(
    "threshold.high",
    "High from",
    7.0,
    "A rating or reading of this and above is high.",
    5.0,
    10.0,
    source="design choice",
)
LOW = Setting("threshold.low", "Low up to", 3.0, "A rating of this and below is low.", 0.0, 5.0, source="design choice")
GAP = Setting(
    "threshold.gap",
    "Gap of more than",
    1.5,
    "A difference of more than this between clinician and client is a gap.",
    0.5,
    5.0,
    source="design choice",
)
RETENTION_RULE = Setting(
    "retention.rule",
    "Records are kept by",
    "apa-2007",
    "Which law or guideline the retention clock follows. Nothing is erased by itself.",
    choices=("apa-2007", "us-ca", "us-ny", "uk-private", "de", "au", "own"),
)
RETENTION_YEARS = Setting(
    "retention.years",
    "Years after the last contact",
    7,
    "How long a record is kept under the own rule.",
    low=1,
    high=50,
)
RETENTION_MINOR_YEARS = Setting(
    "retention.minor_years",
    "Years after majority",
    3,
    "How long at least the record of a minor is kept under the own rule; the later day counts.",
    low=0,
    high=50,
)

ALL: tuple[Setting[bool] | Setting[int] | Setting[float] | Setting[str], ...] = (
    EDITION,
    LOCK_AFTER,
    REVEAL_AFTER_RATING,
    LATE_DAYS,
    NAMES_HIDDEN,
    BACKUP_FOLDER,
    HIGH,
    LOW,
    GAP,
    RETENTION_RULE,
    RETENTION_YEARS,
    RETENTION_MINOR_YEARS,
)


class Settings:
    """The settings of one practice as they stand."""

    def __init__(self, stored: Mapping[str, object]) -> None:
        self._stored = stored

    def __getitem__(self, setting: Setting[T]) -> T:
        value = self._stored.get(setting.key)
        if value is None:
            return setting.default
        try:
            return setting.check(value)
        except UnusableInput:
            return setting.default
