"""A page alone in a real window over a real practice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.pages.opened import Look, OpenPage, P, Rooms

from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.shell.page import Page, PageSpec


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    made = Rooms(Look(), Jobs())
    yield made
    made.jobs.close()


@pytest.fixture
def open_page(qtbot: QtBot, rooms: Rooms) -> OpenPage:
    def open_it(
        desk: Desk, spec: Callable[[Context], PageSpec], kind: type[P], *, width: int = 1440, **where: object
    ) -> P:
        contexts: list[Context] = []

        def make() -> Page:
            return spec(contexts[0]).factory()

        hub = Hub()
        desk.publish_to(hub.publish)
        window = MainWindow([PageSpec("page", "Page", "page", "", make)])
        contexts.append(Context(desk, hub, rooms.jobs, window, rooms.look))
        hub.setParent(window)
        qtbot.addWidget(window)
        window.resize(width, 900 if width > theme.NARROW else 700)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.go("page", **where)
        page = window.page
        assert isinstance(page, kind)
        return page

    return open_it
