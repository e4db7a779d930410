from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.domain.errors import DamagedKeys, UnusableInput, WrongSecret
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.durable import write_durably
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.keyfolder import KEYS, KEYS_COPY, read_keys, write_keys
from relationship_desk.sealing.secret import Secret

OLD, NEW = Secret.passphrase("old"), Secret.passphrase("new")
DATA_KEY = DataKey(bytes(32))


@pytest.fixture(scope="module")
def older() -> KeyFile:
    return KeyFile.create("a1b2", DATA_KEY, (OLD,), FLOOR)


@pytest.fixture(scope="module")
def newer(older: KeyFile) -> KeyFile:
    return older.with_slot(DATA_KEY, NEW)


def test_both_copies_change_together(tmp_path: Path, older: KeyFile, newer: KeyFile) -> None:
    for keyfile in (older, newer):
        write_keys(tmp_path, keyfile)
        keys = read_keys(tmp_path)
        assert keys.first == keys.copy == keyfile
        assert keys.findings == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == [KEYS_COPY, KEYS]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize(("damaged", "named"), [(KEYS, "its copy keys-copy.json serves"), (KEYS_COPY, "the copy of")])
def test_one_serves_for_the_other(tmp_path: Path, older: KeyFile, damaged: str, named: str) -> None:
    for content in (b"x", None):
        write_keys(tmp_path, older)
        (tmp_path / damaged).unlink()
        if content is not None:
            (tmp_path / damaged).write_bytes(content)
        keys = read_keys(tmp_path)
        assert keys.candidates == (older,)
        assert [named in finding for finding in keys.findings] == [True]


def test_both_damaged_is_an_error_before_any_secret_is_asked_for(tmp_path: Path, older: KeyFile) -> None:
    write_keys(tmp_path, older)
    (tmp_path / KEYS).write_bytes(b"")
    (tmp_path / KEYS_COPY).write_bytes(older.to_bytes()[:-2])
    with pytest.raises(DamagedKeys, match="Both copies"):
        read_keys(tmp_path)


@pytest.mark.parametrize("written_first", [KEYS, KEYS_COPY])
def test_a_change_cut_short_opens_both_ways(tmp_path: Path, older: KeyFile, newer: KeyFile, written_first: str) -> None:
    write_keys(tmp_path, older)
    write_durably(tmp_path / written_first, newer.to_bytes())
    keys = read_keys(tmp_path)
    assert keys.candidates[0] == newer
    assert "interrupted" in keys.findings[0]
    assert keys.unlock(NEW).keyfile == newer
    assert keys.unlock(OLD).keyfile == older
    with pytest.raises(WrongSecret):
        keys.unlock(Secret.passphrase("neither"))


def test_an_altered_copy_gives_way_to_the_sound_one(tmp_path: Path, older: KeyFile) -> None:
    altered = KeyFile(older.practice, 9, older.slots, older.mac)
    write_keys(tmp_path, older)
    write_durably(tmp_path / KEYS, altered.to_bytes())
    assert read_keys(tmp_path).unlock(OLD).keyfile == older
    write_keys(tmp_path, altered)
    with pytest.raises(DamagedKeys, match="altered"):
        read_keys(tmp_path).unlock(OLD)


def test_a_left_over_temporary_file_is_no_hindrance(tmp_path: Path, older: KeyFile) -> None:
    (tmp_path / f"{KEYS}.new").write_bytes(b"half")
    write_keys(tmp_path, older)
    assert read_keys(tmp_path).findings == ()
    assert not (tmp_path / f"{KEYS}.new").exists()


def test_a_folder_that_is_gone_is_a_clear_failure(tmp_path: Path, older: KeyFile) -> None:
    with pytest.raises(UnusableInput, match="could not be written"):
        write_keys(tmp_path / "gone", older)
