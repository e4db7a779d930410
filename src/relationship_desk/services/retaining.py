"""The retention clock, and erasing a record when its time has come. Nothing is ever erased by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.retention import OWN
from relationship_desk.domain import validity
from relationship_desk.domain.case_file import Details, Erasure, ErasureBasis, ErasureId
from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.retention import RetentionRule, due_on
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.keeping import Keeping
from relationship_desk.services.on_file import client_on_file
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.retention_view import Clock, Due, Preview, RuleInUse
from relationship_desk.settings.definitions import RETENTION_MINOR_YEARS, RETENTION_RULE, RETENTION_YEARS
from relationship_desk.store.engine import empty_log
from relationship_desk.store.unit_of_work import Records, Store

LONGEST_REASON = 500


class Retaining:
    """Holding, reading the clock, erasing."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        preferences: Preferences,
        keeping: Keeping,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferences = preferences
        self._keeping = keeping
        self._now = now

    # Reading

    @property
    def rule(self) -> RuleInUse:
        """The rule that holds for every record."""
        chosen = self._preferences[RETENTION_RULE]
        if chosen == OWN:
            rule = RetentionRule(self._preferences[RETENTION_YEARS], self._preferences[RETENTION_MINOR_YEARS])
            return RuleInUse(OWN, "Own rule", rule, "", "", checked=True)
        norm = self._catalogue.retention[chosen]
        source = self._catalogue.references[norm.source].citation
        return RuleInUse(norm.id, norm.title, norm.rule, norm.note, source, norm.checked)

    def clock(self, client: ClientId) -> Clock:
        """Where the retention of ``client`` stands.

        Raises:
            NotFound: when the client is not in the practice.
        """
        with self._store.read() as records:
            return self._clock(records, client)

    def due(self) -> Due:
        """What may be erased, the longest due first, and apart from it what is held. An active client is never due."""
        rule = self.rule
        with self._store.read() as records:
            contacts, details = records.retention.last_contacts(), records.file.all_details()
            groups = records.retention.running_groups()
            clients = records.clients.all()
        clocks = []
        for client in clients:
            own = details.get(client.id, Details(client.id))
            if client.status is ClientStatus.ENDED or own.hold:
                clocks.append(self._told(rule, client, contacts[client.id], own, groups.get(client.id, "")))
        clocks.sort(key=lambda clock: (clock.due, clock.client.code))
        return Due(
            tuple(clock for clock in clocks if clock.is_due and not clock.refused),
            tuple(clock for clock in clocks if clock.hold),
        )

    def preview(self, client: ClientId) -> Preview:
        """What :meth:`erase` would take away from ``client``, and what it would leave."""
        with self._store.read() as records:
            clock = self._clock(records, client)
            total, as_member = records.retention.counts(client), records.retention.counts_as_member(client)
            memberships = records.clients.memberships(client)
            groups = {one.group: client_on_file(records, one.group) for one in memberships if one.client == client}
            members = {one.client: client_on_file(records, one.client) for one in memberships if one.group == client}
        return Preview(
            clock,
            {name: own for name, count in total.items() if (own := count - as_member.get(name, 0))},
            as_member,
            tuple(sorted(groups.values(), key=_by_code)),
            tuple(sorted(members.values(), key=_by_code)),
            len(self._keeping.backups()),
        )

    def erasures(self) -> tuple[Erasure, ...]:
        """The log of what was erased, the newest first; nothing in it says what the records held."""
        with self._store.read() as records:
            return tuple(reversed(records.file.erasures.all()))

    # Holding and erasing

    def set_hold(self, client: ClientId, reason: str) -> None:
        """Hold the record for ``reason``, such as a complaint, or release it with no reason at all."""
        tidy = validity.plain_text(reason.strip(), LONGEST_REASON)
        with self._store.work("hold" if tidy else "release", "client") as work:
            client_on_file(work, client)
            work.file.put_details(replace(work.file.details(client), hold=tidy))
            work.touch(client=client)

    def erase(self, client: ClientId, typed_code: str, *, reason: str = "", override: bool = False) -> Erasure:
        """Erase everything that the practice holds of ``client``, for good, and keep that it was done.

        What is about the client in the record of a group goes, the rest of that record stays. Earlier backups still
        hold the record.

        Args:
            client: whose record.
            typed_code: the client's code as the person typed it, exactly.
            reason: why; needed with ``override``.
            override: erase before the record is due.

        Raises:
            UnusableInput: when the code is another, the client has not ended, the record is held or not yet due, or
                the reason is missing; nothing has been erased then.
            NotFound: when the client is not in the practice.
        """
        why = validity.plain_text(reason.strip(), LONGEST_REASON)
        with self._store.work("erase", "client") as work:
            clock = self._clock(work, client)
            whose = clock.client
            self._require_erasable(clock, typed_code, why, override=override)
            others = {other for one in work.clients.memberships(client) for other in (one.group, one.client)} - {client}
            work.retention.erase(client)
            erasure = work.file.erasures.add(
                Erasure(
                    id=ErasureId(0),
                    uid=new_uid(),
                    code=whose.code,
                    opened_on=whose.opened_on,
                    closed_on=whose.closed_on,
                    basis=ErasureBasis.RETENTION if clock.is_due else ErasureBasis.OVERRIDE,
                    reason=why,
                    erased_at=self._now().replace(microsecond=0),
                    erased_by=work.practice.get().clinician,
                )
            )
            work.touch(client=client, prompts=True)
            for other in others:
                work.touch(client=other)
        # What was erased must not outlive this in the write-ahead log.
        empty_log(self._store.vault.engine)
        return erasure

    def _require_erasable(self, clock: Clock, typed_code: str, reason: str, *, override: bool) -> None:
        if clock.refused:
            raise UnusableInput(f"{clock.refused} Nothing has been erased.")
        if typed_code.strip() != clock.client.code:
            raise UnusableInput("That is not the code of this record. Nothing has been erased.")
        if clock.is_due:
            return
        if not override:
            raise UnusableInput(f"The record is kept until {long_day(clock.due)}. Nothing has been erased.")
        if not reason:
            raise UnusableInput("Erasing before that day needs a reason, which stays in the log.")

    def _clock(self, records: Records, client: ClientId) -> Clock:
        found, details = client_on_file(records, client), records.file.details(client)
        contact = records.retention.last_contacts(client)[client]
        return self._told(self.rule, found, contact, details, records.retention.running_groups(client).get(client, ""))

    def _told(self, rule: RuleInUse, client: Client, contact: date, details: Details, group: str) -> Clock:
        due, ended = due_on(rule.rule, contact, details.of_age_on), client.status is ClientStatus.ENDED
        refused = ""
        if details.hold:
            refused = "The record is held. Release the hold first."
        elif not ended:
            refused = "The work has not ended. End it first."
        elif group:
            refused = f"{client.code} still belongs to {group}. Let the client leave it first."
        is_due = ended and self._now().date() >= due
        return Clock(client, rule, contact, details.of_age_on, due, is_due, details.hold, refused)


def _by_code(client: Client) -> str:
    return client.code
