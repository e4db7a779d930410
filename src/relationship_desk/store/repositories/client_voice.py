"""Measures and their administrations, the risk record, rating plans, filled-in forms and hand-overs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from relationship_desk.domain.client_voice import FilledForm, HandOver, OwnMeasure, PlannedRating, RiskRecord
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.measure import Administration, MeasureId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.rows import Rows

_LATELY = 1000
"""So many sessions of all clients are looked through for observers; a practice of decades has many more."""


class ClientVoiceRepository:
    """How the client's view comes in, one :class:`Rows` a kind of entry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.own_measures = Rows(connection, t.own_measure, OwnMeasure, ("measure", "added_at"))
        self.administrations = Rows(connection, t.administration, Administration, ("administered_on",))
        self.risk = Rows(connection, t.risk, RiskRecord, ("assessed_on",))
        self.forms = Rows(connection, t.form, FilledForm)
        self.hand_overs = Rows(connection, t.hand_over, HandOver, ("made_at",))

    def open_risk(self) -> tuple[RiskRecord, ...]:
        """Every open risk record of the practice, the oldest first."""
        return self.risk.matching(t.risk.c.closed_on.is_(None))

    def is_answered(self, measure: MeasureId, version: str) -> bool:
        """Whether anybody has answered that version of a measure."""
        own = t.administration.c
        anybody = select(own.id).where(own.measure == measure, own.version == version).limit(1)
        return self._connection.execute(anybody).first() is not None

    def plan(self, client: ClientId) -> tuple[PlannedRating, ...]:
        """Where a client's rating plan differs from the default."""
        own = t.rating_plan.c
        rows = self._connection.execute(
            select(own.client, own.subject, own.perspective, own.every)
            .where(own.client == client)
            .order_by(own.subject, own.perspective)
        )
        return tuple(PlannedRating(*row) for row in rows)

    def plans(self) -> dict[ClientId, tuple[PlannedRating, ...]]:
        """Where the rating plans of all clients differ from the default."""
        own = t.rating_plan.c
        found: defaultdict[ClientId, list[PlannedRating]] = defaultdict(list)
        for row in self._connection.execute(select(own.client, own.subject, own.perspective, own.every)):
            found[row[0]].append(PlannedRating(*row))
        return {client: tuple(planned) for client, planned in found.items()}

    def is_observed(self, client: ClientId) -> bool:
        """Whether an observer has ever rated a session of this client."""
        by_observer = (
            select(t.rating.c.session_id)
            .join(t.session, t.session.c.id == t.rating.c.session_id)
            .where(t.session.c.client_id == client, t.rating.c.perspective == Perspective.OBSERVER.value)
            .limit(1)
        )
        return self._connection.execute(by_observer).first() is not None

    def observers(self) -> tuple[str, ...]:
        """The labels of the observers of this practice's latest sessions, in order of the alphabet."""
        lately = select(t.session.c.id).order_by(t.session.c.held_on.desc()).limit(_LATELY)
        labels = (
            select(t.rating.c.rater)
            .distinct()
            .where(t.rating.c.session_id.in_(lately), t.rating.c.perspective == Perspective.OBSERVER.value)
        )
        return tuple(sorted(self._connection.execute(labels).scalars(), key=str.casefold))

    def put_plan(self, client: ClientId, planned: Iterable[PlannedRating]) -> None:
        """Replace where a client's rating plan differs from the default by ``planned``, which are this client's."""
        self._connection.execute(delete(t.rating_plan).where(t.rating_plan.c.client == client))
        for one in planned:
            self.add_planned(one)

    def add_planned(self, planned: PlannedRating) -> None:
        """Insert one line of a rating plan."""
        self._connection.execute(
            t.rating_plan.insert().values(
                client=planned.client, subject=planned.subject, perspective=planned.perspective, every=planned.every
            )
        )

    def forms_of(self, client: ClientId) -> tuple[FilledForm, ...]:
        """The forms that were filled in for the sessions of a client."""
        sessions = select(t.session.c.id).where(t.session.c.client_id == client)
        return self.forms.matching(t.form.c.session.in_(sessions))

    def forms_in(self, session: SessionId) -> tuple[FilledForm, ...]:
        """The forms that were filled in for a session."""
        return self.forms.matching(t.form.c.session == session)
