"""What is sealed to a practice opens with its key alone, and unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.sealed_box import NotSealedForThis, public_key, seal, unseal

KEY = DataKey(bytes(range(32)))
PUBLIC = public_key(KEY)


@given(st.binary(max_size=5000), st.binary(max_size=40))
def test_it_comes_back_as_it_went_in(message: bytes, info: bytes) -> None:
    assert unseal(KEY, seal(PUBLIC, message, info), info) == message


def test_the_same_practice_has_the_same_public_key_and_another_one_another() -> None:
    assert public_key(DataKey(KEY.raw)) == PUBLIC
    assert public_key(DataKey.new()) != PUBLIC
    assert KEY.raw not in PUBLIC


@given(st.data())
def test_one_changed_bit_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(seal(PUBLIC, b"7.4", b"one"))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(NotSealedForThis):
        unseal(KEY, bytes(sealed), b"one")


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(2000)])
def test_what_was_never_sealed_is_refused(sealed: bytes) -> None:
    with pytest.raises(NotSealedForThis):
        unseal(KEY, sealed, b"one")


def test_another_key_or_another_occasion_does_not_open_it() -> None:
    sealed = seal(PUBLIC, b"secret", b"one")
    with pytest.raises(NotSealedForThis):
        unseal(DataKey.new(), sealed, b"one")
    with pytest.raises(NotSealedForThis):
        unseal(KEY, sealed, b"two")


def test_the_length_tells_little() -> None:
    assert len(seal(PUBLIC, b"1", b"")) == len(seal(PUBLIC, b"a" * 1000, b""))
