"""The list of clients: filters, order, badges, sparklines, and the ways on from a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.case_file import Details
from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import ClientKind, ClientStatus, Perspective
from relationship_desk.insight.findings import Finding
from relationship_desk.services.caseload import ClientRow
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_client import NewClientDialog
from relationship_desk.ui.dialogs.new_session import NewSessionDialog
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.models.attention import RISK, Attention, attention_of, badges_of
from relationship_desk.ui.models.client_delegate import shown_widths
from relationship_desk.ui.models.client_line import ClientLine, seen_words, weeks_words
from relationship_desk.ui.models.client_table import (
    NO_RATING,
    NOT_ENOUGH,
    PERSPECTIVES,
    TITLES,
    Column,
)
from relationship_desk.ui.pages.clients.client_filter import NO_BADGE, ClientFilter
from relationship_desk.ui.pages.clients.page import spec
from relationship_desk.ui.pages.clients.presenter import ClientsPage
from relationship_desk.ui.pages.clients.view import ALL, ANY_SIGNAL, ANY_TAG, BOARD, NO_CLIENTS
from relationship_desk.ui.shell.main_window import MainWindow, Place
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.badge import badge_size

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
FELL = Attention("Alliance fell", "attention", "arrow-down")


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("the page changes no appearance")


class House:
    """The window with the list in it; the pages it leads to are bare."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.window, self.jobs = desk, MainWindow(), Jobs()
        hub = Hub(self.window)
        desk.publish_to(hub.publish)
        context = Context(desk, hub, self.jobs, self.window, Look())
        bare = [PageSpec(name, name, "page", "", Page, place="none") for name in ("debrief", "client")]
        self.window.add_pages([spec(context), *bare])

    @property
    def page(self) -> ClientsPage:
        page = self.window.page
        assert isinstance(page, ClientsPage)
        return page

    @property
    def codes(self) -> list[str]:
        return self.column(Column.CODE)

    @property
    def current(self) -> str:
        line = self.page.view.table.current
        return line.row.client.code if line else ""

    def column(self, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
        model = self.page.view.table.model()
        return [str(model.index(row, column).data(role)) for row in range(model.rowCount())]

    def cell(self, code: str, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> str:
        return self.column(column, role)[self.codes.index(code)]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        key_click(target, key, modifier)

    def place_is(self, page: str, **where: object) -> bool:
        return self.window.place == Place(page, where)

    def has_dialog(self) -> bool:
        return self.page.dialog is not None


def enter(qtbot: QtBot, desk: Desk) -> House:
    house = House(desk)
    qtbot.addWidget(house.window)
    house.window.resize(1440, 900)
    with qtbot.waitActive(house.window):
        house.window.show()
        house.window.activateWindow()
    house.window.go("clients")
    return house


@pytest.fixture
def house(qtbot: QtBot, demo: Desk) -> Iterator[House]:
    made = enter(qtbot, demo)
    yield made
    made.jobs.close()


@pytest.fixture
def bare(qtbot: QtBot, desk: Desk) -> Iterator[House]:
    made = enter(qtbot, desk)
    yield made
    made.jobs.close()


def test_what_needs_attention_stands_first_with_its_badge(house: House) -> None:
    badges = dict(zip(house.codes, house.column(Column.ATTENTION), strict=True))
    assert house.codes[0] == "P-26", "P-26 has the risk flag"
    assert house.codes.index("M-08") < house.codes.index("R-21") < house.codes.index("C-12")
    assert badges["M-08"].startswith("Possible rupture")
    assert badges["P-26"].startswith("Risk, Alliance fell")
    assert badges["R-21"].startswith("Gap reversed, Slow decline")
    assert badges["C-12"].startswith("No client feedback")
    assert "Possible rupture" in house.cell("M-08", Column.ATTENTION, Qt.ItemDataRole.ToolTipRole)
    shown = [bool(badge) for badge in badges.values()]
    assert shown == sorted(shown, reverse=True)
    assert QApplication.focusWidget() is house.page.view.table


@pytest.mark.parametrize(
    ("signal", "subject", "strength", "badge"),
    [
        ("rupture", "alliance", "possible", Attention("Possible rupture", "attention", "pulse")),
        ("rupture", "alliance", "confirmed", Attention("Rupture", "attention", "pulse")),
        ("baseline-drop", "alliance", "signal", FELL),
        ("baseline-drop", "alliance", "look", Attention("Alliance fell", "notice", "arrow-down")),
        ("baseline-drop", "empathy", "signal", Attention("Empathy fell", "notice", "arrow-down")),
        ("gap-reversed", "alliance", "signal", Attention("Gap reversed", "attention", "gap")),
        ("no-client-feedback", "", "signal", Attention("No client feedback", "notice", "clock")),
        ("slow-decline", "alliance", "signal", Attention("Slow decline", "attention", "arrow-down")),
        ("gap-widening", "empathy", "signal", Attention("Gap widened", "notice", "gap")),
        ("ceiling", "alliance", "signal", Attention("Ratings stand still", "notice", "info")),
        ("cohesion-fall", "cohesion", "signal", Attention("Cohesion fell", "attention", "arrow-down")),
        ("split-alliance", "alliance", "signal", Attention("Split alliance", "attention", "gap")),
        ("reliable-change", "phq-9", "improved", Attention("PHQ-9 improved", "success", "check")),
        ("clinical-change", "phq-9", "deteriorated", Attention("PHQ-9 worse", "attention", "arrow-down")),
        ("clinical-change", "own-diary", "recovered", Attention("own-diary recovered", "success", "check")),
        ("sudden-gain", "ors", "signal", Attention("ORS, sudden gain", "success", "check")),
        ("sudden-loss", "ors", "signal", Attention("ORS, sudden loss", "attention", "arrow-down")),
        ("no-response", "phq-9", "signal", Attention("No response yet", "attention", "info")),
        ("early-response", "phq-9", "signal", Attention("Early response", "success", "check")),
        ("goals-unreviewed", "g1", "signal", Attention("Goals to review", "notice", "flag")),
        ("homework-not-done", "", "signal", Attention("Homework not done", "notice", "document")),
        ("repair", "alliance", "back in own range", Attention("Back in own range", "success", "link")),
        ("risk", "", "signal", RISK),
        ("new-kind", "", "signal", Attention("New kind", "notice", "info")),
    ],
)
def test_a_badge_says_a_finding(desk: Desk, signal: str, subject: str, strength: str, badge: Attention) -> None:
    finding = Finding(signal, subject, Perspective.CLIENT, 5, strength, "", (), current=True)
    assert attention_of(finding, desk.catalogue.elements) == badge


def drop(element: str, session: int, by: Perspective = Perspective.CLIENT, strength: str = "signal") -> Finding:
    return Finding("baseline-drop", element, by, session, strength, f"{element} fell.", (), current=True)


RUPTURE = Finding("rupture", "alliance", Perspective.CLIENT, 9, "possible", "", (), current=True)
DECLINE = Finding("slow-decline", "alliance", Perspective.CLIENT, 9, "signal", "", (), current=True)
IMPROVED = Finding("reliable-change", "phq-9", Perspective.CLIENT, 9, "improved", "", (), current=True)
RECOVERED = Finding("clinical-change", "phq-9", Perspective.CLIENT, 9, "recovered", "", (), current=True)


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((RUPTURE, drop("alliance", 9), drop("empathy", 9)), ["Possible rupture"]),
        ((RUPTURE, drop("empathy", 9, Perspective.CLINICIAN)), ["Possible rupture", "Empathy fell"]),
        ((RUPTURE, drop("alliance", 11)), ["Possible rupture", "Alliance fell"]),
        ((DECLINE, drop("alliance", 9, strength="look")), ["Slow decline"]),
        ((DECLINE, drop("alliance", 9)), ["Slow decline", "Alliance fell"]),
        ((drop("empathy", 9), drop("empathy", 9, Perspective.CLINICIAN)), ["Empathy fell"]),
        ((drop("alliance", 9), drop("empathy", 9), drop("congruence", 9)), ["Alliance fell", "Several elements fell"]),
        ((IMPROVED, RECOVERED), ["PHQ-9 recovered"]),
        ((IMPROVED, drop("empathy", 9)), ["Empathy fell", "PHQ-9 improved"]),
    ],
)
def test_one_matter_is_one_badge(desk: Desk, findings: tuple[Finding, ...], words: list[str]) -> None:
    client = Client(ClientId(1), "K-1", "", ClientKind.INDIVIDUAL, date(2026, 1, 5), None, ClientStatus.ACTIVE)
    row = ClientRow(client, "", 0, 9, 9, None, {}, findings, 0, Details(client.id))
    assert [badge.text for badge in badges_of(row, desk.catalogue.elements)] == words


