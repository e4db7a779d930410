"""What a signature seals: a signed text and its circumstances, so that a later change shows."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Note, Session

_VERSION = "2:"
"""Heads a digest that covers the member and the time of writing too. The first kind has no head."""


def digest_of(note: Note, session: Session) -> str:
    """The digest that a newly signed ``note`` of ``session`` carries."""
    member = "" if note.member is None else str(note.member)
    return _VERSION + _sha256(*_parts(note, session), member, note.written_at.isoformat())


def matches(note: Note, session: Session) -> bool:
    """Whether ``note`` still is what was signed. Without a digest (unsigned, signed elsewhere) nothing speaks against.

    Notes signed before digests covered the member and the time of writing are held to what theirs covers.
    """
    if not note.digest:
        return True
    if note.digest.startswith(_VERSION):
        return note.digest == digest_of(note, session)
    return note.digest == _sha256(*_parts(note, session))


def given_to(note: Note, session: Session, member: ClientId) -> Note:
    """``note`` about ``member`` instead, when two records of one person become one; a digest that held still holds."""
    given = replace(note, member=member)
    if note.digest.startswith(_VERSION) and matches(note, session):
        return replace(given, digest=digest_of(given, session))
    return given


def _parts(note: Note, session: Session) -> tuple[str, ...]:
    signed_at = note.signed_at.isoformat() if note.signed_at else ""
    return (note.uid, session.uid, note.kind, note.format, note.text, note.author, signed_at, note.reason)


def _sha256(*parts: str) -> str:
    # No kept text holds a NUL, so that two lists of parts never read the same.
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
