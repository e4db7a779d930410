"""A hand-over from the debrief to the record: a process without a key, killed half-way, and what then comes in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.keys import key_click

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.app.test_lock import memory_of
from tests.conftest import PASSPHRASE, TODAY
from tests.whole_window import whole_window, words_in

from relationship_desk.app.window import Program
from relationship_desk.domain.errors import DeskError, UnusableInput
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import Errand, Form
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.sealing.answer_files import read_answers, write_answers
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.secret import Secret
from relationship_desk.sealing.waiting_answers import answer_files
from relationship_desk.services import practices
from relationship_desk.services.demo import demo_day
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.answers.answers_page import AnswersPage
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.today.presenter import TodayPage

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked at through /proc")
MARKER = "Quillfeather"
OPEN_AND_HAND_OVER = """
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
program = Program(app, folder, demo=True)
program.enter(desk)
program.open.window.go("debrief", session=session.id)
print("open", flush=True)
def hand_over_when_told():
    if Path(sys.argv[3]).exists():
        timer.stop()
        page = program.open.window.page
        page.form.hand_over.click()
        dialog = page.presenter.handing_over
        for element, box in dialog.elements.items():
            box.setChecked(element == "alliance")
        dialog.answer.click()
timer = QTimer()
timer.timeout.connect(hand_over_when_told)
timer.start(50)
app.exec()
"""
DRIVER = """
import os, sys
if "--hand-over" in sys.orig_argv:
    import threading, time
    def drive():
        while not ("PySide6.QtWidgets" in sys.modules and "relationship_desk.ui.hand_over.window" in sys.modules):
            time.sleep(0.02)
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QGuiApplication, QKeyEvent
        while not any(window.isExposed() for window in QGuiApplication.allWindows()):
            time.sleep(0.02)
        time.sleep(0.2)
        modules = [name for name in sys.modules]
        with open(os.environ["MODULES"], "w") as file:
            file.write("\\n".join(modules))
        window = QGuiApplication.allWindows()[0]
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                text = " " if key == Qt.Key.Key_Space else ""
                QCoreApplication.postEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
            time.sleep(0.1)
    threading.Thread(target=drive, daemon=True).start()