def test_not_seen_lately_comes_before_good_news_and_risk_before_all(desk: Desk) -> None:
    client = Client(ClientId(1), "K-1", "", ClientKind.INDIVIDUAL, date(2026, 1, 5), None, ClientStatus.ACTIVE)
    details = Details(client.id, risk_flag=True)
    row = ClientRow(client, "", 0, 9, 9, None, {}, (RUPTURE, IMPROVED), 0, details, unseen=34)
    badges = [badge.text for badge in badges_of(row, desk.catalogue.elements)]
    assert badges == ["Risk", "Possible rupture", "Not seen for 34 days", "PHQ-9 improved"]


def test_cells_say_what_the_record_holds(house: House) -> None:
    assert house.cell("G-02", Column.KIND) == "Group of 5"
    assert house.cell("R-21", Column.KIND) == "Couple"
    assert house.cell("K-17", Column.LAST_SEEN) == "Today"
    assert house.cell("S-19", Column.LAST_SEEN) == "Yesterday"
    assert house.cell("M-08", Column.LAST_SEEN) == "14 Nov"
    assert house.cell("C-12", Column.OBSERVER) == NO_RATING
    row = next(one for one in house.desk.reviewing.clients() if one.client.code == "M-08")
    last = row.sparks[Perspective.CLIENT][-1]
    assert house.cell("M-08", Column.CLIENT) == f"{last:.1f}"
    spoken = house.cell("M-08", Column.CLIENT, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"Alliance, client: {last:.1f}, rated in ")


