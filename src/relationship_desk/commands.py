"""What each verb of the command line does: thin steps over the services, each imported when it is needed.

Every verb returns 0 when it is done, and 1 for a finding that it has printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from relationship_desk.domain.errors import UnusableInput

if TYPE_CHECKING:
    from relationship_desk.services.desk import Desk


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


def demo(arguments: argparse.Namespace) -> int:
    """Open the demo practice, or only write it and print where."""
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
    from relationship_desk.app import qt

    qt.load()
    from relationship_desk.app.window import open_window

    return open_window(folder, desk=desk, demo=True, temporary=arguments.at is None)


def new(arguments: argparse.Namespace) -> int:
    """Make a practice and print its recovery words, once."""
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


def check(arguments: argparse.Namespace) -> int:
    """Examine a practice: 0 sound, 1 damaged."""
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


def backup(arguments: argparse.Namespace) -> int:
    """Write a verified backup and print the file."""
    desk = _open(arguments)
    try:
        print(desk.keeping.back_up(arguments.to))
    finally:
        desk.close()
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup into a new practice folder and print that."""
    from relationship_desk.sealing.secret import Secret
    from relationship_desk.services import practices

    secret = Secret.passphrase(_read_passphrase(arguments.passphrase_file))
    practices.restore(arguments.backup, arguments.practice, secret)
    print(arguments.practice)
    return 0


def passphrase(arguments: argparse.Namespace) -> int:
    """Change the passphrase."""
    desk = _open(arguments)
    try:
        new = _read_new_passphrase(arguments.new_passphrase_file)
        desk.keeping.change_passphrase(new)
    finally:
        desk.close()
    print("The passphrase is changed. Older backups still open with the old one.")
    return 0


def import_package(arguments: argparse.Namespace) -> int:
    """Add a data package to the record and print what was added, table by table."""
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


def export(arguments: argparse.Namespace) -> int:
    """Write the record as a data package and print the folder."""
    from relationship_desk.services.exporting import Shape

    desk = _open(arguments)
    try:
        shape = Shape(arguments.identity == "reduced", arguments.process_notes, arguments.free_text)
        desk.exporting.export(arguments.out, shape)
    finally:
        desk.close()
    print(arguments.out)
    return 0


def summary(arguments: argparse.Namespace) -> int:
    """Write the supervision summary of one client and print the file."""
    from relationship_desk.services.summarising import Request

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


def signals(arguments: argparse.Namespace) -> int:
    """List what the record shows."""
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


def prompts(arguments: argparse.Namespace) -> int:
    """List what is to be considered."""
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
