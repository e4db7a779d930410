"""The supervision page as the window knows it."""

from __future__ import annotations

from relationship_desk.ui.context import Context
from relationship_desk.ui.shell.page import Page, PageSpec


def spec(context: Context) -> PageSpec:
    """Declare the page; what it needs is imported at the first visit."""

    def make() -> Page:
        from relationship_desk.ui.pages.supervision.presenter import SupervisionPage

        return SupervisionPage(context)

    return PageSpec("supervision", "Supervision", "document", "Ctrl+5", make)
