"""The agreement tab in a real window: the sentence first, no bare number from too few sessions, nobody mixed up."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui.pages.client.agreement import AgreementTab
from relationship_desk.ui.pages.client.agreement_view import NOTHING_COMMON
from relationship_desk.ui.pages.client.agreement_words import OF_WHOLE
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.widgets.strip import Strip

FIRST = date(2025, 9, 1)
Rated = Sequence[tuple[int | None, int | None]]
Shown = Callable[[ClientId], AgreementTab]


@pytest.fixture
def shown(desk: Desk, open_page: OpenPage) -> Shown:
    def show(client: ClientId) -> AgreementTab:
        return open_page(desk, spec, ClientPage, client=client, tab="agreement").agreement

    return show


def client(desk: Desk, rated: Rated) -> ClientId:
    """A client with a session a week, each rated by clinician and client in tenths."""
    made = desk.recording.add_client("X-01", opened_on=FIRST).id
    for week, scores in enumerate(rated):
        session = desk.recording.add_session(made, held_on=FIRST + timedelta(weeks=week))
        for who, score in zip((Perspective.CLINICIAN, Perspective.CLIENT), scores, strict=True):
            if score is not None:
                desk.recording.rate(session.id, ALLIANCE, who, Tenths(score))
    return made


def numbers(tab: AgreementTab) -> dict[str, tuple[str, str]]:
    lines = tab.view.numbers.model_of_lines.lines
    return {line.cells[0].text: (line.cells[1].text, line.cells[2].text) for line in lines}


FOLLOWS = [(60, 68), (63, 71), (58, 66), (66, 75), (70, 77), (61, 70), (72, 79), (55, 63), (68, 77), (64, 72)]


def test_the_sentence_says_who_is_higher_and_how_far_the_two_move_together(desk: Desk, shown: Shown) -> None:
    tab = shown(client(desk, FOLLOWS))
    assert tab.view.headline.plain == (
        "You rate the alliance 0.8 lower than the client, and follow their ups and downs closely."
    )
    found = numbers(tab)
    assert found["Sessions in common"] == ("10 of 10", "")
    assert found["Mean difference"][0] == "0.8"
    assert found["Same ups and downs"][0] > found["Same scores"][0]
    assert float(found["Bias"][0]) == pytest.approx(
        float(found["Same ups and downs"][0]) - float(found["Same scores"][0]), abs=0.011
    )
    assert all(interval for what, (_, interval) in found.items() if what.startswith("Same"))


@pytest.mark.parametrize("common", [0, 1, 5, 7])
def test_from_too_few_sessions_no_number_is_given(desk: Desk, shown: Shown, common: int) -> None:
    tab = shown(client(desk, [(70, 80)] * common + [(70, None)] * (9 - common)))
    assert tab.view.headline.plain == f"Not enough sessions: {common} of 8 in common."
    assert not tab.view.numbers.isVisible()
    assert tab.view.gap.isVisible() == bool(common)
    assert (tab.view.gap.gaps.mean, tab.view.gap.gaps.limits) == (None, None)
    assert tab.view.as_table.isEnabled() == tab.view.export.isEnabled() == bool(common)
    assert tab.view.as_table.toolTip() == ("" if common else NOTHING_COMMON)


def test_all_tens_are_no_disagreement(desk: Desk, shown: Shown) -> None:
    tab = shown(client(desk, [(100, 100)] * 9))
    assert "about as the client does; the scores hardly vary" in tab.view.headline.plain
    found = numbers(tab)
    assert found["Same scores"] == found["Same ups and downs"] == ("Not given", "")
    assert found["Limits of agreement"][0] == "0.0 to 0.0"
    assert "Always 10.0." in tab.view.by_itself[Perspective.CLIENT].words.plain


def test_one_session_is_said_as_one(desk: Desk, shown: Shown) -> None:
    tab = shown(client(desk, [(70, None)]))
    assert tab.view.by_itself[Perspective.OBSERVER].words.plain == "Rated in none of 1 session."


def test_a_missing_perspective_is_said_in_words(desk: Desk, shown: Shown) -> None:
    tab = shown(client(desk, [(70, 80)] * 4 + [(70, None)] * 3))
    said = {who: part.words.plain for who, part in tab.view.by_itself.items()}
    assert said[Perspective.CLIENT].startswith("Rated in 4 of 7 sessions, not in the last 3.")
    assert said[Perspective.OBSERVER] == "Rated in none of 7 sessions."


def test_a_gap_that_turned_round_is_marked_and_said(desk: Desk, shown: Shown) -> None:
    tab = shown(client(desk, [(70, 72)] * 9 + [(74, 50), (76, 48), (75, 52)]))
    [mark] = tab.view.gap.gaps.marks
    assert (mark.session, mark.word) == (11, "Gap reversed and widened")
    assert "more than 1.5 above the client" in tab.view.also.plain
    assert "Gap reversed and widened in session 11." in tab.view.gap.accessibleDescription()


def test_the_other_pairs_are_a_choice_away(demo: Desk, open_page: OpenPage) -> None:
    page = open_page(demo, spec, ClientPage, client=demo.supervising.client_id("K-17"), tab="agreement")
    view = page.agreement.view
    assert view.elements.rows[0].right == "13"
    view.pairs.button("clinician-observer").click()
    assert view.elements.rows[0].right == "4"
    assert view.headline.plain == "Not enough sessions: 4 of 8 in common."
    assert view.gap.gaps.names == ("clinician", "observer")
    assert "Observer higher" not in view.gap_title.plain
    assert view.gap_title.plain == "Gap by session, observer minus clinician"


def test_what_follows_is_called_an_association(demo: Desk, open_page: OpenPage) -> None:
    page = open_page(demo, spec, ClientPage, client=demo.supervising.client_id("K-17"), tab="agreement")
    said = page.agreement.view.by_itself[Perspective.CLIENT].words.plain
    assert "PHQ-9" in said
    assert "13 pairs; an association, not a cause." in said
    said = page.agreement.view.by_itself[Perspective.OBSERVER].words.plain
    assert "With PHQ-9 one session later: not enough, 4 of 8 pairs." in said


def test_table_and_debrief_are_reached_by_keys(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk, spec, ClientPage, client=client(desk, FOLLOWS), tab="agreement")
    view = page.agreement.view
    assert QApplication.focusWidget() is view.elements
    key_click(view.elements, Qt.Key.Key_T)
    assert QApplication.focusWidget() is view.twin
    assert view.twin.isVisible()
    cells = [cell.text for cell in view.twin.model_of_lines.lines[0].cells]
    assert cells == ["1", "1 Sep 2025", "6.0", "6.8", "0.8", "6.4", ""]
    assert page.go_back()
    assert not view.twin.isVisible()
    key_click(view.elements, Qt.Key.Key_Down)
    assert view.title.plain == "Empathy"
    assert view.headline.plain == "Not enough sessions: 0 of 8 in common."
    key_click(view.elements, Qt.Key.Key_T)
    assert QApplication.focusWidget() is view.elements


def test_how_it_is_computed_is_one_click_away(desk: Desk, shown: Shown) -> None:
    view = shown(client(desk, FOLLOWS)).view
    assert not view.method.isVisible()
    view.method_shown.click()
    assert view.method.isVisible()
    assert "Shrout and Fleiss 1979" in view.method.plain


def test_picture_and_table_go_into_files(desk: Desk, shown: Shown, tmp_path: Path) -> None:
    tab = shown(client(desk, FOLLOWS))
    tab.export.write(str(tmp_path / "a.csv"))
    with (tmp_path / "a.csv").open(newline="") as text:
        rows = list(csv.reader(text))
    assert rows[0] == ["Session", "Date", "Clinician", "Client", "Gap", "Level", "Found"]
    assert rows[1] == ["1", "2025-09-01", "6.00", "6.80", "0.80", "6.40", ""]
    assert len(rows) == 11
    tab.export.write(str(tmp_path / "a.png"))
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() > 1000
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 5


def test_a_file_that_cannot_be_written_is_said(desk: Desk, shown: Shown, tmp_path: Path) -> None:
    tab = shown(client(desk, FOLLOWS))
    for name in ("a.csv", "a.png"):
        tab.export.write(str(tmp_path / "missing" / name))
        said = [strip.text.plain for strip in tab.window().findChildren(Strip)]
        assert any("Your records are safe. Choose another folder." in one for one in said)


def test_a_member_stands_alone(desk: Desk, shown: Shown) -> None:
    whole = desk.recording.add_client("P-05", kind=ClientKind.COUPLE, opened_on=FIRST).id
    partners = [desk.recording.add_client(f"P-05{half}", opened_on=FIRST).id for half in "ab"]
    for partner in partners:
        desk.grouping.join(whole, partner, FIRST)
    for week, (mine, theirs) in enumerate(FOLLOWS):
        session = desk.recording.add_session(whole, held_on=FIRST + timedelta(weeks=week))
        desk.recording.rate(session.id, ALLIANCE, Perspective.CLINICIAN, Tenths(mine))
        desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(theirs), member=partners[0])
        desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(theirs - 40), member=partners[1])
    tab = shown(whole)
    assert tab.view.whose.isVisible()
    assert [tab.view.member.itemText(n) for n in range(3)] == ["Both (mean)", "P-05a", "P-05b"]
    assert "higher than the couple" in tab.view.headline.plain
    tab.view.member.setCurrentIndex(1)
    assert tab.view.headline.plain.startswith("You rate the alliance 0.8 lower than the member")
    assert [point.second for point in tab.view.gap.gaps.points] == [theirs / 10 for _, theirs in FOLLOWS]
    assert tab.view.members.plain == OF_WHOLE
    desk.recording.rate(desk.reviewing.sessions(whole)[0].session.id, ALLIANCE, Perspective.CLINICIAN, Tenths(99))
    assert tab.view.member.currentText() == "P-05a"
    assert tab.view.gap.gaps.points[-1].first == 9.9


def test_an_individual_has_nobody_to_choose(desk: Desk, shown: Shown) -> None:
    assert not shown(client(desk, FOLLOWS)).view.whose.isVisible()


def test_the_variation_of_a_groups_members_is_parted(demo: Desk, open_page: OpenPage) -> None:
    page = open_page(demo, spec, ClientPage, client=demo.supervising.client_id("G-02"), tab="agreement")
    assert "members and" in page.agreement.view.members.plain


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_tabs_fit_and_nothing_scrolls_sideways(desk: Desk, open_page: OpenPage, qtbot: QtBot, width: int) -> None:
    page = open_page(desk, spec, ClientPage, width=width, client=client(desk, FOLLOWS), tab="agreement")
    tabs = page.view.tabs
    assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()
    view = page.agreement.view
    qtbot.waitUntil(lambda: view.scroller.horizontalScrollBar().maximum() == 0)
    assert view.right.mapTo(page, view.right.rect().topRight()).x() <= page.width()


def test_the_quantiles_wait_for_the_page() -> None:
    """Opening a client without this tab loads neither mpmath nor numpy."""
    code = (
        "import sys, relationship_desk.ui.pages.client.presenter; sys.exit(bool({'mpmath', 'numpy'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
