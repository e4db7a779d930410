"""The clinician's own record: what became of the prompts of each rule, in small numbers; and the self-check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import ClientId, RuleId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus, PromptStatus
from relationship_desk.prompts.review import REVIEW_AFTER, comparisons, sessions_since
from relationship_desk.prompts.rule import Urgency
from relationship_desk.prompts.rules import all_rules
from relationship_desk.prompts.self_check import SIGNS, Sign, sign_of
from relationship_desk.services.prompting import Prompting
from relationship_desk.store.unit_of_work import Store

ACCEPTED = (PromptStatus.ACCEPTED, PromptStatus.REVIEWED)
Tally = Mapping[str, int]
"""How often each verdict of a look back was found."""


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What became of the prompts of one rule. A prompt put off counts as such only while it is."""

    rule: RuleId
    title: str
    opened: int
    accepted: int
    done: int
    """Accepted ones of which it was said that the intention was done."""
    said: int
    """Accepted ones of which it was said whether it was done or not."""
    reviewed: int
    declined: int
    deferred: int
    withdrawn: int
    can_wait: bool
    """Whether its prompts may be declined or put off: those about safety may not."""
    after_accepting: Tally
    after_declining: Tally


@dataclass(frozen=True, slots=True)
class Pointing:
    """Who of the clients whom it can be asked of shows the sign of something that does not help."""

    clients: tuple[Client, ...]
    of: int


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Everything on the page."""

    rules: tuple[RuleRecord, ...]
    signs: Mapping[str, Pointing]
    """By the id of the heading; headings without a sign in the records are absent."""


class OwnRecording:
    """Reads the prompts of the whole practice. Nothing is kept; it may run on any thread."""

    def __init__(self, store: Store, catalogue: Catalogue, prompting: Prompting) -> None:
        self._store = store
        self._catalogue = catalogue
        self._prompting = prompting

    def read(self, progress: Progress) -> OwnRecord:
        """Go through every client with an answered prompt, and through everybody in care."""
        with self._store.read() as records:
            prompts = records.prompts.all()
            active = {one.id: one for one in records.clients.all() if one.status is ClientStatus.ACTIVE}
        by_client: dict[ClientId, list[Prompt]] = defaultdict(list)
        for prompt in prompts:
            if prompt.status in (*ACCEPTED, PromptStatus.DECLINED):
                by_client[prompt.client].append(prompt)
        followed: dict[tuple[RuleId, bool], Counter[str]] = defaultdict(Counter)
        shown: dict[str, list[Client]] = {one: [] for one in SIGNS}
        asked: Counter[str] = Counter()
        clients = sorted({*by_client, *active})
        for place, client in enumerate(clients):
            progress.step(f"{place:,} of {len(clients):,} clients", place / len(clients))
            analysis = self._prompting.until_today(client)
            for prompt in by_client.get(client, ()):
                if len(sessions_since(analysis, prompt)) >= REVIEW_AFTER:
                    verdict = comparisons(analysis, prompt, self._catalogue)[0].verdict
                    followed[prompt.rule, prompt.status in ACCEPTED][verdict] += 1
            if client in active:
                for sign in SIGNS:
                    found = sign_of(sign, analysis)
                    asked[sign] += found is not Sign.CANNOT_TELL
                    if found is Sign.SHOWN:
                        shown[sign].append(active[client])
        return OwnRecord(
            tuple(_rules(prompts, followed)),
            {sign: Pointing(tuple(found), asked[sign]) for sign, found in shown.items()},
        )

    def after_declining(self, rule: RuleId, progress: Progress) -> Tally:
        """What followed wherever a prompt of ``rule`` was declined, of every client."""
        with self._store.read() as records:
            declined = [
                one for one in records.prompts.all() if one.rule == rule and one.status is PromptStatus.DECLINED
            ]
        found: Counter[str] = Counter()
        for place, prompt in enumerate(declined):
            progress.step(f"{place:,} of {len(declined):,} prompts", place / len(declined))
            analysis = self._prompting.until_today(prompt.client)
            if len(sessions_since(analysis, prompt)) >= REVIEW_AFTER:
                found[comparisons(analysis, prompt, self._catalogue)[0].verdict] += 1
        return found


def _rules(prompts: Iterable[Prompt], followed: Mapping[tuple[RuleId, bool], Counter[str]]) -> Iterable[RuleRecord]:
    by_rule: dict[RuleId, list[Prompt]] = defaultdict(list)
    for prompt in prompts:
        by_rule[prompt.rule].append(prompt)
    for rule in all_rules().values():
        own = by_rule.get(rule.id)
        if not own:
            continue
        accepted = [one for one in own if one.status in ACCEPTED]
        states = Counter(one.status for one in own)
        yield RuleRecord(
            rule=rule.id,
            title=rule.title,
            opened=len(own),
            accepted=len(accepted),
            done=sum(one.done is True for one in accepted),
            said=sum(one.done is not None for one in accepted),
            reviewed=states[PromptStatus.REVIEWED],
            declined=states[PromptStatus.DECLINED],
            deferred=states[PromptStatus.DEFERRED],
            withdrawn=states[PromptStatus.WITHDRAWN],
            can_wait=rule.urgency is not Urgency.SAFETY,
            after_accepting=followed.get((rule.id, True), Counter()),
            after_declining=followed.get((rule.id, False), Counter()),
        )
