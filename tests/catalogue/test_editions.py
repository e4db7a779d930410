"""Tiers and figures of the three editions against what was collected from the literature."""

from __future__ import annotations

from collections import Counter

import pytest

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element, Listing, Tier
from relationship_desk.domain.ids import EntryId
from relationship_desk.domain.vocabulary import Edition, Perspective

TIERS = {  # first, second, third edition
    "alliance": "DDD",
    "cohesion": "DDD",
    "empathy": "DDD",
    "goal-consensus": "DPD",
    "collaboration": "DPD",
    "positive-regard": "PPD",
    "congruence": "PIP",
    "rupture-repair": "PIP",
    "countertransference": "PIP",
    "feedback-given": "P––",
    "feedback-collected": "–DD",
    "self-disclosure": "P–I",
    "immediacy": "––I",
    "relational-interpretations": "P––",
    "real-relationship": "––P",
    "emotional-expression": "––P",
    "positive-expectations": "––P",
    "credibility": "––P",
    "resistance": "DDP",
    "functional-impairment": "D––",
    "coping-style": "PPP",
    "stage-of-change": "PPP",
    "expectations": "PIP",
    "relational-style": "P––",
    "assimilation": "P––",
    "preferences": "IDD",
    "ethnicity": "IDD",
    "religion": "IDD",
    "attachment": "III",
    "gender": "I–I",
    "personality-disorder": "I––",
    "social-support": "–––",  # of no edition: this program's own addition to the context
}
FIGURES = {
    ("alliance", "2018"): "r .278 (.256 to .299), k 295, N >30,000",
    ("alliance", "2011"): "r .275 (.25 to .30), k 190, N >14,000",
    ("empathy", "2011"): "r .31 (.28 to .34), k 59, N 3,599",
    ("collaboration", "2018"): "r .29 (.24 to .34), k 53, N 5,286",
    ("goal-consensus", "2018"): "r .24 (.19 to .28), k 54, N 7,278",
    ("positive-regard", "2011"): "r .27, k 18, N 1,067, unchecked",
    ("rupture-repair", "2002"): "",
    ("rupture-repair", "2011"): "r .24 (.09 to .39), k 3, N 148",
    ("rupture-repair", "2018"): "r .29 (.10 to .47), k 11, N 1,314",
    ("countertransference", "2018"): "r .39 (.17 to .60), k 9, N 392",
    ("real-relationship", "2018"): "r .38 (.30 to .44), k 16, N 1,502",
    ("emotional-expression", "2018"): "k 13 and 43",
    ("feedback-collected", "2011"): "unchecked",
    ("feedback-collected", "2018"): "k 24",
    ("resistance", "2018"): "d .79, k 13, N 1,208",
    ("coping-style", "2018"): "d .60, k 18",
    ("stage-of-change", "2018"): "d .41, k 76, N 25,917",
    ("preferences", "2018"): "d .28, k 53, N >16,000",
    ("ethnicity", "2011"): "d .46 (.36 to .56), k 65",
}


def every_entry(catalogue: Catalogue) -> list[Element | Characteristic]:
    return [*catalogue.elements.values(), *catalogue.characteristics.values()]


def listings(catalogue: Catalogue, entry: str) -> list[Listing]:
    found = catalogue.entry(EntryId(entry)).listings
    return [found[edition] for edition in Edition]


def test_the_table_names_every_entry(catalogue: Catalogue) -> None:
    assert set(TIERS) == {*catalogue.elements, *catalogue.characteristics}


@pytest.mark.parametrize("entry", TIERS)
def test_tiers(catalogue: Catalogue, entry: str) -> None:
    assert "".join(listing.tier.letter for listing in listings(catalogue, entry)) == TIERS[entry]


@pytest.mark.parametrize(("entry", "edition"), FIGURES)
def test_figures(catalogue: Catalogue, entry: str, edition: str) -> None:
    listing = catalogue.entry(EntryId(entry)).listings[Edition(edition)]
    assert listing.figures == FIGURES[entry, edition]


@pytest.mark.parametrize(
    ("entry", "edition", "expected"),
    [
        ("alliance", "2011", "r .28, k 190"),
        ("alliance", "2018", "r .28, k 295"),
        ("rupture-repair", "2018", "r .29, k 11"),
        ("positive-regard", "2011", "unchecked"),
        ("self-disclosure", "2018", "k 21"),
        ("empathy", "2002", ""),
        ("feedback-given", "2018", ""),
    ],
)
def test_short_figures(catalogue: Catalogue, entry: str, edition: str, expected: str) -> None:
    assert catalogue.entry(EntryId(entry)).listings[Edition(edition)].short_figures == expected


