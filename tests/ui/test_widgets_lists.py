"""Lists and tables by keyboard, and what a screen reader hears of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.ui import theme
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.data_table import DataTable
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row, row_height, section
from relationship_desk.ui.widgets.row_list import RowList, RowModel
from relationship_desk.ui.widgets.section_head import SectionHead

ROWS = (
    section("Safety first", "risk"),
    Row("f", "Consider your risk protocol", "PHQ-9 item 9 rose", "F-05", "Since 17 Nov", "triangle-alert", "risk"),
    section("Relationship"),
    Row("m", "Consider asking", "Alliance 5.1", "M-08", "Since 14 Nov", "arrow-down", "attention"),
    Row("r", "Consider doubts", "2 of the last 3", "R-21", "Since 17 Nov", "gap", "attention"),
)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Sessions(QAbstractTableModel):
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return f"{index.row()}:{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


@pytest.fixture
def rows(qtbot: QtBot) -> RowList:
    listing = RowList("Prompts", selects=True)
    shown(qtbot, listing)
    listing.show_rows(ROWS)
    listing.setFocus()
    return listing


def test_the_focus_starts_on_the_first_row_below_its_head(rows: RowList) -> None:
    assert rows.current_key == "f"


def test_up_and_down_skip_heads_and_tell_where_one_is(rows: RowList) -> None:
    told: list[object] = []
    rows.chosen.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        key_click(rows, key)
    assert told == ["m", "r", "m", "f"]


def test_the_first_row_of_a_part_is_shown_with_its_head(qtbot: QtBot) -> None:
    shown = RowList("Long list", selects=True)
    qtbot.addWidget(shown)
    shown.resize(240, 160)
    shown.show_rows([section("First"), *(Row(n, f"Row {n}") for n in range(20))])
    shown.show()
    shown.choose(15)
    assert shown.verticalScrollBar().value() > 0
    shown.choose(0)
    assert shown.verticalScrollBar().value() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_PageUp])
def test_home_and_page_up_reach_the_first_row_below_its_head(rows: RowList, key: Qt.Key) -> None:
    rows.choose("r")
    key_click(rows, key)
    assert rows.current_key == "f"
    assert rows.verticalScrollBar().value() == 0


def test_return_opens_the_current_row(rows: RowList) -> None:
    opened: list[object] = []
    rows.opened.connect(opened.append)
    key_click(rows, Qt.Key.Key_Down)
    key_click(rows, Qt.Key.Key_Return)
    assert opened == ["m"]


def test_a_click_opens_a_row_and_nothing_happens_on_a_head(rows: RowList) -> None:
    opened: list[object] = []
    rows.opened.connect(opened.append)
    for place in (0, 3):
        middle = rows.visualRect(rows.model().index(place, 0)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened == ["m"]


def test_new_rows_keep_the_current_one(rows: RowList) -> None:
    rows.choose("r")
    rows.show_rows(ROWS[2:])
    assert rows.current_key == "r"
    rows.show_rows(ROWS[:2])
    assert rows.current_key in {None, "f"}


def test_a_screen_reader_hears_all_of_a_row(rows: RowList) -> None:
    spoken = rows.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "F-05, Consider your risk protocol, PHQ-9 item 9 rose, Since 17 Nov"
    assert QAccessible.queryAccessibleInterface(rows).text(QAccessible.Text.Name) == "Prompts"


def test_the_model_keeps_qt_s_contract(qapp: QApplication, rows: RowList) -> None:
    model = RowModel(qapp)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(ROWS)
    model.show_rows(())
    tester.deleteLater()
    model.deleteLater()


def test_selection_is_a_bar_and_a_ring_not_only_a_ground(qtbot: QtBot, scheme: str) -> None:
    listing = RowList("Prompts", selects=True)
    shown(qtbot, listing)
    listing.show_rows(ROWS)
    listing.choose("m")
    listing.clearFocus()
    box = listing.visualRect(listing.model().index(3, 0))

    def at(x: int, y: int) -> str:
        return QColor(listing.viewport().grab().toImage().pixel(QPoint(x, y))).name()

    tokens = theme.current()
    assert at(1, box.center().y()) == tokens.css("accent")
    assert at(300, box.top() + 1) != tokens.css("focus")
    listing.setFocus()
    assert at(300, box.top() + 1) == tokens.css("focus")


def test_a_fitting_list_is_as_high_as_its_rows_at_any_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    listing = RowList("To sign", fits=True)
    qtbot.addWidget(listing)
    listing.show_rows((Row(1, "session 7", code="T-30"), Row(2, "session 19", code="R-21")))
    assert listing.sizeHint().height() == 2 * 38
    theme.apply(qapp, "light", 2.0)
    assert listing.sizeHint().height() == 4 * 38
    assert row_height(ROWS[1]) == 124


def test_a_table_opens_rows_with_return_and_lets_tab_through(qtbot: QtBot) -> None:
    table = DataTable("Sessions")
    table.setModel(Sessions(table))
    shown(qtbot, table)
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.setFocus()
    assert table.currentIndex().row() == 0
    key_click(table, Qt.Key.Key_Down)
    key_click(table, Qt.Key.Key_Return)
    assert opened == [1]
    assert not table.tabKeyNavigation()


def test_the_current_table_row_has_bar_and_ring(qtbot: QtBot, scheme: str) -> None:
    table = DataTable("Sessions")
    table.setModel(Sessions(table))
    shown(qtbot, table)
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    box = table.visualRect(table.model().index(1, 0))
    picture = table.viewport().grab().toImage()
    assert QColor(picture.pixel(QPoint(40, box.top() + 1))).name() == theme.current().css("focus")
    table.clearFocus()
    picture = table.viewport().grab().toImage()
    assert QColor(picture.pixel(QPoint(1, box.center().y()))).name() == theme.current().css("accent")


def test_flow_goes_on_in_the_next_line_and_skips_the_hidden(qtbot: QtBot) -> None:
    box = QWidget()
    flow = FlowLayout(box)
    badges = [Badge(word, "notice") for word in ("Flat near ceiling", "Slow decline", "Not seen for 26 days")]
    for badge in badges:
        flow.addWidget(badge)
    shown(qtbot, box)
    width = badges[0].sizeHint().width() + badges[1].sizeHint().width() + 12
    box.resize(width, 300)
    flow.activate()
    assert badges[1].y() == badges[0].y()
    assert badges[2].y() > badges[0].y()
    assert flow.heightForWidth(2000) < flow.heightForWidth(width)
    badges[2].hide()
    assert flow.heightForWidth(width) == badges[0].sizeHint().height()


def test_heads_and_grounds_are_named(qtbot: QtBot) -> None:
    for widget, name in (
        (Panel("To sign", count=2), "To sign"),
        (PageHead("K-17", "Week 16", lighter="Session 14"), "K-17 Session 14"),
        (SectionHead("Routine"), "Routine"),
        (EmptyState("No sessions yet. Start with a debrief.", "Debrief"), "No sessions yet. Start with a debrief."),
    ):
        qtbot.addWidget(widget)
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name) == name


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_a_panel_head_holds_its_words_at_any_text_size(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    theme.apply(qapp, "light", factor)
    panel = Panel("Due for feedback", "3 open")
    shown(qtbot, panel)
    panel.resize(panel.minimumSizeHint())
    assert panel.title.height() >= panel.title.fontMetrics().height()
    assert panel.title.width() >= panel.title.fontMetrics().horizontalAdvance("Due for feedback")


@pytest.mark.parametrize("second", ["", "from one to another"])
def test_words_begin_in_one_column_whatever_the_length_of_the_codes(qtbot: QtBot, second: str) -> None:
    made = RowList("Prompts that would close", fits=True)
    qtbot.addWidget(made)
    rows = [Row(1, "Here and now", code="C-12"), Row(2, "Here and now", code="LONG-CODE-7")]
    made.show_rows([*rows, Row(3, "Here and now", second, code="M-08")])
    made.resize(600, made.sizeHint().height())
    made.show()
    assert words_end(made, 0) == words_end(made, 1)


def words_end(made: RowList, row: int) -> int:
    """Where, in pixels, the words of a row end: the same words end in one place where they begin in one."""
    picture = made.grab(made.visualRect(made.model().index(row, 0))).toImage()
    ground = picture.pixelColor(590, 4)
    inked = [
        any(picture.pixelColor(x, y) != ground for y in range(4, min(picture.height() - 4, 28))) for x in range(590)
    ]
    return max(x for x, ink in enumerate(inked) if ink)
