"""The process killed while one writes: what was typed before the pause is in the record."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.vocabulary import NoteKind, Perspective
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.demo import demo_day

TYPE_AND_DIE = """
import os
import signal
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from relationship_desk.app.window import Program
from relationship_desk.services import practices

app = QApplication(sys.argv[:1])
folder = Path(sys.argv[1])
desk = practices.make_demo(folder, clients=1, sessions=5)
session = desk.recording.add_session(desk.supervising.client_id("K-17"))
program = Program(app, folder)
program.enter(desk)
program.open.window.go("debrief", session=session.id)
program.open.window.activateWindow()
form = program.open.window.page.form

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def type_all():
    QTest.keyClicks(form.ratings.table, "7")
    QTest.keyClicks(form.note.boxes.edits[0], "calmer today")
    form.note.to_process.click()
    QTest.keyClicks(form.note.process, "felt hurried")
    QTest.keyClicks(form.ratings.process.next_homework.line, "walk on Sundays")
    QTimer.singleShot(2000, die)

QTimer.singleShot(0, type_all)
app.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
def test_a_process_killed_two_seconds_after_the_last_key_has_kept_every_word(tmp_path: Path) -> None:
    folder = tmp_path / "P.desk"
    process = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == -signal.SIGKILL, process.stderr.decode()
    desk = practices.open_practice(folder, Secret.passphrase("demo"), demo_day())
    client = desk.supervising.client_id("K-17")
    session = desk.reviewing.sessions(client)[0].session.id
    view = desk.reviewing.debrief(session)
    notes = {note.kind: note.text for note in view.notes}
    homework = [one.text for one in desk.accompanying.of(client).homework if one.session == session]
    desk.close()
    assert notes[NoteKind.PROGRESS].splitlines()[1] == "calmer today"
    assert notes[NoteKind.PROCESS] == "felt hurried"
    assert homework == ["walk on Sundays"]
    assert [(one.element, one.perspective, one.score) for one in view.ratings] == [
        (ALLIANCE, Perspective.CLINICIAN, 70)
    ]
