"""A11: a stated preference is not met."""

from __future__ import annotations

from relationship_desk.domain.ids import EntryId, RuleId
from relationship_desk.domain.process import Met
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Option, Rule, Urgency


def _when(moment: Moment) -> tuple[Point, ...] | None:
    history = moment.analysis.history
    latest = {  # stated again, a preference stands as it was stated last
        one.preference.strip().casefold(): one for one in history.preferences if one.stated_on <= moment.session.held_on
    }
    unmet = [one for one in latest.values() if one.met is Met.NO and not one.reason.strip()]
    return (
        tuple(
            Point(f"preference of {one.kind or 'the client'}", history.session_by(one.stated_on) or None, "not met")
            for one in unmet
        )
        or None
    )


def _states(_: Thresholds) -> str:
    return "A preference on file as not met, without a reason. With a reason noted nothing is suggested."


RULE = Rule(
    id=RuleId("A11"),
    title="Preference not met",
    urgency=Urgency.RELATIONSHIP,
    icon="person",
    needs=(
        "preferences.met",
        "preferences.reason",
        "preferences.kind",
        "preferences.stated_on",
    ),
    evidence=EntryId("preferences"),
    cooldown=6,
    when=_when,
    consider=lambda _: "Consider talking about what the client had hoped for.",
    meaning="Meeting preferences goes with better outcome and less dropping out. Under the first edition nothing is "
    "suggested from preferences.",
    states=_states,
    options=(
        Option("Talk about it", "Say that you know of it, and ask how much it matters now."),
        Option("Meet it", "Where it is sound, change role, method or activity."),
        Option("Or say why not", "Note the reason, and tell the client."),
    ),
    goes_away="The preference is met at least partly, or a reason is noted.",
)