def test_a_short_course_says_so_across_the_perspectives(house: House) -> None:
    assert house.cell("W-33", Column.CLINICIAN) == NOT_ENOUGH
    table = house.page.view.table
    assert table.columnSpan(house.codes.index("W-33"), Column.CLINICIAN) == 3
    table.sort_by(Column.CODE, Qt.SortOrder.AscendingOrder)
    assert table.columnSpan(house.codes.index("W-33"), Column.CLINICIAN) == 3
    assert table.columnSpan(house.codes.index("K-17"), Column.CLINICIAN) == 1


def test_four_rated_sessions_are_enough(bare: House) -> None:
    client = bare.desk.recording.add_client("K-17")
    for number in range(4):
        assert bare.column(Column.CLINICIAN) == [NOT_ENOUGH], number
        session = bare.desk.recording.add_session(client.id)
        bare.desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, tenths(60 + number))
    assert bare.column(Column.CLIENT) == ["6.3"]
    assert bare.column(Column.CLINICIAN) == [NO_RATING]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 31), "Today"),
        (date(2026, 3, 30), "Yesterday"),
        (date(2026, 3, 29), "29 Mar"),
        (date(2025, 12, 31), "31 Dec 2025"),
        (None, "Not yet"),
    ],
)
def test_last_seen_in_words(day: date | None, words: str) -> None:
    assert seen_words(day, date(2026, 3, 31)) == words


def test_a_head_sorts_and_turns_and_the_client_stays_current(house: House) -> None:
    for _ in range(3):
        house.press(Qt.Key.Key_Down)
    here = house.current
    click(house, Column.SESSION)
    numbers = [int(number) for number in house.column(Column.SESSION) if number != NO_RATING]
    assert numbers == sorted(numbers, reverse=True)
    click(house, Column.SESSION)
    assert [int(number) for number in house.column(Column.SESSION) if number != NO_RATING] == sorted(numbers)
    assert house.current == here


def test_unrated_clients_stay_last_when_a_perspective_sorts(house: House) -> None:
    table = house.page.view.table
    for order in Qt.SortOrder:
        table.sort_by(Column.OBSERVER, order)
        shown = [value for value in house.column(Column.OBSERVER) if value not in (NO_RATING, "")]
        assert house.column(Column.OBSERVER)[: len(shown)] == shown
        assert shown == sorted(shown, reverse=order == Qt.SortOrder.DescendingOrder)


def test_alt_and_arrows_sort_by_keyboard(house: House) -> None:
    table = house.page.view.table
    house.press(Qt.Key.Key_Right, ALT)
    house.press(Qt.Key.Key_Right, ALT)
    assert house.codes == sorted(house.codes)
    house.press(Qt.Key.Key_Up, ALT)
    assert house.codes == sorted(house.codes, reverse=True)
    assert QApplication.focusWidget() is table


