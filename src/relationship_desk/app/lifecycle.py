"""Locked and open are two processes, one after the other.

Locking starts the program afresh in the same place and ends the one that held the key: whatever it had decrypted is
gone with its memory.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from relationship_desk.domain.errors import UnusableInput

Restart = Callable[[Sequence[str]], None]


def locked_arguments(folder: Path, geometry: str, *, demo: bool) -> list[str]:
    """What the fresh process is told: which practice to unlock and where the window stood."""
    arguments = [str(folder), "--locked"]
    if geometry:
        arguments.append(f"--geometry={geometry}")
    if demo:
        arguments.append("--demo")
    return arguments


def pipe_holding(data: bytes) -> int:
    """A pipe with ``data`` already in it, for a process that is yet to start; return the end to read from.

    Raises:
        UnusableInput: when the pipe of this system does not hold so much.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    try:
        written = os.write(writing, data)
    except BlockingIOError:
        written = 0
    os.close(writing)
    if written < len(data):
        os.close(reading)
        raise UnusableInput("That is more than can be handed over at once. Choose fewer questions.")
    return reading


def start_hand_over(pipe: int) -> None:
    """Replace this process by one without a key, which reads from ``pipe`` what to show. Does not return."""
    start_afresh(["--hand-over"], pipe)


def start_afresh(arguments: Sequence[str], standard_input: int | None = None) -> None:
    """Replace this process by a fresh one, with another standard input where one is given. Does not return.

    On POSIX the process image itself is replaced, so that the terminal or session keeps waiting for the same process;
    elsewhere a new one is started and this one ends at once.
    """
    # A packaged program is its own executable.
    module = [] if getattr(sys, "frozen", False) else ["-m", "relationship_desk"]
    command = [sys.executable, *module, *arguments]
    if os.name == "posix":
        if standard_input is not None:
            os.dup2(standard_input, 0)
        os.execv(sys.executable, command)  # noqa: S606 - no shell is wanted
    import subprocess

    subprocess.Popen(command, close_fds=True, stdin=standard_input)
    os._exit(0)


class EndOnSignal(QObject):
    """Ends the program in good order when the system asks it to (SIGTERM at log-out, Ctrl+C in a terminal).

    Python runs its signal handlers only between two steps of its own; a pipe wakes Qt so that there is one.
    """

    def __init__(self, app: QApplication, end: Callable[[], None]) -> None:
        super().__init__(app)
        self._end = end
        if os.name != "posix":
            return
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        os.set_blocking(reading, False)
        signal.set_wakeup_fd(writing)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _do_nothing)
        self._pipe = reading
        self._notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        os.read(self._pipe, 64)
        self._end()


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """The pipe tells of the signal."""


class DialogKeys(QObject):
    """Runs keys of the window also while a dialog is open: a shortcut of the window behind it is not heard then."""

    def __init__(self, app: QApplication, keys: Mapping[str, Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._keys = dict(keys)
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys from any dialog."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        from PySide6.QtGui import QKeySequence

        run = self._keys.get(QKeySequence(event.keyCombination()).toString())
        if run is None or QApplication.activeModalWidget() is None:
            return False
        run()
        return True

    def stop(self) -> None:
        """Listen no more."""
        self._app.removeEventFilter(self)


class IdleWatch(QObject):
    """Calls ``lock`` after some minutes without a key or a movement of the mouse, dialogs included."""

    _SIGNS = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.MouseMove,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.Wheel,
            QEvent.Type.TouchBegin,
        }
    )

    def __init__(self, app: QApplication, minutes: int, lock: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._lock = lock
        self._timer.timeout.connect(self._on_timeout)
        self.set_minutes(minutes)
        app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Change how long is waited, from now on."""
        self.wait_milliseconds(minutes * 60_000)

    def wait_milliseconds(self, milliseconds: int) -> None:
        """Wait so long from now on."""
        self._timer.start(milliseconds)

    @property
    def remaining(self) -> int:
        """Milliseconds until the lock; -1 when nothing is waited for."""
        return self._timer.remainingTime()

    @property
    def milliseconds(self) -> int:
        """How long is waited."""
        return self._timer.interval()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Start the waiting anew at every sign of a person."""
        if event.type() in self._SIGNS:
            self._timer.start()
        return False

    def _on_timeout(self) -> None:
        """Ask for the lock, and ask again later should something have stood in the way."""
        self._timer.start()
        self._lock()

    def stop(self) -> None:
        """Wait no more."""
        self._app.removeEventFilter(self)
        self._timer.stop()
