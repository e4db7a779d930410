"""What is on file for a client beside courses and sessions, and what the practice keeps for all of them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from relationship_desk.domain.case_file import (
    Attachment,
    AttachmentId,
    Consent,
    Contact,
    Correction,
    Details,
    Erasure,
)
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.plan import Concern, NoteTemplate, Planned
from relationship_desk.store import tables as t
from relationship_desk.store.repositories.rows import Rows

_DETAILS = tuple(field.name for field in fields(Details))


class CaseFileRepository:
    """The case file, one :class:`Rows` a kind of entry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.consents = Rows(connection, t.consent, Consent, ("given_on",))
        self.contacts = Rows(connection, t.contact, Contact, ("held_on",))
        self.attachments = Rows(connection, t.attachment, Attachment, ("added_at",))
        self.corrections = Rows(connection, t.correction, Correction, ("made_at",))
        self.concerns = Rows(connection, t.concern, Concern, ("noted_on",))
        self.planned = Rows(connection, t.planned, Planned, ("planned_on",))
        self.templates = Rows(connection, t.note_template, NoteTemplate, ("name",))
        self.erasures = Rows(connection, t.erasure, Erasure, ("erased_at",))

    def details(self, client: ClientId) -> Details:
        """A client's details; nothing is said in them before they have been saved."""
        row = self._connection.execute(select(*self._columns()).where(t.details.c.client == client)).one_or_none()
        return Details(*row) if row else Details(client)

    def all_details(self) -> dict[ClientId, Details]:
        """The details of every client for whom any were saved."""
        return {row.client: Details(*row) for row in self._connection.execute(select(*self._columns()))}

    def put_details(self, details: Details) -> None:
        """Keep a client's details."""
        values = {name: getattr(details, name) for name in _DETAILS}
        statement = insert(t.details).values(**values)
        new = {t.details.c[name].name: values[name] for name in _DETAILS if name != "client"}
        self._connection.execute(statement.on_conflict_do_update(["client_id"], set_=new))

    def content(self, attachment: AttachmentId) -> bytes:
        """The content of an attachment."""
        column = t.attachment_content.c
        found = self._connection.execute(select(column.content).where(column.attachment_id == attachment))
        return bytes(found.scalar_one())

    def attach(self, attachment: Attachment, content: bytes) -> Attachment:
        """Insert an attachment with its content, and return it with its id."""
        added = self.attachments.add(attachment)
        self._connection.execute(t.attachment_content.insert().values(attachment_id=added.id, content=content))
        return added

    def detach(self, attachment: AttachmentId) -> None:
        """Delete an attachment with its content."""
        own = t.attachment_content.c.attachment_id
        self._connection.execute(t.attachment_content.delete().where(own == attachment))
        self.attachments.remove(attachment)

    @staticmethod
    def _columns() -> list[Any]:
        return [t.details.c[name] for name in _DETAILS]
