from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.made import Made

from relationship_desk.domain.errors import (
    DamagedKeys,
    DamagedStore,
    DeskError,
    NewerStore,
    StoreInUse,
    UnusableInput,
    WrongSecret,
)
from relationship_desk.domain.records import Practice
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.sealing.keyfolder import read_keys, write_keys
from relationship_desk.sealing.recovery_words import new_words
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.check import check
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.vault import create_practice, open_practice

NEW = Secret.passphrase("a new one")


def run_sql(made: Made, statement: str) -> None:
    engine = make_engine(made.store, made.data_key)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def generation(made: Made) -> int:
    engine = make_engine(made.store, made.data_key)
    with reading(engine) as connection:
        found = connection.execute(text("SELECT key_generation FROM practice")).scalar_one()
    engine.dispose()
    assert isinstance(found, int)
    return found


def test_a_new_practice_is_private_and_whole(tmp_path: Path) -> None:
    folder = tmp_path / "far" / "Rivers.desk"
    vault, words = create_practice(folder, "correct horse", Practice("Rivers", "Dr Ada Rivers", "PhD", "A. R."), FLOOR)
    with vault, reading(vault.engine) as connection:
        row = connection.execute(text("SELECT name, clinician, credential, report_name FROM practice")).one()
        assert tuple(row) == ("Rivers", "Dr Ada Rivers", "PhD", "A. R.")
    assert sorted(path.name for path in folder.iterdir()) == [
        "keys-copy.json",
        "keys.json",
        "practice.db",
        "practice.lock",
    ]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert [path.name for path in folder.parent.iterdir()] == ["Rivers.desk"]
    assert check(folder, Secret.recovery(words)) == []
    for path in folder.iterdir():
        assert b"Rivers" not in path.read_bytes()


def test_creating_never_overwrites(made: Made) -> None:
    before = made.store.read_bytes()
    with pytest.raises(UnusableInput, match="exists already"):
        create_practice(made.folder, "x", Practice("Other"), FLOOR)
    assert made.store.read_bytes() == before


def test_creating_where_that_is_impossible_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnusableInput):
        create_practice(tmp_path / "file" / "Rivers.desk", "x", Practice("Rivers"), FLOOR)
    with pytest.raises(UnusableInput):
        create_practice(tmp_path / "Rivers.desk", "", Practice("Rivers"), FLOOR)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_both_secrets_open_it_and_closing_leaves_one_file(made: Made) -> None:
    for secret in (made.secret, Secret.recovery(made.words)):
        vault = open_practice(made.folder, secret)
        assert vault.data_key.raw == made.data_key.raw
        assert vault.notices == ()
        with vault.engine.begin() as connection:
            connection.execute(text("INSERT OR REPLACE INTO setting VALUES ('a', 'b')"))
        vault.close()
        vault.close()
        assert not list(made.folder.glob("practice.db-*"))


def test_a_practice_can_be_opened_again_after_a_failure(made: Made) -> None:
    with pytest.raises(WrongSecret):
        open_practice(made.folder, Secret.passphrase("wrong"))
    open_practice(made.folder, made.secret).close()


def test_every_failure_has_its_own_sentence(made: Made, tmp_path: Path) -> None:
    sentences: dict[type[DeskError], str] = {}

    def fails(kind: type[DeskError], folder: Path, secret: Secret = made.secret) -> None:
        with pytest.raises(kind) as failure:
            open_practice(folder, secret)
        assert failure.type is kind
        sentences[kind] = str(failure.value)

    (tmp_path / "empty").mkdir()
    fails(UnusableInput, tmp_path / "empty")
    fails(UnusableInput, tmp_path / "nowhere")
    with open_practice(made.folder, made.secret):
        fails(StoreInUse, made.folder)
    fails(WrongSecret, made.folder, Secret.passphrase("wrong"))
    run_sql(made, "UPDATE alembic_version SET version_num = '9999'")
    fails(NewerStore, made.folder)
    made.store.write_bytes(made.store.read_bytes()[:5000])
    fails(DamagedStore, made.folder)
    made.keys.write_bytes(b"")
    made.keys_copy.write_bytes(b"")
    fails(DamagedKeys, made.folder)
    assert len(set(sentences.values())) == 6
    assert all(sentence.count(". ") <= 1 and sentence.endswith(".") for sentence in sentences.values())


