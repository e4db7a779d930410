from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from relationship_desk.catalogue.load import CatalogueError, load_catalogue
from relationship_desk.catalogue.retention import OWN
from relationship_desk.settings.definitions import RETENTION_RULE
from relationship_desk.shipped import shipped


def test_every_norm_can_be_chosen_and_names_its_source() -> None:
    catalogue = load_catalogue()
    assert (*catalogue.retention, OWN) == RETENTION_RULE.choices
    for norm in catalogue.retention.values():
        assert norm.checked == bool(catalogue.references[norm.source].seen_in)


@pytest.mark.parametrize(
    ("old", "new", "at", "wrong"),
    [
        ("years = 7\n", "years = 0\n", "years = 0", "“years” has to be from 1 to 100"),
        ("years = 7\n", "years = '7'\n", "years = '7'", "“years” has to be a whole number"),
        ("until_age = 22", "until_age = 17", "until_age = 17", "“until_age” has to be from 18 to 100"),
        ("after_majority = 3", "after_majority = 3\nuntil_age = 21", "until_age = 21", "are both given: use one"),
        ("id = 'de'", "id = 'own'", "id = 'own'", "“own” stands for the practice’s own periods"),
        ("id = 'de'", "id = 'au'", "[[norm]]\nid = 'au'\ntitle = 'Australia'", "“au” is there twice"),
        ("base = 'last contact'", "base = 'first contact'", "base = 'first", "is not known as base"),
        ("source = 'APA07'", "source = 'APA08'", "source = 'APA08'", "there is no reference “APA08”"),
        ("checked = true", "checked = 'yes'", "checked = 'yes'", "has to be true or false"),
        ("title = 'Germany'", "title = 'Germany'\nfee = 1", "fee = 1", "“fee” is not known here"),
    ],
)
def test_a_faulty_norm_is_refused_with_its_line(tmp_path: Path, old: str, new: str, at: str, wrong: str) -> None:
    folder = Path(shutil.copytree(shipped("resources") / "catalogue", tmp_path / "catalogue"))
    file = folder / "retention.toml"
    text = file.read_text("utf-8").replace(old, new, 1)
    file.write_text(text, "utf-8")
    line = text[: text.index(at)].count("\n") + 1
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert str(caught.value).startswith(f"retention.toml, line {line}: ")
    assert wrong in str(caught.value)
