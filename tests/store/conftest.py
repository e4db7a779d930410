"""One practice is made for all tests of the store; each test works on its own copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.store.made import Made

from relationship_desk.domain.records import Practice
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.sealing.secret import Secret
from relationship_desk.store.vault import create_practice


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("template") / "Rivers.desk"
    vault, words = create_practice(folder, "correct horse", Practice("Rivers", "Dr Ada Rivers"), FLOOR)
    vault.close()
    return Made(folder, Secret.passphrase("correct horse"), words, vault.data_key, vault.keyfile)


@pytest.fixture
def made(template: Made, tmp_path: Path) -> Made:
    folder = tmp_path / template.folder.name
    shutil.copytree(template.folder, folder)
    return Made(folder, template.secret, template.words, template.data_key, template.keyfile)
