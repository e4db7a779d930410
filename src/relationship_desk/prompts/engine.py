"""From signals and characteristics to prompts.

The engine walks through a client's sessions in order, as a clinician who signs one after the other would, so that the
same records always give the same prompts, whenever it is run. A prompt is dated by the session that opened it. A rule
opens at most one prompt a session, none while one of its prompts waits for an answer, none again on the same points,
none during its cool-down, and no more than :data:`MOST_OPEN` prompts stand open for one client; safety is outside that
cap. A deferred prompt that finds no place comes back when there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import PromptId, RuleId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Rule, Urgency

MOST_OPEN = 3
"""So many prompts may stand open for one client."""
UNSAVED = PromptId(0)
"""The id of a prompt that the store has not numbered yet."""

_WAITING = (PromptStatus.OPEN, PromptStatus.DEFERRED)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the walk has changed: prompts to add, and prompts whose row is to be replaced."""

    opened: tuple[Prompt, ...]
    changed: tuple[Prompt, ...]


def evaluate(
    analysis: Analysis,
    rules: Sequence[Rule],
    catalogue: Catalogue,
    edition: Edition,
    thresholds: Thresholds,
    new_uid: Callable[[Rule, Session], str],
) -> Evaluation:
    """Walk through the attended sessions and return the prompts that open, come back or are withdrawn."""
    stored = {prompt.uid: prompt for prompt in analysis.history.prompts}
    prompts = list(stored.values())
    by_urgency = sorted(rules, key=lambda one: one.urgency)
    for attended, session in enumerate(analysis.history.attended, start=1):
        moment = Moment(analysis, session, attended, thresholds)
        holding = {rule.id: rule.when(moment) for rule in rules}
        prompts = [_still_holding(prompt, session, holding) for prompt in prompts]
        if session == analysis.history.attended[-1]:
            judged_here = {new_uid(rule, session): holding[rule.id] for rule in rules}
            prompts = [_corrected(prompt, session, judged_here) for prompt in prompts]
        for rule in by_urgency:
            prompts = [
                _back_in_time(prompt, session)
                if prompt.rule == rule.id and _has_place(rule, session, prompts)
                else prompt
                for prompt in prompts
            ]
        for rule in by_urgency:
            because = holding[rule.id]
            if because and _may_open(rule, because, moment, prompts):
                opened = _open(rule, because, session, analysis, catalogue, edition, new_uid)
                prompts += [opened] if opened else []
    return Evaluation(
        opened=tuple(prompt for prompt in prompts if prompt.uid not in stored),
        changed=tuple(prompt for prompt in prompts if prompt.uid in stored and stored[prompt.uid] != prompt),
    )


def _still_holding(prompt: Prompt, session: Session, holding: Mapping[RuleId, tuple[Point, ...] | None]) -> Prompt:
    """A waiting prompt is withdrawn once its points no longer hold in a later session."""
    if prompt.session >= session.number or prompt.rule not in holding or not _waits(prompt, session):
        return prompt
    return prompt if holding[prompt.rule] else _withdrawn(prompt, session)


def _corrected(prompt: Prompt, session: Session, judged_here: Mapping[str, tuple[Point, ...] | None]) -> Prompt:
    """What the newest session opened goes when its records are put right, and comes back when that was the slip.

    ``judged_here`` are the points by the uid of the prompt they would open: a prompt that was made elsewhere has
    another uid, and is left as it was restored.
    """
    if prompt.uid not in judged_here or prompt.session != session.number:
        return prompt
    if prompt.status is PromptStatus.OPEN and not judged_here[prompt.uid]:
        return _withdrawn(prompt, session)
    if prompt.status is PromptStatus.WITHDRAWN and judged_here[prompt.uid]:
        return replace(prompt, status=PromptStatus.OPEN, answered_on=None)
    return prompt


def _back_in_time(prompt: Prompt, session: Session) -> Prompt:
    """A deferred prompt comes back when it is time."""
    if prompt.status is not PromptStatus.DEFERRED or prompt.until is None or session.number < prompt.until:
        return prompt
    if prompt.session >= session.number or not _waits(prompt, session):
        return prompt
    return replace(prompt, status=PromptStatus.OPEN, until=None, answered_on=None)


def _waits(prompt: Prompt, session: Session) -> bool:
    """Whether a prompt is open, or had been put off before ``session``."""
    if prompt.status is PromptStatus.DEFERRED:
        return prompt.answered_on is None or prompt.answered_on < session.held_on
    return prompt.status is PromptStatus.OPEN


def _withdrawn(prompt: Prompt, session: Session) -> Prompt:
    return replace(prompt, status=PromptStatus.WITHDRAWN, answered_on=session.held_on, until=None)


def _may_open(rule: Rule, because: tuple[Point, ...], moment: Moment, prompts: Sequence[Prompt]) -> bool:
    session = moment.session
    own = [prompt for prompt in prompts if prompt.rule == rule.id]
    if any(prompt.session >= session.number for prompt in own):
        return False  # this session has been judged before, or a later one has
    if any(_live(prompt, session) or prompt.because == because for prompt in own):
        return False
    since = [one.number for one in moment.analysis.history.attended]
    if any(_sessions_between(since, _quiet_from(prompt, moment), session.number) < rule.cooldown for prompt in own):
        return False
    return _has_place(rule, session, prompts)


def _has_place(rule: Rule, session: Session, prompts: Sequence[Prompt]) -> bool:
    open_now = sum(_stands_open(prompt, session) for prompt in prompts)
    return rule.urgency is Urgency.SAFETY or open_now < MOST_OPEN


def _live(prompt: Prompt, session: Session) -> bool:
    """Whether a prompt was still undecided once ``session`` was held."""
    if prompt.status in _WAITING:
        return True
    return prompt.answered_on is not None and prompt.answered_on > session.held_on


def _stands_open(prompt: Prompt, session: Session) -> bool:
    """Whether a prompt took one of the places for open prompts once ``session`` was held."""
    if prompt.status is PromptStatus.OPEN:
        return True
    return prompt.answered_on is not None and prompt.answered_on > session.held_on


def _quiet_from(prompt: Prompt, moment: Moment) -> int:
    """The session from which a rule's cool-down counts: the last one held when the prompt was closed."""
    if prompt.answered_on is None:
        return prompt.session
    held = [one.number for one in moment.analysis.history.attended if one.held_on <= prompt.answered_on]
    return max(prompt.session, held[-1] if held else 0)


def _sessions_between(attended: Sequence[int], start: int, end: int) -> int:
    return sum(start < number <= end for number in attended)


def _open(
    rule: Rule,
    because: tuple[Point, ...],
    session: Session,
    analysis: Analysis,
    catalogue: Catalogue,
    edition: Edition,
    new_uid: Callable[[Rule, Session], str],
) -> Prompt | None:
    speaking = catalogue.speaking(rule.evidence, edition) if rule.outside is None else None
    if rule.outside is None and speaking is None:
        return None  # nothing is suggested where no edition supports it
    return Prompt(
        id=UNSAVED,
        uid=new_uid(rule, session),
        client=analysis.history.client.id,
        rule=rule.id,
        session=session.number,
        opened_on=session.held_on,
        status=PromptStatus.OPEN,
        edition=speaking.edition if speaking else None,
        tier=str(speaking.listing.tier if speaking else rule.outside),
        because=because,
    )
