"""Prompts as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from relationship_desk.domain.capitals import capital_first, small_first
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.records import Client
from relationship_desk.prompts.rule import Rule
from relationship_desk.prompts.rules import all_rules


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt in a list."""

    prompt: Prompt
    client: Client
    rule: Rule
    sentence: str
    data: str
    """The points in one line."""


def row_of(prompt: Prompt, client: Client) -> PromptRow:
    """``prompt``, by a rule that this program knows, as a row."""
    rule = all_rules()[prompt.rule]
    return PromptRow(prompt, client, rule, rule.consider(prompt), points_line(prompt.because))


def rows_of(prompts: Iterable[Prompt], clients: Mapping[ClientId, Client]) -> tuple[PromptRow, ...]:
    """``prompts`` as rows, most urgent and newest first; of a rule that this program does not know there is none."""
    rows = [row_of(prompt, clients[prompt.client]) for prompt in prompts if prompt.rule in all_rules()]
    return tuple(sorted(rows, key=lambda row: (row.rule.urgency, -row.prompt.opened_on.toordinal(), row.client.code)))


def points_line(points: Iterable[Point]) -> str:
    """The points of a prompt in one line; what several of them share is said once.

    >>> points_line([Point("alliance, client", 4, "5.5"), Point("alliance, client", 5, "5.1")])
    'Alliance, client: 5.5 in session 4, 5.1 in session 5'
    """
    parts: list[str] = []
    for what, shared in groupby(points, key=_what):
        said = [f"{one.value} in session {one.session}" if one.session else one.value for one in shared]
        name = small_first(what) if parts else what
        parts.append(f"{name}: {', '.join(said)}")
    return capital_first("; ".join(parts))


def _what(point: Point) -> str:
    return point.what
