"""Another data key changes nothing of the record, and every known backup says what it opens with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, table, text
from tests.conftest import PASSPHRASE

from relationship_desk.domain.errors import WrongSecret
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.sealing.answer_files import write_answers
from relationship_desk.sealing.secret import Secret, SecretKind
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import BACKUP_FOLDER
from relationship_desk.store.engine import reading


def renewed(desk: Desk, passphrase: str, words: Sequence[str] = ()) -> Desk:
    """The same practice under another data key, opened anew on the same day."""
    desk.rekeying.replace(desk.rekeying.prepare(passphrase, words))
    desk.close()
    return practices.open_practice(desk.folder, Secret.passphrase(passphrase), desk.day)


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but what names the key: the audit trail, the settings and the practice itself."""
    with reading(desk.store.vault.engine) as connection:
        names = [name for name in inspect(connection).get_table_names() if name not in ("audit", "setting", "practice")]
        return {
            name: sorted(
                (tuple(row) for row in connection.execute(select(text("*")).select_from(table(name)))), key=repr
            )
            for name in names
        }


def test_every_row_and_the_search_are_as_before(demo: Desk) -> None:
    rows, found, practice = everything(demo), demo.searching.find("rupture"), demo.practice
    again = renewed(demo, "demo", practices.new_words())
    assert sum(map(len, rows.values())) > 1000
    assert everything(again) == rows
    assert again.searching.find("rupture") == found
    assert again.practice == practice
    again.close()
    assert practices.check(demo.folder, Secret.passphrase("demo")) == []


def test_a_form_that_was_out_meanwhile_comes_in(desk: Desk) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-1").id)
    form = desk.handing_over.prepare(session.id, [ALLIANCE])
    again = renewed(desk, PASSPHRASE)
    answers = Answers.to(form, again.now()).with_line(ALLIANCE, Tenths(74), again.now())
    write_answers(again.folder, form.public_key, answers.id, answers.to_json())
    assert [one.answered for one in again.handing_over.receive().received] == [1]
    found = again.reviewing.debrief(session.id).ratings
    assert [one.score for one in found if one.perspective is Perspective.CLIENT] == [Tenths(74)]
    assert again.handing_over.prepare(session.id, [ALLIANCE]).public_key != form.public_key
    again.close()


def test_every_known_backup_says_what_it_opens_with(desk: Desk, tmp_path: Path) -> None:
    first = desk.keeping.back_up()
    desk.keeping.change_passphrase("a new one")
    desk.preferences.set(BACKUP_FOLDER, str(tmp_path / "chosen"))
    second = desk.keeping.back_up()
    desk.keeping.replace_recovery_words()
    third = desk.keeping.back_up(tmp_path / "stick")
    known = {backup.path: backup for backup in desk.rekeying.known_backups()}
    assert {path: set(backup.old) for path, backup in known.items()} == {
        first: {SecretKind.PASSPHRASE, SecretKind.RECOVERY},
        second: {SecretKind.RECOVERY},
        third: set(),
    }
    assert not any(backup.other_key for backup in known.values())
    again = renewed(desk, "a new one")
    assert all(backup.other_key for backup in again.rekeying.known_backups())
    again.close()


def test_a_backup_from_before_there_were_recovery_words_opens_with_no_earlier_ones(desk: Desk) -> None:
    desk.keeping.take_recovery_words_away()
    desk.keeping.back_up()
    desk.keeping.replace_recovery_words()
    assert [backup.old for backup in desk.rekeying.known_backups()] == [frozenset()]


def test_other_files_among_the_backups_are_passed_over(desk: Desk) -> None:
    taken = desk.keeping.back_up()
    (taken.parent / taken.name.replace("-2", "-1", 1)).write_bytes(taken.read_bytes()[:-3000])
    (taken.parent / "notes.txt").write_text("mine")
    assert [backup.path for backup in desk.rekeying.known_backups()] == [taken]


def test_a_wrong_passphrase_writes_no_backup(desk: Desk) -> None:
    with pytest.raises(WrongSecret, match="not the current passphrase"):
        desk.rekeying.prepare("guessed", ())
    assert desk.keeping.last() is None
