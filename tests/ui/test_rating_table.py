"""The rating table as a person at the keyboard, with a pointer, or with a screen reader meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.key_entry import TEN_WINDOW
from relationship_desk.ui.widgets.rating_line import x_of
from relationship_desk.ui.widgets.rating_row import RowView
from relationship_desk.ui.widgets.rating_table import RatingEdit, RatingRow, RatingTable

ANCHORS = ("acts on it", "notices afterwards", "notices in session")


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def row(element: str, **values: object) -> RatingRow:
    plain = RatingRow(ElementId(element), element.capitalize(), ANCHORS)
    return replace(plain, **values)  # type: ignore[arg-type] # the values are those of the row's own fields


ROWS = (
    row("alliance", last=74, others=((Perspective.CLIENT, 81),), due=True),
    row("cohesion", enabled=False, why_disabled="Groups only"),
    row("empathy", last=70),
    row("congruence", anchors=("hides", "hides at times", "is open")),
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(qtbot: QtBot, clock: Clock) -> RatingTable:
    table = RatingTable(clock=clock)
    qtbot.addWidget(table)
    table.set_rows(ROWS, Perspective.CLINICIAN)
    table.resize(640, 320)
    with qtbot.waitActive(table):
        table.show()
    table.setFocus()
    return table


@pytest.fixture
def edits(table: RatingTable) -> list[RatingEdit]:
    edits: list[RatingEdit] = []
    table.rated.connect(edits.append)
    return edits


def type_text(table: RatingTable, text: str) -> None:
    for letter in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        assert table.isAncestorOf(focused)
        QTest.keyClicks(focused, letter)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    key_click(focused, key, modifiers)


def view_of(table: RatingTable, element: str) -> RowView:
    return next(view for view in table.findChildren(RowView) if view.row.element == element and not view.isHidden())


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def point_on_line(table: RatingTable, element: str, score: int) -> QPoint:
    columns, row = table.head.columns, view_of(table, element).geometry()
    line = QRectF(columns.line_left, 0, columns.line_right - columns.line_left, 1)
    return QPoint(round(x_of(line, score)), row.center().y())


def test_one_digit_a_row_rates_the_whole_table(table: RatingTable, edits: list[RatingEdit]) -> None:
    type_text(table, "768")
    assert edits == [
        RatingEdit(ElementId("alliance"), 70, None),
        RatingEdit(ElementId("empathy"), 60, None),
        RatingEdit(ElementId("congruence"), 80, None),
    ]


def test_tenth_ten_and_the_ways_not_to_answer(table: RatingTable, edits: list[RatingEdit], clock: Clock) -> None:
    type_text(table, "7.4")
    type_text(table, "1")
    clock.now = TEN_WINDOW / 2
    type_text(table, "0")
    type_text(table, "n")
    assert [(edit.score, edit.missing) for edit in edits] == [
        (70, None),
        (74, None),
        (10, None),
        (100, None),
        (None, Missing.NOT_APPLICABLE),
    ]
    assert [row.score for row in table.rows] == [74, None, 100, None]


def test_nought_after_a_pause_is_not_ten(table: RatingTable, clock: Clock) -> None:
    type_text(table, "1")
    clock.now = TEN_WINDOW * 2
    type_text(table, "0")
    assert [row.score for row in table.rows] == [10, None, 0, None]


def test_arrows_backspace_and_moves(table: RatingTable, edits: list[RatingEdit]) -> None:
    type_text(table, "5")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_End)
    assert table.current == "congruence"
    press(Qt.Key.Key_Up)
    assert table.current == "empathy"
    assert [edit.score for edit in edits] == [50, 51, 41, None]


def test_the_rating_is_told_before_the_move(table: RatingTable) -> None:
    told: list[object] = []
    table.rated.connect(lambda edit: told.append(edit.score))
    table.current_changed.connect(told.append)
    type_text(table, "7")
    assert told == [70, "empathy"]


def test_keys_that_qt_has_no_name_for_are_left_alone(table: RatingTable, edits: list[RatingEdit]) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0x1FFFFFE, Qt.KeyboardModifier.NoModifier, "")
    QApplication.sendEvent(table, event)
    assert (edits, event.isAccepted()) == ([], False)


def test_current_row_is_told_and_shows_its_anchors(table: RatingTable) -> None:
    met: list[ElementId] = []
    table.current_changed.connect(met.append)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert met == ["empathy", "congruence"]
    assert table.anchors.shown == ("hides", "hides at times", "is open")


def test_tab_leaves_the_table_and_comes_back_to_the_current_row(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before, table, after = QLineEdit(), RatingTable(), QLineEdit()
    layout = QVBoxLayout(page)
    for widget in (before, table, after):
        layout.addWidget(widget)
    with qtbot.waitActive(page):
        page.show()
    table.set_rows(ROWS, Perspective.CLINICIAN)
    before.setFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view_of(table, "empathy")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is view_of(table, "empathy")


def test_rating_keys_win_over_shortcuts_of_the_page(table: RatingTable, edits: list[RatingEdit]) -> None:
    fired: list[bool] = []
    shortcut = QShortcut(Qt.Key.Key_N, table)
    shortcut.activated.connect(lambda: fired.append(True))
    QTest.keyClick(table.window().windowHandle(), Qt.Key.Key_N)
    assert not fired
    assert [edit.missing for edit in edits] == [Missing.NOT_APPLICABLE]


def test_control_keys_are_left_to_the_page(table: RatingTable, edits: list[RatingEdit]) -> None:
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert edits == []


def test_a_signed_table_only_moves(table: RatingTable, edits: list[RatingEdit]) -> None:
    table.set_read_only(True)
    type_text(table, "7n")
    press(Qt.Key.Key_Right)
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=point_on_line(table, "empathy", 40))
    assert edits == []
    assert table.current == "empathy"


def test_pointer_sets_and_drags_tenths(table: RatingTable, edits: list[RatingEdit]) -> None:
    QTest.mousePress(table, Qt.MouseButton.LeftButton, pos=point_on_line(table, "empathy", 62))
    QTest.mouseMove(table, point_on_line(table, "empathy", 75))
    QTest.mouseRelease(table, Qt.MouseButton.LeftButton, pos=point_on_line(table, "empathy", 75))
    QTest.mouseMove(table, point_on_line(table, "empathy", 20))
    assert {edit.element for edit in edits} == {"empathy"}
    assert [edit.score for edit in edits] == [62, 75]
    assert table.current == "empathy"


def test_a_press_on_the_title_only_moves(table: RatingTable, edits: list[RatingEdit]) -> None:
    QTest.mouseClick(
        table, Qt.MouseButton.LeftButton, pos=view_of(table, "congruence").geometry().topLeft() + QPoint(12, 12)
    )
    assert table.current == "congruence"
    assert QApplication.focusWidget() is view_of(table, "congruence")
    assert edits == []


def test_a_disabled_row_takes_no_press(table: RatingTable, edits: list[RatingEdit]) -> None:
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=point_on_line(table, "cohesion", 50))
    assert (table.current, edits) == ("alliance", [])


def test_the_pointer_can_say_not_applicable(table: RatingTable, edits: list[RatingEdit]) -> None:
    pos = point_on_line(table, "empathy", 50)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, table.mapToGlobal(pos))
    QApplication.sendEvent(table, event)
    menu = table.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert edits == [RatingEdit(ElementId("empathy"), None, Missing.NOT_APPLICABLE)]


def test_last_and_others_stay_hidden_until_the_row_is_answered(table: RatingTable) -> None:
    alliance = view_of(table, "alliance")
    assert spoken(alliance) == "Alliance, clinician, not rated, due"
    type_text(table, "7.6")
    assert spoken(alliance) == "Alliance, clinician, 7.6 of 10, last 7.4, client 8.1"
    assert spoken(view_of(table, "empathy")) == "Empathy, clinician, not rated"


def test_last_and_others_can_be_shown_at_once(table: RatingTable) -> None:
    hidden = view_of(table, "alliance").grab().toImage()
    table.set_reveal_after_rating(False)
    assert spoken(view_of(table, "alliance")) == "Alliance, clinician, not rated, due, last 7.4, client 8.1"
    assert view_of(table, "alliance").grab().toImage() != hidden


def test_rows_are_named_for_screen_readers(table: RatingTable) -> None:
    type_text(table, "xo")
    assert spoken(view_of(table, "alliance")).startswith("Alliance, clinician, 10.0 of 10")
    assert spoken(view_of(table, "empathy")) == "Empathy, clinician, not observed, last 7.0"
    assert spoken(view_of(table, "cohesion")) == "Cohesion, groups only"
    interface = QAccessible.queryAccessibleInterface(view_of(table, "congruence"))
    assert interface.text(QAccessible.Text.Description) == "Low: hides. Middle: hides at times. High: is open."


def test_the_same_rows_again_keep_what_is_being_typed(table: RatingTable) -> None:
    def save_and_show(edit: RatingEdit) -> None:
        rows = [
            replace(r, score=edit.score, missing=edit.missing) if r.element == edit.element else r for r in table.rows
        ]
        table.set_rows(rows, Perspective.CLINICIAN)

    table.rated.connect(save_and_show)
    type_text(table, "7.4")
    assert table.rows[0].score == 74
    assert table.current == "empathy"


def test_another_perspective_starts_at_its_first_open_row(table: RatingTable) -> None:
    type_text(table, "768")
    table.set_rows([row("alliance", score=50), row("empathy"), row("congruence")], Perspective.CLIENT)
    assert spoken(view_of(table, "empathy")) == "Empathy, client, not rated"
    assert table.current == "empathy"
    assert QApplication.focusWidget() is view_of(table, "empathy")


def test_nothing_jumps_while_moving_through_the_rows(table: RatingTable) -> None:
    table.set_rows([row("alliance", anchors=("a " * 200, "", "")), *ROWS[1:]], Perspective.CLINICIAN)
    before = [view.geometry() for view in table.findChildren(RowView)], table.anchors.geometry()
    press(Qt.Key.Key_Down)
    assert ([view.geometry() for view in table.findChildren(RowView)], table.anchors.geometry()) == before


def test_no_rows(table: RatingTable, edits: list[RatingEdit]) -> None:
    table.set_rows([], Perspective.OBSERVER)
    QTest.keyClicks(table, "5.x")
    assert table.grab().width() > 0
    assert (table.current, edits) == (None, [])


def test_titles_wrap_rather_than_vanish_when_text_doubles(qapp: QApplication, table: RatingTable) -> None:
    table.set_rows([replace(ROWS[0], title="Goals and collaboration"), ROWS[2]], Perspective.CLINICIAN)
    long, short = view_of(table, "alliance"), view_of(table, "empathy")
    assert long.title_lines == 1
    theme.apply(qapp, "light", 2.0)
    try:
        qapp.processEvents()
        assert long.title_lines == 2
        assert long.height() > short.height() >= 66
        assert long.columns.line_right - long.columns.line_left >= 100
    finally:
        theme.apply(qapp, "light")
