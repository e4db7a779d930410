"""The demo clients' case files: details, consents, contacts and a small attachment."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from relationship_desk.domain.case_file import (
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
from relationship_desk.domain.ids import ClientId
from relationship_desk.store.repositories.case_file import CaseFileRepository

_ASKED_BEFORE = timedelta(days=16)
"""From the first contact to the first session."""
_CONTACT_BEFORE = timedelta(days=2)
"""A contact comes before the session it is told of with."""


class DemoFile:
    """Writes one demo client's case file; ``days`` are those of the sessions."""

    def __init__(
        self, file: CaseFileRepository, script: dict[str, Any], days: Sequence[date], draw: random.Random
    ) -> None:
        self._file = file
        self._script: dict[str, Any] = script.get("file", {})
        self._days = days
        self._draw = draw

    def put(self, client: ClientId, author: str) -> None:
        """Enter everything that the script says of ``client``, contacts in the name of ``author``."""
        script = self._script
        details: dict[str, Any] = script.get("details", {})
        tags, formulation = tuple(details.get("tags", ())), details.get("formulation", "").strip()
        said = {**details, "tags": tags, "formulation": formulation}
        self._file.put_details(Details(client, first_contact=self._days[0] - _ASKED_BEFORE, **said))
        for kind, session, withdrawn, scope in script.get("consents", ()):
            ended = self._day(withdrawn) if withdrawn else None
            self._file.consents.add(
                Consent(ConsentId(0), self._uid(), client, ConsentKind(kind), self._day(session), scope, ended)
            )
        for kind, session, whom, text in script.get("contacts", ()):
            day = self._day(session) - _CONTACT_BEFORE
            written = datetime.combine(day, time(17, 10))
            self._file.contacts.add(
                Contact(ContactId(0), self._uid(), client, day, ContactKind(kind), whom, text, author, written)
            )
        for name, session, about, text in script.get("attachments", ()):
            self._attach(client, name, about, datetime.combine(self._day(session), time(12, 5)), text.encode())

    def _attach(self, client: ClientId, name: str, about: str, at: datetime, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()
        self._file.attach(
            Attachment(AttachmentId(0), self._uid(), client, None, name, about, len(content), digest, at), content
        )

    def _day(self, session: int) -> date:
        return self._days[min(session, len(self._days)) - 1]

    def _uid(self) -> str:
        return f"{self._draw.getrandbits(80):020x}"
