"""The command line: its verbs and their options, and how failures are told. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from relationship_desk import __version__, commands
from relationship_desk.domain.errors import DeskError, UnusableInput

if TYPE_CHECKING:
    from datetime import date

VERBS = (
    "demo",
    "new",
    "check",
    "backup",
    "restore",
    "passphrase",
    "rekey",
    "import",
    "export",
    "summary",
    "signals",
    "prompts",
)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return 0 done, 1 a finding or failure that was reported, 2 unusable input."""
    _write_any_character()
    try:
        return _run(arguments)
    except DeskError as fault:
        print(f"relationship-desk: {fault}", file=sys.stderr)
        for more in getattr(fault, "faults", ())[1:]:
            print(f"  {more}", file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        print("relationship-desk: stopped.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as fault:
        place = f"{fault.filename} cannot be used: " if fault.filename else ""
        print(f"relationship-desk: {place}{fault.strerror or 'the disk did not answer'}.", file=sys.stderr)
        return 2


def _write_any_character() -> None:
    """Let no encoding of a pipe or an old terminal stop a list: what it lacks is written as an escape, as in JSON."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _run(arguments: Sequence[str]) -> int:
    verb = next((argument for argument in arguments if not argument.startswith("-")), "")
    if verb not in VERBS and not {"-h", "--help", "--version"} & set(arguments):
        return _window(_window_parser().parse_args(arguments))
    parsed = _parser().parse_args(arguments)
    action: Callable[[argparse.Namespace], int] = parsed.action
    return action(parsed)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise UnusableInput(f"{message}. See {self.prog} --help.")


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="relationship-desk")
    parser.add_argument("practice", nargs="?", type=Path)
    # Given by the program itself when it starts afresh to lock.
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--geometry", default="", help=argparse.SUPPRESS)
    # Given by the program itself to the process that shows a client's form.
    parser.add_argument("--hand-over", action="store_true", help=argparse.SUPPRESS)
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="relationship-desk",
        description="The therapeutic relationship, session by session, kept encrypted on one laptop.",
        epilog="Without a verb the window opens: relationship-desk [PRACTICE]",
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(required=True, metavar="VERB", parser_class=_Parser)

    def verb(name: str, action: Callable[[argparse.Namespace], int], text: str, *, opens: bool = True) -> _Parser:
        added: _Parser = verbs.add_parser(name, help=text, description=text)
        added.set_defaults(action=action)
        if opens:
            added.add_argument("practice", type=Path, help="the practice folder, NAME.desk")
            _passphrase_option(added)
        return added

    demo = verb("demo", commands.demo, "open the demo practice, or write it with --no-window", opens=False)
    demo.add_argument("--no-window", action="store_true", help="only write the practice; its passphrase is demo")
    demo.add_argument("--at", type=Path, metavar="PRACTICE", help="where to write it")
    demo.add_argument("--clients", type=_count, metavar="N")
    demo.add_argument("--sessions", type=_count, metavar="N", help="sessions of each client")
    demo.add_argument("--seed", type=int, default=7, metavar="N")
    demo.add_argument("--as-of", type=_day, metavar="DATE", help=argparse.SUPPRESS)
    new = verb("new", commands.new, "make a practice and print its recovery words, once")
    new.add_argument("--clinician", default="", metavar="NAME")
    verb("check", commands.check, "examine a practice: 0 sound, 1 damaged, 2 cannot be opened")
    backup = verb("backup", commands.backup, "write a verified backup and print the file")
    backup.add_argument("--to", type=Path, metavar="FOLDER")
    restore = verb("restore", commands.restore, "put a backup into a new practice folder", opens=False)
    restore.add_argument("backup", type=Path)
    restore.add_argument("practice", type=Path)
    _passphrase_option(restore)
    passphrase = verb("passphrase", commands.passphrase, "change the passphrase")
    passphrase.add_argument("--new-passphrase-file", metavar="FILE")
    verb("rekey", commands.rekey, "encrypt the practice under a new data key; prints new recovery words, once")
    importing = verb("import", commands.import_package, "add a data package to the record")
    importing.add_argument("folder", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="say what would be added and change nothing")
    export = verb("export", commands.export, "write the record as a data package")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    _identity_option(export)
    export.add_argument("--process-notes", action="store_true")
    export.add_argument("--free-text", action="store_true", help="keep free text in reduced identity, after review")
    summary = verb("summary", commands.summary, "write the supervision summary of one client")
    summary.add_argument("--client", required=True, metavar="CODE")
    summary.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    summary.add_argument("--question", default="", help="the question for supervision")
    summary.add_argument("--password-file", metavar="FILE")
    _identity_option(summary)
    for name, action, text in (
        ("signals", commands.signals, "list what the record shows"),
        ("prompts", commands.prompts, "list what is to be considered"),
    ):
        listing = verb(name, action, text)
        listing.add_argument("--client", metavar="CODE")
        listing.add_argument("--json", action="store_true")
        listing.add_argument("--as-of", type=_day, metavar="DATE", help="see the record as on this day")
    return parser


def _passphrase_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passphrase-file", metavar="FILE", help="read the passphrase from FILE, - for standard input")


def _identity_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--identity", choices=("reduced", "full"), default="reduced")


def _count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to 100000")
    return int(text)


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date such as 2026-03-31") from None


def _window(arguments: argparse.Namespace) -> int:
    gc.disable()  # the window has a collector of its own, and what is imported until then is no garbage
    if arguments.hand_over:
        return _hand_over()
    from relationship_desk.app import qt
    from relationship_desk.app.display import require_display

    if arguments.practice is not None and not arguments.practice.is_dir():
        raise UnusableInput(
            f"“{arguments.practice}” is neither a command nor a practice folder. See relationship-desk --help."
        )
    require_display("run")
    qt.load()
    from relationship_desk.app.window import open_window

    return open_window(arguments.practice, demo=arguments.demo, geometry=arguments.geometry)


def _hand_over() -> int:
    if os.isatty(0):
        raise UnusableInput("--hand-over is given by the program itself. Use “Hand over” in a debrief.")
    from relationship_desk.app import qt

    qt.load()
    from relationship_desk.app.hand_over import show_form

    with os.fdopen(0, "rb", closefd=False) as pipe:
        return show_form(pipe)