def test_typing_a_code_finds_it_and_return_opens_it(house: House) -> None:
    QTest.keyClicks(house.page.view.table, "k-17")
    assert house.current == "K-17"
    line = house.page.view.table.current
    assert line is not None
    house.press(Qt.Key.Key_Return)
    assert house.place_is("client", client=line.row.client.id)


def test_the_filter_looks_at_code_and_focus(house: House) -> None:
    rows = house.desk.reviewing.clients()
    word = next(row.focus for row in rows if row.focus).split()[0]
    house.press(Qt.Key.Key_F, CONTROL)
    field = house.page.view.filter
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, word)
    expected = {
        row.client.code
        for row in rows
        if word.casefold() in row.focus.casefold() or word.casefold() in row.client.code.casefold()
    }
    assert set(house.codes) == expected
    field.setText("m-0")
    assert house.codes == ["M-08"]
    house.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is house.page.view.table
    field.setText("nobody like this")
    assert house.page.view.nothing.isVisible()
    assert house.page.go_back()
    assert len(house.codes) == len(rows)


def test_kind_and_signal_narrow_the_list(house: House) -> None:
    view = house.page.view
    view.kind.setCurrentIndex(view.kind.findData(ClientKind.GROUP.value))
    assert house.codes == ["G-02"]
    view.kind.setCurrentIndex(0)
    offered = [view.signal.itemText(place) for place in range(view.signal.count())]
    assert offered[0] == ANY_SIGNAL
    assert offered[-1] == NO_BADGE
    view.signal.setCurrentIndex(view.signal.findText("Gap reversed"))
    assert house.codes == ["R-21"]
    view.signal.setCurrentIndex(view.signal.findText(NO_BADGE))
    assert not any(house.column(Column.ATTENTION))


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_filters_are_shown_whole(house: House, width: int) -> None:
    house.window.resize(width, 800)
    QApplication.processEvents()
    for box in (house.page.view.kind, house.page.view.signal):
        for place in range(box.count()):
            box.setCurrentIndex(place)
            QApplication.processEvents()
            option = QStyleOptionComboBox()
            box.initStyleOption(option)
            room = box.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
            )
            assert box.fontMetrics().horizontalAdvance(box.currentText()) <= room.width(), box.currentText()


@pytest.mark.parametrize("width", [1440, 1024])
def test_when_somebody_was_seen_is_shown_with_its_year(house: House, width: int) -> None:
    house.window.resize(width, 800)
    QApplication.processEvents()
    table, longest = house.page.view.table, seen_words(date(2020, 11, 28), house.desk.today())
    room = table.columnWidth(Column.LAST_SEEN) - 2 * theme.S8
    assert not table.isColumnHidden(Column.LAST_SEEN)
    assert table.isColumnHidden(Column.TAGS) == table.isColumnHidden(Column.KIND) == (width == 1024)
    assert QFontMetricsF(theme.font()).horizontalAdvance(longest) <= room


def test_the_kind_stands_whole_or_gives_way_and_a_badge_stands_whole_in_a_small_window(house: House) -> None:
    table, metrics = house.page.view.table, QFontMetricsF(theme.font())
    for width in (1440, 1024):
        house.window.resize(width, 800)
        QApplication.processEvents()
        room = table.columnWidth(Column.KIND) - 2 * theme.S8
        assert table.isColumnHidden(Column.KIND) or metrics.horizontalAdvance("Family of 4") <= room
    for board in (False, True):
        table.show_board(board)
        QApplication.processEvents()
        room = table.columnWidth(Column.ATTENTION) - 2 * theme.S8
        assert badge_size("Possible rupture").width() + theme.S8 + metrics.horizontalAdvance("+4") <= room


@pytest.mark.parametrize("width", [1440, 1024])
@pytest.mark.parametrize("board", [False, True])
def test_the_heads_stand_whole(house: House, width: int, *, board: bool) -> None:
    house.window.resize(width, 800)
    house.page.view.table.show_board(board)
    QApplication.processEvents()
    table, metrics = house.page.view.table, QFontMetricsF(theme.font())
    for column, words in TITLES.items():
        mark = theme.scaled(11) + theme.S8 if column in PERSPECTIVES else 0
        edge = 14 if column is Column.CODE else theme.S8
        needed = edge + mark + metrics.horizontalAdvance(words) + theme.S8
        assert table.isColumnHidden(column) or needed <= table.columnWidth(column) + 0.5, words


