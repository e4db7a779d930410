"""From signals and characteristics to prompts.

The engine walks through a client's sessions in order, as a clinician who signs one after the other would, so that the
same records always give the same prompts, whenever it is run. A prompt is dated by the session that opened it. A rule
opens at most one prompt a session, none while one of its prompts waits for an answer, none on points that are all known
from earlier ones, none during its cool-down, and none while it is muted. No more than :data:`MOST_OPEN` prompts stand
open for one client, the most urgent and, among these, the best supported first: for a more urgent one the least urgent
makes way until the next session. A deferred prompt that finds no place comes back when there is one. A prompt that
waits speaks from the chosen edition, whichever it was opened under; where no edition supports it under that choice, it
goes, and comes back under another one if it still holds. Safety is outside all of this and waits for no session:
:mod:`relationship_desk.prompts.safety`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from relationship_desk.catalogue.evidence import Tier
from relationship_desk.catalogue.model import Catalogue, Speaking
from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.prompt import UNSAVED, Mute, Point, Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rule import Moment, Rule, Urgency
from relationship_desk.prompts.safety import NewUid, safety_prompts

MOST_OPEN = 3
"""So many prompts may stand open for one client, safety left aside."""

_RANK = (Tier.SAFETY, Tier.DEMONSTRABLY, Tier.PROBABLY, Tier.PRACTICE, Tier.INSUFFICIENT, Tier.NOT_LISTED)

Known = Mapping[RuleId, Rule]
Holds = Callable[[Rule], tuple[Point, ...] | None]
Voices = Mapping[RuleId, Speaking | None]
"""By rule, what speaks for its entry under the chosen edition; rules outside the editions are not in it."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is to be kept: prompts to add, prompts whose row is to be replaced, and those whose row goes."""

    opened: tuple[Prompt, ...]
    changed: tuple[Prompt, ...]
    gone: tuple[Prompt, ...] = ()
    """Prompts about safety that nobody answered, and whose records another one shows by now."""


def evaluate(
    analysis: Analysis,
    rules: Sequence[Rule],
    catalogue: Catalogue,
    edition: Edition,
    thresholds: Thresholds,
    new_uid: NewUid,
) -> Evaluation:
    """Return the prompts that open, come back or are withdrawn: about safety day by day, others session by session."""
    stored = {prompt.uid: prompt for prompt in analysis.history.prompts}
    safety = {rule.id: rule for rule in rules if rule.alerts is not None}
    others = [prompt for prompt in stored.values() if prompt.rule not in safety]
    walking = [rule for rule in rules if rule.id not in safety]
    walked = _walked(others, analysis, walking, catalogue, edition, thresholds, new_uid)
    prompts = [*(one for rule in safety.values() for one in safety_prompts(rule, analysis.history, new_uid)), *walked]
    kept = {prompt.uid for prompt in prompts}
    return Evaluation(
        opened=tuple(prompt for prompt in prompts if prompt.uid not in stored),
        changed=tuple(prompt for prompt in prompts if prompt.uid in stored and stored[prompt.uid] != prompt),
        gone=tuple(prompt for prompt in stored.values() if prompt.uid not in kept),
    )


def _walked(
    prompts: list[Prompt],
    analysis: Analysis,
    rules: Sequence[Rule],
    catalogue: Catalogue,
    edition: Edition,
    thresholds: Thresholds,
    new_uid: NewUid,
) -> list[Prompt]:
    """Walk through the attended sessions and return every prompt as it stands after the last."""
    voices = {one.id: catalogue.speaking(one.evidence, edition) for one in rules if one.evidence and not one.outside}
    in_order = sorted(rules, key=lambda one: (one.urgency, _rank(one, voices), one.id))
    known = {rule.id: rule for rule in in_order}
    held = analysis.history.attended
    for attended, session in enumerate(held, start=1):
        moment = Moment(analysis, session, attended, thresholds)
        following = held[attended] if attended < len(held) else None
        holds = _asked_once(moment, voices)
        prompts = [_still_holding(prompt, session, known, holds, voices) for prompt in prompts]
        if following is None:
            prompts = [_corrected(prompt, session, known, holds, voices, new_uid) for prompt in prompts]
        spoken = [rule for rule in in_order if not _is_muted(rule, session, following, analysis.history.mutes)]
        waiting = [
            one
            for one in prompts
            if _is_due(one, session) or (following is None and _may_return(one, session, prompts, known, new_uid))
        ]
        for rule in spoken if waiting else ():
            for prompt in [one for one in waiting if one.rule == rule.id]:
                room = _with_room(rule, session, prompts, known)
                because = holds(rule)
                if room is not None and because:
                    shown = because if prompt.session == session.number else prompt.because
                    back = replace(prompt, status=PromptStatus.OPEN, because=shown, until=None, answered_on=None)
                    prompts = [back if one.uid == prompt.uid else one for one in room]
        rooms: dict[Urgency, list[Prompt] | None] = {}
        for rule in spoken:
            if rule.urgency not in rooms:
                rooms[rule.urgency] = _with_room(rule, session, prompts, known)
            room = rooms[rule.urgency]
            if room is None or not _may_speak(rule, moment, prompts):
                continue
            because = holds(rule)
            if because and not _is_known(because, rule, prompts):
                prompts = [*room, _open(rule, because, session, analysis, voices, new_uid)]
                rooms.clear()
    by_number = {session.number: session for session in held}
    return [_spoken_now(prompt, by_number.get(prompt.session), known, voices, new_uid) for prompt in prompts]


