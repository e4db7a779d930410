"""How long a record is kept, what erasing takes away and what it leaves, in words."""

from __future__ import annotations

from collections.abc import Mapping

from relationship_desk.domain.days import long_day
from relationship_desk.services.retention_view import Clock, RuleInUse

RECALLED = "Recalled, not checked."
FOR_GOOD = "Code, name, details and these entries go, and cannot be brought back:"
LOGGED = "The log keeps the code, the first and last day, the reason, and when and by whom it was erased."

WORDS: Mapping[str, tuple[str, str]] = {
    "course": ("course", "courses"),
    "session": ("session", "sessions"),
    "note": ("note", "notes"),
    "rating": ("rating", "ratings"),
    "comment": ("comment", "comments"),
    "form": ("filled form", "filled forms"),
    "hand_over": ("hand-over", "hand-overs"),
    "administration": ("questionnaire", "questionnaires"),
    "risk": ("risk record", "risk records"),
    "event": ("event", "events"),
    "intervention": ("intervention", "interventions"),
    "homework": ("homework", "homework"),
    "attendance": ("entry of attendance", "entries of attendance"),
    "concern": ("concern", "concerns"),
    "goal": ("goal", "goals"),
    "planned": ("planned intervention", "planned interventions"),
    "profile": ("profile reading", "profile readings"),
    "preference": ("preference", "preferences"),
    "adaptation": ("adaptation", "adaptations"),
    "prompt": ("prompt", "prompts"),
    "guided_review": ("guided review", "guided reviews"),
    "mute": ("silent rule", "silent rules"),
    "rating_plan": ("line of the rating plan", "lines of the rating plan"),
    "consent": ("consent", "consents"),
    "contact": ("contact", "contacts"),
    "attachment": ("attachment", "attachments"),
    "correction": ("correction", "corrections"),
    "membership": ("membership", "memberships"),
    "export_code": ("code of an export", "codes of exports"),
}
"""By table: the words for one entry and for several, in the order in which they are named."""

UNNAMED = frozenset({"client", "details", "attachment_content", "signal"})
"""Tables that are not counted: the client itself, the content of an attachment, what is computed from the rest."""


def rule_words(rule: RuleInUse) -> str:
    """A rule's period, and whether it was checked."""
    return rule.rule.words if rule.checked else f"{rule.rule.words} {RECALLED}"


def counted(counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """Counts of rows by table as numbers with their words."""
    known = [(counts[table], words) for table, words in WORDS.items() if counts.get(table)]
    rest = sum(count for table, count in counts.items() if table not in WORDS and table not in UNNAMED)
    others = [(rest, ("other entry", "other entries"))] if rest else []
    return [(count, one if count == 1 else several) for count, (one, several) in (*known, *others)]


def listed(counts: Mapping[str, int]) -> str:
    """Counts of rows by table in one line."""
    return ", ".join(f"{count} {words}" for count, words in counted(counts))


def kept_until(clock: Clock) -> str:
    """Until when the record is to be kept, and by which rule."""
    return f"By the rule in use ({clock.rule.title}) it is kept until {long_day(clock.due)}."


def backups_left(count: int) -> str:
    """How many backups still hold the record, and how long."""
    if not count:
        return "There is no earlier backup in the backup folder. Copies elsewhere still hold the record."
    one = count == 1
    many = "1 earlier backup still holds" if one else f"{count} earlier backups still hold"
    thinned = "it is" if one else "they are"
    return (
        f"{many} the record until {thinned} thinned out, over about nine months of new backups. "
        "Copies elsewhere stay until you delete them."
    )
