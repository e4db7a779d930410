"""The tables of the data package that are about suggestions and what became of them."""

from __future__ import annotations

from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.exchange.columns import (
    Refers,
    Table,
    choice,
    counted,
    day,
    number,
    owner,
    points,
    text,
    uid,
    yes_no,
)

_CLIENT = owner()
_UID = uid()
_SESSION = counted("session", "the session’s number within its client", required=True, refers=Refers.SESSION_NUMBER)

PROMPTS = Table(
    "prompts",
    "suggestions, and what was decided",
    (
        _CLIENT,
        _UID,
        text("rule", "the rule’s id", required=True),
        number(
            "session",
            "the number of the latest session held by then; 0 before the first, of a rule about safety",
            required=True,
            refers=Refers.SESSION_NUMBER,
        ),
        day("opened_on", "day", required=True),
        choice("status", "where its life stands", PromptStatus, PromptStatus.OPEN),
        choice("edition", "the edition its tier comes from", Edition),
        text("tier", "the tier of evidence"),
        points("because", "the points it rests on, as JSON"),
        text("intention", "what the clinician meant to change", free=True),
        counted("until", "deferred until this session"),
        day("answered_on", "day of the answer"),
        text("reason", "why it was declined", free=True),
        text("outcome", "what came of it", free=True),
        text("own_part", "what the clinician contributed to what it is about", free=True),
        text("client_part", "what the client contributed to it", free=True),
        yes_no("done", "whether the intended change was made"),
        counted("done_session", "the session in which that was said", refers=Refers.SESSION_NUMBER),
        day("reviewed_on", "day it was looked back on"),
    ),
    order=("session", "rule", "opened_on", "uid"),
    key=("rule", "session"),
)

MUTES = Table(
    "mutes",
    "rules that stay silent for a client",
    (
        _CLIENT,
        _UID,
        text("rule", "the rule’s id", required=True),
        text("reason", "why", free=True),
        day("muted_on", "day", required=True),
        day("ended_on", "day from which it spoke again"),
    ),
    order=("muted_on", "rule", "uid"),
)

GUIDED_REVIEWS = Table(
    "guided_reviews",
    "guided reviews of clients who were not on track",
    (
        _CLIENT,
        _UID,
        _SESSION,
        day("reviewed_on", "day", required=True),
        text("alliance", "what was found about the alliance", free=True),
        text("motivation", "about motivation", free=True),
        text("support", "about social support", free=True),
        text("life_events", "about life events", free=True),
        text("method", "about method, medication and diagnosis", free=True),
        text("decided", "what follows", free=True),
    ),
    order=("reviewed_on", "uid"),
)
