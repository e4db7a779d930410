"""From signals and characteristics to prompts.

About safety they go by the day (:mod:`relationship_desk.prompts.safety`), about everything else by the session
(:mod:`relationship_desk.prompts.walk`). The same records always give the same prompts, whenever this is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.rule import NewUid, Rule
from relationship_desk.prompts.safety import safety_prompts
from relationship_desk.prompts.voices import voices_of
from relationship_desk.prompts.walk import walked


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is to be kept: prompts to add, prompts whose row is to be replaced, and those whose row goes."""

    opened: tuple[Prompt, ...]
    changed: tuple[Prompt, ...]
    gone: tuple[Prompt, ...] = ()
    """Prompts about safety that nobody answered, and whose records another one shows by now."""


def evaluate(analysis: Analysis, rules: Sequence[Rule], edition: Edition, new_uid: NewUid) -> Evaluation:
    """Return the prompts that open, come back or are withdrawn: about safety day by day, others session by session."""
    stored = {prompt.uid: prompt for prompt in analysis.history.prompts}
    safety = {rule.id: rule for rule in rules if rule.alerts is not None}
    voices = voices_of((rule for rule in rules if rule.id not in safety), analysis.catalogue, edition, new_uid)
    prompts = [
        *(prompt for rule in safety.values() for prompt in safety_prompts(rule, analysis.history, new_uid)),
        *walked((prompt for prompt in stored.values() if prompt.rule not in safety), analysis, voices),
    ]
    kept = {prompt.uid for prompt in prompts}
    return Evaluation(
        opened=tuple(prompt for prompt in prompts if prompt.uid not in stored),
        changed=tuple(prompt for prompt in prompts if prompt.uid in stored and stored[prompt.uid] != prompt),
        gone=tuple(prompt for prompt in stored.values() if prompt.uid not in kept),
    )
