from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.sealing.keyfolder import KEYS
from relationship_desk.store.layout import STORE
from relationship_desk.store.manifest import MANIFEST, Entry, Manifest
from relationship_desk.store.thinning import KEEP_ALL, Backup, backups_in, surplus, thin

NOW = datetime(2026, 11, 20, 18, 0)


def backups(*moments: datetime) -> list[Backup]:
    return [Backup(Path(f"R-{at:%Y%m%d-%H%M%S}.deskbackup"), at) for at in moments]


def bundle(path: Path, practice: str) -> None:
    """A backup by its manifest; thinning asks for no more."""
    files = {name: Entry(1, "00") for name in (KEYS, STORE)}
    with zipfile.ZipFile(path, "x") as bundled:
        bundled.writestr(MANIFEST, Manifest(practice, 1, "0001", "2020-01-01T12:00:00", files).to_bytes())


MOMENTS = st.lists(st.integers(0, 1200 * 24), max_size=200, unique=True).map(
    lambda hours: [NOW - timedelta(hours=hour) for hour in hours]
)


@given(MOMENTS)
def test_the_newest_and_the_last_days_always_stay(moments: list[datetime]) -> None:
    gone = {backup.at for backup in surplus(backups(*moments), NOW)}
    assert not [at for at in gone if NOW - at <= KEEP_ALL]
    assert max(moments, default=NOW) not in gone
    assert len(moments) - len(gone) <= len([at for at in moments if NOW - at <= KEEP_ALL]) + 12 + 10 + 9


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(moments: list[datetime]) -> None:
    everything = backups(*moments)
    gone = set(surplus(everything, NOW))
    assert surplus([backup for backup in everything if backup not in gone], NOW) == []


def test_three_years_of_daily_backups_leave_days_weeks_and_months() -> None:
    everything = backups(*(NOW - timedelta(days=day) for day in range(1000)))
    gone = set(surplus(everything, NOW))
    ages = [(NOW - backup.at).days for backup in everything if backup not in gone]
    days, sundays, month_ends = (
        set(range(12)),
        {5 + 7 * week for week in range(9)},
        {20, 51, 81, 112, 143, 173, 204, 234},
    )
    assert ages == sorted(days | sundays | month_ends)


def test_an_hourly_day_is_kept_whole_and_then_thinned_to_its_last() -> None:
    day = [NOW - timedelta(hours=hour) for hour in range(10)]
    assert surplus(backups(*day), NOW) == []
    assert [backup.at for backup in surplus(backups(*day), NOW + timedelta(days=3))] == day[1:]


def test_only_own_backups_are_counted_and_deleted(tmp_path: Path) -> None:
    names = [
        "Rivers-20200101-120000.deskbackup",
        "Rivers-20200101-110000.deskbackup",
        "Rivers-20200101-110000.deskbackup.part",
        "Rivers-20209999-110000.deskbackup",
        "Rivers-copy.deskbackup",
        "Two Rivers-20200101-110000.deskbackup",
        "notes.txt",
    ]
    for name in names:
        bundle(tmp_path / name, "own")
    assert [backup.path.name for backup in backups_in(tmp_path, "Rivers", "own")] == names[:2]
    assert thin(tmp_path, "Rivers", "own", NOW) == [tmp_path / names[1]]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(set(names) - {names[1]})


def test_another_practice_of_the_same_name_keeps_its_backups(tmp_path: Path) -> None:
    own, other, broken = (tmp_path / f"Rivers-20200101-{hour}0000.deskbackup" for hour in (12, 11, 10))
    bundle(own, "own")
    bundle(other, "other")
    broken.write_bytes(b"PK")
    assert thin(tmp_path, "Rivers", "own", NOW) == []
    assert sorted(tmp_path.iterdir()) == [broken, other, own]


def test_a_folder_without_backups_is_left_alone(tmp_path: Path) -> None:
    assert thin(tmp_path / "none", "Rivers", "own", NOW) == []
