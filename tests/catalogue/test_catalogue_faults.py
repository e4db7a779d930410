"""A faulty file is refused with its name, its line and what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from relationship_desk.catalogue.load import CatalogueError, load_catalogue
from relationship_desk.domain.errors import DeskError
from relationship_desk.shipped import shipped

SHIPPED = shipped("resources") / "catalogue"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))


def line_of(text: str, excerpt: str) -> int:
    return text[: text.index(excerpt)].count("\n") + 1


def fault(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert isinstance(caught.value, DeskError)
    return str(caught.value)


REPLACEMENTS = [
    # file, what is replaced (first occurrence), by what, text that marks the line of the fault, what is wrong
    ("elements", "title = 'Alliance'", "titel = 'Alliance'", "[[element]]", "“title” is missing"),
    ("elements", "title = 'Empathy'", "title = 'Empathy'\ncolour = 'red'", "colour", "“colour” is not known here"),
    ("elements", "k = '190'", "k = '190'\nfoo = '1'", "foo", "“foo” is not known here"),
    ("elements", "k = '190'", "k = 190", "k = 190", "“k” has to be a text"),
    ("elements", "k = '190'", "k = ' '", "k = ' '", "“k” is empty"),
    ("elements", "id = 'cohesion'", "id = 'alliance'", "[[element]]\nid = 'alliance'\ntitle = 'Group", "there twice"),
    ("elements", "id = 'empathy'", "id = 'Empathy!'", "id = 'Empathy!'", "“Empathy!” is no id"),
    ("elements", "id = 'rupture-repair'", "id = 'repair'", "# The elements", "“rupture-repair” is missing"),
    ("elements", "tier = 'demonstrably'", "tier = 'certainly'", "tier = 'certainly'", "“certainly” is not known"),
    ("elements", "tier = 'demonstrably'", "tier = 'safety'", "tier = 'safety'", "“safety” is not known as tier"),
    ("elements", "edition = '2002'", "edition = '1999'", "edition = '1999'", "“1999” is not known as edition"),
    ("elements", "edition = '2011'", "edition = '2002'", "edition = '2002'\ntier = 'demonstrably'\nk", "there twice"),
    ("elements", "source = 'Alli11'", "source = 'Alli12'", "source = 'Alli12'", "there is no reference “Alli12”"),
    ("elements", "tier_source = 'S1'", "tier_source = 'S9'", "tier_source = 'S9'", "there is no reference “S9”"),
    ("elements", "effect = 'r .275'\n", "", "interval", "“interval” is given without an “effect”"),
    ("elements", "tier_checked = true", "tier_checked = 'yes'", "tier_checked = 'yes'", "has to be true or false"),
    ("elements", "raters = ['clinician',", "raters = ['friend',", "raters = ['friend'", "“friend” is not known"),
    ("elements", "raters = ['clinician',", "raters = [1,", "raters = [1", "“raters” has to be a list of texts"),
    ("elements", "tier = 'not_listed'\n", "tier = 'not_listed'\nk = '3'\n", "k = '3'\ntier_s", "that is not listed"),
    ("characteristics", "scale = 'score'", "scale = 'guess'", "scale = 'guess'", "“guess” is not known as scale"),
    ("characteristics", "low = 'takes", "# low = 'takes", "[[characteristic]]", "“low” is missing"),
    ("characteristics", "id = 'resistance'", "id = 'alliance'", "[[characteristic]]", "“alliance” is there twice"),
    ("characteristics", "also = ['Preoccupied']", "also = ['Secure base']", "words = 'Anxious'", "“secure base” is"),
    ("characteristics", "asks = 'Style'\n", "", "[[characteristic]]\nid = 'attachment'", "“asks” is missing"),
    ("characteristics", "scale = 'words'", "scale = 'stage'", "[[characteristic]]\nid = 'attachment'", "in words"),
    ("glossary", "entry = 'alliance'", "entry = 'allianz'", "entry = 'allianz'", "there is no entry “allianz”"),
    ("glossary", "title = 'Tier'", "title = 'Edition'", "[[term]]\ntitle = 'Edition'\ndefinition = 'H", "there twice"),
    ("recommendations", "audience = 'pract", "audience = 'xpract", "audience = 'x", "is not known as audience"),
    ("not_effective", "source = 'NW11'", "source = 'NW12'", "source = 'NW12'", "there is no reference “NW12”"),
    ("stages", "processes = ['con", "processes = ['xcon", "processes = ['x", "there is no process “xcon"),
    ("stages", "family = 'exp", "family = 'xexp", "family = 'x", "is not known as family"),
    ("assimilation", "level = 3", "level = true", "level = true", "“level” has to be a whole number"),
    ("assimilation", "level = 3", "level = 2", "[[level]]\nlevel = 2\ntitle = 'Problem", "“2” is there twice"),
    ("assimilation", "level = 7", "level = 8", "# The eight", "“7” is missing"),
    ("ruptures", "way = 'immediate'", "way = 'later'", "way = 'later'", "“later” is not known as way"),
    ("ruptures", "kind = 'withdrawal'", "kind = 'any'", "kind = 'any'", "“any” is not known as kind"),
    ("ruptures", "[[marker]]", "[[mark]]", "[[mark]]", "“mark” is not known here"),
    ("questions", "'empathy'", "'cohesion'", "[[question]]\nelement = 'cohesion'\ntext = 'How w", "there twice"),
    ("questions", "'empathy'", "'countertransference'", "element = 'counter", "no element that a client"),
    ("questions", "high = 'got it'\n", "", "[[question]]\nelement = 'empathy'", "“high” is missing"),
    ("glossary", "'Not listed'", "'Unlisted'", "# The glossary", "“Not listed” is missing, which the program needs"),
    ("methods", "id = 'limit'", "id = 'own-baseline'",
     "[[method]]\nid = 'own-baseline'\npart = 'signals'\ntitle = 'Li", "there twice"),
    ("methods", "part = 'signals'", "part = 'guesses'", "part = 'guesses'", "“guesses” is not known as part"),
    ("methods", "own = true", "own = 'yes'", "own = 'yes'", "has to be true or false"),
    ("methods", "sources = ['Gumz12'", "sources = ['Gumz13'", "sources = ['Gumz13'", "no reference “Gumz13”"),
    ("methods", "sources = []\nchecked = false", "sources = []\nchecked = true",
     "checked = true\n\n[[method]]\nid = 'client-f", "there is none"),
    ("methods", "cannot = 'It does not say what", "can = 'It does not say what", "[[method]]", "“cannot” is missing"),
    ("references", "key = 'S0'", "key = 'S1'", "[[reference]]\nkey = 'S1'\ncitation = '“The", "“S1” is there twice"),
    ("references", "citation = 'Info", "citation = Info", "citation = Info", "this is not valid TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "marks", "wrong"), REPLACEMENTS)
def test_each_kind_of_fault(folder: Path, name: str, old: str, new: str, marks: str, wrong: str) -> None:
    file = folder / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    faulty = text.replace(old, new, 1)
    file.write_text(faulty, encoding="utf-8")
    message = fault(folder)
    assert message.startswith(f"{name}.toml, line {line_of(faulty, marks)}: ")
    assert wrong in message


def test_figures_need_to_say_whether_they_were_checked(folder: Path) -> None:
    file = folder / "elements.toml"
    text = file.read_text(encoding="utf-8").replace("figures_checked = true\n", "", 1)
    file.write_text(text, encoding="utf-8")
    listing = line_of(text, "[[element.listing]]\nedition = '2011'")
    assert fault(folder) == f"elements.toml, line {listing}: “figures_checked” is missing."


def test_an_edition_left_out(folder: Path) -> None:
    file = folder / "characteristics.toml"
    text = file.read_text(encoding="utf-8")
    start = text.rindex("[[characteristic.listing]]")
    file.write_text(text[:start], encoding="utf-8")
    last = line_of(text, "[[characteristic]]\nid = 'social-support'")
    assert fault(folder).startswith(f"characteristics.toml, line {last}: edition 2018 is missing")


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.name)
def test_a_file_that_is_missing(folder: Path, file: Path) -> None:
    (folder / file.name).unlink()
    assert fault(folder) == f"{file.name}, line 1: the file is missing or cannot be read."


def test_a_file_that_is_empty(folder: Path) -> None:
    (folder / "glossary.toml").write_text("", encoding="utf-8")
    assert fault(folder) == "glossary.toml, line 1: there is no [[term]]."


def test_a_file_that_is_not_text(folder: Path) -> None:
    (folder / "glossary.toml").write_bytes(b"\xff\xfe\x00")
    assert fault(folder).startswith("glossary.toml, line 1: ")


def test_a_file_that_ends_too_early(folder: Path) -> None:
    (folder / "glossary.toml").write_text("[[term]]\ntitle = 'Empathy'\ndefinition = 'unfinished", encoding="utf-8")
    assert fault(folder).startswith("glossary.toml, line 3: this is not valid TOML")


def test_an_array_that_is_none(folder: Path) -> None:
    (folder / "glossary.toml").write_text("term = 'Empathy'\n", encoding="utf-8")
    assert fault(folder) == "glossary.toml, line 1: “term” has to be an array of tables."
    (folder / "glossary.toml").write_text("term = ['Empathy']\n", encoding="utf-8")
    assert fault(folder) == "glossary.toml, line 1: “term” has to be an array of tables."


def test_a_new_element_is_a_new_table(folder: Path) -> None:
    file = folder / "elements.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index("[[element]]\nid = 'immediacy'")
    added = text[start:].replace("'immediacy'", "'humour'").replace("'Immediacy'", "'Humour'")
    file.write_text(f"{text}\n{added}", encoding="utf-8")
    assert list(load_catalogue(folder).elements)[-1] == "humour"
