"""A note found by its words is shown on one line, own headings as headings."""

from __future__ import annotations

from relationship_desk.domain.vocabulary import NoteFormat, NoteKind
from relationship_desk.services.desk import Desk
from relationship_desk.ui.shell.search_rows import hit_rows


def test_an_own_heading_reads_as_one(desk: Desk) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-17").id)
    text = "## Where we went\nalong the canal\n\n## Plan\nagain"
    desk.noting.write(session.id, NoteKind.PROGRESS, text, NoteFormat.OWN)
    _head, row = hit_rows(desk.searching.find("canal"), desk.today(), names_hidden=True)
    assert row.second == "Where we went: along the canal Plan: again"