"""


class Running:
    """The program in a process of its own, which hands over when it is told to."""

    def __init__(self, folder: Path) -> None:
        self.practice, self._go, self._key_file = folder / "P.desk", folder / "go", folder / "key"
        self.modules = folder / "modules"
        (folder / "driver").mkdir()
        (folder / "driver" / "sitecustomize.py").write_text(DRIVER)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(folder / "driver"),
            "MODULES": str(self.modules),
        }
        arguments = [str(self.practice), str(self._key_file), str(self._go)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_HAND_OVER, *arguments], env=environment, stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"open\n"

    @property
    def key(self) -> DataKey:
        return DataKey(bytes.fromhex(self._key_file.read_text()))

    @property
    def command(self) -> bytes:
        return Path(f"/proc/{self.process.pid}/cmdline").read_bytes()

    def hand_over(self) -> None:
        self._go.touch()
        until(lambda: b"--hand-over" in self.command)

    @property
    def score(self) -> int | None:
        """What is on the disk of the line about the alliance."""
        for file in answer_files(self.practice):
            try:
                line = Answers.from_json(read_answers(self.key, file)).lines.get(ALLIANCE)
            except DeskError:
                return None
            return line if isinstance(line, int) else None
        return None


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 40
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert holds()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    started = Running(tmp_path)
    yield started
    started.process.kill()
    started.process.communicate()


@LINUX
def test_killed_half_way_the_answers_are_in_the_record_and_the_form_never_held_record_or_key(
    running: Running, qtbot: QtBot, qapp: QApplication
) -> None:
    before = memory_of(running.process.pid)
    key = running.key
    assert key.raw in before, "the search finds what is there"
    assert MARKER.encode() in before or MARKER.encode("utf-16-le") in before

    running.hand_over()
    until(lambda: running.score == 52)
    after = memory_of(running.process.pid)
    assert b"each on our own" in after or "each on our own".encode("utf-16-le") in after, (
        "it is the form that is looked at"
    )
    for secret in (key.raw, key.raw.hex().encode(), MARKER.encode(), MARKER.encode("utf-16-le")):
        assert secret not in after

    forbidden = ("sqlalchemy", "sqlcipher3", "alembic", "relationship_desk.services", "relationship_desk.store")
    loaded = running.modules.read_text().splitlines()
    assert "relationship_desk.ui.hand_over.presenter" in loaded
    assert [name for name in loaded if name.startswith(forbidden)] == []

    [file] = answer_files(running.practice)
    told = running.command + Path(f"/proc/{running.process.pid}/environ").read_bytes()
    for said in (b"alliance", b"each on our own", file.stem.encode(), bytes(str(running.practice), "utf-8")):
        assert said not in told, "what the process is told comes through its pipe alone"

    running.process.send_signal(signal.SIGKILL)
    running.process.wait(timeout=60)
    assert_comes_in(running.practice, qapp, qtbot)


def assert_comes_in(practice: Path, app: QApplication, qtbot: QtBot) -> None:
    """Started again, the program is locked; once unlocked, the answers are the first thing shown."""
    restarts: list[object] = []
    program = Program(app, practice, demo=True, restart=restarts.append)
    program.show_entrance()
    assert program.entrance is not None
    assert program.entrance.unlock.view.hint.plain.endswith("Answers are waiting.")
    assert "K-17" not in words_in(program.entrance)
    desk = practices.open_practice(practice, Secret.passphrase("demo"), demo_day())
    program.enter(desk)
    opened = program.open
    assert opened is not None
    page = opened.window.page
    assert isinstance(page, AnswersPage)
    words = words_in(page)
    assert "K-17" in words
    assert "1 answered" in words
    assert "not handed back with Done" in words
    session = desk.reviewing.sessions(desk.supervising.client_id("K-17"))[0].session
    found = [one.score for one in desk.reviewing.debrief(session.id).ratings if one.perspective is Perspective.CLIENT]
    assert 52 in found
    assert answer_files(practice) == []
    put_away(program)
    assert restarts == []


@LINUX
def test_told_to_end_it_goes_to_the_lock_page(running: Running) -> None:
    running.hand_over()
    until(lambda: running.score == 52)
    running.process.send_signal(signal.SIGTERM)
    until(lambda: b"--locked" in running.command)
    assert str(running.practice).encode() in running.command
    assert running.score == 52
    assert running.process.poll() is None


def test_without_an_errand_there_is_no_form(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "relationship_desk", "--hand-over"]
    for errand in (b"", b"{}", b"[1"):
        done = subprocess.run(command, input=errand, capture_output=True, check=False, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.count(b"\n") == 1


# In the window of the clinician


def handed_out(desk: Desk, qtbot: QtBot, app: QApplication) -> tuple[Errand, Program]:
    """Hand over from the newest draft by keys, and read what the fresh process would be told."""
    pipes: list[int] = []
    program = Program(app, desk.folder, hand_out=pipes.append)
    program.enter(desk)
    opened = program.open
    assert opened is not None
    opened.window.resize(1440, 900)
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    opened.window.go("debrief", session=desk.reviewing.today().drafts[0].session.id)
    page = opened.window.page
    assert isinstance(page, DebriefPage)
    key_click(page.form.ratings.table, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: page.presenter.handing_over is not None)
    dialog = page.presenter.handing_over
    assert dialog is not None
    key_click(dialog, Qt.Key.Key_Return)
    assert len(pipes) == 1
    with os.fdopen(pipes[0], "rb") as pipe:
        return Errand.from_json(pipe.read()), program


def test_the_debrief_hands_over_what_is_due_and_lets_go_of_the_practice(
    empty_template: Path, desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    desk.recording.add_session(desk.recording.add_client("K-1").id)
    errand, program = handed_out(desk, qtbot, qapp)
    assert program.open is None
    assert errand.folder == str(desk.folder)
    assert {one.element for one in errand.form.elements} >= {ALLIANCE}
    again = practices.open_practice(desk.folder, Secret.passphrase(PASSPHRASE), TODAY)
    again.close()
    put_away(program)


def put_away(program: Program) -> None:
    program.end()
    program.jobs.close()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sealed(desk: Desk, form: Form, answers: Answers) -> None:
    write_answers(desk.folder, form.public_key, form.id, answers.to_json())


def test_what_concerns_risk_is_shown_first_and_leads_to_the_risk_record(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    phq = next(one for one in desk.measuring.measures() if one.id == MeasureId("phq-9"))
    session = desk.recording.add_session(desk.recording.add_client("K-1").id)
    form = desk.handing_over.prepare(session.id, (), [phq])
    answers = Answers.to(form, desk.now())
    for number in range(1, 10):
        answers = answers.with_item(form.measures[0], number, 1, desk.now())
    sealed(desk, form, answers)
    with whole_window(desk, qtbot, qapp) as window:
        page = window.page
        assert isinstance(page, AnswersPage)
        assert "PHQ-9, item 9: 1" in words_in(page)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        assert focus.text() == "Open the risk record"
        page.today.click()
        assert isinstance(window.page, TodayPage)


def test_answers_that_cannot_be_read_are_said_and_the_practice_opens(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    (desk.folder / "answers").mkdir()
    (desk.folder / "answers" / "0123.sealed").write_bytes(b"damaged")
    with whole_window(desk, qtbot, qapp) as window:
        assert isinstance(window.page, TodayPage)
        assert "0123.sealed" in words_in(window)
    assert (desk.folder / "answers" / "0123.sealed").exists()


def test_a_form_too_long_for_the_pipe_is_refused_while_all_is_still_open(
    desk: Desk, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_data: bytes) -> int:
        raise UnusableInput("More than can be handed over at once.")

    monkeypatch.setattr("relationship_desk.app.lifecycle.pipe_holding", full)
    session = desk.recording.add_session(desk.recording.add_client("K-1").id)
    pipes: list[int] = []
    program = Program(qapp, desk.folder, hand_out=pipes.append)
    program.enter(desk)
    program.hand_over(desk.handing_over.prepare(session.id, [ALLIANCE]))
    assert pipes == []
    assert program.open is not None
    assert "at once" in words_in(program.open.window)
    put_away(program)