@pytest.mark.parametrize("width", [1440, 1024])
def test_a_long_code_stands_whole(house: House, width: int) -> None:
    house.window.resize(width, 800)
    house.desk.recording.add_client("MM-2026-014")
    QApplication.processEvents()
    needed = QFontMetricsF(theme.font("strong")).horizontalAdvance("MM-2026-014") + 14 + theme.S8
    assert "MM-2026-014" in house.codes
    assert house.page.view.table.columnWidth(Column.CODE) >= needed


def test_large_text_leaves_out_what_it_can_before_a_column_is_out_of_sight(house: House, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 1.5)
    try:
        house.window.go("clients")
        QApplication.processEvents()
        table = house.page.view.table
        assert not table.isColumnHidden(Column.PROMPTS)
        end = table.columnViewportPosition(Column.PROMPTS) + table.columnWidth(Column.PROMPTS)
        assert end <= table.viewport().width()
        assert table.isColumnHidden(Column.KIND)
    finally:
        theme.apply(qapp, "light")


def end(house: House, code: str, status: ClientStatus = ClientStatus.ENDED) -> None:
    client = house.desk.reviewing.client(house.desk.supervising.client_id(code))
    house.desk.recording.edit_client(client.id, code=client.code, name=client.name, status=status)


def put(house: House, code: str, **said: Any) -> None:
    """Save details of a client."""
    client = house.desk.supervising.client_id(code)
    with house.desk.store.work("edit", "client") as work:
        work.file.put_details(Details(client, **said))
        work.touch(client=client)


def test_only_active_clients_are_listed_until_others_are_asked_for(house: House) -> None:
    before = len(house.codes)
    end(house, "B-03")
    end(house, "D-07", ClientStatus.WAITING)
    assert not {"B-03", "D-07"} & set(house.codes)
    view = house.page.view
    assert view.head.secondary.plain.startswith(f"{before - 2} active")
    names = [view.status.button(status.value).accessibleName() for status in ClientStatus]
    assert names == [f"Active, {before - 2}", "Waiting, 1", "Ended, 1"]
    for status, codes in ((ClientStatus.WAITING, ["D-07"]), (ClientStatus.ENDED, ["B-03"])):
        QTest.mouseClick(view.status.button(status.value), Qt.MouseButton.LeftButton)
        assert house.codes == codes
    QTest.mouseClick(view.status.button(ALL), Qt.MouseButton.LeftButton)
    assert len(house.codes) == before
    assert house.cell("B-03", Column.ATTENTION).endswith("Ended")
    assert house.cell("D-07", Column.CODE, Qt.ItemDataRole.AccessibleTextRole).endswith("Waiting")


def test_a_client_one_is_led_to_is_shown_whatever_is_filtered(house: House) -> None:
    end(house, "B-03")
    house.page.view.filter.setText("nobody")
    house.window.go("clients", client=house.desk.supervising.client_id("B-03"))
    assert house.current == "B-03"
    assert house.page.view.filter.text() == ""


BOARD_SHOWS = ("Code", "Last seen", "Last feedback", "Clinician", "Client", "Observer", "Needs attention", "Prompts")


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_board_says_how_long_and_everything_that_holds(house: House, width: int) -> None:
    house.window.resize(width, 700)
    house.window.go("clients", tab="board")
    QApplication.processEvents()
    table = house.page.view.table
    heads = [str(table.model().headerData(one, Qt.Orientation.Horizontal)) for one in shown_columns(house)]
    assert tuple(heads) == BOARD_SHOWS
    assert not table.horizontalScrollBar().isVisible()
    today = house.desk.today()
    for row in house.desk.reviewing.clients():
        assert house.cell(row.client.code, Column.SEEN) == weeks_words(row.last_seen, today)
        assert house.cell(row.client.code, Column.FEEDBACK) == weeks_words(row.last_feedback, today)
    tip = house.cell("R-21", Column.ATTENTION, Qt.ItemDataRole.ToolTipRole)
    current = next(row for row in house.desk.reviewing.clients() if row.client.code == "R-21").findings
    assert all(finding.detail in tip for finding in current)
    assert len(current) > 1


