"""A digest holds for what was signed and for nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from relationship_desk.domain.ids import ClientId, NoteId, SessionId
from relationship_desk.domain.records import Note, Session
from relationship_desk.domain.vocabulary import Attendance, ClientKind, NoteFormat, NoteKind, Setting
from relationship_desk.services.signatures import digest_of, given_to, matches

AT = datetime(2026, 3, 24, 11, 2)
SESSION = Session(
    SessionId(4),
    "s-uid",
    ClientId(1),
    None,
    4,
    date(2026, 3, 24),
    time(10),
    50,
    ClientKind.GROUP,
    Setting.ROOM,
    Attendance.ATTENDED,
    None,
    None,
)
NOTE = Note(
    NoteId(9), "n-uid", SESSION.id, NoteKind.PROGRESS, None, NoteFormat.DAP, "Well.", "Dr Rivers", AT, AT, "", ""
)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Unwell."},
        {"format": NoteFormat.SOAP},
        {"author": "Dr Ponds"},
        {"signed_at": AT + timedelta(minutes=1)},
        {"written_at": AT - timedelta(days=1)},
        {"member": ClientId(3)},
        {"reason": "late"},
        {"uid": "other"},
    ],
)
def test_any_change_of_what_was_signed_shows(change: dict[str, object]) -> None:
    signed = replace(NOTE, digest=digest_of(NOTE, SESSION))
    assert matches(signed, SESSION)
    assert not matches(replace(signed, **change), SESSION)  # type: ignore[arg-type]
    assert not matches(signed, replace(SESSION, uid="other"))


def test_a_signature_of_the_first_kind_still_holds_for_what_it_covers() -> None:
    parts = ("n-uid", "s-uid", "progress", "DAP", "Well.", "Dr Rivers", AT.isoformat(), "")
    signed = replace(NOTE, digest=hashlib.sha256("\0".join(parts).encode()).hexdigest())
    assert matches(signed, SESSION)
    assert not matches(replace(signed, text="Unwell."), SESSION)


def test_moving_a_session_to_another_day_or_client_leaves_the_signature_alone() -> None:
    signed = replace(NOTE, digest=digest_of(NOTE, SESSION))
    assert matches(signed, replace(SESSION, client=ClientId(2), held_on=date(2026, 3, 25), number=5))


def test_a_note_signed_elsewhere_is_not_called_altered() -> None:
    assert matches(NOTE, SESSION)


def test_a_note_given_to_the_same_persons_other_record_keeps_a_signature_that_held_and_no_other() -> None:
    about = replace(NOTE, member=ClientId(3))
    signed = replace(about, digest=digest_of(about, SESSION))
    assert matches(given_to(signed, SESSION, ClientId(5)), SESSION)
    altered = replace(signed, text="Unwell.")
    assert not matches(given_to(altered, SESSION, ClientId(5)), SESSION)
