"""Keeping the case file: details, consents, contacts and attachments of a client."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from relationship_desk.domain import validity
from relationship_desk.domain.case_file import (
    AGE_BANDS,
    Attachment,
    AttachmentId,
    Consent,
    ConsentId,
    ConsentKind,
    Contact,
    ContactId,
    ContactKind,
    Details,
)
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.domain.tags import tidy_tags
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.on_file import client_on_file
from relationship_desk.store.unit_of_work import Store

LARGEST = 20 * 1024 * 1024
"""Bytes of one attachment: they are kept in the store, and in every backup of it."""
LONGEST_PRONOUNS = 40
LONGEST_LINE = 500
"""Characters of a short text."""
LONGEST_TEXT = 100_000
"""Characters of a formulation or of what a contact was about."""
R = TypeVar("R")


class Filing:
    """Every change of the case file. A method that returns has kept what it was given."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    # Details

    def details(self, client: ClientId) -> Details:
        """Who ``client`` is, as far as that was said."""
        with self._store.read() as records:
            return records.file.details(client)

    def all_tags(self) -> tuple[str, ...]:
        """The tags in use, in alphabetical order; one that is written in two ways comes once."""
        with self._store.read() as records:
            every = records.file.all_details().values()
        found = {tag.casefold(): tag for details in every for tag in details.tags}
        return tuple(found[key] for key in sorted(found))

    def save_details(self, details: Details) -> None:
        """Keep who a client is.

        Raises:
            UnusableInput: when a text is too long, a tag cannot be one, or the first contact lies ahead.
        """
        if details.age_band and details.age_band not in AGE_BANDS:
            raise UnusableInput(f"“{details.age_band}” is no age band. Choose one of the list, or leave it open.")
        tidy = replace(
            details,
            pronouns=_text(details.pronouns, LONGEST_PRONOUNS),
            first_contact=self._past(details.first_contact) if details.first_contact else None,
            ended_reason=_text(details.ended_reason, LONGEST_LINE),
            tags=tidy_tags(details.tags),
            formulation=_text(details.formulation),
            emergency_contact=_text(details.emergency_contact, LONGEST_LINE),
            other_treaters=_text(details.other_treaters, LONGEST_LINE),
            of_age_on=validity.record_date(details.of_age_on) if details.of_age_on else None,
            hold=_text(details.hold, LONGEST_LINE),
            supervision=_text(details.supervision),
        )
        with self._store.work("edit", "details") as work:
            client_on_file(work, tidy.client)
            work.file.put_details(tidy)
            work.touch(client=tidy.client)

    def keep_question(self, client: ClientId, text: str) -> None:
        """Keep what is to be asked about ``client`` in supervision, as far as it is typed.

        Raises:
            UnusableInput: when it is too long.
        """
        with self._store.work("draft", "details") as work:
            client_on_file(work, client)
            work.file.put_details(replace(work.file.details(client), supervision=_text(text)))
            work.touch(client=client)

    # Consents

    def consents(self, client: ClientId) -> tuple[Consent, ...]:
        """What ``client`` has agreed to, the earliest first."""
        with self._store.read() as records:
            return records.file.consents.of(client)

    def give_consent(self, client: ClientId, kind: ConsentKind, given_on: date, scope: str = "") -> Consent:
        """Enter that ``client`` agreed, and to what."""
        consent = self._tidy_consent(Consent(ConsentId(0), new_uid(), client, kind, given_on, scope, None))
        with self._store.work("add", "consent") as work:
            client_on_file(work, client)
            added = work.file.consents.add(consent)
            work.touch(client=client)
        return added

    def save_consent(self, consent: Consent) -> None:
        """Put right a consent that was entered wrongly. There is no removing: one that ended is withdrawn."""
        tidy = self._tidy_consent(consent)
        with self._store.work("edit", "consent") as work:
            old = _found(work.file.consents.get(consent.id), "consent")
            work.file.consents.save(replace(tidy, uid=old.uid, client=old.client))
            work.touch(client=old.client)

    def withdraw_consent(self, consent: ConsentId, on: date) -> None:
        """Enter that a consent no longer holds; that it was given stays on file."""
        with self._store.work("withdraw", "consent") as work:
            old = _found(work.file.consents.get(consent), "consent")
            if old.withdrawn_on is not None:
                raise UnusableInput("That consent is withdrawn already. Nothing has been changed.")
            work.file.consents.save(self._tidy_consent(replace(old, withdrawn_on=on)))
            work.touch(client=old.client)

    def _tidy_consent(self, consent: Consent) -> Consent:
        self._past(consent.given_on)
        if consent.withdrawn_on is not None and self._past(consent.withdrawn_on) < consent.given_on:
            raise UnusableInput("A consent is withdrawn on the day it was given or later. Choose another day.")
        return replace(consent, scope=_text(consent.scope, LONGEST_LINE))

    # Contacts

    def contacts(self, client: ClientId) -> tuple[Contact, ...]:
        """The contacts that were no session, the earliest first."""
        with self._store.read() as records:
            return records.file.contacts.of(client)

    def add_contact(
        self, client: ClientId, kind: ContactKind, held_on: date, text: str, *, with_whom: str = ""
    ) -> Contact:
        """Enter a contact that was no session, in the name of the practice's clinician."""
        with self._store.work("add", "contact") as work:
            client_on_file(work, client)
            author = work.practice.get().clinician
            contact = Contact(ContactId(0), new_uid(), client, held_on, kind, with_whom, text, author, self._now())
            added = work.file.contacts.add(self._tidy_contact(contact))
            work.touch(client=client)
        return added

    def save_contact(self, contact: Contact) -> None:
        """Keep a changed contact; whose it is and who wrote it stay."""
        with self._store.work("edit", "contact") as work:
            old = _found(work.file.contacts.get(contact.id), "contact")
            changed = replace(contact, uid=old.uid, client=old.client, author=old.author, written_at=self._now())
            work.file.contacts.save(self._tidy_contact(changed))
            work.touch(client=old.client)

    def remove_contact(self, contact: ContactId) -> None:
        """Delete a contact entered by mistake."""
        with self._store.work("remove", "contact") as work:
            old = _found(work.file.contacts.get(contact), "contact")
            work.file.contacts.remove(contact)
            work.touch(client=old.client)

    def _tidy_contact(self, contact: Contact) -> Contact:
        text = _text(contact.text)
        if not text:
            raise UnusableInput("A contact needs a few words on what it was about.")
        return replace(
            contact,
            held_on=self._past(contact.held_on),
            with_whom=_text(contact.with_whom, LONGEST_LINE),
            text=text,
            written_at=contact.written_at.replace(microsecond=0),
        )

    # Attachments

    def attachments(self, client: ClientId) -> tuple[Attachment, ...]:
        """The files kept for ``client`` in the order they were added, without their content."""
        with self._store.read() as records:
            return records.file.attachments.of(client)

    def attach(self, client: ClientId, path: Path, about: str = "", session: SessionId | None = None) -> Attachment:
        """Keep a copy of the file at ``path``; the file itself stays where it is.

        Raises:
            UnusableInput: when it cannot be read, is empty, larger than :data:`LARGEST`, or on file already.
        """
        content = _content(path)
        digest = hashlib.sha256(content).hexdigest()
        name, about = _text(path.name, LONGEST_LINE), _text(about, LONGEST_LINE)
        with self._store.work("add", "attachment") as work:
            client_on_file(work, client)
            same = next((one for one in work.file.attachments.of(client) if one.digest == digest), None)
            if same:
                raise UnusableInput(f"This file is on file already, as “{same.name}”. Nothing has been added.")
            held = work.sessions.get(session) if session else None
            if session and (held is None or held.client != client):
                raise NotFound("That session is not one of this client.")
            now = self._now().replace(microsecond=0)
            added = work.file.attach(
                Attachment(AttachmentId(0), new_uid(), client, session, name, about, len(content), digest, now), content
            )
            work.touch(client=client, digest=digest)
        return added

    def save_attachment(self, attachment: AttachmentId, path: Path) -> None:
        """Write an attachment to ``path``, byte for byte: from then on it lies outside the encrypted store.

        Raises:
            UnusableInput: when ``path`` cannot be written, or something is there already.
        """
        with self._store.work("export", "attachment") as work:
            kept = _found(work.file.attachments.get(attachment), "attachment")
            _write_new(path, work.file.content(attachment))
            work.subject, work.digest = attachment, kept.digest

    def detach(self, attachment: AttachmentId) -> None:
        """Delete an attachment with its content."""
        with self._store.work("remove", "attachment") as work:
            old = _found(work.file.attachments.get(attachment), "attachment")
            work.file.detach(attachment)
            work.touch(client=old.client, digest=old.digest)

    def _past(self, day: date) -> date:
        if validity.record_date(day) > self._now().date():
            raise UnusableInput("That day has not come yet. Choose today or an earlier day.")
        return day


def _text(text: str, longest: int = LONGEST_TEXT) -> str:
    return validity.plain_text(text.strip(), longest)


def _found(row: R | None, kind: str) -> R:
    if row is None:
        raise NotFound(f"That {kind} is not on file any more.")
    return row


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnusableInput(f"{path.name} cannot be read. Nothing has been added. Choose another file.") from error
    if not content:
        raise UnusableInput(f"{path.name} is empty. Nothing has been added.")
    if len(content) > LARGEST:
        raise UnusableInput(
            f"{path.name} is larger than {LARGEST // 1024**2} MB, the most one attachment may have. Nothing has been "
            "added. Add a smaller copy, such as a scan in grey."
        )
    return content


def _write_new(path: Path, content: bytes) -> None:
    """Write a new file, readable by its owner only; half a file is not left behind."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError as error:
        raise UnusableInput(f"{path.name} is there already and stays as it is. Choose another name.") from error
    except OSError as error:
        raise UnusableInput(f"{path} cannot be written. Choose another place.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UnusableInput(f"{path} could not be written: the disk may be full. Choose another place.") from error
