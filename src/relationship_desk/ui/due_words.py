"""What is due, in words."""

from __future__ import annotations

from relationship_desk.domain.ids import ElementId
from relationship_desk.services.desk import Desk
from relationship_desk.services.rating_plans import ClientDue, Due


def subject_title(desk: Desk, subject: str) -> str:
    """The title of an element or a measure; a measure that is not there any more goes by its id."""
    element = desk.catalogue.elements.get(ElementId(subject))
    if element:
        return element.short_title
    return next((one.title for one in desk.measuring.measures() if one.id == subject), subject)


def due_words(desk: Desk, due: Due) -> str:
    """All that is due in one short line: ``PHQ-9, 3 questions``; a single question goes by its name."""
    # A questionnaire is the rarer thing: it is named before the questions that come each time.
    named = [subject_title(desk, one) for one in due.measures]
    if len(due.elements) == 1:
        named.append(subject_title(desk, due.elements[0]).lower())
    elif due.elements:
        named.append(f"{len(due.elements)} questions")
    return ", ".join(named)


def due_list(desk: Desk, due: Due) -> str:
    """All that is due, each by its name."""
    return ", ".join(subject_title(desk, one) for one in (*due.measures, *due.elements))


def since_words(due: ClientDue) -> str:
    """Since when nothing came in: ``2 sessions ago``, or that nothing has come in yet."""
    if not due.ever:
        return "none yet"
    return f"{due.sessions} sessions ago" if due.sessions > 1 else "last session"
