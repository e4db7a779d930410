"""Making one record of two that are about one person, couple, family or group, inside one unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.domain.case_file import Details
from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.records import Client, Membership
from relationship_desk.domain.tags import MOST_TAGS
from relationship_desk.domain.vocabulary import ClientStatus, PromptStatus
from relationship_desk.prompts.rule import Urgency
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.filing import LONGEST_LINE, LONGEST_TEXT
from relationship_desk.services.moving import given_up
from relationship_desk.services.signatures import given_to
from relationship_desk.store.unit_of_work import Records, UnitOfWork

_WORDS = {
    "session": ("session", "sessions"),
    "course": ("course", "courses"),
    "goal": ("goal", "goals"),
    "profile": ("reading", "readings"),
    "preference": ("preference", "preferences"),
    "adaptation": ("adaptation", "adaptations"),
    "prompt": ("prompt", "prompts"),
    "guided_review": ("guided review", "guided reviews"),
    "mute": ("muted rule", "muted rules"),
    "administration": ("questionnaire", "questionnaires"),
    "risk": ("risk record", "risk records"),
    "consent": ("consent", "consents"),
    "contact": ("contact", "contacts"),
    "attachment": ("attachment", "attachments"),
    "concern": ("concern", "concerns"),
    "planned": ("planned intervention", "planned interventions"),
    "membership": ("membership", "memberships"),
}
_TOGETHER = (
    ("formulation", "formulations", LONGEST_TEXT),
    ("ended_reason", "reasons of ending", LONGEST_LINE),
    ("emergency_contact", "emergency contacts", LONGEST_LINE),
    ("other_treaters", "other treaters", LONGEST_LINE),
    ("hold", "reasons of holding", LONGEST_LINE),
    ("supervision", "questions for supervision", LONGEST_TEXT),
    ("tags", "tags", MOST_TAGS),
)
"""What is kept from both, in words for two, and the most that one record can hold: characters, or tags."""
_LIVELIEST = (ClientStatus.ACTIVE, ClientStatus.WAITING, ClientStatus.ENDED)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What would move from one record into the other."""

    counts: tuple[tuple[str, int], ...]
    """What there is, in words for one of them, and how many."""
    hindrance: str
    """Why the two cannot be one, in one sentence; empty when they can."""

    @property
    def words(self) -> str:
        """What moves in one line: ``3 sessions, 1 course, 2 goals``."""
        plural = dict(_WORDS.values())
        said = [f"{count} {what if count == 1 else plural[what]}" for what, count in self.counts]
        return ", ".join(said) or "nothing recorded"


def preview(records: Records, kept: Client, absorbed: Client) -> MergePreview:
    """What merging ``absorbed`` into ``kept`` would move, and what speaks against it."""
    counts = records.merging.counts(absorbed.id)
    counts["membership"] = len(records.clients.memberships(absorbed.id))
    said = tuple((_WORDS[table][0], count) for table, count in counts.items() if count)
    return MergePreview(said, _hindrance(records, kept, absorbed))


def merge(work: UnitOfWork, kept: Client, absorbed: Client) -> list[str]:
    """Put everything of ``absorbed`` into ``kept``; return, in words, what both had said and only one could keep."""
    said = _drop_waiting_prompts(work, kept, absorbed)
    said += _readings_given_up(work, kept, absorbed)
    mine, theirs = work.file.details(kept.id), work.file.details(absorbed.id)
    said += _details_given_up(mine, theirs)
    joined = _joined(mine, theirs)
    if joined != Details(kept.id):
        work.file.put_details(joined)
    for note in work.sessions.notes_about(absorbed.id):
        session = work.sessions.get(note.session)
        if session is not None:
            work.sessions.save_note(given_to(note, session, kept.id))
            work.touch(client=session.client, session=session.id)
    memberships = [*work.clients.memberships(kept.id), *work.clients.memberships(absorbed.id)]
    work.merging.hand_over(absorbed.id, kept.id, _united(memberships, kept, absorbed))
    work.clients.save(_one(kept, absorbed))
    for client in (absorbed.id, *(one.group for one in memberships), *(one.client for one in memberships)):
        work.touch(client=client)
    return said


def _drop_waiting_prompts(work: UnitOfWork, *both: Client) -> list[str]:
    """Take away what waits in either record: together they would be too many, and a rule would ask the same twice.

    What holds in the one record opens anew when it is judged; of what was put off in both, one comes back. Safety stays
    throughout. Returned is what was typed of answers, in words.
    """
    rules, said, put_off = all_rules(), list[str](), set[RuleId]()
    for prompt in (one for client in both for one in work.prompts.of(client.id) if one.waits):
        if prompt.rule in rules and rules[prompt.rule].urgency is Urgency.SAFETY:
            continue
        if prompt.status is PromptStatus.DEFERRED and prompt.rule not in put_off:
            put_off.add(prompt.rule)
        else:
            said += given_up(prompt)
            work.prompts.remove(prompt.id)
    return said