@given(
    widths=st.lists(st.integers(60, 260), min_size=1, max_size=6),
    room=st.integers(120, 900),
    most=st.integers(1, 6),
)
def test_how_many_more_badges_there_are_always_finds_room(widths: list[int], room: int, most: int) -> None:
    more = 30
    shown = shown_widths(widths, room, more, most)
    taken = sum(shown) + theme.S8 * (len(shown) - 1)
    assert shown
    assert taken + (0 if len(shown) == len(widths) else theme.S8 + more) <= room
    assert shown[1:] == widths[1 : len(shown)]


def test_a_long_badge_and_how_many_more_there_are_stand_whole_in_the_list(house: House) -> None:
    house.window.resize(1440, 900)
    QApplication.processEvents()
    cell = house.page.view.table.columnWidth(Column.ATTENTION) - 2 * theme.S8
    more = QFontMetricsF(theme.font()).horizontalAdvance("+4")
    assert badge_size("No client feedback").width() + theme.S8 + more <= cell


def test_the_way_to_look_is_changed_by_key_and_the_client_stays(house: House) -> None:
    table = house.page.view.table
    house.press(Qt.Key.Key_Down)
    here = house.current
    table.sort_by(Column.KIND, Qt.SortOrder.AscendingOrder)
    house.page.view.tabs.go_on()
    assert house.page.view.tabs.choice == BOARD
    assert house.current == here
    assert table.isColumnHidden(Column.KIND)
    sorted_by = {Column.ATTENTION: house.column(Column.ATTENTION)}
    badged = [bool(words) for words in sorted_by[Column.ATTENTION]]
    assert badged == sorted(badged, reverse=True), "a column that is out of sight sorts no longer"
    house.page.view.tabs.choose("list")
    assert not table.isColumnHidden(Column.KIND)
    assert table.isColumnHidden(Column.FEEDBACK)


def test_who_has_waited_longest_comes_first_and_who_never_answered_before_all(bare: House) -> None:
    desk, today = bare.desk, bare.desk.today()
    for code, seen, answered in (("A-1", 20, 90), ("B-1", 60, 30), ("C-1", 10, None)):
        client = desk.recording.add_client(code).id
        desk.recording.add_session(client, held_on=today - timedelta(days=seen))
        if answered is not None:
            early = desk.recording.add_session(client, held_on=today - timedelta(days=answered))
            desk.recording.rate(early.id, ALLIANCE, Perspective.CLIENT, tenths(60))
    desk.recording.add_client("D-1")
    bare.window.go("clients", tab="board")
    table = bare.page.view.table
    table.sort_by(Column.SEEN, Qt.SortOrder.AscendingOrder)
    assert bare.codes == ["B-1", "A-1", "C-1", "D-1"]
    assert bare.column(Column.SEEN) == ["4 weeks ago", "2 weeks ago", "1 week ago", "Not yet"]
    table.sort_by(Column.FEEDBACK, Qt.SortOrder.AscendingOrder)
    assert bare.codes == ["C-1", "A-1", "B-1", "D-1"]
    assert bare.column(Column.FEEDBACK) == ["Not yet", "12 weeks ago", "4 weeks ago", "Not yet"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "This week"),
        (6, "This week"),
        (7, "1 week ago"),
        (20, "2 weeks ago"),
        (103 * 7, "103 weeks ago"),
        (104 * 7, "2 years ago"),
        (None, "Not yet"),
    ],
)
def test_how_long_ago_in_words(days: int | None, words: str) -> None:
    today = date(2026, 3, 31)
    assert weeks_words(None if days is None else today - timedelta(days=days), today) == words


