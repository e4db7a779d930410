"""What a row of a package must satisfy beyond its columns, table by table; some cells get their default here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.profile import check_profile_value
from relationship_desk.domain.client_voice import PlannedRating
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.ids import CharacteristicId, ClientId, ElementId, RuleId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.process import EventKind
from relationship_desk.domain.records import Client, Membership, Session
from relationship_desk.domain.vocabulary import ClientKind, NoteKind, Perspective
from relationship_desk.exchange.package import Row
from relationship_desk.insight.rating_plan import LONGEST
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services import belonging, definitions, measuring, rating_plans
from relationship_desk.services.measuring import Given
from relationship_desk.services.package_references import References, RowFault
from relationship_desk.store.unit_of_work import Records

_CLOSED: Mapping[str, tuple[str, object]] = {
    "notes": ("kind", NoteKind.PROGRESS),
    "ratings": ("perspective", Perspective.CLINICIAN),
}
"""What a signature closes: the column that says so, and its value, by table."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row on its way in."""

    row: Row
    owner: Client
    values: dict[str, Any]
    """By attribute, references found; a check may fill in what depends on the row."""

    def __getitem__(self, column: str) -> Any:
        return self.row[column]


class Checks:
    """The checks of one import. Each refuses with :class:`RowFault`."""

    def __init__(self, records: Records, catalogue: Catalogue, references: References) -> None:
        self._records = records
        self._catalogue = catalogue
        self._references = references
        self._memberships: dict[tuple[ClientId, ClientId], list[Membership]] = {}
        self._of: Mapping[str, Callable[[Arrival], None]] = {
            "members": self._member,
            "courses": self._course,
            "sessions": self._session,
            "notes": self._note,
            "ratings": self._rating,
            "events": self._event,
            "profile": self._profile,
            "adaptations": self._adaptation,
            "homework": self._homework,
            "concerns": self._concern,
            "planned": self._planned,
            "consents": self._consent,
            "contacts": self._contact,
            "risk": self._risk,
            "measures": self._measure,
            "plans": self._plan,
            "prompts": self._prompt,
        }

    def check(self, arrival: Arrival) -> None:
        """Refuse what cannot be."""
        if "member" in arrival.values:
            self._belonging(arrival)
        if arrival.row.table in self._of:
            self._of[arrival.row.table](arrival)

    def leave_signed(self, arrival: Arrival) -> None:
        """Refuse what the signature given here has closed; a session signed elsewhere may arrive in parts."""
        column, closed = _CLOSED.get(arrival.row.table, ("", None))
        if column and arrival[column] is closed and self._references.signed_here(self._held(arrival)):
            session = f"session {arrival['session']} of {arrival.owner.code}"
            raise RowFault(column, f"{session} is signed; what comes later is an addendum.")

    def _held(self, arrival: Arrival) -> Session:
        return self._references.session(arrival.row, arrival.owner)

    def _belonging(self, arrival: Arrival) -> None:
        member = arrival.values["member"]
        day = self._held(arrival).held_on if arrival["session"] else arrival["administered_on"]
        if member is not None and not self._references.belongs(member, arrival.owner, day):
            raise RowFault("member", f"{arrival['member']} did not belong to {arrival.owner.code} on {day}.")

    def _member(self, arrival: Arrival) -> None:
        group, client = arrival.owner, arrival.values["client"]
        if group.kind is ClientKind.INDIVIDUAL or group.id == client:
            raise RowFault("group", f"{group.code} is no couple, family or group of others.")
        new = Membership(group.id, client, arrival["joined_on"], arrival["left_on"])
        _in_order(arrival, "joined_on", "left_on")
        if (group.id, client) not in self._memberships:
            self._memberships[group.id, client] = belonging.memberships(self._records, group.id, client)
        earlier = self._memberships[group.id, client]
        if any(one.joined_on != new.joined_on and _overlap(one, new) for one in earlier):
            raise RowFault("joined_on", f"{arrival['client']} belonged to {group.code} on some of these days already.")
        earlier.append(new)

    def _course(self, arrival: Arrival) -> None:
        _in_order(arrival, "opened_on", "closed_on")

    def _session(self, arrival: Arrival) -> None:
        uid, number, owner = arrival["uid"], arrival["session"], arrival.owner
        by_uid = self._records.sessions.by_uid(uid) if uid else None
        if by_uid and (by_uid.client, by_uid.number) != (owner.id, number):
            raise RowFault("uid", "this session is on file already, under another client or number.")
        there = self._records.sessions.by_number(owner.id, number)
        if there and uid and there.uid != uid:
            raise RowFault("session", f"{owner.code} has another session {number} already.")
        arrival.values["format"] = arrival["format"] or owner.kind

    def _note(self, arrival: Arrival) -> None:
        arrival.values["written_at"] = arrival["written_at"] or _begin(self._held(arrival).held_on)

    def _rating(self, arrival: Arrival) -> None:
        element = self._catalogue.elements.get(ElementId(arrival["element"]))
        if element is None:
            raise RowFault("element", f"“{arrival['element'][:40]}” is no element of the catalogue.")
        if (arrival["score"] is None) == (arrival["missing"] is None):
            raise RowFault("score", "give either a score or, under missing, why there is none.")
        if element.groups_only and self._held(arrival).format is not ClientKind.GROUP:
            raise RowFault("element", f"{element.title} is rated in groups only.")
        if arrival["perspective"] not in element.raters:
            raise RowFault("perspective", f"{element.title} is not rated by the {arrival['perspective']}.")

    def _event(self, arrival: Arrival) -> None:
        if (arrival["kind"] is not None) != (arrival["event"] is EventKind.RUPTURE):
            raise RowFault("kind", "a rupture is a withdrawal or a confrontation; other events are neither.")
        # Its end may stand before it: a session that was put on another day takes along what names it.

    def _profile(self, arrival: Arrival) -> None:
        characteristic = CharacteristicId(arrival["characteristic"])
        try:
            arrival.values["value"] = check_profile_value(self._catalogue, characteristic, arrival["value"])
        except UnusableInput as fault:
            known = characteristic in self._catalogue.characteristics
            raise RowFault("value" if known else "characteristic", str(fault)) from None

    def _adaptation(self, arrival: Arrival) -> None:
        if arrival["characteristic"] not in self._catalogue.characteristics:
            named = arrival["characteristic"][:40]
            raise RowFault("characteristic", f"“{named}” is no characteristic of the catalogue.")

    def _homework(self, arrival: Arrival) -> None:
        if (arrival["done"] is None) != (arrival["reviewed_session"] is None):
            raise RowFault("done", "homework that was reviewed says in which session and whether it was done.")

    def _concern(self, arrival: Arrival) -> None:
        _in_order(arrival, "noted_on", "resolved_on")

    def _planned(self, arrival: Arrival) -> None:
        _in_order(arrival, "planned_on", "dropped_on")

    def _consent(self, arrival: Arrival) -> None:
        _in_order(arrival, "given_on", "withdrawn_on")

    def _contact(self, arrival: Arrival) -> None:
        arrival.values["written_at"] = arrival["written_at"] or _begin(arrival["held_on"])

    def _risk(self, arrival: Arrival) -> None:
        _in_order(arrival, "assessed_on", "closed_on")

    def _measure(self, arrival: Arrival) -> None:
        """Score the answers again: what they come to is what the row says, or a fault.

        A row that names its version and has an id comes from a program that has known the measure: it is kept as it is.
        """
        values = arrival.values
        try:
            measure = definitions.find(self._records, MeasureId(arrival["measure"]), arrival["version"])
        except NotFound as fault:
            if arrival["version"] and arrival["uid"]:
                return
            raise RowFault("measure", str(fault)) from None
        declined, items = tuple(number for number in arrival["declined"] if number is not None), arrival["items"]
        if declined and not items and arrival["total"] is None:
            items = (None,) * measure.items
        try:
            found = measuring.scored(measure, Given(items, declined, arrival["total"], arrival["subscales"]))
        except UnusableInput as fault:
            raise RowFault("items" if items else "total", str(fault)) from None
        values["version"] = measure.version
        values["items"], values["declined"] = found.items, found.declined
        values["total"], values["subscales"] = found.total, found.subscales

    def _plan(self, arrival: Arrival) -> None:
        subject, by, every = arrival["subject"], arrival["perspective"], arrival["every"]
        if ElementId(subject) not in self._catalogue.elements:
            answered = any(one.measure == subject for one in self._records.voice.administrations.of(arrival.owner.id))
            if not answered and definitions.known(self._records, MeasureId(subject), "") is None:
                raise RowFault("subject", f"“{subject[:40]}” is no element and no measure of this practice.")
        try:
            rating_plans.check(PlannedRating(arrival.owner.id, subject, by, every), self._catalogue)
        except UnusableInput as fault:
            known = every <= LONGEST
            raise RowFault("perspective" if known else "every", str(fault)) from None

    def _prompt(self, arrival: Arrival) -> None:
        rule = all_rules().get(RuleId(arrival["rule"]))
        if rule is None:
            raise RowFault("rule", f"“{arrival['rule'][:40]}” is no rule of this version.")
        if not arrival["session"] and rule.alerts is None:
            raise RowFault("session", f"{rule.id} is dated by a session; numbers are counted from 1.")


def _overlap(one: Membership, other: Membership) -> bool:
    return (one.left_on is None or other.joined_on <= one.left_on) and (
        other.left_on is None or one.joined_on <= other.left_on
    )


def _in_order(arrival: Arrival, first: str, last: str) -> None:
    if arrival[last] and arrival[last] < arrival[first]:
        raise RowFault(last, "the last day is before the first.")


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min)
