"""The catalogue against the info sheet, written out by hand: every entry is there under its own name."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue, Characteristic, Element, Tier
from relationship_desk.domain.ids import EntryId
from relationship_desk.domain.vocabulary import Edition

DEMONSTRABLY_EFFECTIVE_ELEMENTS = [
    "Therapeutic alliance",
    "Cohesion in group therapy",
    "Empathy",
    "Goal consensus and collaboration",
]
PROMISING_AND_PROBABLY_EFFECTIVE_ELEMENTS = [
    "Positive regard",
    "Congruence/genuineness",
    "Feedback",
    "Repair of alliance ruptures",
    "Self-disclosure",
    "Management of countertransference",
    "Quality of relational interpretations",
]
DEMONSTRABLY_EFFECTIVE_CUSTOMISING = [
    "Matching therapeutic directiveness to level of resistance",
    "Lengthier, more intensive intervention to address higher functional impairment",
]
PROMISING_AND_PROBABLY_EFFECTIVE_CUSTOMISING = [
    "Matching intervention to coping style",
    "Stages of change",
    "Anaclitic/sociotropic and introjective/autonomous styles",
    "Expectations",
    "Assimilation of problematic experiences",
]
INSUFFICIENT_CUSTOMISING = [
    "Attachment style",
    "Gender",
    "Ethnicity",
    "Religion and spirituality",
    "Preferences",
    "Personality disorders",
]
TO_PRACTITIONERS = [
    "Create and cultivate a therapeutic relationship",
    "Adapt the relationship to specific clients",
    (
        "Routinely monitor client responses to the therapeutic relationship and ongoing interventions and make "
        "appropriate modifications"
    ),
    "Concurrently implement empirically supported interventions tailored to client needs",
]
TO_RESEARCHERS = [
    (
        "Examine the specific mediators and moderators of the links between demonstrably effective relationship "
        "elements and intervention outcomes."
    ),
    (
        "Use methodologies capable of examining the complex associations among client qualities, intervener behaviors, "
        "and outcomes."
    ),
    (
        "Avoid “intervener-centric” view of therapeutic relationships and study both client and intervener "
        "contributions to the relationship and the ways in which these combine to impact outcomes."
    ),
    "Address agreement among observational perspective (intervener, client, external rater).",
    (
        "Use standard paradigms, including rigorous qualitative methods and statistically controlled correlational "
        "designs."
    ),
]
GLOSSARY = {
    "Therapeutic alliance": "alliance",
    "Cohesion in group therapy": "cohesion",
    "Empathy": "empathy",
    "Goal consensus and collaboration": "goal-consensus",
    "Positive regard": "positive-regard",
    "Congruence/genuineness": "congruence",
    "Feedback": "feedback-given",
    "Repair of alliance ruptures": "rupture-repair",
    "Self-disclosure": "self-disclosure",
    "Management of countertransference": "countertransference",
    "Quality of relational interpretations": "relational-interpretations",
    "Resistance": "resistance",
    "Functional impairment": "functional-impairment",
    "Coping style": "coping-style",
    "Stages of change": "stage-of-change",
    "Anaclitic/sociotropic; introjective/autonomous styles": "relational-style",
    "Expectations": "expectations",
    "Assimilation of problematic experience": "assimilation",
}


ADDED_CONTEXT = ["social-support"]
"""What this program records beside the thirteen; it must not pass for one of them."""


def names(entries: tuple[Element | Characteristic, ...], tier: Tier) -> list[str]:
    return [entry.info_sheet_name for entry in entries if entry.listings[Edition.E2002].tier is tier]


def test_the_eleven_elements_by_tier_and_in_order(catalogue: Catalogue) -> None:
    assert names(catalogue.eleven, Tier.DEMONSTRABLY) == DEMONSTRABLY_EFFECTIVE_ELEMENTS
    assert names(catalogue.eleven, Tier.PROBABLY) == PROMISING_AND_PROBABLY_EFFECTIVE_ELEMENTS
    assert len(catalogue.eleven) == 11


def test_customising_by_tier_and_in_order(catalogue: Catalogue) -> None:
    characteristics = tuple(one for one in catalogue.characteristics.values() if one.info_sheet_name)
    assert names(characteristics, Tier.DEMONSTRABLY) == DEMONSTRABLY_EFFECTIVE_CUSTOMISING
    assert names(characteristics, Tier.PROBABLY) == PROMISING_AND_PROBABLY_EFFECTIVE_CUSTOMISING
    assert names(characteristics, Tier.INSUFFICIENT) == INSUFFICIENT_CUSTOMISING
    assert [one.info_sheet_name for one in characteristics if one.context] == INSUFFICIENT_CUSTOMISING
    assert len(characteristics) == 13


def test_what_this_program_adds_is_context_that_no_edition_lists_and_says_so(catalogue: Catalogue) -> None:
    added = [one for one in catalogue.characteristics.values() if not one.info_sheet_name]
    assert [one.id for one in added] == ADDED_CONTEXT
    for one in added:
        assert one.context
        assert {listing.tier for listing in one.listings.values()} == {Tier.NOT_LISTED}
        assert one.listings[Edition.E2002].note.startswith("Not of the info sheet")
        assert not any(catalogue.speaking(EntryId(one.id), edition) for edition in Edition)


def test_first_edition_wording_is_its_own(catalogue: Catalogue) -> None:
    for element in catalogue.eleven:
        listing = element.listings[Edition.E2002]
        expected = "Demonstrably effective" if listing.tier is Tier.DEMONSTRABLY else "Promising and probably effective"
        assert listing.wording == expected


def test_only_the_eleven_carry_an_info_sheet_name(catalogue: Catalogue) -> None:
    for element in catalogue.elements.values():
        assert bool(element.info_sheet_name) is element.eleven


def test_the_recommendations(catalogue: Catalogue) -> None:
    recommendations = catalogue.recommendations.values()
    assert [one.info_sheet_name for one in recommendations if one.audience == "practitioners"] == TO_PRACTITIONERS
    assert [one.info_sheet_name for one in recommendations if one.audience == "researchers"] == TO_RESEARCHERS


def test_the_glossary(catalogue: Catalogue) -> None:
    of_the_sheet = {term.title: term.entry for term in catalogue.glossary.values() if term.info_sheet}
    assert list(of_the_sheet.items()) == list(GLOSSARY.items())
    assert len(of_the_sheet) == 18


def test_the_stages_and_the_levels(catalogue: Catalogue) -> None:
    assert list(catalogue.stages) == ["precontemplation", "contemplation", "preparation", "action", "maintenance"]
    assert list(catalogue.assimilation) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert catalogue.assimilation[0].title.startswith("Warded off")
    assert catalogue.assimilation[7].title.endswith("mastery")
