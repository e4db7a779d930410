"""The steps back and forth through the changes of each unsigned session, as long as the program is open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.session_state import Difference, Part, Row, SessionState, composed, differences
from relationship_desk.services.undoing import Undoing

MOST = 200
"""Steps kept a session; the oldest go first."""
RUN = 5.0
"""Seconds within which changes of one row, or words typed into one text, are one step."""

_RUNS = frozenset({Part.RATING, Part.NOTE, Part.FRAME})
Changes = tuple[Difference, ...]


@dataclass(slots=True)
class _Step:
    changes: Changes
    began: float


@dataclass(slots=True)
class _Way:
    client: ClientId
    back: list[_Step] = field(default_factory=list)
    forth: list[_Step] = field(default_factory=list)


class SessionHistory:
    """Watches one session at a time: told that something has :meth:`changed`, it reads what, and keeps the way back.

    ``clock`` gives seconds and is asked only whether a change follows at once after another.
    """

    def __init__(self, undoing: Undoing, clock: Callable[[], float] = time.monotonic) -> None:
        self._undoing, self._clock = undoing, clock
        self._ways: dict[SessionId, _Way] = {}
        self._state: SessionState | None = None
        self._waits = False
        self.in_box = False
        """Whether a text box has just taken typing back by itself."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._way and self._way.back)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forth again."""
        return bool(self._way and self._way.forth)

    def watch(self, session: SessionId | None) -> None:
        """Turn to ``session`` with the steps it has already; None: to no session."""
        self._state = None if session is None else self._undoing.state(session)
        if self._state is None:
            return
        way = self._ways.get(self._state.session)
        if way is None or way.client != self._state.client:  # moved since: its rows belong elsewhere
            self._ways[self._state.session] = _Way(self._state.client)

    def forget(self, session: SessionId) -> None:
        """Drop the steps of ``session``, which is signed."""
        self._ways.pop(session, None)

    def changed(self) -> None:
        """Make a step of what has changed since the last."""
        if self._state is None or self._waits:
            return
        before, self._state = self._state, self._undoing.state(self._state.session)
        step = differences(before, self._state)
        if any(
            one.part is not Part.ORDER for one in step
        ):  # another session that came or went is no change of this one
            self._add(step)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one step of all that changes within the block."""
        self._waits = True
        try:
            yield
        finally:
            self._waits = False
            self.changed()

    def undo(self) -> Changes:
        """Take the last step back and return what it had changed; nothing where there is none.

        Raises:
            DeskError: when it cannot be taken back; the step is kept.
        """
        way = self._way
        return self._go(way.back, way.forth, self._undoing.take_back) if way else ()

    def redo(self) -> Changes:
        """Do again what was taken back last and return what that has changed; nothing where there is none.

        Raises:
            DeskError: when it cannot be done again; the step is kept.
        """
        way = self._way
        return self._go(way.forth, way.back, self._undoing.do_again) if way else ()

    @property
    def _way(self) -> _Way | None:
        return self._ways.get(self._state.session) if self._state else None

    def _go(
        self, source: list[_Step], target: list[_Step], restore: Callable[[SessionId, Sequence[Difference]], None]
    ) -> Changes:
        if self._state is None or not source:
            return ()
        session, step = self._state.session, source[-1]
        self._waits = True
        try:
            restore(session, step.changes)
        finally:
            self._waits = False
        target.append(source.pop())
        step.began = -RUN  # what comes next is a step of its own
        self._state = self._undoing.state(session)
        return step.changes

    def _add(self, changes: Changes) -> None:
        way = self._way
        if way is None:
            return
        way.forth.clear()
        place, now = _place(changes), self._clock()
        taken_back, self.in_box = self.in_box, False
        if taken_back and place is not None and _unwind(way.back, place, changes):
            return
        last = way.back[-1] if way.back else None
        goes_on = last is not None and place == _place(last.changes) and now - last.began <= RUN
        if last and place is not None and goes_on and not _shortens(changes):
            last.changes = composed(last.changes, changes)
            if not last.changes:
                way.back.pop()
        else:
            way.back.append(_Step(changes, now))
            del way.back[:-MOST]


def _place(changes: Changes) -> object:
    """What a run of changes is about: one rating, note or field, or the homework; None: each is a step by itself."""
    parts = {one.part for one in changes}
    if parts == {Part.HOMEWORK}:
        return Part.HOMEWORK
    (one, *others) = changes
    return (one.part, one.key) if not others and one.part in _RUNS else None


def _unwind(back: list[_Step], place: object, changes: Changes) -> bool:
    """Drop the steps that made the words which their box has just taken back; return whether they are known.

    One more step instead would bring the words back as soon as the box has nothing left to undo.
    """
    words = _words(one.after for one in changes)
    touched = {(one.part, one.key) for one in changes}
    for start in range(len(back) - 1, -1, -1):
        step = back[start].changes
        if _place(step) == place and _words(one.before for one in step) == words:
            back[start:] = [one for one in back[start:] if _place(one.changes) != place]
            return True
        if _place(step) != place and touched & {(one.part, one.key) for one in step}:
            return False
    return False


def _shortens(changes: Changes) -> bool:
    """Whether words were deleted: that can be taken back by itself, however soon it follows on the typing."""
    return len(_words(one.after for one in changes)) < len(_words(one.before for one in changes))


def _words(rows: Iterator[Row | None]) -> str:
    return "\n".join(str(row["text"]) for row in rows if row and row.get("text"))
