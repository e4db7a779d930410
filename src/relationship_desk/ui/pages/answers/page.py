"""The page of answers as the window knows it."""

from __future__ import annotations

from relationship_desk.ui.context import Context
from relationship_desk.ui.shell.page import Page, PageSpec


def spec(context: Context) -> PageSpec:
    """Declare the page; what it needs is imported at the first visit."""

    def make() -> Page:
        from relationship_desk.ui.pages.answers.answers_page import AnswersPage

        return AnswersPage(context)

    return PageSpec("answers", "Answers", "screen", "", make, place="none", under="today")
