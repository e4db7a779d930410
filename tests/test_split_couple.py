"""A couple whose alliances stand apart in two of three sessions: said in words and numbers wherever the couple is."""

from __future__ import annotations

import os
from datetime import date, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.whole_window import whole_window, words_in

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.groups.presenter import GroupsPage
from relationship_desk.ui.widgets.badge import Badge

FIRST = date(2026, 3, 2)


def couple(desk: Desk, pairs: list[tuple[int, int]]) -> tuple[ClientId, list[ClientId]]:
    whole = desk.recording.add_client("P-05", kind=ClientKind.COUPLE, opened_on=FIRST).id
    partners = [desk.recording.add_client(f"P-05{half}", opened_on=FIRST).id for half in "ab"]
    for partner in partners:
        desk.grouping.join(whole, partner, FIRST)
    for week, pair in enumerate(pairs):
        session = desk.recording.add_session(whole, held_on=FIRST + timedelta(weeks=week))
        for partner, score in zip(partners, pair, strict=True):
            desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(score), member=partner)
        desk.noting.sign(session.id)
    return whole, partners


def badges(page: ClientPage) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # those of the client shown before
    return [badge.text for badge in page.view.head.findChildren(Badge)]


def test_a_split_is_said_on_the_couples_page_and_in_the_groups(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    whole, partners = couple(desk, [(82, 48), (70, 66), (85, 50)])
    alliances = desk.grouping.alliances(whole)
    assert [split.points for split in alliances.splits] == [3.4, 0.4, 3.5]
    assert alliances.is_split
    with whole_window(desk, qtbot, qapp) as window:
        window.go("client", client=whole, tab="overview")
        page = window.page
        assert isinstance(page, ClientPage)
        assert "Split alliance" in badges(page)
        held = words_in(page.overview.holds)
        assert "3.4 and 3.5 points apart in sessions 1 and 3" in held
        assert "2 of the last 3" in held
        assert page.overview.split.plain == "Highest minus lowest alliance: 3.4, 0.4, 3.5 in sessions 1, 2 and 3."
        assert [(row.first, row.right) for row in page.overview.members.rows] == [
            ("P-05a", "alliance 8.5"),
            ("P-05b", "alliance 5.0"),
        ]
        window.go("groups", group=whole)
        groups = window.page
        assert isinstance(groups, GroupsPage)
        assert "Split alliance" in groups.view.chosen.badges
        assert groups.view.chosen.split.plain == page.overview.split.plain
        window.go("client", client=partners[0], tab="overview")
        assert "Split alliance" not in badges(page)
        assert "points apart" not in words_in(page.overview.holds)


def test_one_session_apart_is_no_split(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    whole, _ = couple(desk, [(82, 48), (70, 66), (70, 50)])
    assert not desk.grouping.alliances(whole).is_split
    with whole_window(desk, qtbot, qapp) as window:
        window.go("client", client=whole, tab="overview")
        page = window.page
        assert isinstance(page, ClientPage)
        assert "Split alliance" not in badges(page)
        assert "points apart" not in words_in(page.overview.holds)
        assert page.overview.split.plain.startswith("Highest minus lowest alliance: 3.4, 0.4, 2.0")
