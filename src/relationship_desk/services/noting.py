"""Writing the notes of a session: drafts, the signature that closes them, and addenda."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from relationship_desk.domain import validity
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId, NoteId, SessionId
from relationship_desk.domain.note_text import says_something
from relationship_desk.domain.records import Note
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind
from relationship_desk.services import belonging
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.on_file import session_on_file, unsigned_session
from relationship_desk.services.signatures import digest_of
from relationship_desk.store.unit_of_work import Store


class Noting:
    """Every change of notes. A method that returns has kept what it was given."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def write(
        self, session: SessionId, kind: NoteKind, text: str, note_format: NoteFormat, *, member: ClientId | None = None
    ) -> None:
        """Keep the draft of a progress or process note; with ``member`` the progress note about that member alone.

        Raises:
            UnusableInput: when the session is signed, or ``member`` did not belong on that day.
        """
        with self._store.work("write", "note") as work:
            old = session_on_file(work, session) if kind is NoteKind.PROCESS else unsigned_session(work, session)
            notes = work.sessions.notes(session)
            draft = next((note for note in notes if note.kind is kind and note.member == member), None)
            tidy = validity.plain_text(text)
            if draft:
                work.sessions.save_note(replace(draft, text=tidy, format=note_format, written_at=self._now()))
            else:
                if member is not None:
                    belonging.check(work, old, member)
                note = self._note(session, kind, tidy, note_format, work.practice.get().clinician)
                work.sessions.add_note(replace(note, member=member))
            work.touch(client=old.client, session=session)

    def sign(self, session: SessionId) -> None:
        """Sign the progress note: time, author with credential, digest. Later text is an addendum.

        The notes about single members are signed in the same step; those that say nothing are removed.
        """
        with self._store.work("sign", "note") as work:
            old = unsigned_session(work, session)
            practice = work.practice.get()
            drafts = [note for note in work.sessions.notes(session) if note.kind is NoteKind.PROGRESS]
            if all(note.member is not None for note in drafts):
                empty = self._note(session, NoteKind.PROGRESS, "", NoteFormat.FREE, practice.clinician)
                drafts.append(work.sessions.add_note(empty))
            author = ", ".join(part for part in (practice.clinician, practice.credential) if part)
            at = self._now().replace(microsecond=0)
            digests = []
            for draft in drafts:
                if draft.signed_at is not None:
                    continue  # a member's note that was signed elsewhere
                if draft.member is not None and not says_something(draft.text, draft.format):
                    work.sessions.remove_note(draft.id)
                    continue
                signed = replace(draft, author=author, signed_at=at)
                signed = replace(signed, digest=digest_of(signed, old))
                work.sessions.save_note(signed)
                digests.append(signed.digest)
            work.touch(client=old.client, session=session, digest=" ".join(digests))

    def draft_addendum(self, session: SessionId, text: str, reason: str) -> None:
        """Keep an addendum as far as it is written, one a session. Nothing written at all removes it."""
        with self._store.work("write", "note") as work:
            old = session_on_file(work, session)
            if not work.sessions.is_signed(session):
                raise UnusableInput("The note is not signed yet; write into it instead.")
            draft = addendum_draft(work.sessions.notes(session))
            text, reason = validity.plain_text(text), validity.plain_text(reason, 500)
            if not text.strip() and not reason.strip():
                if draft:
                    work.sessions.remove_note(draft.id)
            elif draft:
                work.sessions.save_note(replace(draft, text=text, reason=reason))
            else:
                note = self._note(session, NoteKind.ADDENDUM, text, NoteFormat.FREE, work.practice.get().clinician)
                work.sessions.add_note(replace(note, reason=reason))
            work.touch(client=old.client, session=session)

    def add_addendum(self, session: SessionId, text: str, reason: str) -> None:
        """Sign an addendum, with the reason why; the signed note stays as it is. A draft becomes the addendum."""
        if not text.strip() or not reason.strip():
            raise UnusableInput("An addendum needs its text and a reason.")
        with self._store.work("addendum", "note") as work:
            old = session_on_file(work, session)
            if not work.sessions.is_signed(session):
                raise UnusableInput("The note is not signed yet; write into it instead.")
            note = self._note(
                session, NoteKind.ADDENDUM, validity.plain_text(text), NoteFormat.FREE, work.practice.get().clinician
            )
            note = replace(note, reason=validity.plain_text(reason, 500), signed_at=note.written_at)
            draft = addendum_draft(work.sessions.notes(session))
            if draft:
                note = replace(note, id=draft.id, uid=draft.uid)
                work.sessions.save_note(replace(note, digest=digest_of(note, old)))
            else:
                work.sessions.add_note(replace(note, digest=digest_of(note, old)))
            work.touch(client=old.client, session=session, digest=digest_of(note, old))

    def _note(self, session: SessionId, kind: NoteKind, text: str, note_format: NoteFormat, author: str) -> Note:
        now = self._now().replace(microsecond=0)
        return Note(NoteId(0), new_uid(), session, kind, None, note_format, text, author, now, None, "", "")


def is_signed(notes: Iterable[Note]) -> bool:
    """Whether the progress note of the session among ``notes`` is signed."""
    return any(note.kind is NoteKind.PROGRESS and note.member is None and note.signed_at is not None for note in notes)


def addendum_draft(notes: Iterable[Note]) -> Note | None:
    """The addendum among ``notes`` that was begun and is not signed."""
    return next((note for note in notes if note.kind is NoteKind.ADDENDUM and note.signed_at is None), None)
