"""A real practice for every room: one empty, one with the demo clients, each test on its own copy."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from relationship_desk.domain.records import Practice
from relationship_desk.sealing.kdf import FLOOR, KdfParameters
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.demo import demo_day
from relationship_desk.services.desk import Desk
from relationship_desk.store.vault import create_practice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot
    from tests.clinic import Clinic

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""How long an example takes says what else the machine does, and nothing about the program."""

PASSPHRASE = "correct horse battery"
TODAY = date(2026, 3, 31)


@pytest.fixture(autouse=True)
def collected_between_tests() -> Iterator[None]:
    """As in the program, no cyclic garbage is collected inside a paint event or on a job's thread."""
    gc.disable()
    yield
    if gc.get_count()[0] > 20_000:
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def reckoned_once() -> Iterator[None]:
    """The same passphrase, salt and cost give the same key: a third of the time is theirs.

    What is patched calls the real one, once for each input; a cost other than the least is measured, and stays real.
    """
    derive = KdfParameters.derive
    known = lru_cache(maxsize=None)(derive)

    def once(cost: KdfParameters, secret: bytes, salt: bytes) -> bytes:
        return known(cost, secret, salt) if cost == FLOOR else derive(cost, secret, salt)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KdfParameters, "derive", once)
        yield


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new practice, closed."""
    folder = tmp_path_factory.mktemp("empty") / "Linden.desk"
    vault, _ = create_practice(folder, PASSPHRASE, Practice("Linden", "Dr Rivers", "Psychologist"), FLOOR)
    vault.close()
    return folder


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo practice, closed. Its passphrase is "demo"."""
    folder = tmp_path_factory.mktemp("demo") / "Demo.desk"
    practices.make_demo(folder, 7).close()
    return folder


@pytest.fixture
def desk(empty_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """An open practice without a client, on a fixed day."""
    folder = tmp_path / "Linden.desk"
    shutil.copytree(empty_template, folder)
    opened = practices.open_practice(folder, Secret.passphrase(PASSPHRASE), TODAY)
    yield opened
    opened.close()


@pytest.fixture
def demo_folder(demo_template: Path, tmp_path: Path) -> Path:
    """A copy of the demo practice."""
    folder = tmp_path / "Demo.desk"
    shutil.copytree(demo_template, folder)
    return folder


@pytest.fixture
def demo(demo_folder: Path) -> Iterator[Desk]:
    """The demo practice, open, on its own day."""
    opened = practices.open_practice(demo_folder, Secret.passphrase("demo"), demo_day())
    yield opened
    opened.close()


@pytest.fixture
def clinic(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[Clinic]:
    """The clinician at work in the whole window of ``desk``."""
    from tests.clinic import at_work  # only tests of the window load Qt

    with at_work(desk, qtbot, qapp) as clinician:
        yield clinician
