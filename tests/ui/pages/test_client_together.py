"""The view for two in the real window: what is on the screen, what its keys do, and that nothing else is reachable."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import Look

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.catalogue.questions import Level
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.look_together import LookTogetherDialog
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.trends import TrendsTab
from relationship_desk.ui.shell.search_palette import SearchPalette
from relationship_desk.ui.together.chart import ROLE, TogetherChart
from relationship_desk.ui.together.topics import Topic
from relationship_desk.ui.together.window import NOTHING, TogetherWindow
from relationship_desk.ui.widgets.label import Label

CONTROL = Qt.KeyboardModifier.ControlModifier
JARGON = ("rupture", "baseline", "range", "alliance", "signal", "prompt", "limit", "repair", "score", "clinician")


class Opened:
    """The whole program window over the demo practice, at the trends of a client."""

    def __init__(self, desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
        self.desk, self._qtbot = desk, qtbot
        self.practice = OpenPractice(desk, jobs, Look())
        self.window = self.practice.window
        self.window.resize(1440, 900)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def trends(self, code: str) -> TrendsTab:
        self.window.go("client", client=self.desk.supervising.client_id(code), tab="trends")
        self.rest()
        page = self.window.page
        assert isinstance(page, ClientPage)
        return page.trends

    def look(self, code: str) -> TogetherWindow:
        """Open the view by its key, from the list of elements."""
        trends = self.trends(code)
        key_click(trends.view.multiples.list, Qt.Key.Key_G)
        return self.front(trends)

    def front(self, trends: TrendsTab) -> TogetherWindow:
        together = trends.modes.together
        assert together is not None
        self._qtbot.waitUntil(together.isActiveWindow)
        self.rest()
        return together

    @staticmethod
    def rest() -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @staticmethod
    def dialogs() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


@pytest.fixture
def opened(demo: Desk, qtbot: QtBot) -> Iterator[Opened]:
    jobs = Jobs()
    made = Opened(demo, jobs, qtbot)
    yield made
    made.practice.release()
    made.rest()
    jobs.close()


def words_on(window: TogetherWindow) -> list[str]:
    """Every word that is to be seen, in the order of the widgets."""
    found = []
    for one in window.findChildren(QWidget):
        if one.isVisible() and isinstance(one, Label):
            found.append(one.plain)
        elif one.isVisible() and isinstance(one, QLabel | QPushButton):
            found.append(one.text())
    return found


def everything_said(topic: Topic) -> str:
    return " ".join((topic.title, topic.high, topic.low, topic.axis, *topic.words)).lower()


def test_the_view_takes_the_whole_screen_and_shows_one_question(opened: Opened) -> None:
    window = opened.look("K-17")
    asked = opened.desk.catalogue.questions[ALLIANCE].wordings[Level.USUAL]
    assert window.isFullScreen()
    assert window.normalGeometry() == window.screen().geometry()  # also where no window manager sees to it
    assert window.isModal()
    assert opened.dialogs() == [window]
    topic = window.topic
    assert topic is not None
    assert topic.title == asked.text
    places = f"1 of {len(window._topics)}"
    assert sorted(words_on(window)) == sorted([asked.text, "\n".join(topic.words), places, "Back", "Next", "Done"])
    (chart,) = (one for one in window.findChildren(QWidget) if isinstance(one, TogetherChart) and one.isVisible())
    assert chart.accessibleDescription() == " ".join(topic.words)
    window.accept()


@pytest.mark.parametrize("code", ["K-17", "M-08", "W-33", "B-03", "G-02"])
def test_no_word_of_the_desk_and_no_code_is_on_it(opened: Opened, code: str) -> None:
    trends = opened.trends(code)
    trends.modes.look_together()
    if isinstance(trends.modes.dialog, LookTogetherDialog):
        trends.modes.dialog.answer.click()
    window = opened.front(trends)
    codes = [client.code.lower() for client in opened.desk.reviewing.everybody()]
    for place in range(len(window._topics)):
        window._go(place)
        topic = window.topic
        assert topic is not None
        shown = f"{everything_said(topic)} {' '.join(words_on(window)).lower()} {window.windowTitle().lower()}"
        assert not [word for word in (*JARGON, *codes) if word in shown]
        assert set(topic.values) <= {Perspective.CLIENT, Perspective.CLINICIAN}
    window.accept()


def test_nothing_on_it_is_smaller_than_eighteen_points(opened: Opened) -> None:
    window = opened.look("K-17")
    least = theme.font(ROLE).pixelSize()
    assert least * 72 / 96 >= 18
    labels = [one for one in window.findChildren(QLabel) if one.isVisible()]
    assert labels
    assert all(one.fontInfo().pixelSize() >= least for one in labels)
    for button in (window.back, window.next, window.done_button):
        assert button.sizeHint().width() > QFontMetricsF(theme.font(ROLE)).horizontalAdvance(button.text())
    window.accept()


def test_left_and_right_move_and_escape_leads_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened.look("K-17")
    first = window.topic
    assert not window.back.isEnabled()
    assert QApplication.focusWidget() is window.next
    key_click(window, Qt.Key.Key_Left)
    key_click(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.topic is not first)
    assert window.place.plain.startswith("2 of ")
    key_click(window.next, Qt.Key.Key_Return)
    assert window.place.plain.startswith("3 of ")
    window._go(1)
    window.back.click()
    assert window.topic is first
    assert QApplication.focusWidget() is window.next, "the focus leaves a button that can no more be pressed"
    key_click(window, Qt.Key.Key_Escape)
    opened.rest()
    assert opened.dialogs() == []
    assert opened.window.isVisible()


def test_no_key_of_the_desk_does_anything_there(opened: Opened, qtbot: QtBot) -> None:
    window = opened.look("K-17")
    place = opened.window.place
    for key in (Qt.Key.Key_K, Qt.Key.Key_1, Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_F, Qt.Key.Key_Tab):
        key_click(window, key, CONTROL)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F6, Qt.Key.Key_C, Qt.Key.Key_T):
        key_click(window, key)
    qtbot.wait(150)  # a shortcut that was heard is late
    assert opened.dialogs() == [window]
    assert not opened.window.findChildren(SearchPalette)
    assert opened.window.place == place
    assert window.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    window.accept()


def test_it_locks_when_nobody_is_there_and_by_key(opened: Opened) -> None:
    window = opened.look("K-17")
    asked: list[object] = []
    opened.practice.lock_asked.connect(asked.append)
    opened.practice.lock_when_idle()
    assert len(asked) == 1
    key_click(window, Qt.Key.Key_L, CONTROL)
    assert len(asked) == 2
    window.accept()


def test_it_stays_on_the_full_screen(opened: Opened) -> None:
    window = opened.look("K-17")
    window.setWindowState(Qt.WindowState.WindowNoState)
    opened.rest()
    assert window.isFullScreen()
    window.accept()


def test_the_button_opens_it_and_the_search_can_run_it(opened: Opened) -> None:
    trends = opened.trends("K-17")
    listed = trends.keys()
    assert "G" in [line.key for line in listed]
    command = next(one for one in opened.window.commands if one.key == "G")
    command.run()
    opened.front(trends).done_button.click()
    opened.rest()
    assert opened.dialogs() == []
    trends.view.together.click()
    opened.front(trends).accept()


def test_of_a_group_one_member_is_chosen_first_and_only_that_one_is_shown(opened: Opened) -> None:
    trends = opened.trends("G-02")
    trends.view.together.click()
    asks = trends.modes.dialog
    assert isinstance(asks, LookTogetherDialog)
    assert trends.modes.together is None, "nothing is shown before it is said to whom"
    group = opened.desk.grouping.whole(opened.desk.supervising.client_id("G-02"))
    assert [asks.box.itemText(place) for place in range(asks.box.count())] == [one.member.code for one in group.members]
    asks.box.setCurrentIndex(2)
    asks.answer.click()
    window = opened.front(trends)
    member = group.members[2].member.id
    history = opened.desk.reviewing.history(group.group.id)
    own = {one.score / 10 for one in history.ratings if one.member == member and one.score is not None}
    assert window._topics
    assert {value for one in window._topics for values in one.values.values() for value in values} <= own | {None}
    window.accept()


def test_of_a_couple_without_members_nothing_can_be_shown(opened: Opened) -> None:
    couple = opened.desk.recording.add_client("Z-1", kind=ClientKind.COUPLE).id
    opened.desk.recording.rate(opened.desk.recording.add_session(couple).id, ALLIANCE, Perspective.CLIENT, Tenths(60))
    trends = opened.trends("Z-1")
    trends.view.together.click()
    asks = trends.modes.dialog
    assert isinstance(asks, LookTogetherDialog)
    assert not asks.answer.isEnabled()
    assert "No member is on file" in " ".join(one.plain for one in asks.findChildren(Label))
    asks.reject()


def test_choosing_nobody_shows_nothing(opened: Opened) -> None:
    trends = opened.trends("G-02")
    trends.view.together.click()
    assert trends.modes.dialog is not None
    trends.modes.dialog.reject()
    opened.rest()
    assert trends.modes.together is None
    assert opened.dialogs() == []


def test_without_answers_it_says_so(desk: Desk, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = TogetherWindow((), parent)
    window.begin()
    assert words_on(window) == [NOTHING, "Done"]
    assert window.focusWidget() is window.done_button
    window.accept()


def test_every_demo_client_can_be_looked_at(opened: Opened, scheme: str) -> None:
    for client in opened.desk.reviewing.everybody():
        if client.kind is not ClientKind.INDIVIDUAL:
            continue
        trends = opened.trends(client.code)
        trends.modes.look_together()
        if trends.modes.together is not None:
            assert not trends.modes.together.grab().isNull(), scheme
            trends.modes.together.accept()
            trends.modes.together = None
            opened.rest()


def test_whatever_takes_the_focus_has_a_name_and_a_size(opened: Opened) -> None:
    window = opened.look("K-17")
    window._go(1)
    trends = opened.trends("K-17")
    trends.modes.compare(True)
    for part in (window, trends.modes.side):
        stops = [one for one in part.findChildren(QWidget) if one.isVisible() and _takes_tab(one)]
        assert len(stops) > 2
        for one in stops:
            told = QAccessible.queryAccessibleInterface(one)
            assert told.text(QAccessible.Text.Name).strip(), one
            assert told.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), one
            assert one.height() >= 24, one
    window.accept()


def _takes_tab(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.focusProxy()
