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
    "Last time’s scores and those of others appear once a row is rated, so that they do not steer it.",
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
REVIEW_AFTER = Setting(
    "threshold.review_after",
    "Goals are due for review after",
    6,
    "Attended sessions in which an open goal has not been looked at again.",
    2,
    20,
    source="design choice",
)
GOALS_BY = Setting(
    "threshold.goals_by",
    "Goals are expected by session",
    3,
    "Without any goal from this attended session on, setting one is due.",
    1,
    10,
    source="design choice",
)
EARLY_RESPONSE_BY = Setting(
    "threshold.early_response_by",
    "An early response is one by session",
    4,
    "Reliable improvement on the main measure by this session of the course.",
    2,
    10,
    source="practice rule of this program, no published norm",
)
NO_RESPONSE_BY = Setting(
    "threshold.no_response_by",
    "No response is said at session",
    8,
    "Without reliable improvement on the main measure by this session of the course.",
    4,
    30,
    source="practice rule of this program, no published norm",
)
NOT_SEEN_DAYS = Setting(
    "threshold.not_seen_days",
    "Not seen lately after",
    30,
    "Days without an attended session, for an active client.",
    7,
    365,
    source="design choice",
)
HOMEWORK_MISSED = Setting(
    "threshold.homework_missed",
    "Homework not done is said after",
    2,
    "Times running that homework was set and not done.",
    2,
    10,
    source="design choice",
)
IMPAIRMENT = Setting(
    "threshold.impairment",
    "Functional impairment is high above",
    20.0,
    "A total of the WSAS, from 0 to 40, of more than this.",
    10.0,
    35.0,
    source="upper band of the WSAS, more than 20; recalled, not checked",
)
REPAIR_WITHIN = Setting(
    "threshold.repair_within",
    "Bring a rupture to supervision after",
    3,
    "Attended sessions in which a possible or recorded rupture stands open.",
    1,
    10,
    source="design choice",
)
BASELINE_WINDOW = Setting(
    "threshold.baseline_window",
    "Own baseline from at most",
    8,
    "Rated sessions before the one that is judged. More of them steady the baseline, fewer follow a change sooner.",
    6,
    12,
    source="design choice",
)
BASELINE_LEAST = Setting(
    "threshold.baseline_least",
    "Own baseline from at least",
    4,
    "With fewer rated sessions nothing is called a drop. With three the limit is wide, with more it comes later.",
    3,
    6,
    source="design choice",
)
LEAST_DROP = Setting(
    "threshold.least_drop",
    "Smallest drop that counts",
    1.0,
    "However steady the ratings were, nothing less is called a drop, and no fall of expectation counts.",
    0.5,
    3.0,
    source="design choice",
)
CEILING = Setting(
    "threshold.ceiling",
    "Top of the scale from",
    9.5,
    "Alliances rated this and above leave no room to show more.",
    8.0,
    10.0,
    source="design choice",
)
CEILING_RUN = Setting(
    "threshold.ceiling_run",
    "Ratings stand still after",
    6,
    "Times running that the client rated the alliance at the top, or all the same.",
    4,
    12,
    source="design choice",
)
SPLIT = Setting(
    "threshold.split",
    "Alliance is split from",
    3.0,
    "Highest minus lowest alliance of the members of a couple or family.",
    1.0,
    8.0,
    source="design choice",
)
COHESION_MEMBERS = Setting(
    "threshold.cohesion_members",
    "Cohesion is judged with at least",
    3,
    "Members of a group who rated it in a session. The mean of fewer does not stand for the group.",
    2,
    8,
    source="design choice",
)
FEEDBACK_MISSED = Setting(
    "threshold.feedback_missed",
    "Missing feedback is said after",
    2,
    "Due occasions of the rating plan in a row without any answer of the client.",
    2,
    6,
    source="design choice",
)
REACTIONS = Setting(
    "threshold.reactions",
    "Own reactions are said from",
    2,
    "Of the last three attended sessions, those in which a reaction of your own was noted.",
    1,
    3,
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
    REVIEW_AFTER,
    GOALS_BY,
    EARLY_RESPONSE_BY,
    NO_RESPONSE_BY,
    NOT_SEEN_DAYS,
    HOMEWORK_MISSED,
    IMPAIRMENT,
    REPAIR_WITHIN,
    BASELINE_WINDOW,
    BASELINE_LEAST,
    LEAST_DROP,
    CEILING,
    CEILING_RUN,
    SPLIT,
    COHESION_MEMBERS,
    FEEDBACK_MISSED,
    REACTIONS,
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
