from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.store.made import Made

from relationship_desk.domain.errors import DamagedStore, DeskError, UnusableInput, WrongSecret
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.sealing.answer_files import read_answers, write_answers
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.recovery_words import words_for
from relationship_desk.sealing.sealed_box import NotSealedForThis, public_key
from relationship_desk.sealing.secret import Secret
from relationship_desk.store import rekey
from relationship_desk.store.audit import append, audit_key
from relationship_desk.store.check import check, examine_store
from relationship_desk.store.engine import make_engine, reading
from relationship_desk.store.restore import restore
from relationship_desk.store.succession import BUILDING, READY
from relationship_desk.store.vault import KEY_REPLACED, Vault, open_practice

NEW_WORDS = words_for(bytes(range(32)))
NEW_RECOVERY = Secret.recovery(NEW_WORDS)
AT_REST = ["keys-copy.json", "keys.json", "practice.db", "practice.lock"]


def put(vault: Vault, key: str, value: str = "") -> None:
    with vault.engine.begin() as connection:
        connection.execute(text("INSERT INTO setting VALUES (:key, :value)"), {"key": key, "value": value})


def kept(vault: Vault) -> list[str]:
    with reading(vault.engine) as connection:
        return list(connection.execute(text("SELECT key FROM setting WHERE key NOT LIKE '%.%'")).scalars())


def replace_key(made: Made, secret: Secret | None = None) -> DataKey:
    """Replace the data key of a practice that holds something; return the new one."""
    with open_practice(made.folder, made.secret) as vault:
        put(vault, "before")
        vault.replace_data_key(vault.build_new_store((secret or made.secret, NEW_RECOVERY), Progress()))
    with open_practice(made.folder, secret or made.secret) as vault:
        return vault.data_key


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_pair_opens_and_nothing_of_the_old_one_does(made: Made, tmp_path: Path) -> None:
    before = made.store.read_bytes(), made.keys.read_bytes()
    new_key = replace_key(made, Secret.passphrase("a new one"))
    assert new_key.raw != made.data_key.raw
    assert names(made.folder) == AT_REST
    assert {path.stat().st_mode & 0o777 for path in made.folder.iterdir()} == {0o600}
    assert check(made.folder, NEW_RECOVERY) == []
    with open_practice(made.folder, NEW_RECOVERY) as vault:
        assert kept(vault) == ["before"]
        assert vault.keyfile.generation == 2
    for old in (made.secret, Secret.recovery(made.words)):
        with pytest.raises(WrongSecret):
            open_practice(made.folder, old)
    engine = make_engine(made.store, made.data_key)
    with pytest.raises(DamagedStore):
        engine.connect()
    # Whoever kept the old key file and knows the old passphrase has the old data key, and no more than that.
    shutil.copytree(made.folder, tmp_path / "Mixed.desk")
    for name in ("keys.json", "keys-copy.json"):
        (tmp_path / "Mixed.desk" / name).write_bytes(before[1])
    with pytest.raises(DeskError):
        open_practice(tmp_path / "Mixed.desk", made.secret)


