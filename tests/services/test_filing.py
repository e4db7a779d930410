"""The case file: what is checked on the way in, and that a file comes out as it went in."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from relationship_desk.domain.case_file import ConsentKind, ContactKind, Details
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.tags import LONGEST_TAG, MOST_TAGS, tidy_tags
from relationship_desk.services.desk import Desk
from relationship_desk.services.filing import LARGEST, LONGEST_PRONOUNS
from relationship_desk.store.tables import audit

TODAY = date(2026, 3, 31)
TOMORROW = TODAY + timedelta(days=1)
GONE = ClientId(999)
_serial = count()


@pytest.fixture
def client(desk: Desk) -> ClientId:
    return desk.recording.add_client("K-17", opened_on=date(2026, 1, 5)).id


def audited(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.vault.engine.connect() as connection:
        return [(row.what, row.kind) for row in connection.execute(select(audit.c.what, audit.c.kind))]


# Details


def test_details_are_kept_and_nothing_is_said_before(desk: Desk, client: ClientId) -> None:
    assert desk.filing.details(client) == Details(client)
    details = Details(
        client,
        age_band="35-44",
        pronouns="she, her",
        first_contact=date(2025, 12, 20),
        risk_flag=True,
        tags=("grief",),
        formulation="Two\nlines",
        emergency_contact="Sister, 555 0142",
        of_age_on=date(2030, 1, 1),
    )
    desk.filing.save_details(replace(details, pronouns=" she, her ", formulation="Two\r\nlines\n"))
    assert desk.filing.details(client) == details
    assert audited(desk)[-1] == ("edit", "details")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"age_band": "36"}, "no age band"),
        ({"pronouns": "x" * (LONGEST_PRONOUNS + 1)}, "40 are the most"),
        ({"first_contact": TOMORROW}, "not come yet"),
        ({"tags": ("x" * (LONGEST_TAG + 1),)}, "at most 30"),
        ({"tags": tuple(f"tag {n}" for n in range(MOST_TAGS + 1))}, "at most 12"),
        ({"emergency_contact": "x" * 501}, "500 are the most"),
        ({"hold": "x" * 501}, "500 are the most"),
    ],
)
def test_details_that_cannot_be_are_refused(desk: Desk, client: ClientId, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(UnusableInput, match=said):
        desk.filing.save_details(replace(Details(client, pronouns="they"), **wrong))  # type: ignore[arg-type]
    assert desk.filing.details(client) == Details(client)


def test_what_is_about_nobody_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("text")
    for enter in (
        lambda: desk.filing.save_details(Details(GONE)),
        lambda: desk.filing.give_consent(GONE, ConsentKind.TREATMENT, TODAY),
        lambda: desk.filing.add_contact(GONE, ContactKind.CALL, TODAY, "text"),
        lambda: desk.filing.attach(GONE, tmp_path / "letter.txt"),
    ):
        with pytest.raises(NotFound):
            enter()


WORDS = st.text(st.sampled_from("aAbBßSsÉé ,\t"), max_size=12)


@given(st.lists(WORDS, max_size=8))
def test_tidy_tags_are_single_short_words_that_stay_as_they_are(words: list[str]) -> None:
    try:
        tags = tidy_tags(words)
    except UnusableInput:
        assert len({part.strip() for word in words for part in word.split(",")}) > MOST_TAGS
        return
    assert tidy_tags(tags) == tags
    assert len({tag.casefold() for tag in tags}) == len(tags) <= MOST_TAGS
    assert all(tag == " ".join(tag.split()) and tag and "," not in tag for tag in tags)
    given_words = [" ".join(part.split()) for word in words for part in word.split(",")]
    assert {tag.casefold() for tag in tags} == {word.casefold() for word in given_words if word}
    assert list(tags) == sorted(tags, key=given_words.index)


def test_the_tags_in_use_are_listed_once(desk: Desk, client: ClientId) -> None:
    other = desk.recording.add_client("M-08").id
    desk.filing.save_details(Details(client, tags=("Trauma", "carer, English")))
    desk.filing.save_details(Details(other, tags=("trauma",)))
    assert [tag.casefold() for tag in desk.filing.all_tags()] == ["carer", "english", "trauma"]


# Consents


def test_a_withdrawn_consent_stays_on_file(desk: Desk, client: ClientId) -> None:
    given_on, ended = date(2026, 1, 5), date(2026, 2, 2)
    consent = desk.filing.give_consent(client, ConsentKind.SUPERVISION, given_on, " Without name ")
    desk.filing.withdraw_consent(consent.id, ended)
    (kept,) = desk.filing.consents(client)
    assert kept == replace(consent, withdrawn_on=ended)
    assert (kept.scope, kept.given_on) == ("Without name", given_on)
    with pytest.raises(UnusableInput, match="withdrawn already"):
        desk.filing.withdraw_consent(consent.id, TODAY)
    assert audited(desk)[-2:] == [("add", "consent"), ("withdraw", "consent")]


def test_a_consent_ends_after_it_began_and_neither_lies_ahead(desk: Desk, client: ClientId) -> None:
    consent = desk.filing.give_consent(client, ConsentKind.RESEARCH, TODAY)
    with pytest.raises(UnusableInput, match="given or later"):
        desk.filing.withdraw_consent(consent.id, TODAY - timedelta(days=1))
    for enter in (
        lambda: desk.filing.withdraw_consent(consent.id, TOMORROW),
        lambda: desk.filing.give_consent(client, ConsentKind.RESEARCH, TOMORROW),
        lambda: desk.filing.save_consent(replace(consent, given_on=TOMORROW)),
    ):
        with pytest.raises(UnusableInput, match="not come yet"):
            enter()
    assert desk.filing.consents(client) == (consent,)


def test_a_consent_is_put_right_but_stays_with_its_client(desk: Desk, client: ClientId) -> None:
    other = desk.recording.add_client("M-08").id
    consent = desk.filing.give_consent(client, ConsentKind.TREATMENT, TODAY, "Weekly")
    desk.filing.save_consent(replace(consent, client=other, uid="other", scope="Every two weeks"))
    assert desk.filing.consents(client) == (replace(consent, scope="Every two weeks"),)
    assert desk.filing.consents(other) == ()


# Contacts


def test_a_contact_is_signed_by_the_practice_and_can_be_changed_and_removed(desk: Desk, client: ClientId) -> None:
    late = desk.filing.add_contact(client, ContactKind.CALL, TODAY, " Cancelled ", with_whom="The mother")
    early = desk.filing.add_contact(client, ContactKind.LETTER, TODAY - timedelta(days=9), "Report sent")
    assert desk.filing.contacts(client) == (early, late)
    assert (late.author, late.text, late.with_whom) == ("Dr Rivers", "Cancelled", "The mother")
    desk.filing.save_contact(replace(late, text="Called off", author="Nobody"))
    assert (desk.filing.contacts(client)[1].text, desk.filing.contacts(client)[1].author) == (
        "Called off",
        "Dr Rivers",
    )
    desk.filing.remove_contact(early.id)
    assert [one.id for one in desk.filing.contacts(client)] == [late.id]
    assert audited(desk)[-4:] == [("add", "contact"), ("add", "contact"), ("edit", "contact"), ("remove", "contact")]
    with pytest.raises(NotFound):
        desk.filing.remove_contact(early.id)


def test_a_contact_needs_words_and_a_day_that_has_come(desk: Desk, client: ClientId) -> None:
    with pytest.raises(UnusableInput, match="few words"):
        desk.filing.add_contact(client, ContactKind.CALL, TODAY, " \n")
    with pytest.raises(UnusableInput, match="not come yet"):
        desk.filing.add_contact(client, ContactKind.CALL, TOMORROW, "text")
    assert desk.filing.contacts(client) == ()


# Attachments


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(content=st.binary(min_size=1, max_size=5000))
def test_a_file_comes_out_as_it_went_in(desk: Desk, tmp_path: Path, content: bytes) -> None:
    number = next(_serial)
    client = desk.recording.add_client(f"F-{number}").id
    source, copy = tmp_path / f"scan {number}.bin", tmp_path / f"copy {number}.bin"
    source.write_bytes(content)
    kept = desk.filing.attach(client, source, "Scan")
    assert desk.filing.attachments(client) == (kept,)
    assert (kept.name, kept.size, kept.about) == (source.name, len(content), "Scan")
    desk.filing.save_attachment(kept.id, copy)
    assert copy.read_bytes() == content == source.read_bytes()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague")
    return file


def test_the_same_file_is_kept_once_a_client(desk: Desk, client: ClientId, letter: Path) -> None:
    kept = desk.filing.attach(client, letter)
    again = letter.rename(letter.with_name("again.txt"))
    with pytest.raises(UnusableInput, match="on file already, as “letter"):
        desk.filing.attach(client, again)
    other = desk.recording.add_client("M-08").id
    assert desk.filing.attach(other, again).digest == kept.digest


def test_the_largest_file_is_kept_and_no_larger_one(desk: Desk, client: ClientId, tmp_path: Path) -> None:
    largest, too_large = tmp_path / "largest", tmp_path / "too-large"
    for file, size in ((largest, LARGEST), (too_large, LARGEST + 1)):
        with file.open("wb") as made:
            made.truncate(size)
    assert desk.filing.attach(client, largest).size == LARGEST
    with pytest.raises(UnusableInput, match="larger than 20 MB"):
        desk.filing.attach(client, too_large)


def test_what_is_no_file_with_content_is_refused(desk: Desk, client: ClientId, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(UnusableInput, match="is empty"):
        desk.filing.attach(client, empty)
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(UnusableInput, match="cannot be read"):
            desk.filing.attach(client, path)
    assert desk.filing.attachments(client) == ()


def test_a_file_belongs_to_a_session_of_its_client(desk: Desk, client: ClientId, letter: Path) -> None:
    session = desk.recording.add_session(client)
    stranger = desk.recording.add_session(desk.recording.add_client("M-08").id)
    with pytest.raises(NotFound, match="not one of this client"):
        desk.filing.attach(client, letter, session=stranger.id)
    assert desk.filing.attach(client, letter, session=session.id).session == session.id


def test_a_copy_overwrites_nothing_and_is_audited(desk: Desk, client: ClientId, letter: Path) -> None:
    kept = desk.filing.attach(client, letter)
    entries = len(audited(desk))
    for there in (letter, letter.parent):
        with pytest.raises(UnusableInput):
            desk.filing.save_attachment(kept.id, there)
    with pytest.raises(UnusableInput, match="cannot be written"):
        desk.filing.save_attachment(kept.id, letter.parent / "missing" / "copy.txt")
    assert letter.read_text() == "Dear colleague"
    assert len(audited(desk)) == entries
    copy = letter.with_name("copy.txt")
    desk.filing.save_attachment(kept.id, copy)
    assert audited(desk)[-1] == ("export", "attachment")
    assert os.name == "nt" or copy.stat().st_mode & 0o077 == 0, "others on this computer could read it"


def test_a_removed_file_is_gone_with_its_content(desk: Desk, client: ClientId, letter: Path) -> None:
    kept = desk.filing.attach(client, letter)
    desk.filing.detach(kept.id)
    assert desk.filing.attachments(client) == ()
    with desk.store.vault.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attachment_content").scalar() == 0
    with pytest.raises(NotFound):
        desk.filing.save_attachment(kept.id, letter.with_name("copy.txt"))
    assert audited(desk)[-2:] == [("add", "attachment"), ("remove", "attachment")]
    assert not letter.with_name("copy.txt").exists()
