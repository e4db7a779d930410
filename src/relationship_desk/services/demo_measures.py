"""What the demo clients answered to measures, from ``measures.toml``, and the risk record that one answer led to."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.client_voice import RiskId, RiskRecord
from relationship_desk.domain.measure import Administration, AdministrationId, How, Items, Measure, MeasureId
from relationship_desk.domain.records import Course, Session
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services import measuring, risk
from relationship_desk.services.measuring import Given
from relationship_desk.shipped import shipped
from relationship_desk.store.unit_of_work import UnitOfWork


def write_measures(work: UnitOfWork, code: str, course: Course, sessions: Sequence[Session]) -> None:
    """Write what the demo client ``code`` answered in its ``sessions``, and that the course is followed by it.

    Everything is drawn from a seed of its own, so that the ratings stay what they are.
    """
    script = _measures().get(code)
    if script is None:
        return
    draw = random.Random(f"{code} measures")  # noqa: S311 - drawn, not secret
    measure = shipped_measures()[MeasureId(script["measure"])]
    work.clients.save_course(replace(course, main_measure=measure.id))
    totals: list[float] = script["totals"]
    for place, session in enumerate(sessions[:: script["every"]]):
        total = totals[place] if place < len(totals) else totals[-1] + draw.choice((-1, 0, 0, 1))
        told: dict[str, Any] = script.get("risk", {}) if script.get("risk", {}).get("place") == place else {}
        given = Given(_items(draw, measure, round(total), told)) if measure.items else Given(total=total)
        shell = _shell(f"{draw.getrandbits(80):020x}", measure, session)
        if told:
            answered = replace(shell, items=given.items)
            # Open while the answers are entered: they are what it is about, and open no second one.
            asked = work.voice.risk.add(_record(f"{draw.getrandbits(80):020x}", measure, answered, told))
        measuring.enter(work, measure, shell, given)
        if told:
            work.voice.risk.save(replace(asked, closed_on=session.held_on))


def _shell(uid: str, measure: Measure, session: Session) -> Administration:
    return Administration(
        AdministrationId(0),
        uid,
        session.client,
        session.id,
        None,
        session.held_on,
        measure.id,
        measure.version,
        Perspective.CLIENT,
        (),
        (),
        None,
        {},
        How.TYPED,
    )


def _items(draw: random.Random, measure: Measure, total: int, told: dict[str, Any]) -> Items:
    """Answers that come to ``total``; risk items stay at the lowest but for what is ``told``."""
    items = [measure.item_min] * measure.items
    for number in measure.risk_items:
        items[number - 1] = told.get("answer", measure.item_min)
    while sum(items) < total:
        place = draw.randrange(measure.items)
        if place + 1 not in measure.risk_items and items[place] < measure.item_max:
            items[place] += 1
    return tuple(items)


def _record(uid: str, measure: Measure, answered: Administration, told: dict[str, Any]) -> RiskRecord:
    return RiskRecord(
        RiskId(0),
        uid,
        answered.client,
        answered.session,
        answered.administered_on,
        told["ideation"],
        told["plan"],
        told["means"],
        told["intent"],
        told["protective"],
        told["action"],
        told["informed"],
        risk.because(measure, answered),
        None,
    )


@cache
def _measures() -> dict[str, dict[str, Any]]:
    with (shipped("resources") / "demo" / "measures.toml").open("rb") as file:
        return tomllib.load(file)
