"""The tables of the data package about how ratings come in: the rating plan, and forms that were filled in."""

from __future__ import annotations

from relationship_desk.domain.measure import How
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.exchange.columns import (
    Refers,
    Table,
    choice,
    counted,
    day,
    number,
    owner,
    person,
    rater,
    text,
)

_CLIENT = owner()
_PERSPECTIVE = choice("perspective", "whose view", Perspective, required=True)

PLANS = Table(
    "plans",
    "where a client’s rating plan differs from the usual one",
    (
        _CLIENT,
        text("subject", "the id of an element or a measure", required=True),
        _PERSPECTIVE,
        number("every", "due in every so many sessions that took place; 0: never", required=True),
    ),
    order=("subject", "perspective"),
    key=("subject", "perspective"),
)

FORMS = Table(
    "forms",
    "forms by which ratings of a session came in",
    (
        _CLIENT,
        counted("session", "the session’s number within its client", required=True, refers=Refers.SESSION),
        _PERSPECTIVE,
        rater("who filled it in, for an observer"),
        person("member", "who filled it in, in a group, couple or family"),
        day("filled_on", "the form’s own day", required=True),
        choice("how", "the way by which the answers came in", How, required=True),
    ),
    order=("session", "filled_on", "perspective", "rater", "member", "how"),
    key=("filled_on", "session", "perspective", "rater", "member", "how"),
)
