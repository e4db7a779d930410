"""Every element that a client can rate has a question, in plain words and in the first person."""

from __future__ import annotations

import re

import pytest

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.catalogue.questions import ClientQuestion, Level
from relationship_desk.domain.vocabulary import Perspective

CATALOGUE = load_catalogue()
QUESTIONS = CATALOGUE.questions
HARDEST = {Level.USUAL: 8.0, Level.PLAIN: 5.0}
"""School grades: newspapers are written for eighth grade, the plain wording for fifth."""


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, syllables counted as groups of vowels without a silent e."""
    words = re.findall(r"[a-z]+", text.lower())
    sentences = max(1, len(re.findall(r"[.?!]", text)))
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=..)e$", "", word)))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_the_grade_is_that_of_the_formula() -> None:
    # 6 words of one syllable in one sentence: 0.39 * 6 + 11.8 - 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)


def test_there_is_one_question_for_each_element_a_client_can_rate() -> None:
    elements = CATALOGUE.elements.values()
    assert sorted(QUESTIONS) == sorted(one.id for one in elements if Perspective.CLIENT in one.raters)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.element)
def test_questions_are_easy_and_in_the_first_person(question: ClientQuestion, level: Level) -> None:
    wording = question.wordings[level]
    assert wording.text.endswith("?")
    assert grade(wording.text) <= HARDEST[level]
    assert re.search(r"\b(I|me|my|My|we|us)\b", wording.text)
    assert not re.search(r"\b(today|last time|this time)\b", wording.text), "the head says which session it is about"
    assert 0 < len(wording.low) <= 32
    assert 0 < len(wording.high) <= 32
