"""What one member of a couple, family or group alone answered, analysed as a client's own record is."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Rating
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis, analyse
from relationship_desk.services import belonging
from relationship_desk.services.histories import history_of
from relationship_desk.services.preferences import Preferences
from relationship_desk.store.unit_of_work import Records, Store


class Agreeing:
    """How members agree with those who see them, each apart from the others."""

    def __init__(self, store: Store, catalogue: Catalogue, preferences: Preferences) -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferences = preferences

    def of_member(self, group: ClientId, member: ClientId) -> Analysis:
        """Series and findings of what ``member`` alone answered in ``group``, and of what was said of that member."""
        with self._store.read() as records:
            history = member_history(records, group, member)
        return analyse(history, self._catalogue, self._preferences.thresholds)


def member_history(records: Records, group: ClientId, member: ClientId) -> History:
    """The sessions that ``member`` was at, and of their ratings this member's own alone.

    Clinician and observer speak of the member where they rated the member, else of the whole; what they said of
    another member is not in it either. Of all else only what is about the whole, as far as ratings are read by it.
    """
    history = history_of(records, group)
    own = belonging.memberships(records, group, member)
    there = {one.session: one.attendance for one in records.process.attendance_of(group) if one.member == member}
    answered = {rating.session for rating in history.ratings if rating.member == member}
    sessions = tuple(
        session
        for session in history.sessions
        if session.id in answered
        or (
            there[session.id].took_place
            if session.id in there
            else any(belonging.covers(one, session.held_on) for one in own)
        )
    )
    kept = {session.id for session in sessions}
    of_member = {(one.session, one.element, one.perspective) for one in history.ratings if one.member == member}

    def is_said_of_member(rating: Rating) -> bool:
        if rating.member == member:
            return True
        of_whole = rating.member is None and rating.perspective is not Perspective.CLIENT
        return of_whole and (rating.session, rating.element, rating.perspective) not in of_member

    return History(
        client=history.client,
        courses=history.courses,
        sessions=sessions,
        ratings=tuple(one for one in history.ratings if one.session in kept and is_said_of_member(one)),
        profile=(),
        goals=(),
        members=history.members,
        events=tuple(event for event in history.events if event.session in kept),
        plan=history.plan,
    )
