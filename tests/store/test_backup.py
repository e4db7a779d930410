from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.made import Made

from relationship_desk.domain.errors import DamagedStore, DeskError, NewerStore, UnusableInput, WrongSecret
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.audit import append, audit_key
from relationship_desk.store.backup import BackupWritten, back_up, last_backup
from relationship_desk.store.check import check, examine_store
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.migrate import HEAD
from relationship_desk.store.restore import restore
from relationship_desk.store.vault import Vault, open_practice


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def taken(made: Made, to: Path) -> BackupWritten:
    with open_practice(made.folder, made.secret) as vault:
        return vault.back_up(to)


def changed(vault: Vault) -> bool:
    return vault.changed_since_backup


def settings_in(folder: Path, made: Made) -> dict[str, str]:
    engine = make_engine(folder / "practice.db", made.data_key)
    with reading(engine) as connection:
        rows = {row.key: row.value for row in connection.execute(text("SELECT key, value FROM setting"))}
    engine.dispose()
    return rows


def test_a_backup_is_one_encrypted_file_with_digests(made: Made, taken: BackupWritten, to: Path) -> None:
    assert list(to.iterdir()) == [taken.path]
    assert re.fullmatch(r"Rivers-\d{8}-\d{6}\.deskbackup", taken.path.name)
    with zipfile.ZipFile(taken.path) as bundled:
        assert {entry.compress_type for entry in bundled.infolist()} == {zipfile.ZIP_STORED}
        manifest = json.loads(bundled.read("manifest.json"))
        assert sorted(bundled.namelist()) == ["keys.json", "manifest.json", "practice.db"]
        for name, entry in manifest["files"].items():
            data = bundled.read(name)
            assert entry == {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        assert bundled.read("keys.json") == made.keys.read_bytes()
    assert manifest["generation"] == 1
    assert manifest["schema"] == HEAD
    content = taken.path.read_bytes()
    for telltale in (b"SQLite format 3", b"Rivers", b"CREATE TABLE"):
        assert telltale not in content


def test_two_backups_within_a_second_are_two_files(made: Made, to: Path) -> None:
    with open_practice(made.folder, made.secret) as vault:
        assert len({vault.back_up(to).path for _ in range(3)}) == 3


def test_a_backup_counts_until_something_is_recorded(made: Made, to: Path) -> None:
    with open_practice(made.folder, made.secret) as vault:
        assert last_backup(vault.engine) is None
        assert changed(vault)
        written = vault.back_up(to)
        assert last_backup(vault.engine) == written
        assert not changed(vault)
        with vault.engine.begin() as connection:
            append(connection, audit_key(vault.data_key), who="", what="signed", kind="note", subject=1)
        assert changed(vault)
        vault.back_up(to)
        assert not changed(vault)
    with open_practice(made.folder, made.secret) as vault:
        assert not changed(vault)


@pytest.mark.parametrize("by", ["passphrase", "words"])
def test_a_restored_practice_is_the_one_backed_up(made: Made, to: Path, tmp_path: Path, by: str) -> None:
    with open_practice(made.folder, made.secret) as vault:
        with vault.engine.begin() as connection:
            connection.execute(text("INSERT INTO setting VALUES ('before', 'kept')"))
        written = vault.back_up(to)
        with vault.engine.begin() as connection:
            connection.execute(text("INSERT INTO setting VALUES ('after', 'lost')"))
    folder = tmp_path / "new" / "Restored.desk"
    secret = made.secret if by == "passphrase" else Secret.recovery(made.words)
    restore(written.path, folder, secret)
    assert settings_in(folder, made) == {"before": "kept"}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert check(folder, made.secret) == []
    open_practice(folder, made.secret).close()


def test_a_backup_opens_with_the_secret_of_its_time(made: Made, taken: BackupWritten, tmp_path: Path) -> None:
    with open_practice(made.folder, made.secret) as vault:
        vault.change_passphrase("a new one")
    with pytest.raises(WrongSecret):
        restore(taken.path, tmp_path / "New.desk", Secret.passphrase("a new one"))
    restore(taken.path, tmp_path / "New.desk", made.secret)


def test_restoring_never_overwrites(made: Made, taken: BackupWritten, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in made.folder.iterdir()}
    (tmp_path / "empty").mkdir()
    for folder in (made.folder, tmp_path / "empty"):
        with pytest.raises(UnusableInput, match="exists already"):
            restore(taken.path, folder, made.secret)
    assert {path.name: path.read_bytes() for path in made.folder.iterdir()} == before


def test_a_restore_that_fails_leaves_nothing(made: Made, taken: BackupWritten, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(WrongSecret):
        restore(taken.path, place / "New.desk", Secret.passphrase("wrong"))
    taken.path.write_bytes(taken.path.read_bytes()[:-5000])
    with pytest.raises(DamagedStore):
        restore(taken.path, place / "New.desk", made.secret)
    assert list(place.iterdir()) == []


def test_flipped_bits_are_found_or_do_no_harm(made: Made, taken: BackupWritten, tmp_path: Path) -> None:
    """A bit in the wrapping, such as a date inside the archive, may pass; one in its content never does."""
    draw = random.Random("backup")
    sound = taken.path.read_bytes()
    with zipfile.ZipFile(taken.path) as bundled:
        headers = [entry.header_offset for entry in bundled.infolist()]
    ends = range(len(sound) - 400, len(sound))
    places = [*draw.sample(range(len(sound)), 20), *(offset + place for offset in headers for place in range(0, 30, 2))]
    for place in [*places, *draw.sample(ends, 40)]:
        taken.path.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << draw.randrange(8)]) + sound[place + 1 :])
        folder = tmp_path / "New.desk"
        try:
            restore(taken.path, folder, made.secret)
        except DeskError:
            assert not folder.exists()
        else:
            assert (folder / "keys.json").read_bytes() == made.keys.read_bytes()
            assert examine_store(folder / "practice.db", made.data_key, made.keyfile) == []
            shutil.rmtree(folder)


