from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.domain.errors import DamagedKeys, NewerStore, UnusableInput, WrongSecret
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.kdf import FLOOR
from relationship_desk.sealing.keyfile import KeyFile
from relationship_desk.sealing.recovery_words import words_for
from relationship_desk.sealing.secret import Secret, SecretKind

PASSPHRASE = Secret.passphrase("Grüße, 9 Bäume")
RECOVERY = Secret.recovery(words_for(bytes(range(32))))
DATA_KEY = DataKey(bytes(range(100, 132)))
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def keyfile() -> KeyFile:
    return KeyFile.create("a1b2", DATA_KEY, (PASSPHRASE, RECOVERY), FLOOR)


def altered(keyfile: KeyFile, change: Change) -> bytes:
    """Change the file as somebody would who knows its format and sets the plain digest right again."""
    content = json.loads(keyfile.to_bytes())
    change(content)
    del content["sha256"]
    plain = json.dumps(content, indent=1).encode() + b"\n"
    content["sha256"] = hashlib.sha256(plain).hexdigest()
    return json.dumps(content, indent=1).encode() + b"\n"


@pytest.mark.parametrize("secret", [PASSPHRASE, RECOVERY])
def test_every_secret_opens_what_was_written(keyfile: KeyFile, secret: Secret) -> None:
    assert KeyFile.from_bytes(keyfile.to_bytes()).unlock(secret).raw == DATA_KEY.raw


def test_other_ways_to_type_the_same_passphrase_open_it(keyfile: KeyFile) -> None:
    decomposed = "Gru\u0308ße, 9 Ba\u0308ume"
    assert keyfile.unlock(Secret.passphrase(decomposed)).raw == DATA_KEY.raw


def test_a_wrong_passphrase_and_wrong_words_say_so_differently(keyfile: KeyFile) -> None:
    with pytest.raises(WrongSecret, match="passphrase"):
        keyfile.unlock(Secret.passphrase("something else"))
    with pytest.raises(WrongSecret, match="recovery words"):
        keyfile.unlock(Secret.recovery(words_for(bytes(32))))


def test_a_passphrase_is_text() -> None:
    with pytest.raises(UnusableInput):
        Secret.passphrase("")
    with pytest.raises(UnusableInput):
        Secret.passphrase("\ud800")


def test_nothing_secret_shows_when_printed(keyfile: KeyFile) -> None:
    shown = repr((DATA_KEY, PASSPHRASE, keyfile))
    assert "Grüße" not in shown
    assert repr(DATA_KEY.raw) not in shown
    assert repr(keyfile.slots[0].wrapped) not in shown


def test_a_new_passphrase_replaces_the_old_one_and_leaves_the_words(keyfile: KeyFile) -> None:
    changed = keyfile.with_slot(DATA_KEY, Secret.passphrase("new"))
    assert changed.generation == 2
    assert [slot.kind for slot in changed.slots] == [SecretKind.RECOVERY, SecretKind.PASSPHRASE]
    assert changed.unlock(Secret.passphrase("new")).raw == DATA_KEY.raw
    assert changed.unlock(RECOVERY).raw == DATA_KEY.raw
    with pytest.raises(WrongSecret):
        changed.unlock(PASSPHRASE)


def test_equal_secrets_never_make_equal_slots(keyfile: KeyFile) -> None:
    again = keyfile.with_slot(DATA_KEY, PASSPHRASE).slots[-1]
    first = keyfile.slots[0]
    assert (again.salt, again.nonce, again.wrapped) != (first.salt, first.nonce, first.wrapped)
    assert again.salt != first.salt


@pytest.mark.parametrize(
    ("field", "value"),
    [("memory_kib", 1), ("memory_kib", 65535), ("memory_kib", 2**30), ("passes", 2), ("passes", 65), ("lanes", 2**30)],
)
def test_weakened_and_absurd_parameters_are_refused_unopened(keyfile: KeyFile, field: str, value: int) -> None:
    data = altered(keyfile, lambda content: content["slots"][0]["kdf"].update({field: value}))
    with pytest.raises(DamagedKeys, match="never uses"):
        KeyFile.from_bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(generation=7),
        lambda content: content["slots"].reverse(),
        lambda content: content["slots"].pop(),
        lambda content: content["slots"].append(content["slots"][1]),
        lambda content: content["slots"][1].update(nonce="00" * 12),
        lambda content: content.update(mac="00" * 32),
    ],
)
def test_what_the_slot_cannot_see_the_mac_does(keyfile: KeyFile, change: Change) -> None:
    with pytest.raises(DamagedKeys, match="altered"):
        KeyFile.from_bytes(altered(keyfile, change)).unlock(PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(practice="b2c3"),
        lambda content: content["slots"][0]["kdf"].update(passes=4),
        lambda content: content["slots"][0]["kdf"].update(lanes=2),
        lambda content: content["slots"][0].update(salt="00" * 16),
        lambda content: content["slots"][0].update(wrapped="00" * 48),
    ],
)
def test_a_slot_opens_only_as_it_was_made(keyfile: KeyFile, change: Change) -> None:
    with pytest.raises(WrongSecret):
        KeyFile.from_bytes(altered(keyfile, change)).unlock(PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(more=1),
        lambda content: content.pop("mac"),
        lambda content: content.update(generation=0),
        lambda content: content.update(generation=-1),
        lambda content: content.update(generation=True),
        lambda content: content.update(generation=1.0),
        lambda content: content.update(slots=[]),
        lambda content: content.update(slots={}),
        lambda content: content.update(practice=None),
        lambda content: content["slots"][0].update(salt="00"),
        lambda content: content["slots"][0].update(salt="zz" * 16),
        lambda content: content["slots"][0].update(kind="backdoor"),
        lambda content: content["slots"][0]["kdf"].update(name="argon2i"),
        lambda content: content["slots"][0].update(more=1),
    ],
)
def test_only_the_canonical_form_is_read(keyfile: KeyFile, change: Change) -> None:
    with pytest.raises(DamagedKeys):
        KeyFile.from_bytes(altered(keyfile, change))


