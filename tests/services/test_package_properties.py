"""The data package over records drawn at random: out, in and out again alike; reduced identity shows nobody."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.services.drawn_records import Draw, Drawing, Words

from relationship_desk.domain.records import Client
from relationship_desk.domain.validity import client_code, plain_text
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.store.engine import make_engine
from relationship_desk.store.exclusive import Exclusive
from relationship_desk.store.layout import STORE
from relationship_desk.store.vault import Vault

FULL = Shape(reduced=False, process_notes=True)
TODAY = date(2026, 3, 31)
MARK = "qzq"
"""In every code, name, rater, note and id of the records that must not show."""
FREE = "wvw"
"""In every free text that shows after review only."""


class Practices:
    """New practices, each in its own folder, opened without deriving a key again."""

    def __init__(self, template: Path, vault: Vault) -> None:
        self._template = template
        self._vault = vault

    @contextmanager
    def new(self, folder: Path) -> Iterator[Desk]:
        shutil.copytree(self._template, folder)
        data_key, keyfile = self._vault.data_key, self._vault.keyfile
        vault = Vault(folder, make_engine(folder / STORE, data_key), data_key, keyfile, Exclusive(folder))
        desk = Desk(vault, TODAY)
        try:
            yield desk
        finally:
            desk.close()


@pytest.fixture
def practices(empty_template: Path, desk: Desk) -> Practices:
    return Practices(empty_template, desk.store.vault)


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


CLIENTS = 4
# Without shrinking: to make a whole practice smaller takes longer than to read it.
PROPERTY = settings(
    max_examples=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])


def any_words(draw: Draw) -> Words:
    codes = draw(
        st.lists(
            st.from_regex(r"[A-Za-zÄéß0-9]([A-Za-z0-9 .-]{0,4}[A-Za-z0-9.])?", fullmatch=True),
            min_size=CLIENTS,
            max_size=CLIENTS,
            unique_by=lambda code: client_code(code).lower(),
        )
    )

    def words(_client: object = None) -> str:
        return plain_text(draw(st.text(LETTERS, max_size=8) | st.sampled_from(["", " ", "a;b", '"', "a\nb", "2;"])))

    return Words(lambda place: client_code(codes[place]), lambda _place: words(), words, words)


@PROPERTY
@given(st.data())
def test_any_record_comes_back_byte_for_byte(practices: Practices, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with practices.new(folder / "Out.desk") as desk:
            Drawing(desk, data.draw, any_words(data.draw)).fill(data.draw(st.integers(1, CLIENTS)))
            desk.exporting.export(folder / "out", FULL)
            assert not any(desk.importing.import_package(folder / "out").added.values())
        with practices.new(folder / "In.desk") as desk:
            desk.importing.import_package(folder / "out")
            desk.exporting.export(folder / "again", FULL)
            assert not any(desk.importing.import_package(folder / "out").added.values())
        assert contents(folder / "again") == contents(folder / "out")


def marked_words(draw: Draw) -> Words:
    """Every word that must not show holds a mark; free text names clients and days in many ways."""
    joint = draw(st.sampled_from(["-", " ", ".", ""]))
    codes = [f"{MARK}{joint}{place}7" for place in range(CLIENTS)]
    names = [draw(st.sampled_from(["", f"A{MARK} B{MARK}", f"Zoë {MARK.title()}-{MARK}"])) for _ in range(CLIENTS)]
    told = [*codes, *(part for name in names for part in (name, *name.split()) if part)]
    days = ["2024-03-05", "5.3.2024", "5/3/24", "5 March 2024", "March 5th, 2024", "5. 3. 2024"]

    def free(_client: Client) -> str:
        who, day = draw(st.sampled_from(told)), draw(st.sampled_from(days))
        cased = draw(st.sampled_from([who, who.upper(), who.title()]))
        return f"{FREE} ({cased}), {day}"

    def full(_client: Client) -> str:
        return f"{MARK} {draw(st.integers(0, 9))}"

    return Words(codes.__getitem__, names.__getitem__, free, full)


@PROPERTY
@given(st.data(), st.booleans())
def test_reduced_identity_shows_no_code_name_note_contact_or_day(
    practices: Practices, data: st.DataObject, free_text: bool
) -> None:
    with tempfile.TemporaryDirectory() as name, practices.new(Path(name) / "Out.desk") as desk:
        Drawing(desk, data.draw, marked_words(data.draw)).fill(CLIENTS)
        desk.exporting.export(Path(name) / "out", Shape(process_notes=True, free_text=free_text))
        files = contents(Path(name) / "out")
    assert not {"notes.csv", "contacts.csv", "corrections.csv"} & set(files)
    for file, text in files.items():
        assert MARK not in text.casefold(), file
        assert not re.search(r"\d{4}-\d{2}-\d{2}|\d\d:\d\d|\bMarch\b|5/3/24|5\. ?3\. ?2024", text), file
        assert free_text or FREE not in text, file
