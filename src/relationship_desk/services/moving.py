"""A session changes records: what goes with it, and what stays behind put right, inside one unit of work."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from relationship_desk.domain.case_file import CorrectionKind
from relationship_desk.domain.days import long_day
from relationship_desk.domain.guided_review import GuidedReview
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Client, Course, Session
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.identifiers import prompt_uid
from relationship_desk.store.unit_of_work import UnitOfWork

GONE = "in a session no longer in this record"
_UNANSWERED = (PromptStatus.OPEN, PromptStatus.WITHDRAWN)


def drop_prompts(work: UnitOfWork, session: Session) -> list[str]:
    """Take away what prompted from a session that leaves; return what had been answered to it or typed, in words.

    A prompt that the session opened goes, and one that rests on it and still waits: it opens again if it holds without
    the session. One that was answered stays, without the point of that session; but what is about a risk record goes
    where the record goes.
    """
    answers = []
    leaving = {one.uid for one in work.voice.risk.of(session.client) if one.session == session.id}
    for prompt in work.prompts.of(session.client):
        rests = any(point.session == session.number for point in prompt.because)
        if prompt.session == session.number or _is_about(prompt, leaving) or (rests and prompt.waits):
            answers += given_up(prompt)
            work.prompts.remove(prompt.id)
        elif rests:
            work.prompts.save(replace(prompt, because=tuple(_without(one, session) for one in prompt.because)))
    return answers


def carry(work: UnitOfWork, session: Session, taker: Client, course: Course | None) -> Session:
    """Put ``session`` into the record of ``taker`` with everything recorded in it; return it as it stands there.

    What was repaired, reviewed or said to be done across the two records is open again: the other half of it is
    elsewhere.
    """
    events = [one for one in work.process.events_of(session.client) if one.ended_session is not None]
    homework = [one for one in work.process.homework_of(session.client) if one.reviewed_session is not None]
    adapted = [one for one in work.process.adaptations(session.client) if one.session == session.number]
    for event in events:
        if (event.session == session.id) or (event.ended_session == session.number):
            work.process.save_event(replace(event, ended_session=None, repair=None))
    for task in homework:
        if (task.session == session.id) or (task.reviewed_session == session.number):
            work.process.save_homework(replace(task, reviewed_session=None, done=None))
    for one in adapted:
        work.process.remove_adaptation(one.id)
    for prompt in work.prompts.of(session.client):
        if prompt.done_session == session.number:
            work.prompts.save(replace(prompt, done=None, done_session=None))
    alone = _put_reviews_elsewhere(work, session)
    _carry_corrections(work, session, taker)
    work.moving.give(session.id, taker.id)
    number = work.sessions.last_number(taker.id) + 1
    new = replace(session, client=taker.id, course=course.id if course else None, number=number, format=taker.kind)
    work.sessions.save(new)
    new = replace(new, number=work.sessions.reorder(taker.id, fresh=number).get(number, number))
    for event in events:
        if event.session == session.id and event.ended_session == session.number:
            work.process.save_event(replace(event, ended_session=new.number))
    for task in homework:
        if task.session == session.id and task.reviewed_session == session.number:
            work.process.save_homework(replace(task, reviewed_session=new.number))
    for one in adapted:
        work.process.put_adaptation(replace(one, client=taker.id, session=new.number))
    for review in alone:
        work.prompts.guided_reviews.save(replace(review, client=taker.id, session=new.number))
    return new


def _put_reviews_elsewhere(work: UnitOfWork, session: Session) -> tuple[GuidedReview, ...]:
    """Date what was reviewed after ``session`` by the one before, or the first; return it where no other is left."""
    reviews = tuple(one for one in work.prompts.guided_reviews.of(session.client) if one.session == session.number)
    left = [one.number for one in work.sessions.of(session.client) if one.id != session.id]
    if not left:
        return reviews
    before = max((number for number in left if number < session.number), default=left[0])
    for review in reviews:
        work.prompts.guided_reviews.save(replace(review, session=before))
    return ()


def _carry_corrections(work: UnitOfWork, session: Session, taker: Client) -> None:
    """How its day was put right goes with the session; that it once came in stays told where it came in."""
    for correction in work.file.corrections.of(session.client):
        if correction.session == session.id:
            stays = correction.kind is CorrectionKind.MOVED_IN
            changed = replace(correction, session=None) if stays else replace(correction, client=taker.id)
            work.file.corrections.save(changed)


def _is_about(prompt: Prompt, risk: AbstractSet[str]) -> bool:
    """Whether ``prompt`` shows one of these risk records, or goes by it."""
    rule = all_rules().get(prompt.rule)
    by_record = {prompt_uid(rule, uid) for uid in risk} if rule and rule.alerts else frozenset()
    return prompt.uid in by_record or any(point.row in risk for point in prompt.because)


def _without(point: Point, session: Session) -> Point:
    return Point(point.what, None, GONE) if point.session == session.number else point


def given_up(prompt: Prompt) -> list[str]:
    """What goes with ``prompt`` when it is removed, in words: its answer, or what was typed of one."""
    typed = (prompt.intention, prompt.own_part, prompt.client_part, prompt.reason, prompt.outcome)
    words = "; ".join(part for part in typed if part)
    if prompt.status in _UNANSWERED and not words:
        return []
    day = f" on {long_day(prompt.answered_on)}" if prompt.answered_on else ""
    return [f"Its prompt {prompt.rule} had been {prompt.status}{day}{f': {words}' if words else ''}."]