def test_third_edition_has_nine_seven_and_one(catalogue: Catalogue) -> None:
    counted = Counter[Tier]()
    for element in catalogue.elements.values():
        counted[element.listings[Edition.E2018].tier] += 1
        counted.update(one.listing.tier for one in element.variants if one.listing.edition is Edition.E2018)
    assert counted[Tier.DEMONSTRABLY] == 9
    assert counted[Tier.PROBABLY] == 7
    # Self-disclosure and immediacy are one entry of that edition.
    assert counted[Tier.INSUFFICIENT] == 2
    for element_id in ("self-disclosure", "immediacy"):
        assert listings(catalogue, element_id)[2].note.startswith("Joint with")


def test_goal_consensus_and_collaboration_are_joint_in_the_first_edition(catalogue: Catalogue) -> None:
    assert listings(catalogue, "goal-consensus")[0].note == "One entry with collaboration."
    assert listings(catalogue, "collaboration")[0].note == "One entry with goal consensus."


def test_tiers_of_the_third_edition_are_recalled_the_others_checked(catalogue: Catalogue) -> None:
    for entry in every_entry(catalogue):
        for edition, listing in entry.listings.items():
            assert listing.tier_checked is (edition is not Edition.E2018), (entry.id, edition)


def test_figures_not_seen_in_their_source(catalogue: Catalogue) -> None:
    recalled = {
        (entry.id, listing.edition)
        for entry in every_entry(catalogue)
        for listing in entry.listings.values()
        if not listing.figures_checked
    }
    ids = ("positive-regard", "feedback-collected", "countertransference", "stage-of-change", "attachment")
    assert recalled == {(one, Edition.E2011) for one in (*ids, "preferences")}


def test_the_first_edition_gives_no_figures(catalogue: Catalogue) -> None:
    assert {listings(catalogue, entry)[0].figures for entry in TIERS} == {""}


def test_traps_are_named_beside_the_figures(catalogue: Catalogue) -> None:
    assert "misprints" in listings(catalogue, "coping-style")[2].note
    assert "r .37" in listings(catalogue, "real-relationship")[2].note
    assert "does not add up" in listings(catalogue, "emotional-expression")[2].note
    assert "not a test of matching" in listings(catalogue, "stage-of-change")[2].note
    assert "not significant" in listings(catalogue, "rupture-repair")[2].note


def test_titles_and_letters_of_tiers() -> None:
    assert [tier.title for tier in Tier] == [
        "Demonstrably effective",
        "Probably effective",
        "Promising, insufficient research",
        "Not listed",
        "Safety",
        "Good practice",
    ]
    assert "".join(tier.letter for tier in Tier) == "DPI–SG"


def test_who_rates(catalogue: Catalogue) -> None:
    everybody = frozenset(Perspective)
    for element in catalogue.eleven:
        without_client = everybody - {Perspective.CLIENT}
        assert element.raters == (without_client if element.id == "countertransference" else everybody)
    assert [one.id for one in catalogue.elements.values() if one.groups_only] == ["cohesion"]


def test_short_and_print_titles(catalogue: Catalogue) -> None:
    assert [one.short_title for one in catalogue.eleven] == [
        "Alliance",
        "Group cohesion",
        "Empathy",
        "Goals and collaboration",
        "Positive regard",
        "Congruence",
        "Feedback given",
        "Rupture repair",
        "Self-disclosure",
        "Countertransference",
        "Relational interpretations",
    ]
    changed = {one.id: one.print_title for one in catalogue.eleven if one.print_title != one.short_title}
    assert changed == {"countertransference": "Countertransference managed"}


def test_what_does_not_work_is_seven_and_recalled(catalogue: Catalogue) -> None:
    assert len(catalogue.not_effective) == 7
    assert not any(one.checked for one in catalogue.not_effective.values())


def test_both_kinds_of_rupture_have_markers_and_both_ways_repairs(catalogue: Catalogue) -> None:
    assert {marker.kind for marker in catalogue.markers.values()} == {"withdrawal", "confrontation"}
    assert {repair.way for repair in catalogue.repairs.values()} == {"immediate", "exploratory"}
    assert {repair.kind for repair in catalogue.repairs.values()} == {"any", "withdrawal", "confrontation"}


def test_nothing_is_called_promising_that_the_first_edition_found_insufficient(catalogue: Catalogue) -> None:
    first = [one.listings[Edition.E2002] for one in catalogue.entries]
    insufficient = [one for one in first if one.tier is Tier.INSUFFICIENT]
    assert len(insufficient) == 6
    for one in insufficient:
        assert one.tier_words == one.short_tier == "Current research insufficient"
    assert {one.tier_words for one in first if one.tier is Tier.PROBABLY} == {"Promising and probably effective"}


def test_a_tier_in_many_words_is_cut_to_what_it_finds(catalogue: Catalogue) -> None:
    attachment = catalogue.entry(EntryId("attachment")).listings[Edition.E2011]
    assert attachment.tier_words == "Related to outcome, insufficient as an adaptation"
    assert attachment.short_tier == Tier.INSUFFICIENT.short_title == "Insufficient research"
