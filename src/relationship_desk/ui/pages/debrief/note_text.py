"""A progress note as one text with heading lines (``## Plan``), and as the boxes it is written in.

Whatever the format is switched to, nothing that was written goes away: what has no box in the new format keeps a box of
its own, and a free note holds everything in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from relationship_desk.domain.vocabulary import NoteFormat

_MARK = "## "
_KNOWN = frozenset(heading for note_format in NoteFormat for heading in note_format.headings)


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading; the heading is empty for what stands before the first one."""

    heading: str
    text: str


def split(text: str) -> tuple[Section, ...]:
    """Cut a note at its heading lines. Only the headings of the formats cut; any other line is text."""
    heading, lines = "", list[str]()
    found: list[Section] = []
    for line in text.split("\n"):
        if line.startswith(_MARK) and line.removeprefix(_MARK).strip() in _KNOWN:
            found.append(_section(heading, lines))
            heading, lines = line.removeprefix(_MARK).strip(), []
        else:
            lines.append(line)
    found.append(_section(heading, lines))
    return tuple(section for section in found if section.heading or section.text)


def join(sections: Iterable[Section]) -> str:
    """Write sections as one text; when none holds anything the text is empty, headings or not."""
    kept = tuple(sections)
    if not any(section.text.strip() for section in kept):
        return ""
    return "\n\n".join(_written(section) for section in kept)


def boxes(text: str, note_format: NoteFormat) -> tuple[Section, ...]:
    """The boxes that ``text`` is written in under ``note_format``: one a heading, then what has no other place."""
    if not note_format.headings:
        return (Section("", text),)
    left = list(split(text))
    own = []
    for heading in note_format.headings:
        # The last one: text_of writes what has no place of its own before the headings of the format.
        places = [place for place, section in enumerate(left) if section.heading == heading]
        own.append(left.pop(places[-1]) if places else Section(heading, ""))
    return (*own, *(section for section in left if section.text.strip()))


def text_of(written: Sequence[Section], note_format: NoteFormat) -> str:
    """The note that ``written``, the boxes of ``note_format``, make up. The plan, if any, comes last."""
    if not note_format.headings:
        return "\n\n".join(section.text for section in written)
    own, others = written[: len(note_format.headings)], written[len(note_format.headings) :]
    foreign = sorted(others, key=lambda section: bool(section.heading))  # text without a heading can only come first
    return join((*(section for section in foreign if section.text.strip()), *own))


def _section(heading: str, lines: list[str]) -> Section:
    return Section(heading, "\n".join(lines).strip("\n"))


def _written(section: Section) -> str:
    return f"{_MARK}{section.heading}\n{section.text}" if section.heading else section.text
