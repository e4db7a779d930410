"""Own templates: what can be one, and that no note changes with them."""

from __future__ import annotations

import pytest

from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.note_text import Form
from relationship_desk.domain.vocabulary import NoteFormat, NoteKind
from relationship_desk.services.desk import Desk
from relationship_desk.services.reviewing import USUAL_FORMAT


def names(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.headings) for one in desk.templates.all()]


def test_whoever_offers_formats_hears_of_a_change(desk: Desk) -> None:
    heard: list[bool] = []
    desk.publish_to(lambda changes: heard.append(changes.settings))
    walk = desk.templates.add("Walk", ["Where"])
    desk.templates.edit(walk.id, "Walk", ["Mood"])
    desk.templates.remove(walk.id)
    assert heard == [True, True, True]


def test_a_template_is_kept_changed_and_removed(desk: Desk) -> None:
    walk = desk.templates.add(" Walk ", ["Where", " Mood ", "Next; then"])
    intake = desk.templates.add("intake", ["Why now"])
    assert names(desk) == [("intake", ("Why now",)), ("Walk", ("Where", "Mood", "Next; then"))]
    desk.templates.edit(walk.id, "Walk", ["Mood", "Where"])
    desk.templates.remove(intake.id)
    assert names(desk) == [("Walk", ("Mood", "Where"))]
    with pytest.raises(NotFound):
        desk.templates.remove(intake.id)
    with pytest.raises(NotFound):
        desk.templates.edit(intake.id, "Other", ["A"])


@pytest.mark.parametrize("name", ["", "  ", "SOAP", "dap", "Free", "OWN", "walk", "a" * 41, "two\nlines"])
def test_a_name_that_cannot_be_is_refused(desk: Desk, name: str) -> None:
    desk.templates.add("Walk", ["Where"])
    with pytest.raises(UnusableInput):
        desk.templates.add(name, ["Where"])
    assert [one for one, _ in names(desk)] == ["Walk"]


@pytest.mark.parametrize(
    "headings",
    [[], ["a"] * 2, ["A", "a"], [str(number) for number in range(9)], [""], ["#x"], ["a" * 41], ["two\nlines"]],
)
def test_headings_that_cannot_be_are_refused(desk: Desk, headings: list[str]) -> None:
    kept = desk.templates.add("Walk", ["Where"])
    with pytest.raises(UnusableInput):
        desk.templates.edit(kept.id, "Walk", headings)
    assert names(desk) == [("Walk", ("Where",))]


def test_eight_headings_of_forty_characters_are_kept(desk: Desk) -> None:
    headings = tuple(f"{number}{'x' * 39}" for number in range(8))
    desk.templates.add("Long", headings)
    assert names(desk) == [("Long", headings)]


def test_a_new_note_starts_as_the_last_one_was_written(desk: Desk) -> None:
    client = desk.recording.add_client("K-17").id
    first = desk.recording.add_session(client)
    assert desk.reviewing.debrief(first.id).usual_form == Form(USUAL_FORMAT, USUAL_FORMAT.headings)
    desk.noting.write(first.id, NoteKind.PROGRESS, "## Mood\nlow\n\n## Plan\nwalk\n\n## Risk\n", NoteFormat.OWN)
    second = desk.recording.add_session(client)
    third = desk.recording.add_session(client)
    for session in (second, third):
        view = desk.reviewing.debrief(session.id)
        assert view.usual_form == Form(NoteFormat.OWN, ("Mood", "Plan", "Risk"))
    assert desk.reviewing.debrief(second.id).previous_plan == "walk"
    assert desk.reviewing.sessions(client)[-1].excerpt == "low walk"


def test_headings_alone_are_no_note(desk: Desk) -> None:
    session = desk.recording.add_session(desk.recording.add_client("K-17").id)
    desk.noting.write(session.id, NoteKind.PROGRESS, "## Mood\n\n\n## Agreed\n", NoteFormat.OWN)
    (draft,) = desk.reviewing.today().drafts
    assert not draft.has_note
    assert desk.reviewing.sessions(session.client)[0].excerpt == ""