def bundle(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as bundled:
        for name, data in files.items():
            bundled.writestr(name, data)
    return path


def test_other_files_are_not_taken_for_backups(made: Made, taken: BackupWritten, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")
    with zipfile.ZipFile(taken.path) as bundled:
        files = {name: bundled.read(name) for name in bundled.namelist()}
    newer = json.loads(files["manifest.json"])
    newer["format"] = 2
    outside = json.loads(files["manifest.json"])
    outside["files"]["../evil"] = outside["files"].pop("keys.json")
    outside_files = {
        "manifest.json": json.dumps(outside, indent=1).encode() + b"\n",
        "../evil": files["keys.json"],
        "practice.db": files["practice.db"],
    }
    cases = [
        (tmp_path / "nothing", UnusableInput),
        (tmp_path, UnusableInput),
        (tmp_path / "text", DamagedStore),
        (bundle(tmp_path / "empty", {}), UnusableInput),
        (bundle(tmp_path / "list", {"manifest.json": b"[]"}), DamagedStore),
        (bundle(tmp_path / "more", {**files, "extra": b"x"}), DamagedStore),
        (bundle(tmp_path / "newer", {**files, "manifest.json": json.dumps(newer).encode()}), NewerStore),
        (bundle(tmp_path / "outside", outside_files), DamagedStore),
    ]
    for path, failure in cases:
        with pytest.raises(failure):
            restore(path, tmp_path / "New.desk", made.secret)
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path / "New.desk").exists()


class CancelledAt(Progress):
    """The person cancels at a certain step."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def step(self, text: str, share: float) -> None:
        self.cancelled = text == self.words
        super().step(text, share)


def test_cancelling_leaves_nothing(made: Made, to: Path) -> None:
    seen: list[str] = []
    progress = Progress(report=lambda words, _share: seen.append(words))
    with open_practice(made.folder, made.secret) as vault:
        vault.back_up(to, progress)
        for stop_at in dict.fromkeys(seen):
            before = sorted(to.iterdir())
            with pytest.raises(Cancelled):
                vault.back_up(to, CancelledAt(stop_at))
            assert sorted(to.iterdir()) == before
    assert len(seen) >= 4


def test_a_place_that_cannot_be_written_is_said(made: Made, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with open_practice(made.folder, made.secret) as vault:
        with pytest.raises(UnusableInput, match="could not be written"):
            vault.back_up(tmp_path / "file" / "backups")
        assert changed(vault)


def test_damage_is_never_backed_up(made: Made, tmp_path: Path) -> None:
    """Not even the last page of a long text, which SQLCipher would hand out as zeros without a word."""
    engine = make_engine(made.store, made.data_key)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES ('a', :value)"), {"value": "x" * 30_000})
    engine.dispose()
    sound = made.store.read_bytes()
    for page in range(1, len(sound) // 4096):
        place = page * 4096 + 1000
        made.store.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        engine = make_engine(made.store, made.data_key)
        with pytest.raises(DamagedStore):
            back_up(made.folder, engine, made.data_key, made.keyfile, tmp_path / "backups")
        engine.dispose()
    assert list((tmp_path / "backups").iterdir()) == []
    with pytest.raises(DamagedStore):
        open_practice(made.folder, made.secret)
