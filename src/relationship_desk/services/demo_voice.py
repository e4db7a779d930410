"""How a demo client's own view came in: a rating plan, and the forms by which ratings came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from relationship_desk.domain.client_voice import FilledForm, FormId, PlannedRating
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import How
from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.store.unit_of_work import UnitOfWork


def write_voice(work: UnitOfWork, script: dict[str, Any], client: ClientId, held: Sequence[Session]) -> None:
    """Write what ``script`` says of ``client``; a form of a session that was not ``held`` is left out."""
    plan = [
        PlannedRating(client, subject, Perspective(perspective), every)
        for subject, perspective, every in script.get("plan", ())
    ]
    if plan:
        work.voice.put_plan(client, plan)
    sessions = {session.number: session for session in held}
    for number, how, days_after in script.get("forms", ()):
        if number in sessions:
            session = sessions[number]
            filled_on = session.held_on + timedelta(days=days_after)
            work.voice.forms.add(FilledForm(FormId(0), session.id, Perspective.CLIENT, "", None, filled_on, How(how)))
