"""The supervision summary of some sessions, as it is built from the whole record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.services.courses_of_prompts import STABLE, add_client, hold

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.summarising import Request


def test_what_was_due_does_not_depend_on_where_the_summary_begins(desk: Desk) -> None:
    client = add_client(desk)
    hold(desk, client, STABLE)
    later = desk.supervising.summary(Request(client, sessions_from=3))
    title = desk.catalogue.elements[ElementId("congruence")].print_title
    clinician = next(panel.views for panel in later.panels if panel.views.title == title).clinician
    shown = {point.session for point in clinician.series.points}
    assert shown == {3, 4, 5, 6, 7, 8}
    assert clinician.series.perspective is Perspective.CLINICIAN
    assert clinician.due & shown == {4, 8}, "every fourth session of the course, not of the range"


def test_a_summary_is_dated_by_the_day_of_the_practice(desk: Desk) -> None:
    client = add_client(desk)
    (*_, last) = hold(desk, client, STABLE)
    desk.day = last.held_on + timedelta(days=1)
    full = desk.supervising.summary(Request(client, full_identity=True)).full
    assert full is not None
    assert full.made_on == desk.day


@pytest.mark.parametrize("full_identity", [False, True])
def test_a_summary_that_cannot_be_made_leaves_no_trace(desk: Desk, full_identity: bool) -> None:
    client = add_client(desk)
    hold(desk, client, STABLE)
    with desk.store.read() as records:
        before = records.last_entry
    with pytest.raises(UnusableInput, match="No session was held"):
        desk.supervising.pdf(Request(client, sessions_from=90, full_identity=full_identity))
    with desk.store.read() as records:
        assert records.last_entry == before
