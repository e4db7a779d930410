"""Buttons, choices and fields by keyboard, by name and in every scheme."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken
from tests.keys import key_click

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.shipped import shipped
from relationship_desk.ui import theme
from relationship_desk.ui.icons import icon
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.filter_edit import FilterEdit
from relationship_desk.ui.widgets.focus_ring import FocusRing
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.page_head import PageHead
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.passphrase_field import PassphraseField
from relationship_desk.ui.widgets.perspective_mark import PerspectiveMark
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.spin_fields import DateField, NumberField
from relationship_desk.ui.widgets.strength_bar import StrengthBar
from relationship_desk.ui.widgets.strip import Strip
from relationship_desk.ui.widgets.tabs import Tabs
from relationship_desk.ui.widgets.tier_badge import FILL_WORDS, TierLabel
from relationship_desk.ui.widgets.toggle_check import ToggleCheck


def said(widget: QWidget) -> str:
    """What a screen reader is told."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def colors(widget: QWidget) -> set[str]:
    """Every colour that the widget shows."""
    picture = widget.grab().toImage()
    return {QColor(picture.pixel(QPoint(x, y))).name() for x in range(picture.width()) for y in range(picture.height())}


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


def test_badges_stand_right_behind_the_words_of_a_head(qtbot: QtBot) -> None:
    head = PageHead("K-17", "Individual, session 14, week 16")
    badge, action = Badge("Possible rupture", "attention"), Button("Debrief", "primary")
    head.add_badge(badge)
    head.add_action(action)
    head.resize(1000, 64)
    shown(qtbot, head)
    words = head.secondary.geometry()
    assert words.width() >= head.secondary.fontMetrics().horizontalAdvance(head.secondary.plain)
    assert 0 < badge.geometry().left() - words.right() <= theme.S16
    assert action.geometry().right() == head.width() - 1
    head.resize(430, 64)
    QApplication.processEvents()
    assert badge.width() == badge.sizeHint().width(), "the words give way, not the finding"


def test_badges_are_gone_at_once(qtbot: QtBot) -> None:
    head, badge = PageHead("K-17"), Badge("Possible rupture", "attention")
    head.add_badge(badge)
    shown(qtbot, head)
    assert badge.isVisible()
    head.clear_badges()
    assert not badge.isVisible()


def test_a_panel_with_a_count_opens_no_window_of_its_own(qtbot: QtBot, stray_windows: list[QWidget]) -> None:
    panel = Panel("Due", count=3)
    qtbot.addWidget(panel)
    assert not stray_windows
    assert panel.count.isVisibleTo(panel)


def test_primary_button_lies_on_the_accent(qtbot: QtBot, scheme: str) -> None:
    button = Button("Sign note", "primary", icon="check", key="Ctrl+Return")
    qtbot.addWidget(button)  # not shown, so the mouse cannot lie on it
    assert theme.current().css("accent") in colors(button)
    assert said(button) == "Sign note"


