"""Every rule on three short histories: it fires, it does not, and the boundary between."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.prompts.examples import EXAMPLES
from tests.prompts.examples.example import Example

import relationship_desk
from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.exchange.schema import BY_NAME
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS
from relationship_desk.prompts.rule import Moment, Rule
from relationship_desk.prompts.rules import all_rules

CATALOGUE = load_catalogue()
UI = Path(relationship_desk.__file__).parent / "ui"
FORMS = {
    "adaptations": ("dialogs/adaptation.py",),
    "comments": ("dialogs/comment.py",),
    "courses": ("pages/client/measures.py",),
    "events": ("dialogs/event.py",),
    "goals": ("dialogs/goal.py",),
    "homework": ("pages/debrief/homework_lines.py", "pages/debrief/process_presenter.py"),
    "interventions": ("dialogs/intervention.py",),
    "measures": ("dialogs/administration.py", "dialogs/own_measure.py"),
    "planned": ("dialogs/planned.py",),
    "plans": ("dialogs/rating_plan.py", "dialogs/plan_grid.py"),
    "preferences": ("dialogs/preference.py",),
    "profile": ("dialogs/profile_entry.py",),
    "ratings": ("pages/debrief/rating_presenter.py", "widgets/rating_table.py", "widgets/rating_row.py"),
    "risk": ("dialogs/risk_record.py",),
    "sessions": ("dialogs/session_frame.py", "dialogs/new_session.py", "pages/debrief/approach_panel.py"),
}
"""Where each table of the data package is filled in; its columns are named there."""
NAMED = {"main_measure": "choose_main"}
"""Where the form has another word for a column."""
INSUFFICIENT_FIRST = ("attachment", "gender", "ethnicity", "religion", "preferences", "personality-disorder")
"""Under the first edition nothing is ever suggested from these."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.rule}: {one.what}")
def test_example(example: Example) -> None:
    record = example.record
    session = record.attended[-1]
    moment = Moment(analyse(record, CATALOGUE, DEFAULTS), session, len(record.attended))
    rule = all_rules()[RuleId(example.rule)]
    alerts = rule.alerts(record) if rule.alerts else ()
    assert bool(rule.when(moment) or [one for one in alerts if one.until is None]) is example.fires


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
class TestEveryRule:
    def test_has_examples_that_fire_and_that_do_not(self, rule: Rule) -> None:
        assert {one.fires for one in EXAMPLES if one.rule == rule.id} == {True, False}

    def test_reads_only_what_the_data_package_supplies(self, rule: Rule) -> None:
        for need in rule.needs:
            table, _, column = need.partition(".")
            assert column in {one.name for one in BY_NAME[table].columns}, need

    def test_reads_only_what_a_form_asks_for(self, rule: Rule) -> None:
        for need in rule.needs:
            table, _, column = need.partition(".")
            forms = [(UI / one).read_text(encoding="utf-8") for one in FORMS[table]]
            assert any(NAMED.get(column, column) in form for form in forms), need

    def test_speaks_with_a_tier_in_every_edition_or_says_which(self, rule: Rule) -> None:
        for edition in Edition:
            if rule.evidence is None or rule.outside:
                continue
            speaking = CATALOGUE.speaking(rule.evidence, edition)
            if edition is Edition.E2002 and rule.evidence in INSUFFICIENT_FIRST:
                assert speaking is None
                continue
            assert speaking is not None
            assert speaking.edition == edition or speaking.label

    def test_never_promises(self, rule: Rule) -> None:
        words = " ".join([rule.meaning, rule.states(DEFAULTS), rule.goes_away, *(o.text for o in rule.options)])
        assert "will improve" not in words
        assert "!" not in words
