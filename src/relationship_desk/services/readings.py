"""Readings of characteristics: entering one, and putting right or removing one that was entered by mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.profile import check_profile_value
from relationship_desk.domain import validity
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import CharacteristicId, ClientId, ProfileId
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.vocabulary import Source
from relationship_desk.services.plan_rules import not_ahead
from relationship_desk.store.unit_of_work import Records, Store


class Readings:
    """Every change of readings. A method that returns has kept what it was given."""

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now

    def put(
        self,
        client: ClientId,
        characteristic: CharacteristicId,
        value: str,
        source: Source,
        *,
        concern: str = "",
        assessed_on: date | None = None,
    ) -> None:
        """Keep one reading of a characteristic; the same day and source replaces the earlier one."""
        checked = check_profile_value(self._catalogue, characteristic, value)
        with self._store.work("assess", "client") as work:
            work.clients.put_profile(
                ProfileEntry(
                    ProfileId(0),
                    client,
                    validity.record_date(assessed_on or self._now().date()),
                    characteristic,
                    validity.plain_text(concern.strip(), 200),
                    checked,
                    source,
                )
            )
            work.touch(client=client)

    def change(self, reading: ProfileEntry) -> None:
        """Keep ``reading`` in place of the one with its id.

        Raises:
            UnusableInput: when its value or day cannot be, or another says something of the same day already.
        """
        checked = replace(
            reading,
            value=check_profile_value(self._catalogue, reading.characteristic, reading.value),
            concern=validity.plain_text(reading.concern.strip(), 200),
            assessed_on=not_ahead(reading.assessed_on, self._now().date(), "The day of a reading"),
        )
        with self._store.work("edit", "reading") as work:
            _there(work, reading.id)
            same = [one for one in work.clients.profile(reading.client) if _place(one) == _place(checked)]
            if any(one.id != reading.id for one in same):
                raise UnusableInput(
                    "There is a reading of that day, source and concern already. Change that one instead."
                )
            work.clients.save_profile(checked)
            work.touch(client=reading.client)

    def remove(self, reading: ProfileId) -> ProfileEntry:
        """Take a reading out of the record and return it."""
        with self._store.work("remove", "reading") as work:
            found = _there(work, reading)
            work.clients.remove_profile(reading)
            work.touch(client=found.client)
        return found

    def concerns(self, client: ClientId) -> tuple[str, ...]:
        """What a reading can be about: the open concerns of the plan, then those of earlier readings."""
        with self._store.read() as records:
            planned = [one.concern for one in records.file.concerns.of(client) if one.resolved_on is None]
            read = [one.concern for one in records.clients.profile(client) if one.concern]
        return tuple(dict.fromkeys((*planned, *read)))


def _place(reading: ProfileEntry) -> tuple[object, ...]:
    return (reading.assessed_on, reading.characteristic, reading.concern, reading.source)


def _there(records: Records, reading: ProfileId) -> ProfileEntry:
    found = records.clients.profile_entry(reading)
    if found is None:
        raise NotFound("That reading is not in this practice any more.")
    return found