def _rank(rule: Rule, voices: Voices) -> int:
    """The place of a rule's tier, the best supported first."""
    speaking = voices.get(rule.id)
    return _RANK.index(rule.outside or (speaking.listing.tier if speaking else Tier.NOT_LISTED))


def _asked_once(moment: Moment, voices: Voices) -> Holds:
    """What each rule says of ``moment``, nothing where no edition supports it; one that nobody asks is not computed."""
    known: dict[RuleId, tuple[Point, ...] | None] = {}

    def holds(rule: Rule) -> tuple[Point, ...] | None:
        if rule.id not in known:
            silent = rule.outside is None and voices[rule.id] is None
            known[rule.id] = None if silent else rule.when(moment)
        return known[rule.id]

    return holds


def _still_holding(prompt: Prompt, session: Session, known: Known, holds: Holds, voices: Voices) -> Prompt:
    """A waiting prompt is withdrawn once its points no longer hold in a later session."""
    rule = known.get(prompt.rule)
    if rule is None or prompt.session >= session.number or not _waits(prompt, session):
        return prompt
    return prompt if holds(rule) else _withdrawn(prompt, session, voices)


def _corrected(prompt: Prompt, session: Session, known: Known, holds: Holds, voices: Voices, new_uid: NewUid) -> Prompt:
    """What the newest session opened goes when its records are put right, or shows them as they are now."""
    rule = known.get(prompt.rule)
    if rule is None or prompt.status is not PromptStatus.OPEN or not _is_own(prompt, session, known, new_uid):
        return prompt
    because = holds(rule)
    return replace(prompt, because=because) if because else _withdrawn(prompt, session, voices)


def _may_return(prompt: Prompt, session: Session, prompts: Sequence[Prompt], known: Known, new_uid: NewUid) -> bool:
    """Whether a withdrawn prompt comes back if it holds: its records were put right again, or its edition chosen."""
    if prompt.status is not PromptStatus.WITHDRAWN:
        return False
    silenced = prompt.rule in known and known[prompt.rule].outside is None and prompt.edition is None
    return _is_own(prompt, session, known, new_uid) or (
        silenced and not any(one.waits for one in prompts if one.rule == prompt.rule)
    )


def _is_own(prompt: Prompt, session: Session, known: Known, new_uid: NewUid) -> bool:
    """Whether a prompt was opened by ``session`` and here, and not restored from elsewhere."""
    rule = known.get(prompt.rule)
    return rule is not None and prompt.session == session.number and prompt.uid == new_uid(rule, session.uid)


def _is_due(prompt: Prompt, session: Session) -> bool:
    """Whether it is time for a deferred prompt to come back."""
    if prompt.status is not PromptStatus.DEFERRED or prompt.until is None or session.number < prompt.until:
        return False
    return prompt.session < session.number and _waits(prompt, session)


def _waits(prompt: Prompt, session: Session) -> bool:
    """Whether a prompt is open, or had been put off before ``session``."""
    if prompt.status is PromptStatus.DEFERRED:
        return prompt.answered_on is None or prompt.answered_on < session.held_on
    return prompt.status is PromptStatus.OPEN


def _withdrawn(prompt: Prompt, session: Session, voices: Voices) -> Prompt:
    """``prompt`` as it goes; without an edition where none speaks for it any more."""
    edition = prompt.edition if voices.get(prompt.rule) else None
    return replace(prompt, status=PromptStatus.WITHDRAWN, answered_on=session.held_on, until=None, edition=edition)


