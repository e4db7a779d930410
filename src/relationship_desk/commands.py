"""What each verb of the command line does: thin steps over the services, each imported when it is needed.

Every verb returns 0 when it is done, and 1 for a finding that it has printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from relationship_desk.domain.errors import UnusableInput

if TYPE_CHECKING:
    from relationship_desk.sealing.secret import Secret
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


def _secret(arguments: argparse.Namespace) -> Secret:
    from relationship_desk.sealing.secret import Secret

    return Secret.passphrase(_read_passphrase(arguments.passphrase_file))


def _desk(arguments: argparse.Namespace, secret: Secret | None = None) -> closing[Desk]:
    """The practice of the command line, open; the passphrase is asked for unless ``secret`` is given."""
    from relationship_desk.services import practices
    from relationship_desk.store.layout import require_practice

    require_practice(arguments.practice)
    desk = practices.open_practice(arguments.practice, secret or _secret(arguments), getattr(arguments, "as_of", None))
    return closing(desk)


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
    _print_words(words)
    return 0


def _print_words(words: Sequence[str]) -> None:
    print("Recovery words. Write them down: they are shown once and kept nowhere.")
    for row in range(8):
        print("  ".join(f"{number:2} {words[number - 1]:<10}" for number in (row + 1, row + 9, row + 17)).rstrip())


def check(arguments: argparse.Namespace) -> int:
    """Examine a practice: 0 sound, 1 damaged."""
    from relationship_desk.services import practices
    from relationship_desk.store.layout import require_practice

    require_practice(arguments.practice)
    findings = practices.check(arguments.practice, _secret(arguments))
    for finding in findings:
        print(f"{finding.severity}: {finding.sentence}")
    if not findings:
        print("Sound: key file, pages, references and audit agree.")
    return int(bool(findings))


def backup(arguments: argparse.Namespace) -> int:
    """Write a verified backup and print the file."""
    with _desk(arguments) as desk:
        print(desk.keeping.back_up(arguments.to))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup into a new practice folder and print that."""
    from relationship_desk.services import practices

    practices.restore(arguments.backup, arguments.practice, _secret(arguments))
    print(arguments.practice)
    return 0


def passphrase(arguments: argparse.Namespace) -> int:
    """Change the passphrase."""
    with _desk(arguments) as desk:
        new = _read_new_passphrase(arguments.new_passphrase_file)
        desk.keeping.change_passphrase(new)
        old = [backup.path for backup in desk.rekeying.known_backups() if backup.old or backup.other_key]
    print("The passphrase is changed. Older backups still open with the old one.")
    for path in old:
        print(f"  {path}")
    if old:
        print("With one of them the old passphrase also gives away the data key: “rekey” replaces it.")
    return 0


def rekey(arguments: argparse.Namespace) -> int:
    """Replace the data key and print the new recovery words, once, before they count."""
    from relationship_desk.sealing.secret import Secret
    from relationship_desk.services import practices
    from relationship_desk.store.layout import require_practice

    require_practice(arguments.practice)
    passphrase = _read_passphrase(arguments.passphrase_file)
    with _desk(arguments, Secret.passphrase(passphrase)) as desk:
        words = practices.new_words() if desk.keeping.has_recovery_words else ()
        new = desk.rekeying.prepare(passphrase, words)
        try:
            old = [backup.path for backup in desk.rekeying.known_backups()]
            if words:
                _print_words(words)
            sys.stdout.flush()  # what nobody could read must not count
        except BaseException:
            new.discard()
            raise
        desk.rekeying.replace(new)
    print("The data key is replaced. These backups hold the earlier one and open with the secrets of their time:")
    for path in old:
        print(f"  {path}")
    return 0


def import_package(arguments: argparse.Namespace) -> int:
    """Add a data package to the record and print what was added, table by table."""
    with _desk(arguments) as desk:
        imported = desk.importing.import_package(arguments.folder, dry_run=arguments.dry_run)
        if not arguments.dry_run:
            for client in sorted(imported.clients):
                desk.prompting.evaluate(client)
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

    with _desk(arguments) as desk:
        shape = Shape(arguments.identity == "reduced", arguments.process_notes, arguments.free_text)
        desk.exporting.export(arguments.out, shape)
    print(arguments.out)
    return 0


def summary(arguments: argparse.Namespace) -> int:
    """Write the supervision summary of one client and print the file."""
    from relationship_desk.services.summarising import Request

    with _desk(arguments) as desk:
        client = desk.supervising.client_id(arguments.client)
        password = _read_passphrase(arguments.password_file) if arguments.password_file else None
        request = Request(client, full_identity=arguments.identity == "full", question=arguments.question)
        desk.supervising.write(request, arguments.out, password)
    print(arguments.out)
    return 0


def signals(arguments: argparse.Namespace) -> int:
    """List what the record shows."""
    with _desk(arguments) as desk:
        rows = desk.listing.signals(arguments.client, desk.today())
    _print(rows, "{client}  session {session}  {strength}  {signal}: {detail}", arguments)
    return 0


def prompts(arguments: argparse.Namespace) -> int:
    """List what is to be considered."""
    with _desk(arguments) as desk:
        rows = desk.listing.prompts(arguments.client, desk.today())
    _print(rows, "{client}  session {session}  {rule}  {status}", arguments)
    return 0


def _print(rows: Sequence[Mapping[str, object]], line: str, arguments: argparse.Namespace) -> None:
    """Print the rows as JSON where that is asked for, otherwise each as a ``line``."""
    if arguments.json:
        import json

        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(line.format(**row))
