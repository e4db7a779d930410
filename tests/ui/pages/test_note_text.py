"""A note cut at its headings and put together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.note_text import Form, Section, form_of, heading_in, join, says_something, shipped, split
from relationship_desk.domain.vocabulary import NoteFormat
from relationship_desk.ui.pages.debrief.note_text import boxes, text_of

SHIPPED = [one for one in NoteFormat if one is not NoteFormat.OWN]
HEADINGS = sorted({heading for note_format in NoteFormat for heading in note_format.headings})
LINES = st.one_of(st.sampled_from([f"## {heading}" for heading in HEADINGS]), st.text("ab #\t-äß", max_size=6))
TEXTS = st.lists(LINES, max_size=12).map("\n".join)
PLAIN = st.text("abc #-äß\n", max_size=20).map(lambda text: text.strip("\n"))
OWN_HEADINGS = ("Mood", "Plan", "ab", "Was war?", "a" * 40)
TEMPLATES = st.lists(st.sampled_from(OWN_HEADINGS), min_size=1, max_size=5, unique=True).map(
    lambda headings: Form(NoteFormat.OWN, tuple(headings))
)
FORMS = st.one_of(st.sampled_from(SHIPPED).map(shipped), TEMPLATES)


def words(text: str) -> list[str]:
    """The lines that say something, in any order, without headings."""
    marks = {f"## {heading}" for heading in HEADINGS}
    return sorted(line for line in text.split("\n") if line.strip() and line.strip() not in marks)


@given(TEXTS, st.lists(st.sampled_from(SHIPPED), max_size=5))
def test_switching_the_format_never_loses_a_line(text: str, formats: list[NoteFormat]) -> None:
    now = text
    for note_format in formats:
        now = text_of(boxes(now, shipped(note_format)), shipped(note_format))
    assert words(now) == words(text)


@given(TEXTS, st.sampled_from(SHIPPED), st.lists(st.tuples(FORMS, st.booleans()), max_size=6))
def test_switching_between_formats_and_own_templates_never_loses_a_line(
    text: str, first: NoteFormat, forms: list[tuple[Form, bool]]
) -> None:
    """Some notes are closed and opened again between two switches, so that only the kept text is left of them."""
    now, written_as = text, first
    for form, opened_again in forms:
        shown = boxes(now, form, written_as)
        now, written_as = text_of(shown, form), form.format
        if opened_again:
            kept = form_of(now, form.format)
            now = text_of(boxes(now, kept), kept)
    lines = [line for line in now.split("\n") if line.strip() and not heading_in(line)]
    assert sorted(lines) == sorted(line for line in text.split("\n") if line.strip() and not heading_in(line))


@given(TEXTS, TEMPLATES, st.sampled_from(SHIPPED))
def test_a_note_under_an_own_template_says_its_headings_itself(text: str, template: Form, before: NoteFormat) -> None:
    written = text_of(boxes(text, template, before), template)
    kept = form_of(written, NoteFormat.OWN)
    assert set(template.headings) <= set(kept.headings)
    once = text_of(boxes(written, kept), kept)
    assert text_of(boxes(once, form_of(once, NoteFormat.OWN)), form_of(once, NoteFormat.OWN)) == once


@given(st.lists(st.builds(Section, st.sampled_from(HEADINGS), PLAIN), min_size=1, max_size=5))
def test_what_is_joined_splits_into_the_same_sections(sections: list[Section]) -> None:
    assert split(join(sections), NoteFormat.DAP) == tuple(sections)


@given(TEXTS, st.sampled_from([one for one in NoteFormat if one.headings]))
def test_reading_and_writing_a_note_settles_at_once(text: str, note_format: NoteFormat) -> None:
    form = shipped(note_format)
    once = text_of(boxes(text, form), form)
    assert text_of(boxes(once, form), form) == once


def test_a_text_without_headings_gets_a_box_of_its_own() -> None:
    shown = boxes("spoke of the move", shipped(NoteFormat.DAP))
    assert [section.heading for section in shown] == ["Data", "Assessment", "Plan", ""]
    assert shown[-1].text == "spoke of the move"


def test_empty_boxes_make_an_empty_note() -> None:
    assert text_of(boxes("", shipped(NoteFormat.SOAP)), shipped(NoteFormat.SOAP)) == ""


def test_empty_boxes_of_an_own_template_keep_its_headings_and_say_nothing() -> None:
    template = Form(NoteFormat.OWN, ("Mood", "Agreed"))
    written = text_of(boxes("", template), template)
    assert form_of(written, NoteFormat.OWN) == template
    assert not says_something(written, NoteFormat.OWN)
    assert says_something(written, NoteFormat.FREE)


def test_a_line_that_is_no_heading_does_not_cut() -> None:
    text = "## Mood\nlow\n## \n### deeper\n##Near\n" + "## " + "x" * 41
    (section,) = split(text, NoteFormat.OWN)
    assert section == Section("Mood", text.removeprefix("## Mood\n"))


def test_the_plan_is_written_last_so_that_the_next_session_finds_it() -> None:
    form = shipped(NoteFormat.SOAP)
    written = text_of(boxes("## Data\nwell\n\n## Plan\nwalk", form), form)
    assert written.endswith("## Plan\nwalk")
    assert "## Data\nwell" in written
