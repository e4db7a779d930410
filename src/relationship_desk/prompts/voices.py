"""What a rule's prompt is called, and which edition it speaks from, from its opening to its withdrawal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.catalogue.model import Catalogue, Speaking
from relationship_desk.domain.ids import ClientId, RuleId
from relationship_desk.domain.prompt import UNSAVED, Point, Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.prompts.rule import NewUid, Rule, Urgency

_RANK = (Tier.SAFETY, Tier.DEMONSTRABLY, Tier.PROBABLY, Tier.PRACTICE, Tier.INSUFFICIENT, Tier.NOT_LISTED)


@dataclass(frozen=True, slots=True)
class Voices:
    """Rules, and what speaks for each of them under the chosen edition."""

    rules: Mapping[RuleId, Rule]
    """The most urgent first, and among these the best supported."""
    speaking: Mapping[RuleId, Speaking | None]
    """Rules outside the editions are not in it."""
    new_uid: NewUid

    def is_silent(self, rule: Rule) -> bool:
        """Whether no edition supports ``rule``."""
        return rule.outside is None and self.speaking.get(rule.id) is None

    def urgency(self, prompt: Prompt) -> Urgency:
        """How urgent ``prompt`` is; one of a rule from another version of the program keeps its place."""
        rule = self.rules.get(prompt.rule)
        return rule.urgency if rule else Urgency.RELATIONSHIP

    def least(self, prompts: Iterable[Prompt]) -> Prompt | None:
        """The least urgent and least supported of ``prompts``."""
        places = {rule: place for place, rule in enumerate(self.rules)}
        return max(prompts, key=lambda one: places[one.rule], default=None)

    def is_own(self, prompt: Prompt, session: Session) -> bool:
        """Whether ``prompt`` was opened by ``session`` and here, and not restored from elsewhere."""
        rule = self.rules.get(prompt.rule)
        return rule is not None and prompt.session == session.number and prompt.uid == self.new_uid(rule, session.uid)

    def opened(self, rule: Rule, because: tuple[Point, ...], session: Session, client: ClientId) -> Prompt:
        """The prompt that ``rule`` opens in ``session``."""
        speaking = self.speaking.get(rule.id)
        return Prompt(
            id=UNSAVED,
            uid=self.new_uid(rule, session.uid),
            client=client,
            rule=rule.id,
            session=session.number,
            opened_on=session.held_on,
            status=PromptStatus.OPEN,
            edition=speaking.edition if speaking else None,
            tier=str(speaking.listing.tier if speaking else rule.outside),
            because=because,
        )

    def withdrawn(self, prompt: Prompt, session: Session) -> Prompt:
        """``prompt`` as it goes in ``session``; without an edition where none speaks for it any more."""
        edition = prompt.edition if self.speaking.get(prompt.rule) else None
        return replace(prompt, status=PromptStatus.WITHDRAWN, answered_on=session.held_on, until=None, edition=edition)

    def spoken_now(self, prompt: Prompt, session: Session | None) -> Prompt:
        """``prompt`` of ``session``, if it waits, with the tier of today; one restored from elsewhere keeps its own."""
        speaking = self.speaking.get(prompt.rule)
        if speaking is None or session is None or not prompt.waits or not self.is_own(prompt, session):
            return prompt
        return replace(prompt, edition=speaking.edition, tier=str(speaking.listing.tier))


def voices_of(rules: Iterable[Rule], catalogue: Catalogue, edition: Edition, new_uid: NewUid) -> Voices:
    """What speaks for ``rules`` when ``edition`` is chosen."""
    rules = tuple(rules)
    speaking = {one.id: catalogue.speaking(one.evidence, edition) for one in rules if one.evidence and not one.outside}

    def rank(rule: Rule) -> int:
        spoken = speaking.get(rule.id)
        return _RANK.index(rule.outside or (spoken.listing.tier if spoken else Tier.NOT_LISTED))

    in_order = sorted(rules, key=lambda one: (one.urgency, rank(one), one.id))
    return Voices({rule.id: rule for rule in in_order}, speaking, new_uid)
