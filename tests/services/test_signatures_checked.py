"""``check`` holds every signed note against its digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import PASSPHRASE

from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.records import Note
from relationship_desk.domain.vocabulary import ClientKind, NoteFormat, NoteKind
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape


def signed(desk: Desk) -> SessionId:
    client = desk.recording.add_client("K-17").id
    for _ in range(3):
        desk.recording.add_session(client)
    session = desk.recording.add_session(client).id
    desk.noting.write(session, NoteKind.PROGRESS, "Came, and stayed.", NoteFormat.FREE)
    desk.noting.write(session, NoteKind.PROCESS, "Mine alone.", NoteFormat.FREE)
    desk.noting.sign(session)
    desk.noting.add_addendum(session, "Called back.", "late")
    return session


def found(desk: Desk) -> list[str]:
    desk.close()
    return [finding.sentence for finding in practices.check(desk.folder, Secret.passphrase(PASSPHRASE))]


def alter(desk: Desk, session: SessionId, kind: NoteKind, change: Callable[[Note], Note]) -> None:
    with desk.store.work("write", "note") as work:
        (note,) = [one for one in work.sessions.notes(session) if one.kind is kind]
        work.sessions.save_note(change(note))


def test_what_was_signed_and_left_alone_is_sound(desk: Desk) -> None:
    session = signed(desk)
    alter(desk, session, NoteKind.PROCESS, lambda note: replace(note, text="Other words."))
    assert found(desk) == []


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (NoteKind.PROGRESS, "The signed note of session 4 of K-17 was altered."),
        (NoteKind.ADDENDUM, "The signed addendum to session 4 of K-17 was altered."),
    ],
)
def test_a_signed_text_that_was_altered_is_named(desk: Desk, kind: NoteKind, sentence: str) -> None:
    alter(desk, signed(desk), kind, lambda note: replace(note, text=f"{note.text} Not."))
    assert found(desk) == [sentence]


def test_an_altered_author_shows_too(desk: Desk) -> None:
    alter(desk, signed(desk), NoteKind.PROGRESS, lambda note: replace(note, author="Dr Brook"))
    assert found(desk) == ["The signed note of session 4 of K-17 was altered."]


def test_merging_two_records_of_a_member_keeps_what_was_signed_valid_and_what_was_altered_altered(desk: Desk) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP).id
    kept, twin, other = (desk.recording.add_client(code).id for code in ("K-17", "K-18", "M-08"))
    for member in (kept, twin, other):
        desk.grouping.join(group, member)
    first, second = (desk.recording.add_session(group).id for _ in range(2))
    for session, members in ((first, (kept, other)), (second, (twin, other))):
        for member in members:
            desk.noting.write(session, NoteKind.PROGRESS, f"Of {member}.", NoteFormat.FREE, member=member)
        desk.noting.sign(session)
    with desk.store.read() as records:
        before = {note.id: note for session in (first, second) for note in records.sessions.notes(session)}
    desk.correcting.merge(kept, twin, "Entered twice")
    with desk.store.work("write", "note") as work:
        after = {note.id: note for session in (first, second) for note in work.sessions.notes(session)}
        (about,) = [note for note in after.values() if note.session == second and note.member == kept]
        (altered,) = [note for note in after.values() if note.session == first and note.member == other]
        work.sessions.save_note(replace(altered, text="Of nobody."))
    assert about.digest != before[about.id].digest
    assert {key: note for key, note in before.items() if key != about.id} == {
        key: note for key, note in after.items() if key != about.id
    }
    assert replace(about, member=twin, digest="") == replace(before[about.id], digest="")
    assert found(desk) == ["The signed note of session 1 of G-02 about M-08 was altered."]


def test_a_merge_does_not_sign_what_was_altered_before(desk: Desk) -> None:
    group = desk.recording.add_client("G-02", kind=ClientKind.GROUP).id
    kept, twin = (desk.recording.add_client(code).id for code in ("K-17", "K-18"))
    desk.grouping.join(group, twin)
    session = desk.recording.add_session(group).id
    desk.noting.write(session, NoteKind.PROGRESS, "Was quiet.", NoteFormat.FREE, member=twin)
    desk.noting.sign(session)
    with desk.store.work("write", "note") as work:
        (about,) = [note for note in work.sessions.notes(session) if note.member]
        work.sessions.save_note(replace(about, text="Was loud."))
    desk.correcting.merge(kept, twin, "Entered twice")
    assert found(desk) == ["The signed note of session 1 of G-02 about K-17 was altered."]


def test_a_note_signed_elsewhere_is_no_fault(demo: Desk, desk: Desk, tmp_path: Path) -> None:
    demo.exporting.export(tmp_path / "out", Shape(reduced=False))
    desk.importing.import_package(tmp_path / "out")
    assert found(desk) == []


def test_a_practice_with_an_altered_note_still_opens_and_restores(desk: Desk, tmp_path: Path) -> None:
    alter(desk, signed(desk), NoteKind.PROGRESS, lambda note: replace(note, text="x"))
    written = desk.store.vault.back_up(tmp_path / "backups")
    assert len(found(desk)) == 1
    practices.restore(written.path, tmp_path / "Again.desk", Secret.passphrase(PASSPHRASE))
    practices.open_practice(tmp_path / "Again.desk", Secret.passphrase(PASSPHRASE)).close()
