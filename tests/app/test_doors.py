"""The ways into a practice, when they fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.app.doors import PracticeDoors
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.records import Practice
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.store.vault import create_practice
from relationship_desk.ui.entrance.doors import CreateForm


def test_a_failed_change_of_passphrase_leaves_the_practice_to_the_next_try(tmp_path: Path) -> None:
    folder = tmp_path / "Linden.desk"
    vault, words = create_practice(folder, "correct horse battery", Practice("Linden"), FLOOR)
    vault.close()
    doors = PracticeDoors()
    with pytest.raises(UnusableInput):
        doors.open_with_words(folder, words, "")
    doors.open_with_words(folder, words, "another passphrase").close()


def test_a_place_that_cannot_be_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    form = CreateForm("Linden", "", "", "", tmp_path / "file" / "Linden.desk", "correct horse battery")
    doors = PracticeDoors()
    with pytest.raises(UnusableInput, match="could not be written"):
        doors.create(form, doors.new_words())
