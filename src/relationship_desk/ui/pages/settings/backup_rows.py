"""The backups that the program knows of, as rows: when, where, and what each opens with."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.counts import counted
from relationship_desk.domain.days import short_day
from relationship_desk.sealing.secret import SecretKind
from relationship_desk.services.rekeying import KnownBackup
from relationship_desk.ui.widgets.row_delegate import Row

OF_TODAY, OTHER_KEY = "opens as now", "earlier data key"
_OLD = {SecretKind.PASSPHRASE: "passphrase", SecretKind.RECOVERY: "recovery words"}


def backup_rows(backups: Sequence[KnownBackup]) -> list[Row]:
    """One row a backup; it names the folder where that is another than that of the newest."""
    return [_row(backup, elsewhere=backup.path.parent != backups[0].path.parent) for backup in backups]


def given_away(backups: Sequence[KnownBackup]) -> str:
    """Say which backups give the data key in use to whoever knows an earlier secret; empty when none does."""
    open_still = [backup for backup in backups if backup.old and not backup.other_key]
    if not open_still:
        return ""
    one = len(open_still) == 1
    kinds = " or the ".join(words for kind, words in _OLD.items() if any(kind in backup.old for backup in open_still))
    return (
        f"{counted(len(open_still), 'backup')} below {'opens' if one else 'open'} with the {kinds} of before. Whoever "
        f"has {'it' if one else 'one of them'} and that secret can take the data key from it and read the practice of "
        "today."
    )


def _row(backup: KnownBackup, *, elsewhere: bool) -> Row:
    """Where it opens with something else than the practice does, a sign and the words say so."""
    when = f"{short_day(backup.at)}, {backup.at:%H:%M}"
    name = f"{backup.path.name} in {backup.path.parent}" if elsewhere else backup.path.name
    if backup.other_key:
        return Row(backup.path, when, name, right=OTHER_KEY, icon="clock", tone="muted")
    if backup.old:
        return Row(backup.path, when, name, right=f"earlier {_named(backup)}", icon="triangle-alert", tone="attention")
    return Row(backup.path, when, name, right=OF_TODAY, icon="check", tone="success")


def _named(backup: KnownBackup) -> str:
    return " and ".join(words for kind, words in _OLD.items() if kind in backup.old)
