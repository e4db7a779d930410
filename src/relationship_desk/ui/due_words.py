"""What is due, in words."""

from __future__ import annotations

from relationship_desk.domain.ids import ElementId
from relationship_desk.services.desk import Desk
from relationship_desk.services.rating_plans import ClientDue, Due

_NAMED = 2
"""So many subjects are named in one line; of more, one fewer and how many there are besides."""


def subject_title(desk: Desk, subject: str) -> str:
    """The title of an element or a measure; a measure that is not there any more goes by its id."""
    element = desk.catalogue.elements.get(ElementId(subject))
    if element:
        return element.short_title
    return next((one.title for one in desk.measuring.measures() if one.id == subject), subject)


def due_words(desk: Desk, due: Due) -> str:
    """All that is due in one short line: ``alliance, empathy and 2 more``."""
    elements = [subject_title(desk, one).lower() for one in due.elements]
    # A questionnaire is the rarer thing: it is named before the questions that come each time.
    named = [*(subject_title(desk, one) for one in due.measures), *elements]
    if len(named) <= _NAMED + 1:
        return ", ".join(named[:-1]) + (" and " if len(named) > 1 else "") + named[-1] if named else ""
    return f"{', '.join(named[:_NAMED])} and {len(named) - _NAMED} more"


def since_words(due: ClientDue) -> str:
    """Since when nothing came in: ``2 sessions ago``, or that nothing has come in yet."""
    if not due.ever:
        return "none yet"
    if due.sessions == 0:
        return "last session"
    return "1 session ago" if due.sessions == 1 else f"{due.sessions} sessions ago"
