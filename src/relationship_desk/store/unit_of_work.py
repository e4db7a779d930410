"""Reading and writing: every change is one transaction with one entry in the audit, published once it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy import Connection

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.store import audit
from relationship_desk.store.engine import reading
from relationship_desk.store.repositories.case_file import CaseFileRepository
from relationship_desk.store.repositories.caseload import CaseloadRepository
from relationship_desk.store.repositories.client_voice import ClientVoiceRepository
from relationship_desk.store.repositories.clients import ClientRepository
from relationship_desk.store.repositories.merging import MergingRepository
from relationship_desk.store.repositories.moving import MovingRepository
from relationship_desk.store.repositories.practice import PracticeRepository
from relationship_desk.store.repositories.process import ProcessRepository
from relationship_desk.store.repositories.prompts import PromptRepository
from relationship_desk.store.repositories.retention import RetentionRepository
from relationship_desk.store.repositories.search import SearchRepository
from relationship_desk.store.repositories.sessions import SessionRepository
from relationship_desk.store.repositories.states import StateRepository
from relationship_desk.store.vault import Vault

R = TypeVar("R")


class _Made(Generic[R]):
    """A repository, made when it is first asked for: most work needs two of them."""

    def __init__(self, kind: Callable[[Connection], R]) -> None:
        self._kind = kind

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, records: Records, _owner: type) -> R:
        made = records.__dict__[self._name] = self._kind(records.connection)
        return made


class Records:
    """The repositories over one connection."""

    caseload = _Made(CaseloadRepository)
    practice = _Made(PracticeRepository)
    clients = _Made(ClientRepository)
    sessions = _Made(SessionRepository)
    search = _Made(SearchRepository)
    prompts = _Made(PromptRepository)
    process = _Made(ProcessRepository)
    file = _Made(CaseFileRepository)
    voice = _Made(ClientVoiceRepository)
    merging = _Made(MergingRepository)
    moving = _Made(MovingRepository)
    retention = _Made(RetentionRepository)
    states = _Made(StateRepository)

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def last_entry(self) -> int:
        """The number of the newest entry in the audit: as long as it is the same, nothing has been written."""
        return audit.last_entry(self.connection)


class UnitOfWork(Records):
    """One transaction. What it touches is said with :meth:`touch`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.changes = Changes()
        self.subject = 0
        self.digest = ""

    def touch(
        self,
        *,
        client: ClientId | None = None,
        session: SessionId | None = None,
        prompts: bool = False,
        settings: bool = False,
        digest: str = "",
    ) -> None:
        """Say what has been changed; ``digest`` goes to the audit with it."""
        self.changes |= Changes(
            frozenset({client} if client else ()), frozenset({session} if session else ()), prompts, settings
        )
        self.subject = self.subject or session or client or 0
        self.digest = digest or self.digest


class Store:
    """An open store: the one way to its records."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.published: Callable[[Changes], None] = lambda _changes: None
        self._audit_key = audit.audit_key(vault.data_key)
        self._who = self._clinician()

    @contextmanager
    def read(self) -> Iterator[Records]:
        """Read in one snapshot."""
        with reading(self.vault.engine) as connection:
            yield Records(connection)

    @contextmanager
    def work(self, what: str, kind: str) -> Iterator[UnitOfWork]:
        """Change something. Leaving the block commits; an exception leaves everything as it was.

        ``what`` and ``kind`` go to the audit ("rate", "session"); they carry no clinical text.
        """
        with self.vault.engine.begin() as connection:
            work = UnitOfWork(connection)
            yield work
            audit.append(
                connection,
                self._audit_key,
                who=self._who,
                what=what,
                kind=kind,
                subject=work.subject,
                digest=work.digest,
            )
        self.published(work.changes)

    def close(self) -> None:
        """Write everything out and forget the key."""
        self.vault.close()

    def _clinician(self) -> str:
        with self.read() as records:
            return records.practice.get().clinician
