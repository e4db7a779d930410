"""What the record tab says in words: details, consents, files, and what was put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from relationship_desk.domain.case_file import (
    Attachment,
    Consent,
    ConsentKind,
    Correction,
    CorrectionKind,
    Details,
)
from relationship_desk.domain.days import short_day
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.services.filing import LARGEST
from relationship_desk.ui.dialogs.consent import KIND_WORDS
from relationship_desk.ui.pages.client.record_lines import Entry

EDIT, WITHDRAW = "Edit", "Withdraw"
SAVE_COPY, REMOVE = "Save a copy", "Remove"
NO_FILES = "No files yet. A scanned consent or a letter is kept here, encrypted with the rest."
NO_CORRECTIONS = "Nothing has been put right in this record so far."
COVERED = "Covered while names are hidden"
_CORRECTED = {
    CorrectionKind.DATE: "Date of a session changed",
    CorrectionKind.MOVED_IN: "Session moved into this record",
    CorrectionKind.MOVED_OUT: "Session moved out of this record",
    CorrectionKind.MERGED: "Another record merged into this one",
}
_KB = 1024


def size_words(size: int) -> str:
    """The size of a file as in ``84 KB``."""
    if size < _KB:
        return "1 byte" if size == 1 else f"{size} bytes"
    if size < _KB**2:
        return f"{round(size / _KB)} KB"
    return f"{size / _KB**2:.1f} MB"


LIMIT = f"up to {LARGEST // _KB**2} MB each"


def facts(details: Details, kind: ClientKind, *, covered: bool) -> tuple[list[tuple[str, str]], list[str]]:
    """What is said of a client, as name and words, and the names of what is not.

    ``covered``: names are hidden, and with them whom to call.
    """
    of_one = kind is ClientKind.INDIVIDUAL
    emergency = COVERED if covered and details.emergency_contact else details.emergency_contact
    all_facts = [
        *([("Age", details.age_band), ("Pronouns", details.pronouns)] if of_one else []),
        ("First contact", short_day(details.first_contact) if details.first_contact else ""),
        ("Emergency contact", emergency),
        ("Other treaters", details.other_treaters),
    ]
    said = [(name, words) for name, words in all_facts if words]
    if details.of_age_on:
        said.insert(min(2, len(said)), ("Minor", f"of age on {short_day(details.of_age_on)}"))
    if details.ended_reason:
        said.append(("Ended because", details.ended_reason))
    missing = [name.lower() for name, words in all_facts if not words]
    missing += [] if details.tags else ["tags"]
    missing += [] if details.formulation else ["formulation"]
    return said, missing


def consent_entries(consents: Sequence[Consent]) -> list[Entry]:
    """Every consent by kind, the newest first, and which kind is missing."""
    return [entry for kind in ConsentKind for entry in _of_kind(kind, [one for one in consents if one.kind is kind])]


def _of_kind(kind: ConsentKind, consents: Sequence[Consent]) -> Iterable[Entry]:
    if not consents:
        yield Entry(0, f"No consent to {kind.value} on file", icon="info", tone="muted", quiet=True)
    for one in reversed(consents):
        given = f"{KIND_WORDS[kind]}, given {short_day(one.given_on)}"
        if one.withdrawn_on is None:
            yield Entry(one.id, given, one.scope, (EDIT, WITHDRAW), "check", "success")
        else:
            first = f"{given}, withdrawn {short_day(one.withdrawn_on)}"
            yield Entry(one.id, first, one.scope, (EDIT,), "cross", "muted", quiet=True)


def attachment_entries(attachments: Sequence[Attachment], sessions: Iterable[Session]) -> list[Entry]:
    """Every file kept, the newest first."""
    numbers = {session.id: session.number for session in sessions}
    entries = []
    for one in reversed(attachments):
        held = numbers.get(one.session) if one.session else None
        about = [one.about, f"session {held}" if held else "", size_words(one.size), f"added {_when(one.added_at)}"]
        words = " · ".join(part for part in about if part)
        entries.append(Entry(one.id, one.name, words, (SAVE_COPY, REMOVE), "document"))
    return entries


def correction_entries(corrections: Sequence[Correction], sessions: Iterable[Session]) -> list[Entry]:
    """Everything that was put right, the newest first; a session is named by the number it has now."""
    numbers = {session.id: f", now session {session.number}" for session in sessions}
    return [
        Entry(
            one.id,
            _CORRECTED[one.kind] + (numbers.get(one.session, "") if one.session else ""),
            "\n".join(
                part
                for part in (
                    " → ".join(side for side in (one.before, one.after) if side),
                    f"Reason: {one.reason}",
                    f"{_when(one.made_at)}, {one.made_by}",
                )
                if part
            ),
            icon="undo",
        )
        for one in reversed(corrections)
    ]


def _when(at: datetime) -> str:
    return f"{short_day(at.date())}, {at:%H:%M}"
