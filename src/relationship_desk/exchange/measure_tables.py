"""The tables of the data package about what was answered to measures, and about risk."""

from __future__ import annotations

from relationship_desk.domain.measure import How
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.exchange.columns import (
    Refers,
    Table,
    amount,
    amounts,
    choice,
    counted,
    day,
    numbers,
    owner,
    person,
    text,
    uid,
)

_CLIENT = owner()
_SESSION = counted("session", "the number of the session it belongs to", refers=Refers.SESSION)
_UID = uid()

MEASURES = Table(
    "measures",
    "answers to questionnaires",
    (
        _CLIENT,
        day("administered_on", "day", required=True),
        _UID,
        _SESSION,
        person("member", "who answered, in a group, couple or family"),
        text("measure", "the measure’s id", required=True),
        text("version", "the version that was answered; empty on import: the newest"),
        choice("perspective", "whose view", Perspective, Perspective.CLIENT),
        numbers(
            "items",
            "the answers in the order of the items; beside a total alone none, or those to risk items",
        ),
        amount("total", "the total; empty where it cannot be given"),
        amounts("subscales", "the totals of the subscales"),
        numbers("declined", "the numbers of the items that the client would rather not answer"),
        choice("how", "the way by which the answers came in", How, How.TYPED),
    ),
    order=("administered_on", "measure", "perspective"),
)

RISK = Table(
    "risk",
    "what was asked and done about risk",
    (
        _CLIENT,
        _SESSION,
        day("assessed_on", "day", required=True),
        text("ideation", "thoughts", free=True),
        text("plan", "plans", free=True),
        text("means", "means at hand", free=True),
        text("intent", "intent", free=True),
        text("protective", "what protects", free=True),
        text("action", "what was done", free=True),
        text("informed", "who was informed", free=True),
        _UID,
        text("because", "what led to it", free=True),
        day("closed_on", "day on which it was closed; empty: it is open"),
    ),
    order=("assessed_on", "uid"),
)
