"""The pages in a small window with large text: nothing is cut, nothing scrolls sideways, and all follow the size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.view import TITLES
from relationship_desk.ui.pages.settings.sections import SECTIONS
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.label import Label, YieldingLabel

SMALL = (1024, 700)
CODES = ("K-17", "G-02", "T-30")
"""A full record, a group without measures, and a new client."""


class Look:
    """An appearance that nobody changes from the page."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("no page changes the appearance by being looked at")


@pytest.fixture
def opened(qtbot: QtBot, demo: Desk) -> Iterator[OpenPractice]:
    jobs = Jobs()
    practice = OpenPractice(demo, jobs, Look())
    practice.window.resize(*SMALL)
    with qtbot.waitExposed(practice.window):
        practice.window.show()
    yield practice
    practice.release()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    jobs.close()


@pytest.fixture
def resized_text(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, "light")


def places(desk: Desk) -> Iterator[tuple[str, dict[str, object]]]:
    for code in CODES:
        for tab in TITLES:
            yield "client", {"client": desk.supervising.client_id(code), "tab": tab}
    yield "groups", {}
    yield "supervision", {}
    for section in SECTIONS:
        yield "settings", {"section": section}


def go(opened: OpenPractice, page: str, where: dict[str, object]) -> None:
    opened.window.go(page, **where)
    opened.context.jobs.wait_all()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def faults(window: QWidget) -> Iterator[str]:
    """What is wider than its place, and every word and button that is cut."""
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and inside.width() > area.viewport().width():
            wide = inside.width() - area.viewport().width()
            yield f"{wide} px too wide: {area.accessibleName() or type(inside).__name__}"
    for part in window.findChildren(QWidget):
        if part.isVisible() and cut(part):
            words = part.plain if isinstance(part, Label) else part.accessibleName()
            yield f"cut: {type(part).__name__} “{words}” in {type(part.parentWidget()).__name__}"


def cut(part: QWidget) -> bool:
    """Whether ``part`` has less room than its words; a line that is made to give way has its tooltip."""
    if isinstance(part, QLabel) and part.wordWrap():
        return part.height() < part.heightForWidth(part.width()) - 1
    words = isinstance(part, QLabel) and not isinstance(part, YieldingLabel)
    if not words and (not isinstance(part, QAbstractButton) or isinstance(part, QToolButton)):
        return False
    least = part.minimumSizeHint()
    return part.width() < least.width() - 1 or part.height() < least.height() - 1


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_nothing_is_cut_or_scrolls_sideways(resized_text: QApplication, opened: OpenPractice, scale: float) -> None:
    theme.apply(resized_text, "light", scale)
    found: list[str] = []
    centre = opened.window.centralWidget()
    assert centre is not None
    for page, where in places(opened.desk):
        go(opened, page, where)
        shown = where.get("tab") or where.get("section") or page
        found += [f"{shown}: {fault}" for fault in faults(centre)]
    assert not found, "\n".join(dict.fromkeys(found))


def test_a_hidden_tab_neither_widens_nor_heightens_the_page(opened: OpenPractice) -> None:
    go(opened, "client", {"client": opened.desk.supervising.client_id("K-17"), "tab": "overview"})
    page = opened.window.page
    assert isinstance(page, ClientPage)
    before = page.view.minimumSizeHint(), page.view.heightForWidth(900)
    record = page.record.layout()
    assert record is not None
    long = Label("A long record. " * 1000, wrap=True)
    long.setMinimumWidth(3000)
    record.addWidget(long)
    for tab in ("record", "overview"):
        page.view.tabs.choose(tab)
        QApplication.processEvents()
    assert (page.view.minimumSizeHint(), page.view.heightForWidth(900)) == before