def test_no_page_of_the_new_store_is_a_page_of_the_old_one(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        vault.replace_data_key(vault.build_new_store((made.secret,), Progress()))
        old = made.store.read_bytes()
        pages = {old[place : place + 16] for place in range(0, len(old), 4096)}
    new = made.store.read_bytes()
    assert not pages & {new[place : place + 16] for place in range(0, len(new), 4096)}


def test_a_backup_of_before_opens_with_the_secrets_of_before_alone(made: Made, tmp_path: Path) -> None:
    with open_practice(made.folder, made.secret) as vault:
        written = vault.back_up(tmp_path / "backups")
    replace_key(made, Secret.passphrase("a new one"))
    with pytest.raises(WrongSecret):
        restore(written.path, tmp_path / "New.desk", Secret.passphrase("a new one"))
    restore(written.path, tmp_path / "New.desk", Secret.recovery(made.words))
    assert check(tmp_path / "New.desk", made.secret) == []


def test_the_key_is_replaced_again_and_again(made: Made) -> None:
    keys = {replace_key(made).raw}
    for _ in range(2):
        with open_practice(made.folder, made.secret) as vault:
            vault.replace_data_key(vault.build_new_store((made.secret,), Progress()))
        with open_practice(made.folder, made.secret) as vault:
            keys.add(vault.data_key.raw)
    assert len(keys) == 3
    assert check(made.folder, made.secret) == []


def test_the_audit_trail_goes_on_whole_and_says_what_was_done(made: Made) -> None:
    key = audit_key(made.data_key)
    with open_practice(made.folder, made.secret) as vault, vault.engine.begin() as connection:
        for number in range(30):
            append(connection, key, who="", what="signed", kind="note", subject=number)
    replace_key(made)
    assert check(made.folder, made.secret) == []
    with open_practice(made.folder, made.secret) as vault, reading(vault.engine) as connection:
        said = connection.execute(text("SELECT what FROM audit ORDER BY id")).scalars().all()
    assert said == ["created", *["signed"] * 30, "replaced data key"]


def test_a_trail_that_was_tampered_with_is_not_chained_anew(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        with vault.engine.begin() as connection:
            connection.execute(text("UPDATE audit SET who = 'somebody else' WHERE id = 1"))
        with pytest.raises(DamagedStore, match="audit trail is not whole"):
            vault.build_new_store((made.secret,), Progress())
    assert names(made.folder) == AT_REST
    assert len(check(made.folder, made.secret)) == 1


def test_it_is_told_until_there_is_a_backup_under_the_new_key(made: Made, tmp_path: Path) -> None:
    with open_practice(made.folder, made.secret) as vault:
        vault.back_up(tmp_path)
        vault.replace_data_key(vault.build_new_store((made.secret,), Progress()))
    for _ in range(2):
        with open_practice(made.folder, made.secret) as vault:
            assert vault.notices == (KEY_REPLACED,)
    with open_practice(made.folder, made.secret) as vault:
        vault.back_up(tmp_path)
    with open_practice(made.folder, made.secret) as vault:
        assert vault.notices == ()


def test_answers_sealed_to_the_key_of_before_still_open(made: Made) -> None:
    write_answers(made.folder, public_key(made.data_key), "a", b"first")
    replace_key(made)
    with open_practice(made.folder, made.secret) as vault:
        write_answers(made.folder, public_key(vault.data_key), "b", b"second")
        vault.replace_data_key(vault.build_new_store((made.secret,), Progress()))
    with open_practice(made.folder, made.secret) as vault:
        earlier = vault.earlier_answer_keys()
        write_answers(made.folder, public_key(DataKey.new()), "c", b"elsewhere")
        opened = [
            read_answers(vault.data_key, made.folder / "answers" / f"{name}.sealed", earlier) for name in ("a", "b")
        ]
        assert opened == [b"first", b"second"]
        with pytest.raises(NotSealedForThis):
            read_answers(vault.data_key, made.folder / "answers" / "c.sealed", earlier)
        assert made.data_key.raw not in earlier  # what is kept opens answers and nothing else


def test_everything_that_hangs_on_the_data_key_is_known() -> None:
    """A key derived for a new purpose has to be carried over in ``store/rekey.py`` before it is added here."""
    source = Path(rekey.__file__).parents[1]
    found = {path.name: path.read_text("utf-8").count(".subkey(") for path in source.rglob("*.py")}
    assert {name: count for name, count in found.items() if count} == {
        "keyfile.py": 1,  # the MAC of the key file, which is written anew
        "sealed_box.py": 1,  # the key pair for answers, whose earlier private key is kept
        "audit.py": 1,  # the trail, which is chained anew
    }


def test_what_is_recorded_meanwhile_is_never_lost(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        new = vault.build_new_store((made.secret, NEW_RECOVERY), Progress())
        put(vault, "meanwhile")
        with pytest.raises(UnusableInput, match="recorded while"):
            vault.replace_data_key(new)
        put(vault, "after")
    assert names(made.folder) == AT_REST
    with open_practice(made.folder, Secret.recovery(made.words)) as vault:
        assert sorted(kept(vault)) == ["after", "meanwhile"]


def test_nothing_is_recorded_once_the_new_store_counts(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_practice(made.folder, made.secret) as vault:
        vault.replace_data_key(vault.build_new_store((made.secret,), Progress()))
        with vault.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout=0")  # type: ignore[union-attr]
        with pytest.raises(DeskError, match="being written to"):
            put(vault, "too late")
    with open_practice(made.folder, made.secret) as vault:
        assert kept(vault) == []


class CancelledAt(Progress):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def step(self, text: str, share: float) -> None:
        self.cancelled = text == self.words
        super().step(text, share)


def test_cancelling_at_any_step_leaves_everything_as_it_was(made: Made) -> None:
    seen: list[str] = []
    with open_practice(made.folder, made.secret) as vault:
        vault.build_new_store((made.secret,), Progress(report=lambda words, _share: seen.append(words))).discard()
        before = names(made.folder)
        for words in dict.fromkeys(seen):
            with pytest.raises(Cancelled):
                vault.build_new_store((made.secret,), CancelledAt(words))
            assert names(made.folder) == before
            put(vault, words)
    assert len(set(seen)) == 4
    assert check(made.folder, Secret.recovery(made.words)) == []


def test_a_disk_that_is_full_changes_nothing(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("relationship_desk.store.rekey.write_durably", full)
    with open_practice(made.folder, made.secret) as vault:
        with pytest.raises(UnusableInput, match="No space left"):
            vault.build_new_store((made.secret,), Progress())
        put(vault, "after")
    assert names(made.folder) == AT_REST


def test_a_new_store_that_does_not_pass_its_check_is_not_used(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def on_a_bad_disk(path: Path, *known: object) -> object:
        content = bytearray(path.read_bytes())
        content[-2000] ^= 1
        path.write_bytes(content)
        return examine_store(path, *known)  # type: ignore[arg-type]

    monkeypatch.setattr("relationship_desk.store.rekey.examine_store", on_a_bad_disk)
    with open_practice(made.folder, made.secret) as vault, pytest.raises(DamagedStore, match="was not replaced"):
        vault.build_new_store((made.secret,), Progress())
    assert names(made.folder) == AT_REST
    assert check(made.folder, made.secret) == []


# Crashes


def change(folder: Path, secret: Secret) -> None:
    vault = open_practice(folder, secret)
    put(vault, "in the log")  # and not yet in the one file: a crash leaves it there
    vault.replace_data_key(vault.build_new_store((secret, NEW_RECOVERY), Progress()))
    vault.close()


def reopen(folder: Path, secret: Secret) -> None:
    open_practice(folder, secret).close()


def killed_at_every_step(
    action: Callable[[Path, Secret], None], source: Path, secret: Secret, into: Path
) -> list[Path]:
    """Let a process do ``action`` on a copy of ``source`` each time, killed one step later each; return the copies.

    A step is a file of the practice opened to be written, renamed or removed, or a folder made or removed.
    """
    copies: list[Path] = []
    while True:
        folder = into / f"{len(copies)}" / source.name
        shutil.copytree(source, folder)
        child = os.fork()
        if child == 0:
            _die_at(len(copies) + 1, folder)
            code = 1
            with suppress(BaseException):
                action(folder, secret)
                code = 0
            os._exit(code)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) in (0, 9)
        if os.waitstatus_to_exitcode(status) == 0:
            return copies
        copies.append(folder)


def _die_at(fatal: int, folder: Path) -> None:
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if not writes and event not in ("os.rename", "os.remove", "os.mkdir", "os.rmdir"):
            return
        if str(arguments[0]).startswith(str(folder)) or event in ("os.remove", "os.rmdir"):
            steps += 1
            if steps == fatal:
                os._exit(9)

    sys.addaudithook(count)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_at_any_step_the_old_pair_opens_or_the_new_one(made: Made, tmp_path: Path) -> None:
    copies = killed_at_every_step(change, made.folder, made.secret, tmp_path / "changing")
    came_through = []
    for folder in copies:
        with open_practice(folder, made.secret) as vault:
            came_through.append(vault.data_key.raw != made.data_key.raw)
            assert vault.opens(NEW_RECOVERY) == came_through[-1]
            assert vault.opens(Secret.recovery(made.words)) != came_through[-1]
            if came_through[-1]:
                assert kept(vault) == ["in the log"]
        assert names(folder) == AT_REST
        assert check(folder, made.secret) == []
    assert len(copies) > 10
    assert came_through == sorted(came_through)  # there is one moment from which the new pair counts
    assert {True, False} == set(came_through)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_while_finishing_it_is_finished_the_next_time(made: Made, tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from tests.store.test_rekey import NEW_RECOVERY, put
from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.vault import open_practice
secret = Secret.passphrase("correct horse")
vault = open_practice(Path(sys.argv[1]), secret)
put(vault, "in the log")
vault.replace_data_key(vault.build_new_store((secret, NEW_RECOVERY), Progress()))
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", script, str(made.folder)], check=False)
    assert (made.folder / READY).is_dir()
    assert (made.folder / "practice.db-wal").stat().st_size
    copies = killed_at_every_step(reopen, made.folder, made.secret, tmp_path / "finishing")
    assert len(copies) > 5
    for folder in (*copies, made.folder):
        assert check(folder, NEW_RECOVERY) == []
        with open_practice(folder, made.secret) as vault:
            assert kept(vault) == ["in the log"]
        assert names(folder) == AT_REST


def test_what_a_crash_has_left_half_built_is_swept_away(made: Made) -> None:
    (made.folder / BUILDING).mkdir()
    (made.folder / BUILDING / "practice.db").write_bytes(b"half")
    with open_practice(made.folder, Secret.recovery(made.words)):
        assert not (made.folder / BUILDING).exists()


def test_a_practice_can_do_without_recovery_words(made: Made) -> None:
    with open_practice(made.folder, made.secret) as vault:
        before = vault.has_recovery_words
        vault.take_recovery_words_away()
        assert (before, vault.has_recovery_words) == (True, False)
    with pytest.raises(WrongSecret, match="taken away"):
        open_practice(made.folder, Secret.recovery(made.words))
    assert check(made.folder, made.secret) == []
    with open_practice(made.folder, made.secret) as vault:
        words = vault.replace_recovery_words()
    open_practice(made.folder, Secret.recovery(words)).close()