def _is_muted(rule: Rule, session: Session, following: Session | None, mutes: Sequence[Mute]) -> bool:
    """Whether ``rule`` was silenced between ``session`` and the one after it, or before."""
    return any(
        mute.rule == rule.id
        and (mute.ended_on is None or mute.ended_on > session.held_on)
        and (following is None or mute.muted_on < following.held_on)
        for mute in mutes
    )


def _may_speak(rule: Rule, moment: Moment, prompts: Sequence[Prompt]) -> bool:
    """Whether ``rule`` may open a prompt in this session, should it hold."""
    session = moment.session
    own = [prompt for prompt in prompts if prompt.rule == rule.id]
    if not own:
        return True
    if any(prompt.session >= session.number for prompt in own):
        return False  # this session has been judged before, or a later one has
    if any(_live(prompt, session) for prompt in own):
        return False
    return all(_sessions_since(_quiet_from(prompt, moment), moment) >= rule.cooldown for prompt in own)


def _is_known(because: tuple[Point, ...], rule: Rule, prompts: Sequence[Prompt]) -> bool:
    """Whether the points hold nothing that an earlier prompt of the rule did not show: no new data, no new prompt."""
    shown = {point for prompt in prompts if prompt.rule == rule.id for point in prompt.because}
    return shown.issuperset(because)


def _urgency(prompt: Prompt, known: Known) -> Urgency:
    """How urgent a prompt is; one of a rule from another version of the program keeps its place."""
    return known[prompt.rule].urgency if prompt.rule in known else Urgency.RELATIONSHIP


def _with_room(rule: Rule, session: Session, prompts: list[Prompt], known: Known) -> list[Prompt] | None:
    """The prompts with a place for one of ``rule``: there is one, or the least urgent makes way; None without."""
    # Asked for every rule in every session: most prompts have long been closed, so that is looked at first.
    standing = [one for one in prompts if _stands_open(one, session)]
    if len(standing) < MOST_OPEN:
        return prompts
    yielding = [one for one in standing if one.status is PromptStatus.OPEN and _urgency(one, known) > rule.urgency]
    if len(standing) > MOST_OPEN or not yielding:
        return None
    order = list(known)
    least = max(yielding, key=lambda one: order.index(one.rule))
    put_off = replace(least, status=PromptStatus.DEFERRED, until=session.number + 1, answered_on=session.held_on)
    return [put_off if one.uid == least.uid else one for one in prompts]


def _live(prompt: Prompt, session: Session) -> bool:
    """Whether a prompt was still undecided once ``session`` was held."""
    if prompt.waits:
        return True
    return prompt.answered_on is not None and prompt.answered_on > session.held_on


def _stands_open(prompt: Prompt, session: Session) -> bool:
    """Whether a prompt took one of the places for open prompts once ``session`` was held; one that is open now does."""
    if prompt.status is PromptStatus.OPEN:
        return True
    answered = prompt.answered_on
    return prompt.session <= session.number and answered is not None and answered > session.held_on


def _quiet_from(prompt: Prompt, moment: Moment) -> int:
    """The session from which a rule's cool-down counts: the last one held when the prompt was closed."""
    if prompt.answered_on is None:
        return prompt.session
    return max(prompt.session, moment.analysis.history.session_by(prompt.answered_on))


def _sessions_since(number: int, moment: Moment) -> int:
    """How many attended sessions came after session ``number``, that of ``moment`` included."""
    return moment.attended - bisect_right(moment.analysis.history.attended, number, key=lambda one: one.number)


def _open(
    rule: Rule,
    because: tuple[Point, ...],
    session: Session,
    analysis: Analysis,
    voices: Voices,
    new_uid: NewUid,
) -> Prompt:
    speaking = voices.get(rule.id)
    return Prompt(
        id=UNSAVED,
        uid=new_uid(rule, session.uid),
        client=analysis.history.client.id,
        rule=rule.id,
        session=session.number,
        opened_on=session.held_on,
        status=PromptStatus.OPEN,
        edition=speaking.edition if speaking else None,
        tier=str(speaking.listing.tier if speaking else rule.outside),
        because=because,
    )


def _spoken_now(
    prompt: Prompt,
    session: Session | None,
    known: Known,
    voices: Voices,
    new_uid: NewUid,
) -> Prompt:
    """A waiting prompt with the tier of the chosen edition; one restored from elsewhere keeps its own."""
    speaking, rule = voices.get(prompt.rule), known.get(prompt.rule)
    if speaking is None or rule is None or session is None or not prompt.waits:
        return prompt
    own = prompt.uid == new_uid(rule, session.uid)
    return replace(prompt, edition=speaking.edition, tier=str(speaking.listing.tier)) if own else prompt