def test_a_missing_store_is_a_damaged_one(made: Made) -> None:
    made.store.unlink()
    with pytest.raises(DamagedStore, match="missing"):
        open_practice(made.folder, made.secret)
    made.store.touch()
    with pytest.raises(DamagedStore):
        open_practice(made.folder, made.secret)


@contextmanager
def plain_user() -> Iterator[Path]:
    """A folder of an ordinary user, and that user's rights: the superuser may write everywhere."""
    place = Path(tempfile.mkdtemp(dir="/tmp"))
    user = os.geteuid()
    try:
        if user == 0:
            os.chown(place, 65534, 65534)
            os.seteuid(65534)
        yield place
    finally:
        os.seteuid(user)
        for path in (place, *place.iterdir()):
            path.chmod(0o700)
        shutil.rmtree(place)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work differently there")
def test_a_read_only_folder_is_said_to_be_one() -> None:
    with plain_user() as place:
        folder = place / "Rivers.desk"
        vault, _ = create_practice(folder, "correct horse", Practice("Rivers"), FLOOR)
        vault.close()
        (folder / "practice.lock").unlink()
        folder.chmod(0o500)
        with pytest.raises(UnusableInput, match="cannot be written"):
            open_practice(folder, Secret.passphrase("correct horse"))
        place.chmod(0o500)
        with pytest.raises(UnusableInput, match="could not be written"):
            create_practice(place / "Other.desk", "x", Practice("Other"), FLOOR)


HOLD = """
import sys, time
from pathlib import Path
from relationship_desk.store.exclusive import Exclusive
held = Exclusive(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_another_process_keeps_it_until_it_ends_however_it_ends(made: Made) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(made.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreInUse):
            open_practice(made.folder, made.secret)
        other.kill()
        other.wait()
    open_practice(made.folder, made.secret).close()


def test_a_changed_passphrase_counts_and_the_data_stays_as_it_was_encrypted(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        vault.change_passphrase("a new one")
        assert vault.data_key.raw == made.data_key.raw
    assert generation(made) == 2
    with pytest.raises(WrongSecret):
        open_practice(made.folder, made.secret)
    open_practice(made.folder, NEW).close()
    open_practice(made.folder, Secret.recovery(made.words)).close()
    assert check(made.folder, NEW) == []


def test_an_open_practice_knows_its_own_secrets(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        assert (vault.opens(made.secret), vault.opens(NEW)) == (True, False)
        vault.change_passphrase("a new one")
        assert (vault.opens(made.secret), vault.opens(NEW)) == (False, True)


def test_replaced_recovery_words_count(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        words = vault.replace_recovery_words()
    open_practice(made.folder, Secret.recovery(words)).close()
    with pytest.raises(WrongSecret):
        open_practice(made.folder, Secret.recovery(made.words))
    with pytest.raises(WrongSecret):
        open_practice(made.folder, Secret.recovery(new_words()))


def test_an_older_key_file_is_refused(made: Made) -> None:
    old = made.keys.read_bytes()
    with open_practice(made.folder, made.secret) as vault:
        vault.change_passphrase("a new one")
    made.keys.write_bytes(old)
    made.keys_copy.write_bytes(old)
    with pytest.raises(DamagedKeys, match="older than the store"):
        open_practice(made.folder, made.secret)


def test_an_old_copy_beside_the_new_key_file_does_not_open(made: Made) -> None:
    old = made.keys.read_bytes()
    with open_practice(made.folder, made.secret) as vault:
        vault.change_passphrase("a new one")
    made.keys_copy.write_bytes(old)
    with pytest.raises(DamagedKeys):
        open_practice(made.folder, made.secret)
    with open_practice(made.folder, NEW) as vault:
        assert len(vault.notices) == 1
    assert read_keys(made.folder).findings == ()


def test_a_store_put_back_from_before_two_key_changes_is_refused(made: Made) -> None:
    old = made.store.read_bytes()
    with open_practice(made.folder, made.secret) as vault:
        vault.change_passphrase("in between")
        vault.change_passphrase("a new one")
    made.store.write_bytes(old)
    with pytest.raises(DamagedStore, match="older than its key file"):
        open_practice(made.folder, NEW)


def test_the_keys_of_another_practice_do_not_serve(made: Made, tmp_path: Path) -> None:
    other, _ = create_practice(tmp_path / "Other.desk", "correct horse", Practice("Other"), FLOOR)
    other.close()
    write_keys(made.folder, other.keyfile)
    with pytest.raises(DeskError):
        open_practice(made.folder, made.secret)


@pytest.mark.parametrize("name", ["keys.json", "keys-copy.json"])
def test_a_damaged_copy_is_told_and_put_right(made: Made, name: str) -> None:
    sound = made.keys.read_bytes()
    (made.folder / name).write_bytes(sound[:100])
    assert [name in finding.sentence for finding in check(made.folder, made.secret)] == [True]
    assert (made.folder / name).read_bytes() == sound[:100]
    with open_practice(made.folder, made.secret) as vault:
        assert len(vault.notices) == 1
    assert made.keys.read_bytes() == made.keys_copy.read_bytes() == sound


KILLED = """
import os, sys
from pathlib import Path
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.vault import open_practice

