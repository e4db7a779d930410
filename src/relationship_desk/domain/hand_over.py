"""The hand-over: the form that a process without a key shows to a client, and the answers it gives back.

Both travel between processes, so both are read strictly: whatever does not fit the form never reaches the record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.strict_json import Fields, canonical, checked_number, checked_text, parse, refuse
from relationship_desk.domain.vocabulary import Missing

LONGEST_COMMENT = 5000
MOST_CHOICES = 11
"""An item with more answers than these has no room for one button each."""
_MOST_ELEMENTS, _MOST_MEASURES, _MOST_ITEMS, _LONGEST_TEXT = 100, 50, 200, 2000
_ID = re.compile(r"[0-9a-f]{20}")
_TOKEN = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9-]{1,80}")
_VERSION, _PATH, _GEOMETRY = 80, 4096, 4096
_FARTHEST = 1_000_000
"""No answer to an item is farther from 0."""
_LOOKS = ("system", "light", "dark", "contrast")

HEAD = "How was our session?"
"""What every form is headed with, on the screen and on paper; its questions are about that session."""
HEAD_LATER = "How was our last session?"
"""The same on a later day."""

Line = Tenths | Literal[Missing.DECLINED, Missing.NOT_APPLICABLE]
"""The answer on a line: where it was marked, or why it was not."""
Item = int | Literal[Missing.DECLINED] | None
"""The answer to an item; None: left empty."""


@dataclass(frozen=True, slots=True)
class AskedElement:
    """One line to mark; the right end is the better one."""

    element: ElementId
    text: str
    low: str
    high: str
    not_always: bool
    """Whether it can be said that it does not apply."""


@dataclass(frozen=True, slots=True)
class AskedMeasure:
    """One questionnaire, item by item."""

    measure: MeasureId
    version: str
    title: str
    stem: str
    lowest: int
    choices: tuple[str, ...]
    """The words of the answers from :attr:`lowest` upwards."""
    items: tuple[str, ...]
    """The words of the items; ``Item 1`` where they may not be shown."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a client is asked. Nothing in it says who the client is."""

    id: str
    """The uid of the hand-over in the record."""
    token: str = field(repr=False)
    """Comes back with the answers, and shows that they answer this form."""
    public_key: bytes = field(repr=False)
    """What the answers are sealed to."""
    plain: bool
    """Whether everything is said in short words."""
    one_at_a_time: bool
    held_today: bool
    comment: bool
    """Whether there is room for free words."""
    elements: tuple[AskedElement, ...]
    measures: tuple[AskedMeasure, ...]

    @property
    def head(self) -> str:
        """What the questions are about."""
        return HEAD if self.held_today else HEAD_LATER

    @property
    def asked(self) -> int:
        """How many lines and items there are."""
        return len(self.elements) + sum(len(measure.items) for measure in self.measures)

    def to_json(self) -> bytes:
        """The one text for this form."""
        return canonical(
            {
                "id": self.id,
                "token": self.token,
                "public_key": self.public_key.hex(),
                "plain": self.plain,
                "one_at_a_time": self.one_at_a_time,
                "held_today": self.held_today,
                "comment": self.comment,
                "elements": [
                    {
                        "element": one.element,
                        "text": one.text,
                        "low": one.low,
                        "high": one.high,
                        "not_always": one.not_always,
                    }
                    for one in self.elements
                ],
                "measures": [
                    {
                        "measure": one.measure,
                        "version": one.version,
                        "title": one.title,
                        "stem": one.stem,
                        "lowest": one.lowest,
                        "choices": list(one.choices),
                        "items": list(one.items),
                    }
                    for one in self.measures
                ],
            }
        )

    @classmethod
    def from_json(cls, data: bytes) -> Form:
        """Read a form.

        Raises:
            UnusableInput: when it is not exactly one.
        """
        return _form(Fields(parse(data)))


