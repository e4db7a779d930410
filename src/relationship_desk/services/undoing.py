"""The way back from every change in an unsigned session: a memento of its rows, and what differs put back."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.session_state import Difference, SessionState
from relationship_desk.services import belonging
from relationship_desk.services.on_file import session_on_file
from relationship_desk.services.ordering import put_on_day
from relationship_desk.store.unit_of_work import Store


class Undoing:
    """Reads the state of a session, and restores what differs between two states and nothing else.

    What else has come in since, such as the ratings of a client, stays as it is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def state(self, session: SessionId) -> SessionState:
        """Everything that the debrief can change in ``session``, as it stands."""
        with self._store.read() as records:
            return records.states.get(session_on_file(records, session))

    def take_back(self, session: SessionId, changes: Sequence[Difference]) -> None:
        """Put every row of ``changes`` back to how it was before, with its id and uid, in one step.

        Raises:
            UnusableInput: when the session is signed, or holds entries about somebody who did not belong on the day
                that comes back; nothing is changed then.
        """
        self._restore("undo", session, changes)

    def do_again(self, session: SessionId, changes: Sequence[Difference]) -> None:
        """Put every row of ``changes`` to how it was after them, in one step.

        Raises:
            UnusableInput: as :meth:`take_back`.
        """
        self._restore("redo", session, [one.turned for one in changes])

    def _restore(self, what: str, session: SessionId, changes: Sequence[Difference]) -> None:
        with self._store.work(what, "session") as work:
            held = session_on_file(work, session)
            if work.sessions.is_signed(session):
                raise UnusableInput("The session is signed, so nothing in it is taken back. Add an addendum instead.")
            work.states.put_frame(session, changes)
            put_back = session_on_file(work, session)
            if (put_back.held_on, put_back.start) != (held.held_on, held.start):
                put_on_day(work, held, put_back)
            work.states.put_rows(held.client, changes)
            belonging.check_all(work, put_back)
            work.touch(client=held.client, session=session)