def test_opening_the_board_computes_nothing(qtbot: QtBot, demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("computed")

    monkeypatch.setattr("relationship_desk.services.prompting.analyse", fail)
    house = enter(qtbot, demo)
    house.window.go("clients", tab="board")
    assert house.cell("M-08", Column.ATTENTION).startswith("Possible rupture")
    house.jobs.close()


def test_ended_clients_are_read_whole_only_when_they_are_shown(house: House) -> None:
    end(house, "B-03")
    asked: list[bool] = []
    reviewing, clients = house.desk.reviewing, house.desk.reviewing.clients

    def watched(*, ended: bool = True) -> tuple[ClientRow, ...]:
        asked.append(ended)
        return clients(ended=ended)

    reviewing.clients = watched  # type: ignore[method-assign]
    house.window.go("clients")
    assert asked == [False]
    status = house.page.view.status
    QTest.mouseClick(status.button(ClientStatus.ENDED.value), Qt.MouseButton.LeftButton)
    assert house.codes == ["B-03"]
    assert house.cell("B-03", Column.CLIENT) not in ("", NO_RATING)
    QTest.mouseClick(status.button(ALL), Qt.MouseButton.LeftButton)
    QTest.mouseClick(status.button(ClientStatus.ACTIVE.value), Qt.MouseButton.LeftButton)
    assert asked == [False, True], "what was read once is kept"


def shown_columns(house: House) -> list[Column]:
    return [column for column in Column if not house.page.view.table.isColumnHidden(column)]


def test_names_are_hidden_until_asked_for(bare: House) -> None:
    bare.desk.recording.add_client("K-17", name="Ada Example")
    bare.desk.recording.add_client("M-08", name="Ben Example")
    view = bare.page.view
    assert view.table.isColumnHidden(Column.NAME)
    view.filter.setText("ada")
    assert bare.codes == []
    view.names.click()
    assert not bare.desk.preferences[NAMES_HIDDEN]
    assert bare.codes == ["K-17"]
    assert not view.table.isColumnHidden(Column.NAME)
    assert bare.column(Column.NAME) == ["Ada Example"]
    view.names.click()
    assert bare.desk.preferences[NAMES_HIDDEN]
    assert view.table.isColumnHidden(Column.NAME)


def nothing_said(house: House) -> None:
    """Take away what the demo says of its clients."""
    with house.desk.store.work("edit", "client") as work:
        for client in work.file.all_details():
            work.file.put_details(Details(client))
            work.touch(client=client)


def test_the_risk_flag_leads_and_hides_no_finding(house: House) -> None:
    nothing_said(house)
    put(house, "M-08", risk_flag=True)
    put(house, "T-30", risk_flag=True)
    assert house.codes[:2] == ["M-08", "T-30"]
    assert house.cell("M-08", Column.ATTENTION).startswith("Risk, Possible rupture")
    spoken = house.cell("M-08", Column.CODE, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("M-08, Risk, Possible rupture")
    assert house.cell("M-08", Column.ATTENTION, Qt.ItemDataRole.ToolTipRole).startswith("Risk flag set.\nPossible")
    view = house.page.view
    for signal, codes in (("Risk", {"M-08", "T-30"}), ("Possible rupture", {"M-08"})):
        view.signal.setCurrentIndex(view.signal.findText(signal))
        assert set(house.codes) == codes


def test_tags_are_shown_filtered_and_sorted(house: House) -> None:
    view = house.page.view
    nothing_said(house)
    assert view.table.isColumnHidden(Column.TAGS)
    assert not view.tag.isVisible()
    put(house, "M-08", tags=("grief", "Sleep"))
    put(house, "T-30", tags=("anger",))
    put(house, "K-17", tags=("sleep",))
    assert not view.table.isColumnHidden(Column.TAGS)
    assert house.cell("M-08", Column.TAGS) == "grief, Sleep"
    offered = [view.tag.itemText(place).casefold() for place in range(view.tag.count())]
    assert offered == [ANY_TAG.casefold(), "anger", "grief", "sleep"]
    view.table.sort_by(Column.TAGS, Qt.SortOrder.AscendingOrder)
    assert house.codes[:3] == ["T-30", "M-08", "K-17"]
    view.table.sort_by(Column.TAGS, Qt.SortOrder.DescendingOrder)
    assert house.codes[:3] == ["K-17", "M-08", "T-30"]
    view.tag.setCurrentIndex(3)
    assert set(house.codes) == {"M-08", "K-17"}
    view.filter.setText("grief")
    assert house.codes == ["M-08"]


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts_both_ways_and_loses_nobody(house: House, column: Column) -> None:
    put(house, "M-08", tags=("grief",))
    table, everybody = house.page.view.table, sorted(house.codes)
    orders = []
    for order in Qt.SortOrder:
        table.sort_by(column, order)
        assert sorted(house.codes) == everybody
        orders.append(house.column(column))
    there = [[text for text in texts if text not in ("", NO_RATING, NOT_ENOUGH)] for texts in orders]
    if column is not Column.KIND:  # "Group of 5" is one kind, in words of its own
        assert sorted(there[0]) == sorted(there[1])


WORDS = ("sleep", "Grief", "anger", "K-1", "work", "Ada", "Ödön")
some_words = st.lists(st.sampled_from(WORDS), max_size=2, unique=True)
STATES, KINDS, BADGES = tuple(ClientStatus), tuple(ClientKind), (RISK, FELL)


@st.composite
def lines(draw: st.DrawFn) -> ClientLine:
    client = Client(
        ClientId(1),
        f"K-{draw(st.integers(1, 30))}",
        " ".join(draw(some_words)),
        draw(st.sampled_from(KINDS)),
        date(2026, 1, 5),
        None,
        draw(st.sampled_from(STATES)),
    )
    details = Details(client.id, tags=tuple(draw(some_words)))
    row = ClientRow(client, " ".join(draw(some_words)), 0, 0, 0, None, {}, (), 0, details)
    return ClientLine(row, "", "", tuple(draw(st.lists(st.sampled_from(BADGES), unique=True))), enough=False)


filters = st.builds(
    ClientFilter,
    words=some_words.map(" ".join).map(str.upper) | st.sampled_from(("ee", "k-", " ")),
    status=st.none() | st.sampled_from(STATES),
    kind=st.none() | st.sampled_from(KINDS),
    badge=st.sampled_from(("", NO_BADGE, RISK.text, FELL.text)),
    tag=st.sampled_from(("", "sleep", "grief")),
    names=st.booleans(),
)


@given(st.lists(lines(), max_size=8), filters)
def test_a_filter_shows_who_matches_and_nobody_else(listed: list[ClientLine], chosen: ClientFilter) -> None:
    for line in listed:
        client, tags = line.row.client, line.row.details.tags
        reasons_against = [
            chosen.status is not None and client.status is not chosen.status,
            chosen.kind is not None and client.kind is not chosen.kind,
            chosen.badge == NO_BADGE and bool(line.badges),
            chosen.badge not in ("", NO_BADGE) and chosen.badge not in {badge.text for badge in line.badges},
            bool(chosen.tag) and chosen.tag.lower() not in {tag.lower() for tag in tags},
        ]
        told = "\n".join((client.code, line.row.focus, *tags, client.name if chosen.names else "")).lower()
        reasons_against += [word not in told for word in chosen.words.lower().split()]
        assert chosen.matches(line) != any(reasons_against)


def test_a_debrief_starts_for_the_client_at_hand(house: House, qtbot: QtBot) -> None:
    QTest.keyClicks(house.page.view.table, "M-08")
    house.press(Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(house.has_dialog)
    dialog = house.page.dialog
    assert isinstance(dialog, NewSessionDialog)
    assert dialog.title.plain == "M-08, session 12"
    assert not dialog.client.isVisible()
    key_click(dialog.date, Qt.Key.Key_Return)
    client = next(one for one in house.desk.reviewing.everybody() if one.code == "M-08")
    session = house.desk.reviewing.sessions(client.id)[0].session
    assert session.number == 12
    assert house.place_is("debrief", session=session.id)


def test_an_empty_practice_starts_with_a_client(bare: House, qtbot: QtBot) -> None:
    view = bare.page.view
    assert view.empty.sentence.plain == NO_CLIENTS
    assert view.empty.isVisible()
    assert not view.filters.isVisible()
    assert QApplication.focusWidget() is view.empty.button
    bare.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(bare.has_dialog)
    dialog = bare.page.dialog
    assert isinstance(dialog, NewClientDialog)
    QTest.keyClicks(dialog.code, "K-17")
    dialog.kind.setCurrentIndex(dialog.kind.findData(ClientKind.COUPLE.value))
    key_click(dialog.name, Qt.Key.Key_Return)
    assert bare.codes == ["K-17"]
    assert bare.current == "K-17"
    assert bare.column(Column.KIND) == ["Couple"]
    assert bare.column(Column.LAST_SEEN) == ["Not yet"]
    assert view.filters.isVisible()
    assert bare.window.focusWidget() is view.table


@pytest.mark.usefixtures("scheme")
def test_everything_fits_a_small_window_in_every_scheme(house: House) -> None:
    house.window.resize(1024, 700)
    QApplication.processEvents()
    table = house.page.view.table
    assert table.isColumnHidden(Column.WEEK)
    assert not table.horizontalScrollBar().isVisible()
    assert not house.window.grab().toImage().isNull()
    named: tuple[QWidget, ...] = (table, house.page.view.filter, house.page.view.status, house.page.view.kind)
    assert all(widget.accessibleName() for widget in named)


def click(house: House, column: Column) -> None:
    """Click the head of ``column``."""
    head = house.page.view.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
