"""The form by keyboard and by mouse: every way to answer, to take back, to go on and to hand back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QClipboard, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.hand_over.shown import ELEMENTS, MEASURE, Show, Shown, form

from relationship_desk.domain.hand_over import HEAD, HEAD_LATER
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Missing
from relationship_desk.ui import theme
from relationship_desk.ui.hand_over import words
from relationship_desk.ui.hand_over.buttons import TARGET
from relationship_desk.ui.hand_over.line import AnswerLine
from relationship_desk.ui.hand_over.questions import LineQuestion
from relationship_desk.ui.hand_over.steps import FreeWords, Items, Lines, Welcome, steps
from relationship_desk.ui.theme import scale
from relationship_desk.ui.widgets.label import Label

WORK, REPAIR = ElementId("work"), ElementId("repair")
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(*keys: Qt.Key) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        key_click(target, key)


def line(shown: Shown, place: int = 0) -> AnswerLine:
    return shown.presenter.page.lines[place].line


def click_at(answer_line: AnswerLine, share: float) -> None:
    inner = answer_line.width() - 24
    QTest.mouseClick(
        answer_line, Qt.MouseButton.LeftButton, pos=QPoint(12 + round(inner * share), answer_line.height() // 2)
    )


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def asks(shown: Shown) -> bool:
    return shown.window.keep.isVisible()


def go_to_end(shown: Shown) -> None:
    while shown.window.next.text() != words.DONE:
        click(shown.window.next)


# First of all


def test_it_says_first_who_sees_the_answers(show: Show) -> None:
    shown = show(form())
    assert isinstance(shown.presenter.step, Welcome)
    assert shown.window.title.plain == "Your therapist sees these answers."
    assert QApplication.focusWidget() is shown.window.next
    assert shown.answers.begun is False, "what is empty is written too: the disk is tried before anything is typed"
    press(Qt.Key.Key_Space)
    assert isinstance(shown.presenter.step, Lines)


def test_return_presses_what_has_the_focus_once(show: Show) -> None:
    shown = show(form())
    press(Qt.Key.Key_Return)
    assert isinstance(shown.presenter.step, Lines)
    shown.window.next.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(shown.window.next, held)
    assert shown.window.place.plain == "Page 1 of 4", "a key held down does not run through the pages"
    press(Qt.Key.Key_Enter)
    assert shown.window.place.plain == "Page 2 of 4"


def test_it_is_headed_as_on_paper_and_says_last_on_a_later_day(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    assert shown.window.title.plain == HEAD
    later = show(replace(form(), held_today=False))
    click(later.window.next)
    assert later.window.title.plain == HEAD_LATER


def test_nothing_is_marked_and_no_number_is_shown(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    assert [one.line.score for one in shown.presenter.page.lines] == [None] * len(shown.presenter.page.lines)
    said = " ".join(label.plain for label in shown.presenter.page.findChildren(Label))
    assert not any(character.isdigit() for character in said)


# Lines


def test_a_line_by_mouse(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    click_at(line(shown), 0.7)
    assert shown.answers.lines == {WORK: 70}
    click_at(line(shown), 0.0)
    assert shown.answers.lines == {WORK: 0}


def test_a_drag_is_kept_once_when_it_is_let_go(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    before = len(shown.kept)
    target = line(shown)
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    for x in range(100, 500, 20):
        QTest.mouseMove(target, QPoint(x, 20))
    assert len(shown.kept) == before
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(480, 20))
    assert len(shown.kept) == before + 1
    assert shown.answers.lines[WORK] == target.score


def test_a_line_by_keys(show: Show) -> None:
    shown = show(form())
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is line(shown)
    press(Qt.Key.Key_Right)
    assert shown.answers.lines == {WORK: 50}, "an empty line starts in the middle"
    press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert shown.answers.lines == {WORK: 51}
    press(Qt.Key.Key_PageUp)
    assert shown.answers.lines == {WORK: 61}
    press(Qt.Key.Key_End, Qt.Key.Key_Right)
    assert shown.answers.lines == {WORK: 100}
    press(Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert shown.answers.lines == {WORK: 0}
    press(Qt.Key.Key_Delete)
    assert shown.answers.lines == {}
    assert line(shown).score is None


def test_rather_not_say_can_be_said_and_taken_back(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    question = shown.presenter.page.lines[0]
    click_at(question.line, 0.4)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert shown.answers.lines == {WORK: Missing.DECLINED}
    assert question.line.score is None
    assert words.RATHER_NOT in question.line.accessibleName()
    press(Qt.Key.Key_Space)
    assert shown.answers.lines == {}
    click(question.skips[0])
    click_at(question.line, 0.4)
    assert shown.answers.lines == {WORK: 40}
    assert not question.skips[0].isChecked()


def test_does_not_apply_is_offered_where_it_may_be_and_nowhere_else(show: Show) -> None:
    shown = show(form(one_at_a_time=True))
    offered = {}
    for asked in ELEMENTS:
        click(shown.window.next)
        offered[asked.element] = [button.text() for button in shown.presenter.page.lines[0].skips]
        if asked.element == REPAIR:
            click(shown.presenter.page.lines[0].skips[0])
    assert offered[WORK] == [words.RATHER_NOT]
    assert offered[REPAIR] == [words.NOT_APPLICABLE, words.RATHER_NOT]
    assert shown.answers.lines == {REPAIR: Missing.NOT_APPLICABLE}


# Items


def at_items(show: Show) -> Shown:
    shown = show(form())
    while not isinstance(shown.presenter.step, Items):
        click(shown.window.next)
    return shown


def test_an_item_by_mouse_and_by_keys(show: Show) -> None:
    shown = at_items(show)
    first, second, _ = shown.presenter.page.items
    click(first.choices[2])
    assert shown.answers.items == {MEASURE.measure: (2, None, None)}
    click(first.choices[0])
    assert shown.answers.items == {MEASURE.measure: (0, None, None)}
    assert [button.isChecked() for button in first.choices] == [True, False, False]
    first.choices[0].setFocus()
    press(Qt.Key.Key_Space)
    assert shown.answers.items == {}, "a second press takes it back"
    second.choices[1].setFocus()
    press(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert shown.answers.items == {MEASURE.measure: (None, Missing.DECLINED, None)}
    assert not any(button.isChecked() for button in second.choices)


def test_the_stem_stands_above_the_items(show: Show) -> None:
    shown = at_items(show)
    assert shown.window.title.plain == "Three"
    assert shown.window.how.plain == "How often?"
    assert shown.presenter.page.items[0].choices[1].accessibleName() == "One: At times"


# Words


def test_a_comment_is_kept_after_a_pause_and_before_going_on(show: Show, qtbot: QtBot) -> None:
    shown = show(form(items=False))
    go_to_end(shown)
    assert isinstance(shown.presenter.step, FreeWords)
    comment = shown.presenter.page.comment
    assert comment is not None
    assert comment.hasFocus()
    QTest.keyClicks(comment, "It was calm. ")
    qtbot.waitUntil(lambda: shown.answers.comment == "It was calm. ")
    QTest.keyClicks(comment, "Warm")
    click(shown.window.back)
    assert shown.answers.comment == "It was calm. Warm"
    click(shown.window.next)
    assert shown.presenter.page.comment is not None
    assert shown.presenter.page.comment.words == "It was calm. Warm"


def test_nothing_can_be_pasted_into_the_comment_or_copied_out_of_it(show: Show) -> None:
    board: QClipboard = QApplication.clipboard()
    board.setText("of another client")
    shown = show(form(items=False))
    go_to_end(shown)
    comment = shown.presenter.page.comment
    assert comment is not None
    QTest.keyClicks(comment, "mine")
    key_click(comment, Qt.Key.Key_V, CONTROL)
    key_click(comment, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    comment.paste()
    comment.selectAll()
    comment.copy()
    assert comment.words == "mine"
    assert board.text() != "mine"
    board.clear()


def test_a_comment_is_cut_at_what_is_kept_and_half_characters_are_left_out(show: Show) -> None:
    shown = show(form(items=False))
    go_to_end(shown)
    comment = shown.presenter.page.comment
    assert comment is not None
    comment.setPlainText("x" * 6000)
    assert len(comment.words) == 5000
    comment.setPlainText("a\ud83d")
    comment.words.encode()


# Going on, back, over


def test_pages_come_in_order_with_where_one_is_in_words(show: Show) -> None:
    shown = show(form())
    places = []
    while shown.window.next.text() != words.DONE:
        click(shown.window.next)
        places.append(shown.window.place.plain)
    assert places == ["Page 1 of 4", "Page 2 of 4", "Page 3 of 4", "Page 4 of 4"]
    for _ in places:
        click(shown.window.back)
    assert isinstance(shown.presenter.step, Welcome)


@pytest.mark.parametrize(("lines", "expected"), [(1, 5), (2, 3), (3, 2), (4, 2), (9, 2)])
def test_at_most_four_questions_a_page(lines: int, expected: int) -> None:
    pages = [step for step in steps(form(items=False, comment=False), lines, 4) if isinstance(step, Lines)]
    assert len(pages) == expected
    assert max(len(page.elements) for page in pages) <= min(4, lines)
    assert [one for page in pages for one in page.elements] == list(ELEMENTS)


def test_one_at_a_time_is_one_at_a_time() -> None:
    found = steps(form(one_at_a_time=True), 4, 4)
    assert len(found) == 1 + len(ELEMENTS) + len(MEASURE.items) + 1


def test_answers_stay_while_the_window_changes_its_size(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    click_at(line(shown), 0.3)
    asked = shown.presenter.page.lines[0].asked
    for size in ((1024, 500), (800, 1200), (1440, 900)):
        shown.window.resize(*size)
        QApplication.processEvents()
        assert asked in [one.asked for one in shown.presenter.page.lines]
    assert line(shown).score == 30


def test_starting_over_asks_first(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    click_at(line(shown), 0.3)
    click(shown.window.start_over)
    assert asks(shown)
    assert QApplication.focusWidget() is shown.window.keep, "Return or Space keeps what is there"
    press(Qt.Key.Key_Space)
    assert not asks(shown)
    assert shown.answers.lines == {WORK: 30}
    click(shown.window.start_over)
    click(shown.window.clear)
    assert not shown.answers.begun
    assert isinstance(shown.presenter.step, Welcome)
    click(shown.window.next)
    assert line(shown).score is None


def test_done_says_what_is_empty_and_hands_back_at_once(show: Show) -> None:
    shown = show(form(items=False, comment=False))
    click(shown.window.next)
    assert shown.window.state.plain == ""
    click_at(line(shown), 0.3)
    go_to_end(shown)
    assert shown.window.state.plain == "4 questions are empty. That is fine."
    click(shown.window.next)
    assert shown.handed_back == [None]
    assert shown.answers.done


def test_closing_hands_back_half_way_and_leaves_the_window(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    click_at(line(shown), 0.3)
    shown.window.close()
    assert shown.window.isVisible(), "until the lock page takes its place"
    assert shown.handed_back == [None]
    assert not shown.answers.done
    assert shown.answers.lines == {WORK: 30}
    shown.window.close()
    assert shown.handed_back == [None]


def test_a_full_disk_is_said_and_does_not_shut_the_client_in(show: Show) -> None:
    shown = show(form(items=False, comment=False))
    click(shown.window.next)
    shown.full_disk = True
    click_at(line(shown), 0.3)
    assert shown.window.problem.plain == words.NOT_WRITTEN
    shown.full_disk = False
    click_at(line(shown), 0.4)
    assert shown.window.problem.plain == ""
    assert shown.answers.lines == {WORK: 40}
    shown.full_disk = True
    go_to_end(shown)
    click(shown.window.next)
    assert shown.handed_back == []
    click(shown.window.next)
    assert shown.handed_back == [None]


# For everybody


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("asked", [form(), form(one_at_a_time=True, plain=True)], ids=["paged", "plain"])
def test_everything_has_a_name_a_role_and_a_size(
    show: Show, qapp: QApplication, text_scale: float, asked: object
) -> None:
    theme.apply(qapp, "light", text_scale)
    try:
        shown = show(asked)  # type: ignore[arg-type]
        faults = []
        while True:
            QApplication.processEvents()
            for widget in shown.window.findChildren(QWidget):
                if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    continue
                told = QAccessible.queryAccessibleInterface(widget)
                if not told.text(QAccessible.Text.Name).strip():
                    faults.append(f"no name: {widget}")
                if told.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
                    faults.append(f"no role: {widget}")
                if widget.height() < TARGET * scale():
                    faults.append(f"{widget.height()} px: {widget} {widget.accessibleName()}")
                if isinstance(widget, QPushButton) and widget.width() < widget.sizeHint().width():
                    faults.append(f"cut: {widget.accessibleName()}")
            if shown.window.next.text() == words.DONE:
                break
            click(shown.window.next)
        assert not faults, "\n".join(faults)
    finally:
        theme.apply(qapp, "light")


def test_tab_goes_through_a_page_and_round(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    seen: list[QWidget] = []
    for _ in range(40):
        here = QApplication.focusWidget()
        assert here is not None
        if here in seen:
            break
        seen.append(here)
        press(Qt.Key.Key_Tab)
    expected: list[QWidget] = []
    for question in shown.presenter.page.lines:
        assert isinstance(question, LineQuestion)
        expected += [question.line, *question.skips]
    assert seen == [*expected, shown.window.next, shown.window.back, shown.window.start_over]


def test_the_line_says_where_it_stands(show: Show) -> None:
    shown = show(form())
    click(shown.window.next)
    assert line(shown).accessibleName() == "How was the work? From “no work” to “much work”. empty"
    click_at(line(shown), 0.7)
    assert "70 of 100 towards “much work”" in line(shown).accessibleName()
    told = QAccessible.queryAccessibleInterface(line(shown))
    assert told.role() == QAccessible.Role.Slider
