"""Ten thousand single bits, each of them noticed."""

from __future__ import annotations

import os
import random

import pytest
from sqlalchemy import Engine, select, text
from tests.store.made import Made

from relationship_desk.domain.errors import DamagedKeys, DamagedStore
from relationship_desk.sealing.keyfolder import read_keys
from relationship_desk.store.audit import append, audit_key
from relationship_desk.store.check import Severity, examine_store
from relationship_desk.store.engine import make_engine, reading, require_sound
from relationship_desk.store.tables import metadata

STORE_FLIPS, KEY_FLIPS, BATCHES = 6_000, 2_000, 4


@pytest.fixture
def filled(made: Made) -> Made:
    engine = make_engine(made.store, made.data_key)
    with engine.begin() as connection:
        for number in range(50):
            values = {"key": f"key {number}", "value": f"{number} " * 200 * (number % 7)}  # some fill many pages
            connection.execute(text("INSERT INTO setting VALUES (:key, :value)"), values)
            append(connection, audit_key(made.data_key), who="a", what="b", kind="c", subject=number)
    engine.dispose()
    return made


def content(engine: Engine) -> list[object]:
    """Every row of every table."""
    with reading(engine) as connection:
        return [tuple(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_flipped_bit_of_the_store_is_found_and_none_passes_for_data(filled: Made, batch: int) -> None:
    draw = random.Random(f"store {batch}")
    sound = filled.store.read_bytes()
    assert examine_store(filled.store, filled.data_key, filled.keyfile) == []
    engine = make_engine(filled.store, filled.data_key)
    expected = content(engine)
    engine.dispose()
    handle = os.open(filled.store, os.O_RDWR)
    for number in range(STORE_FLIPS // BATCHES):
        place, bit = draw.randrange(len(sound)), draw.randrange(8)
        os.pwrite(handle, bytes([sound[place] ^ 1 << bit]), place)
        findings = examine_store(filled.store, filled.data_key, filled.keyfile)
        assert [finding.severity for finding in findings] == [Severity.DAMAGE], f"bit {bit} of byte {place}"
        if number % 10 == 0:
            engine = make_engine(filled.store, filled.data_key)
            try:
                require_sound(engine)
                assert content(engine) == expected, f"bit {bit} of byte {place}"
            except DamagedStore:
                pass
            finally:
                engine.dispose()
        os.pwrite(handle, sound[place : place + 1], place)
    os.close(handle)
    assert filled.store.read_bytes() == sound


@pytest.mark.parametrize("name", ["keys.json", "keys-copy.json"])
def test_every_flipped_bit_of_a_key_file_is_found_and_its_copy_serves(made: Made, name: str) -> None:
    draw = random.Random(name)
    path = made.folder / name
    sound = path.read_bytes()
    for _ in range(KEY_FLIPS):
        place, bit = draw.randrange(len(sound)), draw.randrange(8)
        path.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << bit]) + sound[place + 1 :])
        keys = read_keys(made.folder)
        assert len(keys.findings) == 1
        assert name in keys.findings[0]
        assert keys.candidates == (made.keyfile,)


def test_flipped_bits_in_both_key_files_are_found_without_any_secret(made: Made) -> None:
    draw = random.Random("both")
    sound = made.keys.read_bytes()
    for _ in range(200):
        for path in (made.keys, made.keys_copy):
            place = draw.randrange(len(sound))
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 1 << draw.randrange(8)]) + sound[place + 1 :])
        with pytest.raises(DamagedKeys):
            read_keys(made.folder)


def test_every_truncation_and_extension_of_the_store_is_found(filled: Made) -> None:
    sound = filled.store.read_bytes()
    draw = random.Random("length")
    lengths = [*range(0, len(sound), 4096), *(draw.randrange(len(sound)) for _ in range(100))]
    for length in lengths:
        filled.store.write_bytes(sound[:length])
        assert examine_store(filled.store, filled.data_key, filled.keyfile), f"cut to {length} bytes"
    for more in (1, 100, 4096, 10_000):
        filled.store.write_bytes(sound + bytes(more))
        assert examine_store(filled.store, filled.data_key, filled.keyfile), f"{more} bytes more"


def test_exchanged_pages_are_found(filled: Made) -> None:
    sound = filled.store.read_bytes()
    pages = [sound[start : start + 4096] for start in range(0, len(sound), 4096)]
    draw = random.Random("pages")
    for _ in range(50):
        one, other = draw.sample(range(len(pages)), 2)
        exchanged = list(pages)
        exchanged[one], exchanged[other] = pages[other], pages[one]
        filled.store.write_bytes(b"".join(exchanged))
        assert examine_store(filled.store, filled.data_key, filled.keyfile)
