"""The hand-over: the form that a process without a key shows to a client, and all that this process is told.

It travels between processes, so it is read strictly; so do the answers it gives back, in ``form_answers``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.strict_json import Fields, canonical, checked_text, parse, refuse

MOST_CHOICES = 11
"""An item with more answers than these has no room for one button each."""
MOST_ELEMENTS, MOST_MEASURES, MOST_ITEMS, _LONGEST_TEXT = 100, 50, 200, 2000
FORM_ID = re.compile(r"[0-9a-f]{20}")
TOKEN = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[a-z0-9-]{1,80}")
_VERSION, _PATH, _GEOMETRY = 80, 4096, 4096
FARTHEST = 1_000_000
"""No answer to an item is farther from 0."""
_LOOKS = ("system", "light", "dark", "contrast")

HEAD = "How was our session?"
"""What every form is headed with, on the screen and on paper; its questions are about that session."""
HEAD_LATER = "How was our last session?"
"""The same on a later day."""


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


def _form(read: Fields) -> Form:
    form = Form(
        id=matching(FORM_ID, read.text("id", 20)),
        token=matching(TOKEN, read.text("token", 64)),
        public_key=bytes.fromhex(matching(TOKEN, read.text("public_key", 64))),
        plain=read.flag("plain"),
        one_at_a_time=read.flag("one_at_a_time"),
        held_today=read.flag("held_today"),
        comment=read.flag("comment"),
        elements=tuple(_element(Fields(one)) for one in read.list("elements", MOST_ELEMENTS)),
        measures=tuple(_measure(Fields(one)) for one in read.list("measures", MOST_MEASURES)),
    )
    read.end()
    if len({one.element for one in form.elements}) != len(form.elements):
        refuse("each element once")
    if len({one.measure for one in form.measures}) != len(form.measures):
        refuse("each measure once")
    return form


def _element(read: Fields) -> AskedElement:
    asked = AskedElement(
        element=ElementId(matching(NAME, read.text("element", 80))),
        text=read.text("text", _LONGEST_TEXT),
        low=read.text("low", _LONGEST_TEXT),
        high=read.text("high", _LONGEST_TEXT),
        not_always=read.flag("not_always"),
    )
    read.end()
    return asked


def _measure(read: Fields) -> AskedMeasure:
    asked = AskedMeasure(
        measure=MeasureId(matching(NAME, read.text("measure", 80))),
        version=read.text("version", _VERSION),
        title=read.text("title", _LONGEST_TEXT),
        stem=read.text("stem", _LONGEST_TEXT),
        lowest=read.number("lowest", -FARTHEST, FARTHEST),
        choices=tuple(checked_text(one, _LONGEST_TEXT) for one in read.list("choices", MOST_CHOICES)),
        items=tuple(checked_text(one, _LONGEST_TEXT) for one in read.list("items", MOST_ITEMS)),
    )
    read.end()
    if not asked.choices or not asked.items:
        refuse("items with answers")
    return asked


def matching(pattern: re.Pattern[str], text: str) -> str:
    """``text``, which has to be as ``pattern`` says.

    Raises:
        UnusableInput: when it is not.
    """
    if pattern.fullmatch(text) is None:
        refuse("a name")
    return text
