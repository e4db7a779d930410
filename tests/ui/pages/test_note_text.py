"""A note cut at its headings and put together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.vocabulary import NoteFormat
from relationship_desk.ui.pages.debrief.note_text import Section, boxes, join, split, text_of

HEADINGS = sorted({heading for note_format in NoteFormat for heading in note_format.headings})
LINES = st.one_of(st.sampled_from([f"## {heading}" for heading in HEADINGS]), st.text("ab #\t-äß", max_size=6))
TEXTS = st.lists(LINES, max_size=12).map("\n".join)
PLAIN = st.text("abc #-äß\n", max_size=20).map(lambda text: text.strip("\n"))


def words(text: str) -> list[str]:
    """The lines that say something, in any order, without headings."""
    marks = {f"## {heading}" for heading in HEADINGS}
    return sorted(line for line in text.split("\n") if line.strip() and line.strip() not in marks)


@given(TEXTS, st.lists(st.sampled_from(list(NoteFormat)), max_size=5))
def test_switching_the_format_never_loses_a_line(text: str, formats: list[NoteFormat]) -> None:
    now = text
    for note_format in formats:
        now = text_of(boxes(now, note_format), note_format)
    assert words(now) == words(text)


@given(st.lists(st.builds(Section, st.sampled_from(HEADINGS), PLAIN), min_size=1, max_size=5))
def test_what_is_joined_splits_into_the_same_sections(sections: list[Section]) -> None:
    if any(section.text.strip() for section in sections):
        assert split(join(sections)) == tuple(sections)


@given(TEXTS, st.sampled_from([one for one in NoteFormat if one.headings]))
def test_reading_and_writing_a_note_settles_at_once(text: str, note_format: NoteFormat) -> None:
    once = text_of(boxes(text, note_format), note_format)
    assert text_of(boxes(once, note_format), note_format) == once


def test_a_text_without_headings_gets_a_box_of_its_own() -> None:
    shown = boxes("spoke of the move", NoteFormat.DAP)
    assert [section.heading for section in shown] == ["Data", "Assessment", "Plan", ""]
    assert shown[-1].text == "spoke of the move"


def test_empty_boxes_make_an_empty_note() -> None:
    assert text_of(boxes("", NoteFormat.SOAP), NoteFormat.SOAP) == ""


def test_the_plan_is_written_last_so_that_the_next_session_finds_it() -> None:
    written = text_of(boxes("## Data\nwell\n\n## Plan\nwalk", NoteFormat.SOAP), NoteFormat.SOAP)
    assert written.endswith("## Plan\nwalk")
    assert "## Data\nwell" in written