def test_a_key_with_a_modifier_presses_the_button(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    edit, button = QLineEdit(), Button("Back up now", key="Ctrl+B")
    column.addWidget(edit)
    column.addWidget(button)
    shown(qtbot, window)
    window.activateWindow()
    edit.setFocus()
    with qtbot.waitSignal(button.clicked):
        key_click(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", ["N", "Return"])
def test_a_bare_key_is_shown_and_left_to_the_list(qtbot: QtBot, key: str) -> None:
    button = Button("Debrief", key=key)
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()


def test_a_blocked_button_says_why(qtbot: QtBot) -> None:
    button = Button("Next")
    qtbot.addWidget(button)
    button.set_blocked("Both passphrases must agree.")
    assert not button.isEnabled()
    assert described(button) == "Both passphrases must agree."
    button.set_blocked("")
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_an_icon_button_has_name_and_tooltip(qtbot: QtBot) -> None:
    button = Button("Search", "icon", icon="search", key="Ctrl+K")
    qtbot.addWidget(button)
    assert said(button) == "Search"
    assert "Ctrl+K" in button.toolTip()


@pytest.mark.parametrize("kind", ["primary", "plain", "link", "icon", "chip"])
def test_every_target_is_large_enough(qtbot: QtBot, kind: str) -> None:
    button = Button("Go", kind, icon="plus")  # type: ignore[arg-type] # the parameters are the kinds
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= 24
    assert button.sizeHint().width() >= 24


def test_arrows_move_the_choice_of_segments_and_tell_once(qtbot: QtBot) -> None:
    choice = Segmented("Focus", [Segment("symptoms", "Symptoms"), Segment("skills", "Skills"), Segment("insight", "I")])
    shown(qtbot, choice)
    told: list[str] = []
    choice.chosen.connect(told.append)
    key_click(choice, Qt.Key.Key_Right)
    key_click(choice, Qt.Key.Key_Right)
    key_click(choice, Qt.Key.Key_Right)
    key_click(choice, Qt.Key.Key_Left)
    assert choice.choice == "skills"
    assert told[:2] == ["skills", "insight"]
    assert told[-1] == "skills"
    choice.choose("symptoms")
    assert choice.choice == "symptoms"
    assert told[-1] == "skills"


def test_segments_are_named_with_their_note(qtbot: QtBot) -> None:
    choice = Segmented("Whose ratings", [Segment("client", "Client", "after yours", Perspective.CLIENT)])
    qtbot.addWidget(choice)
    assert said(choice) == "Whose ratings"
    assert said(choice.button("client")) == "Client, after yours"


def test_tabs_go_round_with_ctrl_tab(qtbot: QtBot) -> None:
    window = QWidget()
    tabs = Tabs("Parts of the client", parent=window)
    for key in ("overview", "trends", "prompts"):
        tabs.add(key, key.title(), "1" if key == "prompts" else "")
    shown(qtbot, window)
    window.activateWindow()
    tabs.setFocus()
    told: list[str] = []
    tabs.chosen.connect(told.append)
    for _ in range(3):
        key_click(tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert told == ["trends", "prompts", "overview"]
    assert tabs.accessibleTabName(2) == "Prompts, 1"


def test_a_field_names_its_input_and_shows_the_error_under_it(qtbot: QtBot) -> None:
    edit = QLineEdit()
    field = Field("Folder", edit, "optional")
    shown(qtbot, field)
    assert said(edit) == "Folder"
    assert described(edit) == "optional"
    field.show_error("This folder syncs to a cloud. Choose another.")
    assert field.error.isVisible()
    assert described(edit) == "This folder syncs to a cloud. Choose another."
    assert theme.current().css("risk") in colors(edit)
    field.show_error("")
    assert not field.error.isVisible()
    assert theme.current().css("risk") not in colors(edit)


def test_the_passphrase_is_hidden_until_asked_for(qtbot: QtBot) -> None:
    field = PassphraseField()
    shown(qtbot, field)
    field.activateWindow()
    field.setFocus()
    assert field.echoMode() == QLineEdit.EchoMode.Password
    key_click(field, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert field.shows
    key_click(field, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert not field.shows


def test_strength_is_a_word_as_well_as_a_colour(qtbot: QtBot, scheme: str) -> None:
    bar = StrengthBar()
    shown(qtbot, bar)
    bar.show_strength(3, "Hard to guess")
    assert said(bar) == "Strength: Strong. Hard to guess"
    assert bar.word.plain == "Strong"
    assert theme.current().css("success") in colors(bar)
    bar.show_strength(1)
    assert theme.current().css("risk") in colors(bar)


def test_escape_empties_a_filter_and_only_then_leaves_it(qtbot: QtBot) -> None:
    edit = FilterEdit("Filter by code")
    shown(qtbot, edit)
    edit.setText("K-17")
    key_click(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""
    assert said(edit) == "Filter by code"


def test_check_boxes_answer_to_space_and_to_their_whole_line(qtbot: QtBot) -> None:
    check = ToggleCheck("Progress notes", "full identity only")
    check.resize(400, 24)
    shown(qtbot, check)
    key_click(check, Qt.Key.Key_Space)
    assert check.isChecked()
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(390, 12))
    assert not check.isChecked()
    assert (said(check), described(check)) == ("Progress notes", "full identity only")


@pytest.mark.parametrize("meaning", ["success", "notice", "attention", "risk"])
def test_badges_keep_their_meaning_in_every_scheme(qtbot: QtBot, scheme: str, meaning: str) -> None:
    badge = Badge("Alliance fell", meaning)  # type: ignore[arg-type] # the parameters are the meanings
    shown(qtbot, badge)
    tokens = theme.current()
    seen = colors(badge)
    assert {tokens.css(meaning), tokens.css(f"{meaning}_soft")} <= seen
    assert said(badge) == "Alliance fell"


def test_tiers_differ_by_their_words(qtbot: QtBot) -> None:
    names = set()
    for fill in FILL_WORDS:
        label = TierLabel(fill, figure="k 3")
        qtbot.addWidget(label)
        names.add(said(label))
    assert len(names) == 4
    assert "Promising, insufficient research, k 3" in names


def test_marks_differ_by_shape_not_by_colour_alone(qtbot: QtBot, scheme: str) -> None:
    filled = []
    for perspective in Perspective:
        mark = PerspectiveMark(perspective)
        mark.resize(40, 40)
        shown(qtbot, mark)
        picture = mark.grab().toImage()
        ground = picture.pixel(QPoint(20, 1)), picture.pixel(QPoint(4, 4)), picture.pixel(QPoint(36, 36))
        filled.append(tuple(pixel != picture.pixel(QPoint(20, 22)) for pixel in ground))
        assert theme.current().css(perspective.value) in colors(mark)
    assert len(set(filled)) == 3


def test_a_strip_closes_and_tells(qtbot: QtBot) -> None:
    strip = Strip("The backup could not be written.", "risk", action="Choose a folder", closes=True)
    strip.setObjectName("backup")
    shown(qtbot, strip)
    closer = next(button for button in strip.findChildren(Button) if said(button) == "Close this message")
    with qtbot.waitSignal(strip.closed, check_params_cb=lambda key: key == "backup"):
        closer.click()
    assert not strip.isVisible()


def test_what_a_person_typed_is_never_markup(qtbot: QtBot) -> None:
    for wrap in (False, True):
        label = Label("<b>K-17</b> & co", wrap=wrap)
        qtbot.addWidget(label)
        assert label.plain == "<b>K-17</b> & co"
        assert said(label) == "<b>K-17</b> & co"


def test_numbers_keep_their_bounds(qtbot: QtBot) -> None:
    field = NumberField(1, 180, "min")
    qtbot.addWidget(field)
    field.setValue(500)
    assert field.value() == 180
    assert field.text() == "180 min"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("7", date(2026, 11, 7)),
        ("3 mar 2025", date(2025, 3, 3)),
        ("3 march 2025", date(2025, 3, 3)),
        ("3mar2025", date(2025, 3, 3)),
        ("3.3.2025", date(2025, 3, 3)),
        ("03/12/2025", date(2025, 12, 3)),
        ("3-1-2025", date(2025, 1, 3)),
        ("31 dec 2025", date(2025, 12, 31)),
        ("31122025", date(2025, 12, 31)),
        ("31.2.2025", date(2025, 2, 28)),
        ("29 2 2024", date(2024, 2, 29)),
        ("24 3", date(2026, 3, 24)),
        ("12 jul 2025", date(2025, 7, 12)),
    ],
)
def test_a_date_is_typed_as_it_is_written(qtbot: QtBot, keys: str, shown: date) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, field, after = QLineEdit(), DateField(), QLineEdit()
    for widget in (before, field, after):
        column.addWidget(widget)
    qtbot.addWidget(window)
    field.show_day(date(2026, 11, 23))
    field.setMaximumDate(QDate(2026, 11, 23))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    key_click(before, Qt.Key.Key_Tab)
    QTest.keyClicks(field, keys)
    key_click(field, Qt.Key.Key_Tab)
    assert field.day == shown
    assert after.hasFocus()
    key_click(after, Qt.Key.Key_Backtab)
    key_click(field, Qt.Key.Key_Backtab)
    assert before.hasFocus()


def test_the_ring_follows_the_focus(qtbot: QtBot, qapp: QApplication, scheme: str) -> None:
    ring = FocusRing(qapp)
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = QLineEdit(), Button("Open draft")
    column.addWidget(first)
    column.addWidget(second)
    shown(qtbot, window)
    window.activateWindow()
    plain = window.grab().toImage()
    second.setFocus()
    corner = second.geometry().topLeft() + QPoint(second.width() // 2, -2)
    assert QColor(window.grab().toImage().pixel(corner)).name() == theme.current().css("focus")
    assert QColor(plain.pixel(corner)).name() == theme.current().css("window")
    first.setFocus()
    assert QColor(window.grab().toImage().pixel(corner)).name() == theme.current().css("window")
    window.close()
    ring.deleteLater()


@pytest.mark.parametrize("gone", ["the field", "what holds it"])
def test_the_ring_moves_on_from_a_field_that_was_taken_down_with_the_focus(
    qtbot: QtBot, qapp: QApplication, gone: str
) -> None:
    ring = FocusRing(qapp)
    window, part = QWidget(), QWidget()
    column, inside = QVBoxLayout(window), QVBoxLayout(part)
    field, second = QLineEdit(), Button("Open draft")
    inside.addWidget(field)
    column.addWidget(part)
    column.addWidget(second)
    shown(qtbot, window)
    window.activateWindow()
    field.setFocus()
    Shiboken.delete(field if gone == "the field" else part)
    second.setFocus()
    QApplication.sendPostedEvents(window)
    corner = second.geometry().topLeft() + QPoint(second.width() // 2, -2)
    assert QColor(window.grab().toImage().pixel(corner)).name() == theme.current().css("focus")
    window.close()
    ring.deleteLater()


@pytest.mark.parametrize("drawing", sorted(path.stem for path in (shipped("resources") / "icons").glob("*.svg")))
def test_every_icon_draws_in_the_colour_asked_for(qtbot: QtBot, drawing: str) -> None:
    picture = icon(drawing, "risk", 40).pixmap(40, 40).toImage()
    ink = theme.current().color("risk").rgb()
    assert any(picture.pixel(QPoint(x, y)) == ink for x in range(40) for y in range(40))


def test_an_unknown_icon_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Given in session 13, own baseline 7.1", "Given in session_13, own baseline_7.1"),
        ("By the clinician, 30 Sep 2025.", "By the clinician, 30_Sep_2025."),
        ("Only the conversation as such tells.", "Only the conversation as such_tells."),
        ("Explore or try out", "Explore or try out"),
        ("One line of words\nand one more line of words", "One line of words\nand one more line of_words"),
    ],
)
def test_a_paragraph_keeps_together_what_is_read_together(text: str, kept: str) -> None:
    label = Label(text, wrap=True)
    assert kept.replace("_", "\N{NO-BREAK SPACE}").replace("\n", "<br>") in label.text()
    assert label.plain == text == label.accessibleName()


def test_a_line_that_gives_way_leaves_out_parts_of_which_too_little_would_be_left(qtbot: QtBot) -> None:
    label = YieldingLabel("Week 14 · 50 min · individual")
    qtbot.addWidget(label)
    width = label.fontMetrics().horizontalAdvance
    for room, shown in (
        (width(label.plain), label.plain),
        (width(label.plain) - 1, "Week 14 · 50 min …"),
        (width("Week 14 · 50 m"), "Week 14 …"),
    ):
        label.resize(room, 24)
        assert label.shown == shown
    label.resize(width("Wee…") + 2, 24)
    assert label.shown == ""
    label.show_text("PHQ-9 recovered · interpretation taken up")
    label.resize(width(label.plain) - 1, 24)
    assert label.shown.startswith("PHQ-9 recovered · interpretation ta")
    label.show_text("Tuesday")
    label.resize(width("Tues…") + 2, 24)
    assert label.shown == "Tues…"


def test_a_link_lines_up_with_the_words_around_it_and_is_large_enough_to_hit(qtbot: QtBot) -> None:
    short, long = Button("9", "link"), Button("Session 11", "link")
    for link in (short, long):
        qtbot.addWidget(link)
        assert min(link.sizeHint().width(), link.sizeHint().height()) >= 24
    words = QFontMetricsF(theme.font()).horizontalAdvance("Session 11")
    assert long.sizeHint().width() - words < 1, "no room before or after its words"
