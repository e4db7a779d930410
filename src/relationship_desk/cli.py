"""The command line: thin verbs over the services. Nothing heavy is imported before the verb is known."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from relationship_desk import __version__
from relationship_desk.domain.errors import DeskError, UnusableInput

if TYPE_CHECKING:
    from datetime import date

    from relationship_desk.services.desk import Desk

VERBS = (
    "demo",
    "new",
    "check",
    "backup",
    "restore",
    "passphrase",
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

    demo = verb("demo", _demo, "open the demo practice, or write it with --no-window", opens=False)
    demo.add_argument("--no-window", action="store_true", help="only write the practice; its passphrase is demo")
    demo.add_argument("--at", type=Path, metavar="PRACTICE", help="where to write it")
    demo.add_argument("--clients", type=_count, metavar="N")
    demo.add_argument("--sessions", type=_count, metavar="N", help="sessions of each client")
    demo.add_argument("--seed", type=int, default=7, metavar="N")
    demo.add_argument("--as-of", type=_day, metavar="DATE", help=argparse.SUPPRESS)
    new = verb("new", _new, "make a practice and print its recovery words, once")
    new.add_argument("--clinician", default="", metavar="NAME")
    verb("check", _check, "examine a practice: 0 sound, 1 damaged, 2 cannot be opened")
    backup = verb("backup", _backup, "write a verified backup and print the file")
    backup.add_argument("--to", type=Path, metavar="FOLDER")
    restore = verb("restore", _restore, "put a backup into a new practice folder", opens=False)
    restore.add_argument("backup", type=Path)
    restore.add_argument("practice", type=Path)
    _passphrase_option(restore)
    passphrase = verb("passphrase", _passphrase, "change the passphrase")
    passphrase.add_argument("--new-passphrase-file", metavar="FILE")
    importing = verb("import", _import, "add a data package to the record")
    importing.add_argument("folder", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="say what would be added and change nothing")
    export = verb("export", _export, "write the record as a data package")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    _identity_option(export)
    export.add_argument("--process-notes", action="store_true")
    export.add_argument("--free-text", action="store_true", help="keep free text in reduced identity, after review")
    summary = verb("summary", _summary, "write the supervision summary of one client")
    summary.add_argument("--client", required=True, metavar="CODE")
    summary.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    summary.add_argument("--question", default="", help="the question for supervision")
    summary.add_argument("--password-file", metavar="FILE")
    _identity_option(summary)
    for name, action, text in (
        ("signals", _signals, "list what the record shows"),
        ("prompts", _prompts, "list what is to be considered"),
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


def _read_passphrase(file: str | None, prompt: str = "Passphrase: ") -> str:
    if file is None:
        if not sys.stdin.isatty():
            raise UnusableInput(
                "No passphrase: type it at the prompt, or give --passphrase-file FILE (- is standard input)."
            )
        return _ask(prompt)
    try:
        text = sys.stdin.readline() if file == "-" else Path(file).read_text("utf-8")
    except OSError as fault:
        raise UnusableInput(f"The passphrase file cannot be read ({fault.strerror}).") from None
    except UnicodeDecodeError:
        raise UnusableInput("The passphrase file is not UTF-8 text.") from None
    return text.rstrip("\r\n")


def _ask(prompt: str) -> str:
    from getpass import getpass

    return getpass(prompt)


def _read_new_passphrase(file: str | None) -> str:
    passphrase = _read_passphrase(file, "New passphrase: ")
    if file is None and _ask("Again: ") != passphrase:
        raise UnusableInput("The two passphrases differ. Nothing has been changed.")
    return passphrase


def _open(arguments: argparse.Namespace) -> Desk:
    from relationship_desk.sealing.secret import Secret
    from relationship_desk.services import practices
    from relationship_desk.store.layout import require_practice

    require_practice(arguments.practice)
    secret = Secret.passphrase(_read_passphrase(arguments.passphrase_file))
    return practices.open_practice(arguments.practice, secret, getattr(arguments, "as_of", None))


def _demo(arguments: argparse.Namespace) -> int:
    if not arguments.no_window:
        from relationship_desk.app.display import require_display

        require_display("demo")
    from relationship_desk.services import practices

    folder = (arguments.at or practices.temporary_demo_folder()).absolute()
    desk = practices.make_demo(folder, arguments.seed, arguments.clients, arguments.sessions)
    if arguments.no_window:
        desk.close()
        print(folder)
        return 0
    from relationship_desk.app.window import open_window

    return open_window(folder, desk=desk, demo=True, temporary=arguments.at is None)


def _new(arguments: argparse.Namespace) -> int:
    from relationship_desk.domain.records import Practice
    from relationship_desk.services import practices

    passphrase = _read_new_passphrase(arguments.passphrase_file)
    practice = Practice(arguments.practice.stem, arguments.clinician)
    desk, words = practices.create(arguments.practice, passphrase, practice)
    desk.close()
    print("Recovery words. Write them down: they are shown once and kept nowhere.")
    for row in range(8):
        print("  ".join(f"{number:2} {words[number - 1]:<10}" for number in (row + 1, row + 9, row + 17)).rstrip())
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from relationship_desk.sealing.secret import Secret
    from relationship_desk.services import practices
    from relationship_desk.store.layout import require_practice

    require_practice(arguments.practice)
    secret = Secret.passphrase(_read_passphrase(arguments.passphrase_file))
    findings = practices.check(arguments.practice, secret)
    for finding in findings:
        print(f"{finding.severity}: {finding.sentence}")
    if not findings:
        print("Sound: key file, pages, references and audit agree.")
    return int(bool(findings))


def _backup(arguments: argparse.Namespace) -> int:
    desk = _open(arguments)
    try:
        print(desk.keeping.back_up(arguments.to))
    finally:
        desk.close()
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from relationship_desk.sealing.secret import Secret
    from relationship_desk.services import practices

    secret = Secret.passphrase(_read_passphrase(arguments.passphrase_file))
    practices.restore(arguments.backup, arguments.practice, secret)
    print(arguments.practice)
    return 0


def _passphrase(arguments: argparse.Namespace) -> int:
    desk = _open(arguments)
    try:
        new = _read_new_passphrase(arguments.new_passphrase_file)
        desk.keeping.change_passphrase(new)
    finally:
        desk.close()
    print("The passphrase is changed. Older backups still open with the old one.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    desk = _open(arguments)
    try:
        imported = desk.importing.import_package(arguments.folder, dry_run=arguments.dry_run)
        if not arguments.dry_run:
            for client in sorted(imported.clients):
                desk.prompting.evaluate(client)
    finally:
        desk.close()
    would = "would be added" if arguments.dry_run else "added"
    for table, count in imported.added.items():
        if count:
            print(f"{table}: {count} {would}")
    if not any(imported.added.values()):
        print("Everything was there already; nothing added.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from relationship_desk.services.exporting import Shape

    desk = _open(arguments)
    try:
        shape = Shape(arguments.identity == "reduced", arguments.process_notes, arguments.free_text)
        desk.exporting.export(arguments.out, shape)
    finally:
        desk.close()
    print(arguments.out)
    return 0


def _summary(arguments: argparse.Namespace) -> int:
    from relationship_desk.services.supervising import Request

    desk = _open(arguments)
    try:
        client = desk.supervising.client_id(arguments.client)
        password = _read_passphrase(arguments.password_file) if arguments.password_file else None
        request = Request(client, full_identity=arguments.identity == "full", question=arguments.question)
        desk.supervising.write(request, arguments.out, password)
    finally:
        desk.close()
    print(arguments.out)
    return 0


def _print_json(rows: Sequence[object]) -> None:
    import json

    print(json.dumps(rows, ensure_ascii=False, indent=1))


def _signals(arguments: argparse.Namespace) -> int:
    desk = _open(arguments)
    try:
        rows = desk.prompting.signal_list(arguments.client, desk.today())
    finally:
        desk.close()
    if arguments.json:
        _print_json(rows)
    else:
        for row in rows:
            print(f"{row['client']}  session {row['session']}  {row['strength']}  {row['signal']}: {row['detail']}")
    return 0


def _prompts(arguments: argparse.Namespace) -> int:
    desk = _open(arguments)
    try:
        rows = desk.prompting.prompt_list(arguments.client, desk.today())
    finally:
        desk.close()
    if arguments.json:
        _print_json(rows)
    else:
        for row in rows:
            print(f"{row['client']}  session {row['session']}  {row['rule']}  {row['status']}")
    return 0


def _window(arguments: argparse.Namespace) -> int:
    gc.disable()  # the window has a collector of its own, and what is imported until then is no garbage
    if arguments.hand_over:
        return _hand_over()
    from relationship_desk.app.display import require_display
    from relationship_desk.app.window import open_window

    if arguments.practice is not None and not arguments.practice.is_dir():
        raise UnusableInput(
            f"“{arguments.practice}” is neither a command nor a practice folder. See relationship-desk --help."
        )
    require_display("run")
    return open_window(arguments.practice, demo=arguments.demo, geometry=arguments.geometry)


def _hand_over() -> int:
    if os.isatty(0):
        raise UnusableInput("--hand-over is given by the program itself. Use “Hand over” in a debrief.")
    from relationship_desk.app.hand_over import show_form

    with os.fdopen(0, "rb", closefd=False) as pipe:
        return show_form(pipe)
