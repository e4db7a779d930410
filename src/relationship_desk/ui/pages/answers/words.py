"""What came in from a hand-over, in words."""

from __future__ import annotations

from relationship_desk.domain.days import short_day_and_month
from relationship_desk.services.handing_over import Received

HALF_WAY = "The form was not handed back with Done. What was answered until then is in the record."


def about_words(received: Received) -> str:
    """About which session, and who answered: ``Session 14, 18 Nov · A-1``."""
    session = received.session
    words = f"Session {session.number}, {short_day_and_month(session.held_on)}"
    return f"{words} · {received.member.code}" if received.member else words


def count_words(received: Received) -> str:
    """How much was answered, and how: ``4 answered, 1 rather not said, 2 left empty. With a comment``."""
    counts = (
        (received.answered, "answered"),
        (received.declined, "rather not said"),
        (received.not_applicable, "not applicable"),
        (received.empty, "left empty"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count) or "Nothing was asked but a comment"
    return f"{said}. {'With' if received.comment else 'Without'} a comment."
