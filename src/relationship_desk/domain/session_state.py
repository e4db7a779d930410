"""What a session holds at one moment, and what differs between two moments: the way back from a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from relationship_desk.domain.ids import ClientId, SessionId

Row = Mapping[str, Any]
"""The columns of one row by name. A session is named by its id, not by its number, which a new date may change."""
Key = tuple[Any, ...]
"""What tells a row from the others of its part."""

_SAYS_NOTHING = frozenset({"written_at"})
"""Columns in which rows may differ without saying anything else."""


class Part(StrEnum):
    """What the debrief can change."""

    FRAME = "frame"
    """The session's own row, a :data:`Row` a column: date, start, directiveness and so on."""
    ORDER = "order"
    """The client's sessions in the order of their numbers, which follows the dates."""
    NOTE = "note"
    RATING = "rating"
    EVENT = "event"
    INTERVENTION = "intervention"
    HOMEWORK = "homework"
    COMMENT = "comment"
    ATTENDANCE = "attendance"
    FORM = "form"
    """That ratings came in on a form."""
    RUPTURE_END = "rupture end"
    """How a rupture of an earlier session ended, where it is open or ended in this one."""
    HOMEWORK_REVIEW = "homework review"
    """What became of homework of an earlier session, where it is not reviewed or was in this one."""
    INTENTION = "intention"
    """Whether it was done what the clinician meant to do after a prompt, where it is not done or was in this one."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything that the debrief can change in one session, read at one moment."""

    session: SessionId
    client: ClientId
    parts: Mapping[Part, Mapping[Key, Row]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row before and after a change; None: it was not there."""

    part: Part
    key: Key
    before: Row | None
    after: Row | None

    @property
    def turned(self) -> Difference:
        """The way back."""
        return Difference(self.part, self.key, self.after, self.before)


def differences(before: SessionState, after: SessionState) -> tuple[Difference, ...]:
    """What a change has made of ``before``; nothing where only the time of writing is another."""
    found: list[Difference] = []
    for part in Part:
        old, new = before.parts[part], after.parts[part]
        found += (
            Difference(part, key, old.get(key), new.get(key))
            for key in dict.fromkeys((*old, *new))
            if said(old.get(key)) != said(new.get(key))
        )
    return tuple(found)


def composed(first: tuple[Difference, ...], second: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Two changes one after the other as one; nothing is left of what the second took back."""
    whole = {(one.part, one.key): one for one in first}
    for one in second:
        earlier = whole.get((one.part, one.key), one)
        whole[one.part, one.key] = replace(earlier, after=one.after)
    return tuple(one for one in whole.values() if said(one.before) != said(one.after))


def said(row: Row | None) -> Row | None:
    """What a row says."""
    return None if row is None else {name: value for name, value in row.items() if name not in _SAYS_NOTHING}