def _hindrance(records: Records, kept: Client, absorbed: Client) -> str:
    if kept.id == absorbed.id:
        return "That is the same record. Choose another one."
    if kept.kind is not absorbed.kind:
        return f"{kept.code} is kept as {kept.kind} and {absorbed.code} as {absorbed.kind}: they cannot be one record."
    if any({one.group, one.client} == {kept.id, absorbed.id} for one in records.clients.memberships(kept.id)):
        return f"One of {kept.code} and {absorbed.code} is a member of the other, so they cannot be one record."
    joined = _joined(records.file.details(kept.id), records.file.details(absorbed.id))
    for what, words, most in _TOGETHER:
        if len(getattr(joined, what)) > most:
            return f"The {words} of {kept.code} and {absorbed.code} are more than one record keeps. Shorten them first."
    for shared in records.merging.both_there(kept.id, absorbed.id):
        session = records.sessions.get(shared)
        whole = records.clients.get(session.client) if session else None
        if session and whole:
            return (
                f"{kept.code} and {absorbed.code} both took part in session {session.number} of {whole.code}, so they "
                "are two people."
            )
    return ""


def _one(kept: Client, absorbed: Client) -> Client:
    """The client that both are: what goes on or waits in one of them does so in both."""
    status = min((kept.status, absorbed.status), key=_LIVELIEST.index)
    ends = [one.closed_on for one in (kept, absorbed) if one.closed_on]
    names = dict.fromkeys(one.name for one in (kept, absorbed) if one.name)
    return replace(
        kept,
        name=" / ".join(names)[:_LONGEST_NAME],
        opened_on=min(kept.opened_on, absorbed.opened_on),
        status=status,
        closed_on=max(ends) if ends and status is ClientStatus.ENDED else None,
    )


def _joined(mine: Details, theirs: Details) -> Details:
    contacts = [one.first_contact for one in (mine, theirs) if one.first_contact]
    tags = {tag.casefold(): tag for tag in (*theirs.tags, *mine.tags)}
    return Details(
        mine.client,
        mine.age_band or theirs.age_band,
        mine.pronouns or theirs.pronouns,
        min(contacts, default=None),
        _both(mine.ended_reason, theirs.ended_reason),
        mine.risk_flag or theirs.risk_flag,
        tuple(sorted(tags.values(), key=str.casefold)),
        _both(mine.formulation, theirs.formulation),
        _both(mine.emergency_contact, theirs.emergency_contact),
        _both(mine.other_treaters, theirs.other_treaters),
        mine.of_age_on or theirs.of_age_on,
        _both(mine.hold, theirs.hold),
        _both(mine.supervision, theirs.supervision),
    )


def _both(mine: str, theirs: str) -> str:
    return "\n\n".join(dict.fromkeys(text for text in (mine, theirs) if text))


def _details_given_up(mine: Details, theirs: Details) -> list[str]:
    pairs = (
        ("age band", mine.age_band, theirs.age_band),
        ("pronouns", mine.pronouns, theirs.pronouns),
        ("of age on", mine.of_age_on, theirs.of_age_on),
    )
    return [f"The other record said: {what} {other}." for what, one, other in pairs if one and other and one != other]


def _readings_given_up(work: UnitOfWork, kept: Client, absorbed: Client) -> list[str]:
    """Of a day on which both records say something of the same matter, what the one that goes said."""
    read = {
        (one.assessed_on, one.characteristic, one.concern, one.source): one for one in work.clients.profile(kept.id)
    }
    stated = {(one.stated_on, one.preference): one for one in work.process.preferences(kept.id)}
    said = []
    for reading in work.clients.profile(absorbed.id):
        mine = read.get((reading.assessed_on, reading.characteristic, reading.concern, reading.source))
        if mine and mine.value != reading.value:
            said.append(f"The other record said: {reading.characteristic} {reading.value}, {reading.assessed_on}.")
    for wish in work.process.preferences(absorbed.id):
        other = stated.get((wish.stated_on, wish.preference))
        if other and replace(other, id=wish.id, client=wish.client) != wish:
            parts = [f"strength {wish.strength / 10}" if wish.strength is not None else "", wish.met or "", wish.reason]
            words = ", ".join(part for part in parts if part)
            said.append(f"The other record said: {wish.preference}, {words}, {wish.stated_on}.")
    return said


def _united(memberships: Iterable[Membership], kept: Client, absorbed: Client) -> list[Membership]:
    """The memberships of both as those of one; times in the same group that overlap or meet become one."""
    renamed = [
        replace(
            one,
            group=kept.id if one.group == absorbed.id else one.group,
            client=kept.id if one.client == absorbed.id else one.client,
        )
        for one in memberships
    ]
    united: list[Membership] = []
    for one in sorted(renamed, key=lambda one: (one.group, one.client, one.joined_on)):
        last = united[-1] if united else None
        if (
            last
            and (last.group, last.client) == (one.group, one.client)
            and one.joined_on <= (last.left_on or date.max)
        ):
            left = None if last.left_on is None or one.left_on is None else max(last.left_on, one.left_on)
            united[-1] = replace(last, left_on=left)
        else:
            united.append(one)
    return united
