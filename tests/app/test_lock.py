"""Locking: a fresh process in the same place, with nothing of the record and no key in its memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

MARKER = "Quillfeather"
OPEN_AND_LOCK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from relationship_desk.app.window import Program
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind
from relationship_desk.services import practices

app = QApplication(sys.argv[:1])
folder = Path(sys.argv[1])
desk = practices.make_demo(folder, clients=1, sessions=5)
session = desk.reviewing.sessions(desk.supervising.client_id("K-17"))[0].session
desk.noting.write(session.id, NoteKind.PROGRESS, "Quill" + "feather came.", NoteFormat.FREE)
Path(sys.argv[2]).write_text(desk.store.vault.data_key.raw.hex())
program = Program(app, folder)
program.enter(desk)
program.open.window.go("debrief", session=session.id)
print("open", flush=True)
def lock_when_told():
    if Path(sys.argv[3]).exists():
        program.lock()
timer = QTimer()
timer.timeout.connect(lock_when_told)
timer.start(50)
app.exec()
"""


def memory_of(pid: int) -> bytes:
    """Everything readable in the memory of a process."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            region = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if region is None or "[v" in line:
                continue
            start, end = (int(edge, 16) for edge in region.groups())
            try:
                memory.seek(start)
                while start < end and (piece := memory.read(end - start)):
                    found.append(piece)
                    start += len(piece)
            except (OSError, OverflowError, ValueError):
                continue
    return b"".join(found)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the memory of a process is read through /proc")
def test_after_locking_the_process_holds_no_record_and_no_key(tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    process = subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_LOCK, str(tmp_path / "P.desk"), str(key_file), str(tmp_path / "go")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        key = bytes.fromhex(key_file.read_text())
        before = memory_of(process.pid)
        assert MARKER.encode() in before or MARKER.encode("utf-16-le") in before, "the search finds what is there"
        assert key in before
        (tmp_path / "go").touch()
        command = Path(f"/proc/{process.pid}/cmdline")
        deadline = time.monotonic() + 60
        while b"--locked" not in command.read_bytes() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert b"--locked" in command.read_bytes(), "the same process, started afresh"
        while b"PySide6" not in Path(f"/proc/{process.pid}/maps").read_bytes() and time.monotonic() < deadline:
            time.sleep(0.05)
        after = memory_of(process.pid)
        assert process.poll() is None
        assert key not in after
        assert key.hex().encode() not in after
        assert MARKER.encode() not in after
        assert MARKER.encode("utf-16-le") not in after
    finally:
        process.kill()
        process.communicate()
