"""A prompt as it is kept: what was suggested, because of which points, and what the clinician decided."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from relationship_desk.domain.ids import ClientId, PromptId, RuleId
from relationship_desk.domain.vocabulary import Edition, PromptStatus

MuteId = NewType("MuteId", int)
UNSAVED = PromptId(0)
"""The id of a prompt that the store has not numbered yet."""


@dataclass(frozen=True, slots=True)
class Point:
    """One data point that a finding or a prompt rests on.

    ``what`` names it in words that stand alone ("client alliance", "own baseline"), ``session`` is its number
    or None for what belongs to no single session, ``value`` is written out ("5.1", "7.3, limit 1.4").
    """

    what: str
    session: int | None
    value: str
    row: str = ""
    """The uid of the record that it is, where two may read alike and it matters which was meant."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A suggestion opened by a rule, dated by the session that opened it, or by what came up after it."""

    id: PromptId
    uid: str
    client: ClientId
    rule: RuleId
    session: int
    """The number of the latest session held by then; 0 before the first."""
    opened_on: date
    status: PromptStatus
    edition: Edition | None
    """Where the tier comes from; None for the tiers ``safety`` and ``practice``, and where none speaks any more."""
    tier: str
    because: tuple[Point, ...]
    intention: str = ""
    until: int | None = None
    """A deferred prompt comes back after this session."""
    answered_on: date | None = None
    reason: str = ""
    outcome: str = ""
    """What came of it, in the clinician's words, once it has been looked back on."""
    own_part: str = ""
    """What the clinician saw as the own contribution to what the prompt is about."""
    client_part: str = ""
    """What the clinician saw as the client's contribution."""
    done: bool | None = None
    """Whether the intended change was made; None: not said yet."""
    done_session: int | None = None
    """The session in whose debrief that was said."""
    reviewed_on: date | None = None

    @property
    def place(self) -> str:
        """Where in the course it came up: ``session 3``, or ``intake`` before the first was held."""
        return f"session {self.session}" if self.session else "intake"

    @property
    def is_answered(self) -> bool:
        """Whether the clinician has decided about it; until then what is typed about it is no answer."""
        return self.status in (PromptStatus.ACCEPTED, PromptStatus.DECLINED, PromptStatus.REVIEWED)

    @property
    def waits(self) -> bool:
        """Whether it is still to be answered."""
        return self.status in (PromptStatus.OPEN, PromptStatus.DEFERRED)


@dataclass(frozen=True, slots=True)
class Mute:
    """A rule that stays silent for a client, and why."""

    id: MuteId
    uid: str
    client: ClientId
    rule: RuleId
    reason: str
    muted_on: date
    ended_on: date | None
    """None: still silent."""


def points_to_text(points: Iterable[Point]) -> str:
    """Write points as the JSON list that the store and the data package keep."""
    return json.dumps(
        [
            {"what": point.what, "session": point.session, "value": point.value}
            | ({"row": point.row} if point.row else {})
            for point in points
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def points_from_text(text: str) -> tuple[Point, ...]:
    """Read points written by :func:`points_to_text`.

    Raises:
        ValueError: when the text is not such a list.
    """
    try:
        return tuple(
            Point(str(item["what"]), _session(item["session"]), str(item["value"]), str(item.get("row", "")))
            for item in json.loads(text)
        )
    except (KeyError, TypeError, RecursionError) as fault:
        raise ValueError("not a list of points") from fault


def _session(value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError("a session is a number")
    return value
