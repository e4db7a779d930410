"""What a client answers to the form of a hand-over, on its way back into the record.

Read strictly: whatever does not fit the form never reaches the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from relationship_desk.domain.hand_over import (
    FARTHEST,
    FORM_ID,
    MOST_ELEMENTS,
    MOST_ITEMS,
    MOST_MEASURES,
    NAME,
    TOKEN,
    AskedMeasure,
    Form,
    matching,
)
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.strict_json import Fields, canonical, checked_number, parse, refuse
from relationship_desk.domain.vocabulary import Missing

LONGEST_COMMENT = 5000

Line = Tenths | Literal[Missing.DECLINED, Missing.NOT_APPLICABLE]
"""The answer on a line: where it was marked, or why it was not."""
Item = int | Literal[Missing.DECLINED] | None
"""The answer to an item; None: left empty."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a client has answered so far."""

    id: str
    token: str = field(repr=False)
    started_at: datetime
    changed_at: datetime
    lines: Mapping[ElementId, Line] = field(default_factory=dict)
    """What was left empty is not in it."""
    items: Mapping[MeasureId, tuple[Item, ...]] = field(default_factory=dict)
    """Measures of which nothing was answered are not in it."""
    comment: str = ""
    done: bool = False
    """Whether the client has handed back; otherwise the form was left half-way."""

    @classmethod
    def to(cls, form: Form, now: datetime) -> Answers:
        """No answers yet."""
        return cls(form.id, form.token, now, now)

    def with_line(self, element: ElementId, answer: Line | None, now: datetime) -> Answers:
        """With the answer on one line, or without."""
        lines = {one: other for one, other in self.lines.items() if one != element}
        if answer is not None:
            lines[element] = answer
        return replace(self, lines=lines, changed_at=now)

    def with_item(self, asked: AskedMeasure, number: int, answer: Item, now: datetime) -> Answers:
        """With the answer to item ``number``, from 1."""
        given = list(self.items_of(asked))
        given[number - 1] = answer
        items = {one: other for one, other in self.items.items() if one != asked.measure}
        if any(one is not None for one in given):
            items[asked.measure] = tuple(given)
        return replace(self, items=items, changed_at=now)

    def items_of(self, asked: AskedMeasure) -> tuple[Item, ...]:
        """The answers to a measure, one an item."""
        return self.items.get(asked.measure, (None,) * len(asked.items))

    @property
    def answered(self) -> int:
        """How many lines are marked and items answered."""
        return sum(not isinstance(one, Missing) for one in self._given)

    @property
    def declined(self) -> int:
        """To how many it was said: rather not."""
        return sum(one is Missing.DECLINED for one in self._given)

    @property
    def not_applicable(self) -> int:
        """Of how many it was said that they do not apply."""
        return sum(one is Missing.NOT_APPLICABLE for one in self._given)

    @property
    def begun(self) -> bool:
        """Whether anything was said at all."""
        return bool(self._given or self.comment.strip() or self.done)

    def empty(self, form: Form) -> int:
        """How many lines and items of ``form`` are left empty."""
        return form.asked - len(self._given)

    @property
    def _given(self) -> list[int | Missing]:
        items = [one for given in self.items.values() for one in given if one is not None]
        return [*self.lines.values(), *items]

    def check(self, form: Form) -> None:
        """Hold the answers against what was asked.

        Raises:
            UnusableInput: when they answer something else.
        """
        asked = {one.element: one for one in form.elements}
        for element, line in self.lines.items():
            if element not in asked or (line is Missing.NOT_APPLICABLE and not asked[element].not_always):
                refuse("answers to what was asked")
        measures = {one.measure: one for one in form.measures}
        for measure, given in self.items.items():
            if measure not in measures or len(given) != len(measures[measure].items):
                refuse("answers to what was asked")
            lowest, choices = measures[measure].lowest, len(measures[measure].choices)
            if any(isinstance(one, int) and not lowest <= one < lowest + choices for one in given):
                refuse("answers to what was asked")
        if (self.id, self.token) != (form.id, form.token) or (self.comment and not form.comment):
            refuse("answers to what was asked")

    def to_json(self) -> bytes:
        """The one text for these answers."""
        return canonical(
            {
                "id": self.id,
                "token": self.token,
                "started_at": self.started_at.isoformat(),
                "changed_at": self.changed_at.isoformat(),
                "lines": dict(self.lines),
                "items": {measure: list(given) for measure, given in self.items.items()},
                "comment": self.comment,
                "done": self.done,
            }
        )

    @classmethod
    def from_json(cls, data: bytes) -> Answers:
        """Read answers.

        Raises:
            UnusableInput: when they are not exactly that.
        """
        read = Fields(parse(data))
        lines, items = read.mapping("lines", MOST_ELEMENTS), read.mapping("items", MOST_MEASURES)
        answers = cls(
            id=matching(FORM_ID, read.text("id", 20)),
            token=matching(TOKEN, read.text("token", 64)),
            started_at=_moment(read.text("started_at", 40)),
            changed_at=_moment(read.text("changed_at", 40)),
            lines={ElementId(matching(NAME, one)): _line(given) for one, given in lines.items()},
            items={MeasureId(matching(NAME, one)): _items(given) for one, given in items.items()},
            comment=read.text("comment", LONGEST_COMMENT),
            done=read.flag("done"),
        )
        read.end()
        return answers


def _line(value: object) -> Line:
    if value == Missing.DECLINED:
        return Missing.DECLINED
    if value == Missing.NOT_APPLICABLE:
        return Missing.NOT_APPLICABLE
    return Tenths(checked_number(value, 0, 100))


def _items(value: object) -> tuple[Item, ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS or all(one is None for one in value):
        refuse("items")
    return tuple(_item(one) for one in value)


def _item(value: object) -> Item:
    if value is None:
        return None
    return Missing.DECLINED if value == Missing.DECLINED else checked_number(value, -FARTHEST, FARTHEST)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        refuse("a time")
    if moment.tzinfo is not None or moment.isoformat() != text:
        refuse("a time")
    return moment
