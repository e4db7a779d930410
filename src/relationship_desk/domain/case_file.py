"""What is on file for a client beside courses and sessions: details, consents, contacts, attachments, corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from relationship_desk.domain.ids import ClientId, SessionId

ConsentId = NewType("ConsentId", int)
ContactId = NewType("ContactId", int)
AttachmentId = NewType("AttachmentId", int)
CorrectionId = NewType("CorrectionId", int)
ErasureId = NewType("ErasureId", int)

AGE_BANDS = ("under 12", "12-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75 and over")
"""An age is kept as a band: it tells enough, and identifies less."""


class ConsentKind(StrEnum):
    """What a client can agree to."""

    TREATMENT = "treatment"
    SUPERVISION = "supervision"
    RESEARCH = "research"


class ContactKind(StrEnum):
    """A contact that is no session."""

    CALL = "call"
    LETTER = "letter"
    EMAIL = "e-mail"
    THIRD_PARTY = "third party"


class CorrectionKind(StrEnum):
    """What was put right in a record after the fact."""

    DATE = "date"
    MOVED_IN = "moved in"
    MOVED_OUT = "moved out"
    MERGED = "merged"


class ErasureBasis(StrEnum):
    """Why a record may be erased."""

    RETENTION = "retention"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Details:
    """Who a client is, as far as the work needs it. Empty words and None: not said."""

    client: ClientId
    age_band: str = ""
    pronouns: str = ""
    first_contact: date | None = None
    ended_reason: str = ""
    risk_flag: bool = False
    """Set by the clinician: shown wherever the client is."""
    tags: tuple[str, ...] = ()
    formulation: str = ""
    emergency_contact: str = ""
    other_treaters: str = ""
    of_age_on: date | None = None
    """For a minor: the day of majority, from which the retention of the record may be counted."""
    hold: str = ""
    """Why the record must not be erased whatever its age, such as a complaint; empty: nothing holds it."""
    supervision: str = ""
    """What is to be asked in supervision, kept as it is typed."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a client has agreed to, and whether that still holds."""

    id: ConsentId
    uid: str
    client: ClientId
    kind: ConsentKind
    given_on: date
    scope: str
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A dated entry that is no session: a call, a letter, an e-mail, a talk with a third party."""

    id: ContactId
    uid: str
    client: ClientId
    held_on: date
    kind: ContactKind
    with_whom: str
    text: str
    author: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept inside the encrypted store, such as a scanned consent. Its content is read apart."""

    id: AttachmentId
    uid: str
    client: ClientId
    session: SessionId | None
    name: str
    """The file's name, without a folder."""
    about: str
    size: int
    """Bytes."""
    digest: str
    """SHA-256 of the content."""
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """Something put right, with its reason. Another client is never named in it."""

    id: CorrectionId
    uid: str
    client: ClientId
    session: SessionId | None
    kind: CorrectionKind
    before: str
    after: str
    reason: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """That a record was erased, by whom and why; nothing of what it held."""

    id: ErasureId
    uid: str
    code: str
    opened_on: date
    closed_on: date | None
    basis: ErasureBasis
    reason: str
    erased_at: datetime
    erased_by: str
