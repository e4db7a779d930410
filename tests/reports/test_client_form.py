"""The printed client form: measured in the PDF, read as a screen reader reads it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from tests.reports.tagged import read

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.hand_over import HEAD
from relationship_desk.reports.client_form import client_form

QUESTIONS = [question.wordings[Level.USUAL] for question in load_catalogue().questions.values()]
MILLIMETRE = 72 / 25.4
Matrix = tuple[float, float, float, float, float, float]


def horizontal_lines(pdf: bytes) -> list[list[float]]:
    """The lengths in millimetres of all level lines that are stroked, page by page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_level_lines(page) for page in document.pages]


def _level_lines(page: pikepdf.Page) -> list[float]:
    matrix, stack, start, found = pikepdf.Matrix(), [], (0.0, 0.0), []
    for step in pikepdf.parse_content_stream(page):
        operator = str(step.operator)
        numbers = [float(str(one)) for one in step.operands] if operator in ("cm", "m", "l") else []
        match operator:
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*numbers) @ matrix
            case "m":
                start = matrix.transform((numbers[0], numbers[1]))
            case "l":
                end = matrix.transform((numbers[0], numbers[1]))
                if abs(end[1] - start[1]) < 1e-3:
                    found.append(abs(end[0] - start[0]) / MILLIMETRE)
    return found


def test_every_line_is_100_millimetres_long() -> None:
    pages = horizontal_lines(client_form(QUESTIONS[:4]))
    assert len(pages) == 1
    answers = [length for length in pages[0] if 60 < length < 140]
    assert answers == [pytest.approx(100.0, abs=0.001)] * 4


def test_more_than_four_questions_go_on_further_pages_whole() -> None:
    pages = horizontal_lines(client_form(QUESTIONS))
    answers = [sum(60 < length < 140 for length in page) for page in pages]
    assert sum(answers) == len(QUESTIONS)
    assert len(pages) == 3
    assert max(answers) <= 6


def test_a_screen_reader_hears_each_question_with_its_ends() -> None:
    tree = read(client_form(QUESTIONS[:4]))
    words = tree.words()
    figures = [one for one in tree.walk() if one.tag == "/Figure"]
    assert HEAD in words
    assert [one.tag for one in tree.walk() if one.tag in ("/H1", "/H2")] == ["/H1", *["/H2"] * 5]
    for question, figure in zip(QUESTIONS[:4], figures, strict=True):
        assert question.text in words
        assert question.low in figure.alt
        assert question.high in figure.alt


def test_a_form_that_asks_nothing_is_refused() -> None:
    with pytest.raises(UnusableInput):
        client_form([])
