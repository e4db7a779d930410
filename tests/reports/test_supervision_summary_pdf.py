from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from tests.reports import sample
from tests.reports.tagged import Element, read

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ElementId
from relationship_desk.reports.document import protect, recovery_sheet, render_pages, render_pdf
from relationship_desk.reports.summary import RateRow, SupervisionSummary

HOSTILE = r'#set page(width: 1pt) *bold* _it_ @ref $x^2$ \ "quoted" <label> `raw` [content] // -- ~ = + - #panic("x")'
WORDS = tuple(f"word{chr(ord('a') + place)}" for place in range(24))


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    return {name: render_pdf(build()) for name, build in sample.EVERY.items()}


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def flat(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def all_text(pdf: bytes) -> str:
    root = read(pdf)
    return flat(root.words() + " " + " ".join(one.alt for one in root.walk()))


def with_tag(root: Element, tag: str) -> Iterator[Element]:
    return (one for one in root.walk() if one.tag == tag)


def everything_in(pdf: bytes) -> str:
    """All that the file says anywhere: text also outside the tags, metadata, decoded streams."""
    parts = [all_text(pdf)]
    with opened(pdf) as document:
        parts.append(str(dict(document.docinfo)))
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        parts.extend(stream.read_bytes().decode("latin-1") for stream in streams)
    return "\n".join(parts)


@pytest.mark.parametrize("name", sample.EVERY)
def test_every_document_is_tagged(pdfs: dict[str, bytes], name: str) -> None:
    with opened(pdfs[name]) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == sample.EVERY[name]().code
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "A"


@pytest.mark.parametrize("name", sample.EVERY)
def test_every_figure_has_its_alternative_text(pdfs: dict[str, bytes], name: str) -> None:
    figures = list(with_tag(read(pdfs[name]), "/Figure"))
    assert len(figures) == 12
    assert all(len(figure.alt) > 20 for figure in figures)
    assert not any(figure.words() for figure in figures)


@pytest.mark.parametrize("name", [name for name in sample.EVERY if name != "wordy"])
def test_two_pages_are_enough(pdfs: dict[str, bytes], name: str) -> None:
    with opened(pdfs[name]) as document:
        assert len(document.pages) == 2


def test_the_catalogues_own_words_fit_on_two_pages() -> None:
    elements = load_catalogue().elements
    eleven = [element for element in elements.values() if element.eleven]
    summary = sample.typical()
    panels = tuple(
        replace(panel, views=replace(panel.views, title=element.print_title))
        for panel, element in zip(summary.panels, eleven, strict=True)
    )
    asked = [elements[ElementId(name)] for name in ("alliance", "empathy", "goal-consensus", "countertransference")]
    rate = tuple(RateRow(one.print_title, one.anchors.low, one.anchors.high) for one in asked)
    with opened(render_pdf(replace(summary, panels=panels, rate=rate))) as document:
        assert len(document.pages) == 2


def test_long_goals_and_twelve_prompts_make_one_more_page_and_lose_nothing(pdfs: dict[str, bytes]) -> None:
    with opened(pdfs["wordy"]) as document:
        assert len(document.pages) == 3
    text = all_text(pdfs["wordy"])
    for prompt in sample.wordy().prompts:
        assert f"{prompt.label} · {prompt.session}" in text
    assert text.count(sample.wordy().goals[0].goal) == 4


def test_the_reading_order_is_that_of_the_page(pdfs: dict[str, bytes]) -> None:
    root = read(pdfs["typical"])
    assert [flat(one.words()) for one in root.walk() if one.tag in ("/H1", "/H2")] == [
        "Supervision summary", "Question for supervision", "Course", "Goals", "Alliance", "Ruptures and repair",
        "Latest ratings", "Eleven elements", "Profile", "Prompts", "For the supervisor to rate", "Tiers",
    ]  # fmt: skip
    text = flat(root.words())
    steps = ["Since session 18", "1 to 10", "Say no before", "The client left the own range", "short answers", "P1 · 5"]
    assert [text.index(step) for step in steps] == sorted(text.index(step) for step in steps)


def test_tables_have_heads_and_cells_in_rows(pdfs: dict[str, bytes]) -> None:
    tables = list(with_tag(read(pdfs["typical"]), "/Table"))
    assert len(tables) == 6
    latest = next(table for table in tables if "Observer" in table.words() and "Gap" in table.words())
    assert [flat(cell.words()) for cell in with_tag(latest, "/TH")] == [
        "Element", "Clinician", "Client", "Observer", "Gap",
    ]  # fmt: skip
    first = [flat(cell.words()) for cell in with_tag(latest, "/TD")][:5]
    assert first == ["Alliance", "7.5", "5.1", "6.0 at 21", "−2.4"]


def test_prompts_show_evidence_tier_and_answer(pdfs: dict[str, bytes]) -> None:
    rows = [[flat(cell.words()) for cell in with_tag(row, "/TD")] for row in with_tag(read(pdfs["typical"]), "/TR")]
    assert [
        "P3 · 11",
        "a withdrawal rupture",
        "client 4.3, baseline 6.9",
        "P",
        "P",
        "Accepted. Named at 12; 7.2 by 14",
    ] in rows
    text = all_text(pdfs["typical"])
    assert "D demonstrably effective" in text
    assert "* recalled, not checked" in text


def test_reduced_identity_holds_no_name_and_no_date(pdfs: dict[str, bytes]) -> None:
    text = everything_in(pdfs["typical"])
    assert sample.NAME.split()[1] not in text
    for first in (sample.FIRST_DAY, date(2026, 7, 2)):
        assert f"{first:%B}" not in text
        assert f"{first:%Y%m%d}" not in text
        assert f"{first:%Y-%m-%d}" not in text
    with opened(pdfs["typical"]) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260101000000")
        with document.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"].startswith("2026-01-01")
            assert metadata["xmp:ModifyDate"].startswith("2026-01-01")


def test_full_identity_says_name_and_dates(pdfs: dict[str, bytes]) -> None:
    text = all_text(pdfs["full"])
    assert sample.NAME in text
    assert "8 January 2026 to 2 July 2026" in text


def test_the_same_summary_gives_the_same_file() -> None:
    assert render_pdf(sample.typical()) == render_pdf(sample.typical())


def test_markup_in_the_clinicians_words_stays_words() -> None:
    goal = replace(sample.typical().goals[0], goal=HOSTILE, status=HOSTILE)
    prompt = replace(sample.PROMPTS[0], consider=HOSTILE, because=HOSTILE, outcome=HOSTILE)
    summary = replace(
        sample.typical(),
        question=HOSTILE,
        course=((HOSTILE[:12], HOSTILE),),
        goals=(goal,),
        prompts=(prompt,),
        status_line=HOSTILE,
        code="#K*17",
    )
    assert all_text(render_pdf(summary)).count(HOSTILE) == 8


def test_a_word_longer_than_its_column_is_not_cut() -> None:
    word = "x" * 30 + "y" * 200
    summary = replace(sample.typical(), goals=(replace(sample.typical().goals[0], goal=word),))
    assert word in all_text(render_pdf(summary)).replace(" ", "")


def test_a_character_without_a_glyph_is_refused_before_anything_is_written() -> None:
    summary = replace(
        sample.typical(), goals=(*sample.typical().goals[:2], replace(sample.typical().goals[2], goal="漢"))
    )
    for render in (render_pdf, render_pages):
        with pytest.raises(UnusableInput, match=r"Goal 3.*U\+6F22"):
            render(summary)


def nothing_at_all() -> SupervisionSummary:
    return replace(sample.short(1), rate=(), panels=sample.short(1).panels[:1])


def test_a_summary_with_next_to_nothing_still_prints() -> None:
    text = all_text(render_pdf(nothing_at_all()))
    assert "Not written yet." in text
    assert "None set yet." in text
    assert "None recorded and none found." in text


def test_the_preview_is_drawn_from_the_same_source() -> None:
    pages = render_pages(sample.typical(), ppi=40)
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_protection_is_aes_256_and_keeps_tags_and_title(pdfs: dict[str, bytes]) -> None:
    secret = protect(pdfs["typical"], "correct horse")
    with pytest.raises(pikepdf.PasswordError):
        opened(secret)
    with pikepdf.open(BytesIO(secret), password="correct horse") as document:
        assert document.encryption.bits == 256
        assert document.encryption.R == 6
        assert document.allow.accessibility
        assert document.Root.MarkInfo.Marked
        assert document.docinfo["/Title"] == sample.CODE
    assert sample.CODE.encode() not in secret


def test_an_empty_password_is_refused(pdfs: dict[str, bytes]) -> None:
    with pytest.raises(UnusableInput):
        protect(pdfs["typical"], "")


def test_the_recovery_sheet_lists_the_words_in_order_as_numbered_lists() -> None:
    sheet = recovery_sheet(WORDS)
    root = read(sheet)
    assert len(list(with_tag(root, "/L"))) == 3
    items = [flat(item.words()) for item in with_tag(root, "/LI")]
    assert items == [f"{number} {word}" for number, word in enumerate(WORDS, start=1)]
    with opened(sheet) as document:
        assert len(document.pages) == 1
        assert document.Root.Lang == "en"
        assert "/CreationDate" not in document.docinfo


@pytest.mark.parametrize("count", [0, 23, 25])
def test_a_sheet_of_any_other_length_is_refused(count: int) -> None:
    with pytest.raises(UnusableInput, match="24 words"):
        recovery_sheet((WORDS * 2)[:count])
