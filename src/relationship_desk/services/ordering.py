"""A session that is put on another day, and everything that goes by its day."""

from __future__ import annotations

from dataclasses import replace

from relationship_desk.domain.records import Session
from relationship_desk.store.unit_of_work import UnitOfWork


def put_on_day(work: UnitOfWork, old: Session, new: Session) -> Session:
    """Keep ``new`` in place of ``old``, number the client's sessions by time, and return it with its number."""
    work.sessions.save(new)
    moved = work.sessions.reorder(old.client)
    number = moved.get(old.number, old.number)
    for prompt in work.prompts.of(old.client):
        if prompt.session == number and prompt.opened_on == old.held_on:
            work.prompts.save(replace(prompt, opened_on=new.held_on))
    return replace(new, number=number)
