"""Prompts session by session.

The walk goes through a client's sessions in order, as a clinician who signs one after the other would. A prompt is
dated by the session that opened it. A rule opens at most one prompt a session, none while one of its prompts waits for
an answer, none on points that are all known from earlier ones, none during its cool-down, and none while it is muted.
No more than :data:`MOST_OPEN` prompts stand open for one client, the most urgent and, among these, the best supported
first: for a more urgent one the least urgent makes way until the next session. A deferred prompt that finds no place
comes back when there is one. A prompt that waits speaks from the chosen edition, whichever it was opened under; where
no edition supports it under that choice, it goes, and comes back under another one if it still holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from relationship_desk.domain.ids import RuleId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.rule import Moment, Rule, Urgency
from relationship_desk.prompts.voices import Voices

MOST_OPEN = 3
"""So many prompts may stand open for one client, safety left aside."""


def walked(prompts: Iterable[Prompt], analysis: Analysis, voices: Voices) -> tuple[Prompt, ...]:
    """Walk through the attended sessions and return every prompt as it stands after the last."""
    standing = {prompt.uid: prompt for prompt in prompts}
    held = analysis.history.attended
    for turn, session in enumerate(held, start=1):
        following = held[turn] if turn < len(held) else None
        _Step(standing, Moment(analysis, session, turn), following, voices).take()
    by_number = {session.number: session for session in held}
    return tuple(voices.spoken_now(prompt, by_number.get(prompt.session)) for prompt in standing.values())


class _Step:
    """One session: what goes, what comes back and what opens once it has been held."""

    def __init__(self, prompts: dict[str, Prompt], moment: Moment, following: Session | None, voices: Voices) -> None:
        self._prompts = prompts
        """Every prompt as it stands, by its uid."""
        self._moment = moment
        self._session = moment.session
        self._following = following
        self._voices = voices
        self._said: dict[RuleId, tuple[Point, ...] | None] = {}
        self._in_place: list[Prompt] | None = None

    def take(self) -> None:
        """Bring the prompts from where they stood before the session to where they stand after it."""
        self._withdraw()
        if self._following is None:
            self._correct()
        muted = self._muted()
        asked = [rule for rule in self._voices.rules.values() if rule.id not in muted]
        self._let_return(asked)
        self._open(asked)

    def _holds(self, rule: Rule) -> tuple[Point, ...] | None:
        """What ``rule`` says of the session, nothing where no edition supports it; worked out once, when asked for."""
        if rule.id not in self._said:
            self._said[rule.id] = None if self._voices.is_silent(rule) else rule.when(self._moment)
        return self._said[rule.id]

    def _keep(self, prompt: Prompt) -> None:
        self._prompts[prompt.uid] = prompt
        self._in_place = None

    def _withdraw(self) -> None:
        """A waiting prompt goes once its points no longer hold in a later session."""
        for prompt in [one for one in self._prompts.values() if one.waits]:
            rule = self._voices.rules.get(prompt.rule)
            if rule and prompt.session < self._session.number and self._waits(prompt) and not self._holds(rule):
                self._keep(self._voices.withdrawn(prompt, self._session))

    def _correct(self) -> None:
        """What the newest session opened goes when its records are put right, or shows them as they are now."""
        for prompt in list(self._prompts.values()):
            if prompt.status is PromptStatus.OPEN and self._voices.is_own(prompt, self._session):
                because = self._holds(self._voices.rules[prompt.rule])
                right = replace(prompt, because=because) if because else self._voices.withdrawn(prompt, self._session)
                self._keep(right)

    def _muted(self) -> set[RuleId]:
        """The rules that were silenced between this session and the one after it, or before."""
        return {
            mute.rule
            for mute in self._moment.analysis.history.mutes
            if (mute.ended_on is None or mute.ended_on > self._session.held_on)
            and (self._following is None or mute.muted_on < self._following.held_on)
        }

    def _let_return(self, asked: Iterable[Rule]) -> None:
        """A deferred prompt comes back when it is time and there is a place, and a withdrawn one in the last session.

        It then holds again because its records were put right, or another edition was chosen.
        """
        back = [one for one in self._prompts.values() if self._is_due(one) or self._may_return(one)]
        for rule in asked if back else ():
            for prompt in [one for one in back if one.rule == rule.id]:
                if self._has_place(rule) and (because := self._holds(rule)):
                    shown = because if prompt.session == self._session.number else prompt.because
                    again = replace(prompt, status=PromptStatus.OPEN, because=shown, until=None, answered_on=None)
                    self._place(again, rule)

    def _open(self, asked: Iterable[Rule]) -> None:
        """Each rule that may speak, holds and has something new to show opens a prompt, while there is a place."""
        client = self._moment.analysis.history.client.id
        quiet = {prompt.rule for prompt in self._prompts.values() if self._keeps_quiet(prompt)}
        for rule in asked:
            if rule.id not in quiet and self._has_place(rule):
                because = self._holds(rule)
                if because and not self._is_known(because, rule):
                    self._place(self._voices.opened(rule, because, self._session, client), rule)

    def _waits(self, prompt: Prompt) -> bool:
        """Whether a prompt is open, or had been put off before this session."""
        if prompt.status is PromptStatus.DEFERRED:
            return prompt.answered_on is None or prompt.answered_on < self._session.held_on
        return prompt.status is PromptStatus.OPEN

    def _is_due(self, prompt: Prompt) -> bool:
        """Whether it is time for a deferred prompt to come back."""
        if prompt.status is not PromptStatus.DEFERRED or prompt.until is None or self._session.number < prompt.until:
            return False
        return prompt.session < self._session.number and self._waits(prompt)

    def _may_return(self, prompt: Prompt) -> bool:
        """Whether a withdrawn prompt comes back if it holds: its records were put right, or its edition chosen."""
        if self._following is not None or prompt.status is not PromptStatus.WITHDRAWN:
            return False
        rule = self._voices.rules.get(prompt.rule)
        silenced = rule is not None and rule.outside is None and prompt.edition is None
        return self._voices.is_own(prompt, self._session) or (
            silenced and not any(one.waits for one in self._prompts.values() if one.rule == prompt.rule)
        )

    def _keeps_quiet(self, prompt: Prompt) -> bool:
        """Whether the rule of ``prompt`` may open no other in this session.

        The session or a later one has been judged before, the prompt was still undecided, or the cool-down lasts: that
        counts from the last session held when the prompt was closed.
        """
        if prompt.session >= self._session.number or prompt.waits:
            return True
        rule, history, quiet_from = self._voices.rules.get(prompt.rule), self._moment.analysis.history, prompt.session
        if prompt.answered_on is not None:
            if prompt.answered_on > self._session.held_on:
                return True
            quiet_from = max(quiet_from, history.session_by(prompt.answered_on))
        return rule is not None and self._moment.attended - history.turns_by(quiet_from) < rule.cooldown

    def _is_known(self, because: tuple[Point, ...], rule: Rule) -> bool:
        """Whether earlier prompts of the rule have shown all of the points: without new data there is no new prompt."""
        shown = {point for one in self._prompts.values() if one.rule == rule.id for point in one.because}
        return shown.issuperset(because)

    def _has_place(self, rule: Rule) -> bool:
        """Whether a prompt of ``rule`` can stand open: there is a place, or another prompt makes way."""
        return self._making_way(rule.urgency) is not None

    def _place(self, prompt: Prompt, rule: Rule) -> None:
        """Let ``prompt`` stand open, where :meth:`_has_place` says so."""
        for one in self._making_way(rule.urgency) or ():
            self._keep(one)
        self._keep(prompt)

    def _making_way(self, urgency: Urgency) -> tuple[Prompt, ...] | None:
        """The prompt that is put off for one of ``urgency``, none where there is a place; None without any."""
        if self._in_place is None:
            self._in_place = [one for one in self._prompts.values() if self._takes_place(one)]
        standing = self._in_place
        if len(standing) < MOST_OPEN:
            return ()
        yielding = (one for one in standing if one.status is PromptStatus.OPEN and self._voices.urgency(one) > urgency)
        least = self._voices.least(yielding)
        if least is None or len(standing) > MOST_OPEN:
            return None
        until, day = self._session.number + 1, self._session.held_on
        return (replace(least, status=PromptStatus.DEFERRED, until=until, answered_on=day),)

    def _takes_place(self, prompt: Prompt) -> bool:
        """Whether a prompt took one of the places once the session was held; one that is open now does."""
        if prompt.status is PromptStatus.OPEN:
            return True
        answered = prompt.answered_on
        return prompt.session <= self._session.number and answered is not None and answered > self._session.held_on
