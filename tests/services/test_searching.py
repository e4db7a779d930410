from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.domain.case_file import ContactKind, Details
from relationship_desk.domain.vocabulary import AgreedBy, NoteFormat, NoteKind
from relationship_desk.services.desk import Desk


def found(desk: Desk, words: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.client.code) for hit in desk.searching.find(words)]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    client = desk.recording.add_client("K-17", name="Zoë Müller")
    session = desk.recording.add_session(client.id)
    desk.noting.write(session.id, NoteKind.PROGRESS, "Walked along the river on Sunday.", NoteFormat.FREE)
    desk.planning.add_goal(client.id, "Sleep through", client_words="rest", agreed_by=AgreedBy.BOTH)
    return desk


def test_words_are_found_as_they_are_typed(filled: Desk) -> None:
    assert found(filled, "riv") == [("progress", "K-17")]
    assert found(filled, "river sun") == [("progress", "K-17")]
    assert found(filled, "river monday") == []
    assert found(filled, "mull") == [("client", "K-17")]
    assert found(filled, "REST") == [("goal", "K-17")]
    (hit,) = filled.searching.find("river")
    assert ("river", True) in hit.words
    assert hit.session is not None
    assert hit.session.number == 1


def test_the_index_follows_every_change(filled: Desk) -> None:
    session = filled.reviewing.sessions(filled.supervising.client_id("K-17"))[0].session
    filled.noting.write(session.id, NoteKind.PROGRESS, "Stayed at home.", NoteFormat.FREE)
    assert found(filled, "river") == []
    assert found(filled, "home") == [("progress", "K-17")]


def test_contacts_are_found_changed_and_forgotten(filled: Desk) -> None:
    client = filled.supervising.client_id("K-17")
    contact = filled.filing.add_contact(client, ContactKind.LETTER, filled.today(), "About lanterns", with_whom="Lund")
    assert found(filled, "lantern") == found(filled, "lund") == [("contact", "K-17")]
    (hit,) = filled.searching.find("lantern")
    assert hit.contact == contact
    filled.filing.save_contact(replace(contact, text="About candles"))
    assert found(filled, "lantern") == []
    assert found(filled, "candles") == [("contact", "K-17")]
    filled.filing.remove_contact(contact.id)
    assert found(filled, "candles") == []


def test_tags_and_formulation_are_not_searched(filled: Desk) -> None:
    client = filled.supervising.client_id("K-17")
    filled.filing.save_details(Details(client, tags=("lantern",), formulation="A lantern in the dark"))
    assert found(filled, "lantern") == []


def test_a_golden_or_imported_record_is_searched_too(demo: Desk) -> None:
    assert ("client", "K-17") in found(demo, "K-17")
    assert any(code == "K-17" for _, code in found(demo, "walking plan"))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_whatever_is_typed_is_no_query_of_its_own(filled: Desk, words: str) -> None:
    for hit in filled.searching.find(words):
        assert "".join(piece for piece, _ in hit.words)
