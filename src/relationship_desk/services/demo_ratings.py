"""How the ratings of a demo client run: a shape that its script names, with chance from its seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from relationship_desk.catalogue.model import Catalogue, Element
from relationship_desk.domain.ids import ALLIANCE, COHESION, RUPTURE_REPAIR, ClientId, ElementId
from relationship_desk.domain.records import Rating, Session
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Missing, Perspective

_SELF_DISCLOSURE = ElementId("self-disclosure")
# How far the other elements lie from the alliance, so that the small plots differ as they do in life.
_OFFSETS = {
    "alliance": 0.0,
    "cohesion": -0.2,
    "empathy": -0.2,
    "goal-consensus": -0.6,
    "positive-regard": 0.5,
    "congruence": -0.4,
    "feedback-given": -1.0,
    "rupture-repair": -0.6,
    "self-disclosure": -0.2,
    "countertransference": -0.5,
    "relational-interpretations": -1.4,
}


class DemoRatings:
    """The ratings of one demo client with so many sessions."""

    def __init__(self, catalogue: Catalogue, script: dict[str, Any], draw: random.Random, count: int) -> None:
        self._catalogue = catalogue
        self._script = script
        self._draw = draw
        self._count = count
        self._noise = 0.0

    def of(self, session: Session, members: list[ClientId]) -> Iterator[Rating]:
        """The ratings of one session; sessions are asked for in their order, as each leans on the one before."""
        number, is_draft = session.number, bool(self._script.get("draft")) and session.number == self._count
        self._noise = 0.3 * self._noise + self._draw.gauss(0, 0.22)
        elements = [one for one in self._catalogue.eleven if self._applies(one, number)]
        for element in elements[:6] if is_draft else elements:
            if Perspective.CLINICIAN in element.raters:
                yield self._rating(session, element.id, Perspective.CLINICIAN)
        yield from self._does_not_apply(session, is_draft=is_draft)
        if not is_draft and number not in self._script.get("unrated", []):
            raters: list[ClientId | None] = [*members] or [None]
            for element in elements:
                if Perspective.CLIENT not in element.raters:
                    continue
                if members and "split" in self._script:
                    mean = self._rating(session, element.id, Perspective.CLIENT)
                    yield from self._apart(mean, number, members)
                    continue
                for member in raters:
                    yield self._rating(session, element.id, Perspective.CLIENT, member=member)
        if number in self._script.get("observer", []):
            for element in elements:
                if Perspective.OBSERVER in element.raters:
                    yield self._rating(session, element.id, Perspective.OBSERVER, rater="Supervisor")

    def _applies(self, element: Element, number: int) -> bool:
        if element.id == COHESION:
            return str(self._script["kind"]) == "group"
        if element.id == RUPTURE_REPAIR:
            return self._in_rupture(number)
        if element.id == _SELF_DISCLOSURE:
            return number % 6 == 4
        return True

    def _does_not_apply(self, session: Session, *, is_draft: bool) -> Iterator[Rating]:
        absent = [RUPTURE_REPAIR] if not self._in_rupture(session.number) else []
        absent += [_SELF_DISCLOSURE] if session.number % 6 != 4 else []
        for element in [] if is_draft else absent:
            yield Rating(session.id, element, Perspective.CLINICIAN, "", None, None, Missing.NOT_APPLICABLE)

    def _in_rupture(self, number: int) -> bool:
        start, end = self._script.get("rupture", (0, -1))
        return number in range(int(start), int(end) + 1)

    def _rating(
        self,
        session: Session,
        element: ElementId,
        perspective: Perspective,
        rater: str = "",
        member: ClientId | None = None,
    ) -> Rating:
        value = self._level(session.number, perspective) + _OFFSETS[element] + self._noise * 0.6
        value += self._draw.gauss(0, 0.16 if element == ALLIANCE else 0.22)
        if member is not None:
            value += ((member * 37) % 13 - 6) / 10
        if self._script["shape"] == "ceiling" and perspective is Perspective.CLIENT:
            value = max(9.6, value)
        return Rating(session.id, element, perspective, rater, member, on_the_line(value), None)

    def _apart(self, mean: Rating, number: int, members: list[ClientId]) -> Iterator[Rating]:
        """A rating by each member about ``mean``, farther from one another as the course goes on."""
        far = self._script["split"] * 5 * number / self._count
        for place, member in enumerate(members):
            score = (mean.score or 0) + far * (1 - 2 * place / (len(members) - 1))
            yield replace(mean, member=member, score=Tenths(round(min(100, max(0, score)))))

    def _level(self, number: int, perspective: Perspective) -> float:
        """The alliance as ``perspective`` sees it in session ``number``, before chance."""
        script, share = self._script, number / max(1, self._count)
        client: float = script["client_start"] + 1.6 * min(1.0, number / 14)
        clinician: float = script["clinician_start"] + 1.5 * min(1.0, number / 14)
        shape = script["shape"]
        if shape == "rupture":
            depth = {0: 2.4, 1: 1.9, 2: 0.5}.get(number - script["rupture"][0], 0.0)
            client, clinician = client - depth, clinician - depth * 0.4
        elif shape == "drop" and number == self._count:
            client, clinician = client - 2.7, clinician - 0.6
        elif shape == "gap":
            client -= 4.6 * max(0.0, share - 0.45)
            clinician += 1.2 * max(0.0, share - 0.45)
        elif shape == "decline":
            client, clinician = client - 3.6 * share, clinician - 1.8 * share
        elif shape == "ceiling":
            client = script["client_start"]
        if perspective is Perspective.CLIENT:
            return client
        return clinician if perspective is Perspective.CLINICIAN else (client + clinician) / 2 - 0.5


def on_the_line(value: float) -> Tenths:
    """``value``, 0.0 to 10.0, in tenths; what chance has put beyond an end of the line stands at that end."""
    return Tenths(max(0, min(100, round(value * 10))))
