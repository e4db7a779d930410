"""Prompts about safety follow what they rest on from day to day, whether sessions are held or not.

While an alert stands that no answered prompt has shown, one prompt is open and shows all of these; one that comes up
meanwhile joins it. An answer settles what it was given to, so that whatever comes up after it opens the next prompt. A
prompt whose alerts have all ended before an answer is withdrawn, and comes back when one of them stands again. What is
not answered follows from the record and the answers alone: how often, and when, it was worked out makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import count, islice

from relationship_desk.domain.history import History
from relationship_desk.domain.prompt import UNSAVED, Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.rule import Alert, NewUid, Rule


def safety_prompts(rule: Rule, history: History, new_uid: NewUid) -> tuple[Prompt, ...]:
    """Every prompt of ``rule`` as it should stand; one that nobody answered and that is not among them has no place."""
    own = [prompt for prompt in history.prompts if prompt.rule == rule.id]
    answered = [prompt for prompt in own if prompt.is_answered]
    waiting = {prompt.uid: prompt for prompt in own if not prompt.is_answered}
    alerts = sorted(rule.alerts(history) if rule.alerts else (), key=lambda one: (one.since, one.point.row))
    turns = len(answered) + 1
    by_alert = {uid for one in alerts for uid in islice(_uids(rule, one, new_uid), turns)}
    taken = {prompt.uid for prompt in answered}
    prompts = list(answered)
    # From the newest on: at most that one is open, and the first to go on with a spare one.
    groups = _together(_unsettled(alerts, answered, history))[::-1]
    uids = [next(uid for uid in _uids(rule, one[0], new_uid) if uid not in taken) for one in groups]
    # Restored from elsewhere, or somebody began to answer it: what was typed is not given up with its place.
    spare = {uid for uid, one in waiting.items() if uid not in uids and (uid not in by_alert or one.intention)}
    for uid, together in zip(uids, groups, strict=True):
        prompt = _prompt(rule, together, history, uid)
        if uid in waiting:
            kept = waiting.pop(uid)
            prompt = replace(_as(prompt, kept), session=prompt.session, opened_on=prompt.opened_on)
        elif (there := _to_go_on_with(spare, waiting, prompt, together, history)) is not None:
            spare.remove(there)
            prompt = _as(prompt, waiting.pop(there))
        prompts.append(prompt)
    return (*prompts, *(_withdrawn(waiting[uid]) for uid in waiting if uid in spare))


def _unsettled(alerts: Sequence[Alert], answered: Sequence[Prompt], history: History) -> list[Alert]:
    """The alerts that no answer was given to: not shown by the prompt, nor ended on a day on which it still waited."""
    left = list(alerts)
    for prompt in sorted(answered, key=_answered_on):
        day, shown = _answered_on(prompt), {one.point.row for one in left if _shows(prompt, one, history)}
        known = [one for one in left if one.since <= day or one.point.row in shown]
        for together in _together(known):
            ended = {one.point.row for one in together if one.until is not None and one.until < day}
            settled = {one.point.row for one in together} & (shown | ended)
            if settled & shown:
                left = [one for one in left if one.point.row not in settled]
    return left


def _shows(prompt: Prompt, alert: Alert, history: History) -> bool:
    """Whether a point of ``prompt`` is ``alert``: it names its record, or says the same of what had come up by then.

    A point without a record is from elsewhere, or from before records were named: then they were counted, and stood at
    the last session held.
    """
    places = (alert.point.session, history.session_by(alert.since) or None)
    come_up = alert.since <= _answered_on(prompt)
    return any(
        one.row == alert.point.row
        or (come_up and not one.row and one.value == alert.point.value and one.session in places)
        for one in prompt.because
    )


def _together(alerts: Sequence[Alert]) -> list[list[Alert]]:
    """The alerts, in order, put together as long as one comes up before, or on the day that, the last one ends."""
    found: list[list[Alert]] = []
    for alert in alerts:
        if not found or all(one.until is not None and one.until < alert.since for one in found[-1]):
            found.append([])
        found[-1].append(alert)
    return found


def _prompt(rule: Rule, together: Sequence[Alert], history: History, uid: str) -> Prompt:
    """The prompt of alerts that stood together: it shows those that stand still, or all of them where none does."""
    standing = [one for one in together if one.until is None]
    shown = standing or together
    day = max(one.since for one in shown)
    return Prompt(
        id=UNSAVED,
        uid=uid,
        client=history.client.id,
        rule=rule.id,
        session=history.session_by(day),
        opened_on=day,
        status=PromptStatus.OPEN if standing else PromptStatus.WITHDRAWN,
        edition=None,
        tier=str(rule.outside),
        because=tuple(one.point for one in shown),
        answered_on=None if standing else max(one.until for one in together if one.until is not None),
    )


def _answered_on(prompt: Prompt) -> date:
    return prompt.answered_on or prompt.opened_on


def _uids(rule: Rule, first: Alert, new_uid: NewUid) -> Iterator[str]:
    """The uids that go by the first alert, one for each turn: where it stood before, and that prompt was answered."""
    names = (first.point.row if turn == 1 else f"{first.point.row} {turn}" for turn in count(1))
    return (new_uid(rule, name) for name in names)


def _to_go_on_with(
    spare: AbstractSet[str],
    waiting: Mapping[str, Prompt],
    prompt: Prompt,
    together: Sequence[Alert],
    history: History,
) -> str | None:
    """The uid of a spare prompt that is about the same."""
    about = [alert for alert in together if alert.point in prompt.because]
    for uid, one in waiting.items():
        if uid in spare and (one.status is not PromptStatus.WITHDRAWN or any(_shows(one, a, history) for a in about)):
            return uid
    return None


def _as(prompt: Prompt, kept: Prompt) -> Prompt:
    """What is on file with its session, its day and what was typed about it, saying what ``prompt`` would."""
    return replace(kept, status=prompt.status, because=prompt.because, until=None, answered_on=prompt.answered_on)


def _withdrawn(prompt: Prompt) -> Prompt:
    """A spare prompt whose records are closed here, or are not on file."""
    if prompt.status is PromptStatus.WITHDRAWN:
        return prompt
    return replace(prompt, status=PromptStatus.WITHDRAWN, until=None, answered_on=prompt.opened_on)