@dataclass(frozen=True, slots=True)
class Errand:
    """All that the process without a key is told: the form, where the answers go, and how to look."""

    form: Form
    folder: str
    """The practice folder; shown nowhere."""
    demo: bool
    look: str
    text_scale: float
    geometry: str
    """Where the window of the program stood."""

    def to_json(self) -> bytes:
        """The one text for this errand."""
        form = parse(self.form.to_json())
        return canonical(
            {
                "form": form,
                "folder": self.folder,
                "demo": self.demo,
                "look": self.look,
                "text_scale": self.text_scale,
                "geometry": self.geometry,
            }
        )

    @classmethod
    def from_json(cls, data: bytes) -> Errand:
        """Read an errand.

        Raises:
            UnusableInput: when it is not exactly one.
        """
        read = Fields(parse(data))
        errand = cls(
            form=_form(read.inside("form")),
            folder=read.text("folder", _PATH),
            demo=read.flag("demo"),
            look=read.one_of("look", _LOOKS),
            text_scale=read.amount("text_scale", 1.0, 2.0),
            geometry=read.text("geometry", _GEOMETRY),
        )
        read.end()
        return errand


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
        lines, items = read.mapping("lines", _MOST_ELEMENTS), read.mapping("items", _MOST_MEASURES)
        answers = cls(
            id=_matching(_ID, read.text("id", 20)),
            token=_matching(_TOKEN, read.text("token", 64)),
            started_at=_moment(read.text("started_at", 40)),
            changed_at=_moment(read.text("changed_at", 40)),
            lines={ElementId(_matching(_NAME, one)): _line(given) for one, given in lines.items()},
            items={MeasureId(_matching(_NAME, one)): _items(given) for one, given in items.items()},
            comment=read.text("comment", LONGEST_COMMENT),
            done=read.flag("done"),
        )
        read.end()
        return answers


def _form(read: Fields) -> Form:
    form = Form(
        id=_matching(_ID, read.text("id", 20)),
        token=_matching(_TOKEN, read.text("token", 64)),
        public_key=bytes.fromhex(_matching(_TOKEN, read.text("public_key", 64))),
        plain=read.flag("plain"),
        one_at_a_time=read.flag("one_at_a_time"),
        held_today=read.flag("held_today"),
        comment=read.flag("comment"),
        elements=tuple(_element(Fields(one)) for one in read.list("elements", _MOST_ELEMENTS)),
        measures=tuple(_measure(Fields(one)) for one in read.list("measures", _MOST_MEASURES)),
    )
    read.end()
    if len({one.element for one in form.elements}) != len(form.elements):
        refuse("each element once")
    if len({one.measure for one in form.measures}) != len(form.measures):
        refuse("each measure once")
    return form


def _element(read: Fields) -> AskedElement:
    asked = AskedElement(
        element=ElementId(_matching(_NAME, read.text("element", 80))),
        text=read.text("text", _LONGEST_TEXT),
        low=read.text("low", _LONGEST_TEXT),
        high=read.text("high", _LONGEST_TEXT),
        not_always=read.flag("not_always"),
    )
    read.end()
    return asked


def _measure(read: Fields) -> AskedMeasure:
    asked = AskedMeasure(
        measure=MeasureId(_matching(_NAME, read.text("measure", 80))),
        version=read.text("version", _VERSION),
        title=read.text("title", _LONGEST_TEXT),
        stem=read.text("stem", _LONGEST_TEXT),
        lowest=read.number("lowest", -_FARTHEST, _FARTHEST),
        choices=tuple(checked_text(one, _LONGEST_TEXT) for one in read.list("choices", MOST_CHOICES)),
        items=tuple(checked_text(one, _LONGEST_TEXT) for one in read.list("items", _MOST_ITEMS)),
    )
    read.end()
    if not asked.choices or not asked.items:
        refuse("items with answers")
    return asked


def _line(value: object) -> Line:
    if value == Missing.DECLINED:
        return Missing.DECLINED
    if value == Missing.NOT_APPLICABLE:
        return Missing.NOT_APPLICABLE
    return Tenths(checked_number(value, 0, 100))


def _items(value: object) -> tuple[Item, ...]:
    if not isinstance(value, list) or len(value) > _MOST_ITEMS or all(one is None for one in value):
        refuse("items")
    return tuple(_item(one) for one in value)


def _item(value: object) -> Item:
    if value is None:
        return None
    return Missing.DECLINED if value == Missing.DECLINED else checked_number(value, -_FARTHEST, _FARTHEST)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        refuse("a time")
    if moment.tzinfo is not None or moment.isoformat() != text:
        refuse("a time")
    return moment


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if pattern.fullmatch(text) is None:
        refuse("a name")
    return text
