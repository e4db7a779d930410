"""How far everyday functioning is reduced, as a whole and in areas of life, by readings and by the WSAS."""

from __future__ import annotations

from itertools import chain

from relationship_desk.domain.ids import CharacteristicId
from relationship_desk.domain.measure import Administration, MeasureId
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.records import ProfileEntry
from relationship_desk.domain.score import format_value
from relationship_desk.insight import reliable_change
from relationship_desk.prompts.readings import Account, End, accounts, readings, settled
from relationship_desk.prompts.rule import Moment

IMPAIRMENT = CharacteristicId("functional-impairment")
SUPPORT = CharacteristicId("social-support")
WSAS = MeasureId("wsas")
AREAS = 2
"""So many areas of life with high impairment are high impairment."""


def high_impairment(moment: Moment) -> tuple[Point, ...] | None:
    """The points that show high impairment; None where nothing does.

    It shows as a whole, in :data:`AREAS` areas of life, or in one where the client has few to turn to.
    """
    whole = _whole(moment)
    points = settled(whole, End.HIGH)
    high = [found for area in _areas(moment) if (found := settled(area, End.HIGH, against=whole))]
    support = settled(accounts(moment, readings(moment, SUPPORT), running=1), End.LOW)
    if len(high) >= AREAS or (high and support):
        points = (*points, *chain.from_iterable(high))
    return (*points, *support) if points else None


def low_impairment(moment: Moment) -> tuple[Point, ...] | None:
    """The points that show low impairment as a whole; None where nothing does, or where something speaks against it."""
    latest = _latest_wsas(moment)
    if latest is not None and not _is_functional(moment, latest):
        return None
    high = [area for area in _areas(moment) if settled(area, End.HIGH)]
    return settled(_whole(moment), End.LOW, against=chain.from_iterable(high)) or None


def _whole(moment: Moment) -> tuple[Account, ...]:
    """Who says what of all areas of life taken together: the readings that name none, and the WSAS."""
    entries = [one for one in readings(moment, IMPAIRMENT) if not one.concern]
    latest = _latest_wsas(moment)
    return (*accounts(moment, entries), *([_by_wsas(moment, latest)] if latest else []))


def _areas(moment: Moment) -> list[tuple[Account, ...]]:
    """The same of each area of life that a reading names; the latest reading counts, whoever gave it."""
    entries: dict[str, list[ProfileEntry]] = {}
    for one in readings(moment, IMPAIRMENT):
        if one.concern:
            entries.setdefault(one.concern.casefold(), []).append(one)
    return [accounts(moment, area, running=1) for area in entries.values()]


def _by_wsas(moment: Moment, one: Administration) -> Account:
    total = one.total or 0.0
    number = moment.analysis.history.session_by(one.administered_on)
    end = End.LOW if _is_functional(moment, one) else None
    if total > moment.thresholds.impairment:
        end = End.HIGH
    return Account(end, one.administered_on, (Point("WSAS", number or None, format_value(total).removesuffix(".0")),))


def _is_functional(moment: Moment, one: Administration) -> bool:
    """Whether a total of the WSAS lies below its cut-off."""
    measure = moment.analysis.history.definitions[one.measure, one.version]
    return one.total is not None and bool(reliable_change.is_functional(measure, one.total))


def _latest_wsas(moment: Moment) -> Administration | None:
    history = moment.analysis.history
    known = [
        one
        for one in history.administrations
        if one.measure == WSAS
        and (WSAS, one.version) in history.definitions
        and one.total is not None
        and one.member is None
        and one.administered_on <= moment.session.held_on
    ]
    return max(known, key=lambda one: (one.administered_on, one.id), default=None)
