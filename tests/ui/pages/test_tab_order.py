"""Tab goes through what is opened as it is read, though it is laid out anew each time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.ui.library.reading import TermLink
from relationship_desk.ui.pages.library.page import spec as library
from relationship_desk.ui.pages.library.presenter import LibraryPage
from relationship_desk.ui.pages.prompts.page import spec as prompts
from relationship_desk.ui.pages.prompts.presenter import PromptsPage
from relationship_desk.ui.pages.prompts.rupture_part import RupturePart
from relationship_desk.ui.widgets.button import Button


def tabbed(first: QWidget) -> Iterator[QWidget]:
    """What gets the focus one after the other, from ``first`` on until it has it again."""
    first.setFocus()
    now: QWidget | None = first
    while now is not None:
        yield now
        key_click(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is first:
            return


def test_links_and_ways_of_a_prompt_come_before_its_answer(open_page: OpenPage, demo: Desk, qtbot: QtBot) -> None:
    rows = demo.prompting.rows()
    row = next(one for one in rows if one.rule.id == "R1" and one.prompt.status is PromptStatus.OPEN)
    page = open_page(demo, prompts, PromptsPage, prompt=row.prompt.id)
    part = page.ways_on.part
    assert isinstance(part, RupturePart)
    part.kind.button("confrontation").click()
    ways = [one for one in part.ways.findChildren(Button) if one.property("repair") == part.offered[0].id]
    qtbot.waitUntil(ways[-1].isVisible)
    passed = list(tabbed(page.view.list))
    inside = [page.view.argument.isAncestorOf(one) for one in passed]
    answer = passed.index(page.view.answer.answer.intention)
    assert all(inside[2:answer]), "list, prompt, what is in it, answer"
    assert not any(inside[answer:])
    kind = passed.index(part.kind.button("confrontation"))
    assert [part.way.isAncestorOf(passed[kind + 1]), passed[kind + 2]] == [True, ways[-1]]


def test_links_of_a_library_page_come_right_after_it(open_page: OpenPage, demo: Desk) -> None:
    page = open_page(demo, library, LibraryPage, term="entry/rupture-repair")
    passed = list(tabbed(page.first_focus()))
    links = [isinstance(one, TermLink) for one in passed]
    assert passed[1] is page.view.listed["elements"].reading
    assert links[2]
    assert links == sorted(links[:2]) + sorted(links[2:], reverse=True), "all of them one after the other"