def test_another_spelling_of_the_same_content_is_refused(keyfile: KeyFile) -> None:
    data = keyfile.to_bytes()
    for other in (data + b"\n", data[:-1], b" " + data, data.replace(b"\n", b"\r\n"), data.upper()):
        with pytest.raises(DamagedKeys):
            KeyFile.from_bytes(other)


def test_a_later_format_asks_for_the_newer_program(keyfile: KeyFile) -> None:
    with pytest.raises(NewerStore):
        KeyFile.from_bytes(altered(keyfile, lambda content: content.update(format=2)))


def test_every_bit_of_the_file_counts(keyfile: KeyFile) -> None:
    data = keyfile.to_bytes()
    for place in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            with pytest.raises(DamagedKeys):
                KeyFile.from_bytes(bytes(flipped))


def test_every_cut_is_noticed(keyfile: KeyFile) -> None:
    data = keyfile.to_bytes()
    for length in range(len(data)):
        with pytest.raises(DamagedKeys):
            KeyFile.from_bytes(data[:length])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["format", "practice", "slots", "mac", "kdf", "x"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(JSON.map(lambda content: json.dumps(content).encode()) | st.binary(max_size=300))
def test_nothing_else_is_taken_for_a_key_file(data: bytes) -> None:
    with pytest.raises(DamagedKeys):
        KeyFile.from_bytes(data)


@pytest.mark.parametrize("data", [b"[" * 10_000, b"9" * 10_000, b'{"format": ' + b"1" * 5_000 + b"}", b"x" * 20_000])
def test_hostile_files_are_merely_damaged(data: bytes) -> None:
    with pytest.raises(DamagedKeys):
        KeyFile.from_bytes(data)


@given(
    practice=st.text(max_size=30).filter(lambda text: text.isprintable()),
    generation=st.integers(1, 2**31 - 1),
    seed=st.integers(),
)
def test_whatever_is_written_is_read_the_same(keyfile: KeyFile, practice: str, generation: int, seed: int) -> None:
    draw = random.Random(seed)
    slots = tuple(
        replace(slot, salt=draw.randbytes(16), nonce=draw.randbytes(12), wrapped=draw.randbytes(48))
        for slot in keyfile.slots
    )
    written = KeyFile(practice, generation, slots, draw.randbytes(32))
    assert KeyFile.from_bytes(written.to_bytes()) == written


def test_subkeys_differ_by_purpose_and_key() -> None:
    keys = {DATA_KEY.subkey("audit"), DATA_KEY.subkey("other"), DataKey(bytes(32)).subkey("audit"), DATA_KEY.raw}
    assert len(keys) == 4
    assert DATA_KEY.subkey("audit") in keys


def test_parameters_out_of_bounds_are_never_written() -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        KeyFile.create("a1b2", DATA_KEY, (PASSPHRASE,), replace(FLOOR, passes=1))


CHANGES = st.lists(
    st.one_of(
        st.sampled_from(["passphrase one", "passphrase two"]).map(Secret.passphrase),
        st.sampled_from([words_for(bytes(32)), words_for(bytes(range(32)))]).map(Secret.recovery),
        st.just("no words"),
        st.booleans().map(lambda words: ("another key", words)),
    ),
    max_size=5,
)


@pytest.mark.timeout(120)
@settings(max_examples=12, deadline=None)
@given(changes=CHANGES)
def test_after_any_changes_exactly_the_secrets_in_use_open_the_key_in_use(
    keyfile: KeyFile, changes: list[Secret | str | tuple[str, bool]]
) -> None:
    in_use = {secret.kind: secret for secret in (PASSPHRASE, RECOVERY)}
    data_key, now, once = DATA_KEY, keyfile, set[Secret]()
    for change in changes:
        once |= set(in_use.values())
        if isinstance(change, Secret):
            now, in_use[change.kind] = now.with_slot(data_key, change), change
        elif isinstance(change, str):
            now = now.without_slot(data_key, SecretKind.RECOVERY)
            in_use.pop(SecretKind.RECOVERY, None)
        else:
            data_key = DataKey.new()
            if not change[1]:
                in_use.pop(SecretKind.RECOVERY, None)
            now = now.for_key(data_key, tuple(in_use.values()))
    assert now.generation == keyfile.generation + len(changes)
    assert KeyFile.from_bytes(now.to_bytes()) == now
    assert now.holds(data_key)
    assert now.holds(DATA_KEY) == (data_key is DATA_KEY)
    for secret in in_use.values():
        assert now.unlock(secret).raw == data_key.raw
    for secret in once - set(in_use.values()):
        with pytest.raises(WrongSecret):
            now.unlock(secret)


def test_the_passphrase_is_never_taken_away(keyfile: KeyFile) -> None:
    with pytest.raises(ValueError, match="always has a passphrase"):
        keyfile.without_slot(DATA_KEY, SecretKind.PASSPHRASE)
    with pytest.raises(ValueError, match="always has a passphrase"):
        keyfile.for_key(DataKey.new(), (RECOVERY,))


def test_without_recovery_words_no_words_open_it(keyfile: KeyFile) -> None:
    without = keyfile.without_slot(DATA_KEY, SecretKind.RECOVERY)
    assert without.slot(SecretKind.RECOVERY) is None
    assert without.unlock(PASSPHRASE).raw == DATA_KEY.raw
    with pytest.raises(WrongSecret, match="taken away"):
        without.unlock(RECOVERY)
