"""One member of a group, couple or family, as its page shows it."""

from __future__ import annotations

from relationship_desk.domain.ids import ClientId
from relationship_desk.services.desk import Desk
from relationship_desk.services.grouping import MemberView


def member_view(desk: Desk, group: ClientId, member: ClientId) -> MemberView:
    """What ``member`` alone answered in ``group``, and when that member was there."""
    (found,) = (view for view in desk.grouping.whole(group).members if view.member.id == member)
    return found
