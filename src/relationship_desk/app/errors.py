"""The error boundary: what is no :class:`DeskError` is a fault of the program, told in one sentence without content.

The place in the code goes to a log without any value from the record, so that a report can be sent safely.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from relationship_desk.domain.errors import DeskError

FAULT = (
    "Something went wrong inside the program. What was saved is safe. "
    "Go on, or lock and unlock; if it happens again, report the code {code}."
)


def install(tell: Callable[[str], object]) -> None:
    """Send every uncaught error to ``tell`` as one sentence, from all threads."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, DeskError):
            tell(str(error))
            return
        _log(kind, trace)
        tell(FAULT.format(code=place_of(kind, trace)))

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            hook(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = hook
    threading.excepthook = thread_hook


def place_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A code for the innermost place of ``trace`` in this program, such as ``KeyError-recording-88``."""
    code = kind.__name__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("relationship_desk"):
            code = f"{kind.__name__}-{module.rpartition('.')[2]}-{trace.tb_lineno}"
        trace = trace.tb_next
    return code


def _log(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Write module and line of every frame; neither the message nor any value, as they may hold clinical text."""
    from datetime import datetime

    from platformdirs import user_log_path

    lines = [f"{datetime.now().isoformat(timespec='seconds')} {kind.__name__}"]
    while trace is not None:
        lines.append(f"  {trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    try:
        folder = user_log_path("relationship-desk", appauthor=False)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "faults.log").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return
