"""The main job by commands, and every kind of bad input answered in one line that changes nothing."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from typing_extensions import override

from relationship_desk.cli import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command with a passphrase on standard input; return exit code, output and errors."""

    def call(*arguments: object, passphrase: str = "demo") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(passphrase + "\n"))
        monkeypatch.chdir(tmp_path)
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


class Terminal(io.StringIO):
    """Standard input that a person types at."""

    @override
    def isatty(self) -> bool:
        return True


PASS = ("--passphrase-file", "-")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_main_job_by_commands(command: Run, tmp_path: Path) -> None:
    assert command("demo", "--no-window", "--at", "P.desk", "--seed", 7)[0] == 0
    assert command("check", "P.desk", *PASS)[0] == 0
    code, out, _ = command("signals", "P.desk", "--json", *PASS)
    assert code == 0
    assert {"client": "M-08", "signal": "rupture", "session": 11, "strength": "possible"}.items() <= next(
        one for one in json.loads(out) if (one["client"], one["signal"]) == ("M-08", "rupture")
    ).items()
    code, out, _ = command("prompts", "P.desk", "--json", *PASS)
    prompts = {(one["client"], one["rule"], one["status"]) for one in json.loads(out)}
    assert {("M-08", "R1", "open"), ("R-21", "D1", "open"), ("C-12", "F1", "open")} <= prompts
    assert command("summary", "P.desk", "--client", "K-17", "--out", "k.pdf", *PASS)[0] == 0
    with pikepdf.open(tmp_path / "k.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert pdf.Root.MarkInfo.Marked
    assert command("export", "P.desk", "--out", "one", "--identity", "full", "--process-notes", *PASS)[0] == 0
    code, out, _ = command("new", "Q.desk", "--clinician", "Dr Rivers", *PASS, passphrase="otter lamp gravel")
    assert code == 0
    assert len([word for line in out.splitlines()[1:] for word in line.split() if word.isalpha()]) == 24
    assert command("import", "Q.desk", "one", *PASS, passphrase="otter lamp gravel")[0] == 0
    command(
        "export",
        "Q.desk",
        "--out",
        "two",
        "--identity",
        "full",
        "--process-notes",
        *PASS,
        passphrase="otter lamp gravel",
    )
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    code, out, _ = command("backup", "P.desk", *PASS)
    assert code == 0
    assert command("restore", out.strip(), "R.desk", *PASS)[0] == 0
    assert command("check", "R.desk", *PASS)[0] == 0
    assert json.loads(command("prompts", "R.desk", "--json", *PASS)[1]) == json.loads(
        command("prompts", "P.desk", "--json", *PASS)[1]
    )


def test_the_same_seed_gives_the_same_practice(command: Run, tmp_path: Path) -> None:
    for name in ("A", "B"):
        command("demo", "--no-window", "--at", f"{name}.desk", "--seed", 11, "--clients", 4, "--sessions", 6)
        command("export", f"{name}.desk", "--out", name, "--identity", "full", *PASS)
    assert tree(tmp_path / "A") == tree(tmp_path / "B")


def test_as_of_shows_the_record_as_it_was(command: Run, demo_folder: Path) -> None:
    _, out, _ = command("prompts", demo_folder, "--client", "M-08", "--as-of", "2025-11-01", "--json", *PASS)
    assert json.loads(out) == []
    _, out, _ = command("prompts", demo_folder, "--client", "M-08", "--as-of", "2025-11-14", "--json", *PASS)
    assert [(one["rule"], one["session"], one["opened_on"]) for one in json.loads(out)] == [("R1", 11, "2025-11-14")]


def test_a_changed_passphrase_opens_and_the_old_one_does_not(command: Run, demo_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("otter lamp gravel\n")
    assert command("passphrase", demo_folder, "--new-passphrase-file", tmp_path / "new", *PASS)[0] == 0
    assert command("check", demo_folder, *PASS)[0] == 2
    assert command("check", demo_folder, *PASS, passphrase="otter lamp gravel")[0] == 0


def test_a_changed_passphrase_names_the_backups_that_open_with_the_old_one(
    command: Run, demo_folder: Path, tmp_path: Path
) -> None:
    backup = Path(command("backup", demo_folder, *PASS)[1].strip())
    (tmp_path / "new").write_text("otter lamp gravel\n")
    _, out, _ = command("passphrase", demo_folder, "--new-passphrase-file", tmp_path / "new", *PASS)
    assert [line for line in out.splitlines() if line.endswith(backup.name)] == [f"  {backup.resolve()}"]
    assert "rekey" in out


def test_a_replaced_data_key_comes_with_new_words_and_the_old_backup_keeps_the_old_ones(
    command: Run, tmp_path: Path
) -> None:
    said = command("new", "Q.desk", *PASS)[1]
    code, out, err = command("rekey", "Q.desk", *PASS)
    assert (code, err) == (0, "")
    words = [re.findall(r"\d+ ([a-z]+)", text) for text in (said, out)]
    assert [len(found) for found in words] == [24, 24]
    assert words[0] != words[1]
    assert command("check", "Q.desk", *PASS)[0] == 0
    backup = next((tmp_path / "Q backups").iterdir())
    assert f"  {backup.resolve()}\n" in out
    assert command("restore", backup, "Old.desk", *PASS)[0] == 0
    (tmp_path / "Old.desk" / "practice.db").rename(tmp_path / "old.db")
    (tmp_path / "Old.desk" / "practice.db").write_bytes((tmp_path / "Q.desk" / "practice.db").read_bytes())
    assert command("check", "Old.desk", *PASS)[0] != 0  # the key of the backup does not open the store of today


def test_new_words_that_nobody_could_read_do_not_count(
    command: Run, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(demo_folder)

    def gone(*_said: object, **_how: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("relationship_desk.commands._print_words", gone)
        assert command("rekey", demo_folder, *PASS)[0] == 2
    assert tree(demo_folder)["keys.json"] == before["keys.json"]
    assert tree(demo_folder).keys() == before.keys()
    assert command("check", demo_folder, *PASS)[0] == 0


def test_a_pipe_without_a_true_minus_gets_an_escape(
    command: Run, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, expected, _ = command("prompts", demo_folder, "--json", *PASS)
    assert "−" in expected
    narrow = io.BytesIO()
    pipe = io.TextIOWrapper(narrow, encoding="cp1252", write_through=True)
    with monkeypatch.context() as patched:
        patched.setattr("sys.stdout", pipe)
        code, _, err = command("prompts", demo_folder, "--json", *PASS)
    assert (code, err) == (0, "")
    assert json.loads(narrow.getvalue().decode("cp1252")) == json.loads(expected)


def test_a_new_passphrase_typed_two_ways_changes_nothing(
    command: Run, demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "passphrase"
    file.write_text("demo")
    typed = iter(["new passphrase", "new pasphrase"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    monkeypatch.setattr("sys.stdin", Terminal())
    assert run(["passphrase", str(demo_folder), "--passphrase-file", str(file)]) == 2
    assert command("check", demo_folder, *PASS)[0] == 0


def bad_inputs(practice: Path, elsewhere: Path) -> list[tuple[list[object], str, str]]:
    """Arguments, passphrase, and words of the one line that answers."""
    (elsewhere / "letters").mkdir()
    (elsewhere / "letters" / "a.txt").write_text("x")
    (elsewhere / "bad").mkdir()
    (elsewhere / "bad" / "clients.csv").write_text("client,opened_on\nNEW,yesterday\n")
    return [
        (["check", practice, *PASS], "wrong", "passphrase"),
        (["signals", elsewhere / "nowhere.desk", *PASS], "demo", "no practice"),
        (["signals", elsewhere / "letters", *PASS], "demo", "no practice"),
        (["import", practice, elsewhere / "bad", *PASS], "demo", "clients.csv, line 2, opened_on"),
        (["import", practice, elsewhere / "nowhere", *PASS], "demo", "Nothing was imported"),
        (["summary", practice, "--client", "Z-99", "--out", elsewhere / "z.pdf", *PASS], "demo", "no client"),
        (
            ["summary", practice, "--client", "K-17", "--out", elsewhere / "no" / "z.pdf", *PASS],
            "demo",
            "cannot be written",
        ),
        (["export", practice, "--out", elsewhere / "letters", *PASS], "demo", "not an empty folder"),
        (["new", practice, *PASS], "demo", "exists"),
        (["new", elsewhere / "N.desk", "--clinician", "\udcff", *PASS], "demo", "not text"),
        (["restore", elsewhere / "letters" / "a.txt", elsewhere / "R.desk", *PASS], "demo", "backup"),
        (["prompts", practice, "--as-of", "soon", *PASS], "demo", "no date"),
        (["rekey", practice, *PASS], "wrong", "passphrase"),
        (["prompts", practice, "--passphrase-file", elsewhere / "nothing"], "demo", "cannot be read"),
        (["fly", practice, "now"], "demo", "unrecognized"),
        (["demo", "--clients", "0"], "demo", "1 to 100000"),
    ]


def test_bad_input_is_answered_in_one_line(command: Run, demo_folder: Path, tmp_path: Path) -> None:
    before = tree(demo_folder)
    for arguments, passphrase, words in bad_inputs(demo_folder, tmp_path):
        code, out, err = command(*arguments, passphrase=passphrase)
        assert (code, out) == (2, ""), (arguments, err)
        assert err.count("\n") == 1, err
        assert words in err, err
        assert "Traceback" not in err
        assert not (tmp_path / "R.desk").exists()
    after = tree(demo_folder)
    assert after.keys() == before.keys()
    assert after["practice.db"] == before["practice.db"]


def test_a_truncated_store_is_damage_and_not_a_wrong_passphrase(command: Run, demo_folder: Path) -> None:
    store = demo_folder / "practice.db"
    store.write_bytes(store.read_bytes()[: 3 * 4096 + 100])
    code, _, err = command("signals", demo_folder, *PASS)
    assert code == 2
    assert "damaged" in err
    assert command("check", demo_folder, *PASS)[0] == 1
    assert "passphrase" in command("signals", demo_folder, *PASS, passphrase="wrong")[2]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write into a read-only folder")
def test_a_read_only_folder_is_said(command: Run, demo_folder: Path) -> None:
    demo_folder.chmod(0o500)
    try:
        code, _, err = command("signals", demo_folder, *PASS)
    finally:
        demo_folder.chmod(0o700)
    assert code == 2
    assert err.count("\n") == 1


def test_without_a_terminal_the_passphrase_must_be_given(demo_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "relationship_desk", "check", str(demo_folder)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--passphrase-file" in done.stderr


def test_the_window_without_a_display_names_the_way(tmp_path: Path) -> None:
    """In one line, instead of Qt's abort."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "relationship_desk", "demo"],
        env=environment,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    if sys.platform != "linux":
        pytest.skip("only Linux can be without a display server")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "xvfb-run -a" in done.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from relationship_desk.cli import run\n"
        "try: run(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'PySide6', 'sqlalchemy', 'alembic', 'typst', 'cryptography', 'numpy'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_copy_in_another_place_opens(command: Run, demo_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_folder, tmp_path / "moved" / "Other name.desk")
    assert command("check", tmp_path / "moved" / "Other name.desk", *PASS)[0] == 0
