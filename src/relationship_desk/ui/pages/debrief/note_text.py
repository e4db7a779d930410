"""The boxes that a note is written in.

Whatever the format is switched to, nothing that was written goes away: what has no box in the new format keeps a box of
its own, and a free note holds everything in one.
"""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.note_text import Form, Section, join, split
from relationship_desk.domain.vocabulary import NoteFormat


def boxes(text: str, form: Form, written_as: NoteFormat | None = None) -> tuple[Section, ...]:
    """The boxes that ``text`` is written in under ``form``: one a heading, then what has no other place.

    ``written_as`` is the format that the text was written in where that is another one.
    """
    if not form.headings:
        return (Section("", text),)
    left = list(split(text, written_as or form.format))
    own = []
    for heading in form.headings:
        # The last one: text_of writes what has no place of its own before the headings of the format.
        places = [place for place, section in enumerate(left) if section.heading == heading]
        own.append(left.pop(places[-1]) if places else Section(heading, ""))
    return (*own, *(section for section in left if section.text.strip()))


def text_of(written: Sequence[Section], form: Form) -> str:
    """The note that ``written``, the boxes of ``form``, make up; what has no place of its own comes first.

    When none holds anything the text is empty; only under an own template the headings stay, since they stand nowhere
    else.
    """
    if not form.headings:
        return "\n\n".join(section.text for section in written)
    if form.format is not NoteFormat.OWN and not any(section.text.strip() for section in written):
        return ""
    own, others = written[: len(form.headings)], written[len(form.headings) :]
    foreign = sorted(others, key=lambda section: bool(section.heading))  # text without a heading can only come first
    return join((*(section for section in foreign if section.text.strip()), *own))
