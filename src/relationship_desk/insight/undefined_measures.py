"""Answers to a measure whose definition is not on this computer: kept and shown, and nothing is computed from them.

They come from a later program, or from a version of a measure that a later program no longer holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import Administration, Definitions, MeasureId
from relationship_desk.domain.vocabulary import Perspective


@dataclass(frozen=True, slots=True)
class Undefined:
    """Everything answered to one version of such a measure from one perspective, in order of the days."""

    measure: MeasureId
    version: str
    perspective: Perspective
    member: ClientId | None
    administrations: tuple[Administration, ...]

    @property
    def title(self) -> str:
        """What it is called as long as nothing knows its title, such as ``phq-9 version 9``."""
        return undefined_title(self.measure, self.version)


def undefined_title(measure: MeasureId, version: str) -> str:
    """A measure by its id and version."""
    return f"{measure} version {version}"


def undefined_answers(administrations: Iterable[Administration], definitions: Definitions) -> tuple[Undefined, ...]:
    """Those of ``administrations`` that ``definitions`` does not tell how to read, by title."""
    groups: dict[tuple[MeasureId, str, Perspective, ClientId | None], list[Administration]] = {}
    for one in sorted(administrations, key=lambda one: (one.administered_on, one.id)):
        if (one.measure, one.version) not in definitions:
            groups.setdefault((one.measure, one.version, one.perspective, one.member), []).append(one)
    found = [Undefined(*key, tuple(answers)) for key, answers in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.title, one.perspective)))
