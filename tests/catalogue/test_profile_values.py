"""What may be entered as a reading of a characteristic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.profile import check_profile_value
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import CharacteristicId

LOADED = load_catalogue()


@pytest.mark.parametrize(
    ("characteristic", "text", "stored"),
    [
        ("resistance", "7.5", "7.5"),
        ("resistance", " 7 ", "7.0"),
        ("functional-impairment", "10", "10.0"),
        ("coping-style", "0", "0.0"),
        ("relational-style", "3.2", "3.2"),
        ("expectations", "05", "5.0"),
        ("stage-of-change", "contemplation", "contemplation"),
        ("stage-of-change", "Maintenance", "maintenance"),
        ("assimilation", "0", "0"),
        ("assimilation", " 7", "7"),
        ("preferences", "  fewer tasks between sessions ", "fewer tasks between sessions"),
    ],
)
def test_canonical_text(catalogue: Catalogue, characteristic: str, text: str, stored: str) -> None:
    assert check_profile_value(catalogue, CharacteristicId(characteristic), text) == stored


@pytest.mark.parametrize(
    ("characteristic", "text", "says"),
    [
        ("resistance", "high", "no score"),
        ("resistance", "10.1", "outside"),
        ("resistance", "7,5", "no score"),
        ("stage-of-change", "relapse", "precontemplation, contemplation, preparation, action or maintenance"),
        ("assimilation", "8", "a whole number from 0 to 7"),
        ("assimilation", "3.5", "a whole number from 0 to 7"),
        ("gender", "  ", "was left empty"),
        ("resistance", "", "was left empty"),
    ],
)
def test_what_is_no_reading(catalogue: Catalogue, characteristic: str, text: str, says: str) -> None:
    with pytest.raises(UnusableInput, match=says):
        check_profile_value(catalogue, CharacteristicId(characteristic), text)


def test_an_unknown_characteristic(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="“patience”"):
        check_profile_value(catalogue, CharacteristicId("patience"), "3")


@given(st.sampled_from(list(LOADED.characteristics)), st.one_of(st.text(max_size=20), st.sampled_from("0123456789")))
def test_what_is_accepted_once_is_accepted_again_unchanged(characteristic: CharacteristicId, text: str) -> None:
    try:
        stored = check_profile_value(LOADED, characteristic, text)
    except UnusableInput:
        return
    assert check_profile_value(LOADED, characteristic, stored) == stored
