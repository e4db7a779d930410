"""The demo clients' plans: concerns, planned interventions, preferences and adaptations, from ``plans.toml``."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from relationship_desk.domain.ids import CharacteristicId, ClientId, CourseId
from relationship_desk.domain.plan import Concern, ConcernId, Planned, PlannedId
from relationship_desk.domain.process import (
    Adaptation,
    AdaptationId,
    InterventionKind,
    Met,
    Preference,
    PreferenceId,
    PreferenceKind,
)
from relationship_desk.domain.score import Tenths
from relationship_desk.shipped import shipped
from relationship_desk.store.unit_of_work import UnitOfWork


def write_plan(
    work: UnitOfWork, code: str, client: ClientId, course: CourseId, day: Callable[[int], date], sessions: int
) -> None:
    """Write the plan of the demo client ``code``: whatever came up in its first ``sessions``, on the ``day`` of each.

    The uids are drawn from a seed of their own, so that the ratings stay what they are.
    """
    plan, draw = _plans().get(code, {}), random.Random(f"{code} plan")  # noqa: S311 - drawn, not secret

    def uid() -> str:
        return f"{draw.getrandbits(80):020x}"

    def ended(number: int) -> date | None:
        return day(number) if 0 < number <= sessions else None

    for words, noted, resolved in plan.get("concerns", []):
        if noted <= sessions:
            work.file.concerns.add(Concern(ConcernId(0), uid(), client, course, words, day(noted), ended(resolved)))
    for name, kind, since, dropped, why in plan.get("planned", []):
        if since <= sessions:
            work.file.planned.add(
                Planned(
                    PlannedId(0), uid(), client, course, name, InterventionKind(kind), day(since), ended(dropped), why
                )
            )
    for words, kind, strength, met, reason, stated in plan.get("preferences", []):
        if stated <= sessions:
            tenths, about = Tenths(round(strength * 10)), PreferenceKind(kind)
            work.process.put_preference(
                Preference(PreferenceId(0), client, day(stated), words, tenths, Met(met), reason, about)
            )
    for characteristic, session, change in plan.get("adaptations", []):
        if session <= sessions:
            work.process.put_adaptation(
                Adaptation(AdaptationId(0), client, session, CharacteristicId(characteristic), change)
            )


@cache
def _plans() -> dict[str, dict[str, Any]]:
    with (shipped("resources") / "demo" / "plans.toml").open("rb") as file:
        return tomllib.load(file)
