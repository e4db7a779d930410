"""Which edition speaks for an entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.model import Catalogue, Tier
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.ids import EntryId
from relationship_desk.domain.vocabulary import Edition

LOADED = load_catalogue()
ENTRIES = [EntryId(one) for one in (*LOADED.elements, *LOADED.characteristics)]
SUGGESTED_FROM_NO_EDITION = {"personality-disorder"}


@pytest.mark.parametrize("edition", Edition)
def test_the_chosen_edition_speaks_where_it_lists_the_entry(catalogue: Catalogue, edition: Edition) -> None:
    speaking = catalogue.speaking(EntryId("rupture-repair"), edition)
    assert speaking is not None
    assert (speaking.edition, speaking.first_only, speaking.label) == (edition, False, "")


@pytest.mark.parametrize(
    "entry",
    ["functional-impairment", "relational-style", "assimilation", "relational-interpretations", "feedback-given"],
)
@pytest.mark.parametrize("edition", [Edition.E2011, Edition.E2018])
def test_what_was_dropped_speaks_from_the_first_edition(catalogue: Catalogue, entry: str, edition: Edition) -> None:
    speaking = catalogue.speaking(EntryId(entry), edition)
    assert speaking is not None
    assert (speaking.edition, speaking.first_only) == (Edition.E2002, True)
    assert speaking.label == "first edition only"


def test_what_came_later_speaks_from_the_latest_edition(catalogue: Catalogue) -> None:
    speaking = catalogue.speaking(EntryId("feedback-collected"), Edition.E2002)
    assert speaking is not None
    assert (speaking.edition, speaking.first_only) == (Edition.E2018, False)
    assert speaking.label == "third edition"


@pytest.mark.parametrize(
    "entry", ["attachment", "gender", "ethnicity", "religion", "preferences", "personality-disorder"]
)
def test_nothing_is_suggested_from_the_six_under_the_first_edition(catalogue: Catalogue, entry: str) -> None:
    assert catalogue.speaking(EntryId(entry), Edition.E2002) is None


@pytest.mark.parametrize("edition", Edition)
def test_nothing_is_ever_suggested_from_personality_disorder(catalogue: Catalogue, edition: Edition) -> None:
    assert catalogue.speaking(EntryId("personality-disorder"), edition) is None


def test_the_six_speak_from_the_editions_that_found_more(catalogue: Catalogue) -> None:
    preferences = catalogue.speaking(EntryId("preferences"), Edition.E2018)
    assert preferences is not None
    assert preferences.listing.tier is Tier.DEMONSTRABLY
    attachment = catalogue.speaking(EntryId("attachment"), Edition.E2018)
    assert attachment is not None
    assert attachment.listing.tier is Tier.INSUFFICIENT


def test_an_insufficient_element_still_speaks(catalogue: Catalogue) -> None:
    speaking = catalogue.speaking(EntryId("congruence"), Edition.E2011)
    assert speaking is not None
    assert speaking.listing.tier is Tier.INSUFFICIENT


def test_an_unknown_entry(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="“charisma”"):
        catalogue.speaking(EntryId("charisma"), Edition.E2018)
    with pytest.raises(NotFound):
        catalogue.entry(EntryId("charisma"))


@given(st.sampled_from(ENTRIES), st.sampled_from(Edition))
def test_what_speaks_lists_the_entry_and_says_whether_it_was_chosen(entry: EntryId, edition: Edition) -> None:
    speaking = LOADED.speaking(entry, edition)
    if speaking is None:
        return
    assert speaking.listing is LOADED.entry(entry).listings[speaking.edition]
    assert speaking.listing.tier is not Tier.NOT_LISTED
    assert (speaking.label == "") is (speaking.edition is edition)
