"""Every signal has its word, meaning, icon and urgency; none falls back on what is said of an unknown one."""

from __future__ import annotations

import pytest

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.services.caseload import is_good_news, news
from relationship_desk.shipped import shipped
from relationship_desk.ui.models.attention import attention_of

CATALOGUE = load_catalogue()
SIGNALS = sorted(signal for method in CATALOGUE.methods.values() for signal in method.signals)
"""All of them: a test of the catalogue holds that no signal is without its method."""
CHANGES = (f.RELIABLE_CHANGE, f.CLINICAL_CHANGE)
MEASURES = (*CHANGES, f.SUDDEN_GAIN, f.SUDDEN_LOSS, f.EARLY_RESPONSE, f.NO_RESPONSE)
MEANING = {
    "risk": {f.RISK},
    "attention": {
        f.RUPTURE,
        f.BASELINE_DROP,
        f.COHESION_FALL,
        f.SPLIT_ALLIANCE,
        f.GAP_REVERSED,
        f.SLOW_DECLINE,
        f.SUDDEN_LOSS,
        f.NO_RESPONSE,
        "deteriorated",
    },
    "notice": {
        f.NO_CLIENT_FEEDBACK,
        f.GAP_WIDENING,
        f.CEILING,
        f.GOALS_UNREVIEWED,
        f.HOMEWORK_NOT_DONE,
        f.NOT_SEEN,
    },
    "success": {f.REPAIR, f.SUDDEN_GAIN, f.EARLY_RESPONSE, "improved", "recovered"},
}


def finding(signal: str, strength: str = f.SIGNAL, session: int = 8) -> Finding:
    subject = "phq-9" if signal in MEASURES else ALLIANCE
    return Finding(signal, subject, Perspective.CLIENT, session, strength, f"{signal}.", (), current=True)


def every_finding() -> list[Finding]:
    plain = [finding(signal) for signal in SIGNALS if signal not in CHANGES]
    moves = (Outcome.IMPROVED, Outcome.RECOVERED, Outcome.DETERIORATED)
    return [*plain, *(finding(f.CLINICAL_CHANGE, outcome) for outcome in moves)]


@pytest.mark.parametrize("one", every_finding(), ids=lambda one: f"{one.signal} {one.strength}")
def test_every_signal_has_its_words(one: Finding) -> None:
    badge = attention_of(one, CATALOGUE.elements)
    unknown = attention_of(finding("not-known"), CATALOGUE.elements)
    assert badge.text
    assert (shipped("resources") / "icons" / f"{badge.icon}.svg").is_file()
    assert badge.text != one.signal.replace("-", " ").capitalize() or badge.icon != unknown.icon
    key = one.strength if one.signal in CHANGES else one.signal
    assert [meaning for meaning, keys in MEANING.items() if key in keys] == [badge.meaning]


def test_good_news_is_what_is_shown_as_such() -> None:
    for one in every_finding():
        assert is_good_news(one) == (attention_of(one, CATALOGUE.elements).meaning == "success"), one.signal


def test_risk_comes_first_then_what_needs_attention_then_reminders_then_good_news() -> None:
    meanings = [attention_of(one, CATALOGUE.elements).meaning for one in news(every_finding())]
    assert meanings == sorted(meanings, key=["risk", "attention", "notice", "success"].index)


def test_what_has_not_changed_and_what_cannot_be_said_are_no_news() -> None:
    quiet = [finding(f.CLINICAL_CHANGE, Outcome.UNCHANGED), finding(f.BASELINE_DROP, f.NOT_ENOUGH)]
    assert news(quiet) == ()


def test_where_it_is_clear_what_a_change_comes_to_the_change_itself_is_not_said() -> None:
    reliable, clinical = finding(f.RELIABLE_CHANGE, "improved"), finding(f.CLINICAL_CHANGE, "recovered")
    assert news([reliable, clinical]) == (clinical,)
    assert news([reliable]) == (reliable,)
