"""A note as one text with heading lines (``## Plan``), and the form it is written under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from relationship_desk.domain.vocabulary import NoteFormat

LONGEST_HEADING = 40
"""Characters of a heading of an own template."""
_MARK = "## "
_SHIPPED = frozenset(heading for note_format in NoteFormat for heading in note_format.headings)


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading; the heading is empty for what stands before the first one."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """What a note is written under: one of the shipped formats, or the headings of an own template."""

    format: NoteFormat
    headings: tuple[str, ...]


def shipped(note_format: NoteFormat) -> Form:
    """The form of a shipped format."""
    return Form(note_format, note_format.headings)


def form_of(text: str, note_format: NoteFormat) -> Form:
    """The form that a note was written under. Under an own template the note itself says its headings."""
    if note_format is not NoteFormat.OWN:
        return shipped(note_format)
    # Where one stands twice its last place counts, as in the boxes.
    last_first = dict.fromkeys(section.heading for section in reversed(split(text, note_format)) if section.heading)
    return Form(note_format, tuple(reversed(last_first)))


def split(text: str, note_format: NoteFormat) -> tuple[Section, ...]:
    """Cut a note at its heading lines.

    Under a shipped format only the headings of the shipped formats cut, any other line is text; under an own template
    every heading line cuts.
    """
    heading, lines = "", list[str]()
    found: list[Section] = []
    for line in text.split("\n"):
        begun = heading_in(line)
        if begun and (note_format is NoteFormat.OWN or begun in _SHIPPED):
            found.append(_section(heading, lines))
            heading, lines = begun, []
        else:
            lines.append(line)
    found.append(_section(heading, lines))
    return tuple(section for section in found if section.heading or section.text)


def heading_in(line: str) -> str:
    """The heading that ``line`` is, or nothing when it is text."""
    heading = line.removeprefix(_MARK).strip() if line.startswith(_MARK) else ""
    return "" if heading.startswith("#") or len(heading) > LONGEST_HEADING else heading


def join(sections: Iterable[Section]) -> str:
    """Write sections as one text."""
    return "\n\n".join(_written(section) for section in sections)


def says_something(text: str, note_format: NoteFormat) -> bool:
    """Whether a note holds anything beside its headings."""
    return any(section.text.strip() for section in split(text, note_format))


def plan_in(text: str, note_format: NoteFormat) -> str:
    """The last plan of a note; in one without that heading, its last paragraph."""
    sections = split(text, note_format)
    plans = [section.text for section in sections if section.heading == "Plan"]
    if plans:
        return plans[-1].strip()
    written = [section.text.strip() for section in sections if section.text.strip()]
    return written[-1].rsplit("\n\n", 1)[-1] if written else ""


def _section(heading: str, lines: list[str]) -> Section:
    return Section(heading, "\n".join(lines).strip("\n"))


def _written(section: Section) -> str:
    return f"{_MARK}{section.heading}\n{section.text}" if section.heading else section.text