folder, fatal = Path(sys.argv[1]), int(sys.argv[2])
vault = open_practice(folder, Secret.passphrase("correct horse"))
steps = 0

def die(event, arguments):
    global steps
    if event in ("open", "os.rename") and "keys" in str(arguments[0]):
        steps += 1
        if steps == fatal:
            os._exit(9)

sys.addaudithook(die)
vault.change_passphrase("a new one")
os._exit(0 if fatal > steps else 1)
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_key_change_killed_at_any_step_leaves_a_practice_that_opens(made: Made, step: int) -> None:
    """Steps: first file opened, first file renamed, copy opened, copy renamed; at the fifth it has come through."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(made.folder), str(step)], check=False)
    assert done.returncode == (9 if step <= 4 else 0)
    renamed = step >= 3
    secret = NEW if renamed else made.secret
    with open_practice(made.folder, secret) as vault:
        assert (len(vault.notices) == 1) == (step in (3, 4))
    assert check(made.folder, secret) == []
    assert generation(made) == (2 if renamed else 1)


def test_a_key_change_that_missed_only_the_store_is_completed(made: Made) -> None:
    write_keys(made.folder, made.keyfile.with_slot(made.data_key, NEW))
    findings = check(made.folder, NEW)
    assert [finding.severity for finding in findings] == ["notice"]
    open_practice(made.folder, NEW).close()
    assert generation(made) == 2
    assert check(made.folder, NEW) == []


def test_work_lost_to_a_crash_is_only_what_was_not_committed(made: Made) -> None:
    script = """
import os, sys
from pathlib import Path
from sqlalchemy import text
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.vault import open_practice
vault = open_practice(Path(sys.argv[1]), Secret.passphrase("correct horse"))
with vault.engine.begin() as connection:
    connection.execute(text("INSERT INTO setting VALUES ('kept', '')"))
connection = vault.engine.connect()
connection.execute(text("INSERT INTO setting VALUES ('lost', '')"))
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", script, str(made.folder)], check=False)
    assert check(made.folder, made.secret) == []
    with open_practice(made.folder, made.secret) as vault, reading(vault.engine) as connection:
        assert connection.execute(text("SELECT key FROM setting")).scalars().all() == ["kept"]
