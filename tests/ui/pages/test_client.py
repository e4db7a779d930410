"""The client page in a real window over the demo practice and over an empty one."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.vocabulary import Perspective, PromptStatus, Source
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import EDITION, NAMES_HIDDEN
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.new_session import NewSessionDialog
from relationship_desk.ui.dialogs.profile_entry import ReadingDialog
from relationship_desk.ui.hub import Hub
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.characteristic import ADDED
from relationship_desk.ui.pages.client.overview import NOTHING, THIN
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.trend_rows import FILE_HEADINGS, HEADINGS
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.shell.page import Page, PageSpec
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.badge import Badge
from relationship_desk.ui.widgets.label import Label


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("the client page changes no appearance")


class Room:
    """A window with the client page in it; the other pages are empty."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.window, self._hub = desk, MainWindow(), Hub()
        qtbot.addWidget(self.window)
        desk.publish_to(self._hub.publish)
        context = Context(desk, self._hub, Jobs(self.window), self.window, Look())
        others = [PageSpec(name, name.capitalize(), "book", "", Page) for name in ("clients", "debrief", "prompts")]
        self.window.add_pages([*others, spec(context)])
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def open(self, client: ClientId, tab: str = "overview", **where: object) -> ClientPage:
        self.window.go("client", client=client, tab=tab, **where)
        self.settle()
        return self.page

    @staticmethod
    def settle() -> None:
        """Let what was just put in come into view."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def page(self) -> ClientPage:
        page = self.window.page
        assert isinstance(page, ClientPage)
        return page

    @property
    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            key_click(self.focused, key, modifier)

    def badges(self) -> list[str]:
        return [one.text for one in self.page.view.head.findChildren(Badge) if one.isVisible()]


@pytest.fixture
def room(demo: Desk, qtbot: QtBot) -> Room:
    return Room(demo, qtbot)


@pytest.fixture
def bare(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


@pytest.fixture
def code(demo: Desk) -> Callable[[str], ClientId]:
    ids = {client.code: client.id for client in demo.reviewing.everybody()}
    return ids.__getitem__


def said(widget: QWidget) -> str:
    return " ".join(label.plain or label.text() for label in widget.findChildren(Label) if label.isVisible())


def test_the_head_says_where_the_work_stands(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"))
    assert page.view.head.title.plain == "K-17"
    assert page.view.head.secondary.plain == "Individual · course 1 · session 14, week 15"
    assert room.badges() == ["Rupture repaired, session 11", "PHQ-9 recovered"]
    room.open(code("M-08"))
    assert room.badges() == ["Possible rupture, session 11", "ORS improved"]
    waiting = [p for p in room.desk.reviewing.history(code("M-08")).prompts if p.status is PromptStatus.OPEN]
    names = [page.view.tabs.accessibleTabName(place) for place in range(page.view.tabs.count())]
    assert f"Prompts, {len(waiting)}" in names


def test_a_name_is_shown_only_when_names_are_not_hidden(room: Room, code: Callable[[str], ClientId]) -> None:
    client = room.desk.reviewing.client(code("K-17"))
    room.desk.recording.edit_client(client.id, code=client.code, name="Ada Berg", status=client.status)
    page = room.open(client.id)
    assert "Ada" not in said(page.view.head)
    room.desk.preferences.set(NAMES_HIDDEN, False)
    assert "Ada Berg" in said(page.view.head)


def test_arriving_goes_to_tab_element_and_session(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"), "trends", element="empathy", session=9)
    view = page.trends.view
    assert (view.multiples.current, view.plot.cursor_session) == ("empathy", 9)
    assert view.plot.trend.title == "Empathy"
    room.open(code("M-08"), "trends")
    assert (view.multiples.current, view.plot.cursor_session) == (ALLIANCE, 11)


def test_the_strip_speaks_the_session_in_words(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"), "trends", element="alliance", session=9)
    analysis = room.desk.reviewing.analysis(code("K-17"))
    baseline = analysis.baselines[ALLIANCE, Perspective.CLIENT][9]
    client = analysis.series_of(ALLIANCE, Perspective.CLIENT).value_at(9)
    clinician = analysis.series_of(ALLIANCE, Perspective.CLINICIAN).value_at(9)
    assert client is not None
    assert clinician is not None
    strip = page.trends.view.strip
    below = f"{round(baseline.mean, 1) - round(client, 1):.1f}"
    own = f"own baseline {baseline.mean:.1f}, limit {baseline.limit:.1f}"
    assert strip.words.plain == f"Client {below} below {own}"
    assert strip.formed.plain == "From sessions 1 to 8"
    assert strip.happened.plain.startswith("Rupture, withdrawal · Left range · ")
    assert strip.gap.plain == f"Gap −{clinician - client:.1f}, clinician higher"
    room.press(Qt.Key.Key_Left)
    assert strip.session.plain == "Session 8"
    assert "higher" not in strip.gap.plain
    assert strip.accessibleName().startswith("Session 8: clinician")


def test_what_a_rupture_is_judged_by_stands_whole_in_the_strip(room: Room, code: Callable[[str], ClientId]) -> None:
    room.window.resize(1440, 900)
    strip = room.open(code("K-17"), "trends", element="alliance", session=9).trends.view.strip
    QApplication.processEvents()
    assert strip.words.fontMetrics().horizontalAdvance(strip.words.plain) <= strip.words.width()


def test_keys_move_element_session_and_parts_from_list_and_plot(room: Room, code: Callable[[str], ClientId]) -> None:
    view = room.open(code("K-17"), "trends", element="alliance", session=9).trends.view
    assert room.focused is view.multiples.list
    room.press(Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_B)
    assert (view.multiples.current, view.plot.cursor_session) == ("empathy", 10)
    assert view.plot.shown.perspectives == {Perspective.CLINICIAN, Perspective.OBSERVER}
    assert not view.perspectives[Perspective.CLIENT].isChecked()
    assert not view.baseline.isChecked()
    view.plot.setFocus()
    room.press(Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert (view.multiples.current, view.plot.cursor_session) == (ALLIANCE, 9)
    view.baseline.click()
    assert view.plot.shown.baseline


def test_the_table_twin_has_the_numbers_of_the_plot(room: Room, code: Callable[[str], ClientId]) -> None:
    view = room.open(code("K-17"), "trends", element="alliance", session=9).trends.view
    room.press(Qt.Key.Key_T)
    assert view.stack.currentWidget() is view.table
    assert room.focused is view.table
    assert view.table.current_key == 9
    model = view.table.model()
    headings = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(len(HEADINGS))]
    assert headings == ["Baseline" if one == "Own baseline" else one for one in HEADINGS]
    place = view.plot.trend.place(9)
    assert place is not None
    for column, line in enumerate(view.plot.trend.lines, start=3):
        assert model.index(8, column).data() == f"{line.values[place]:.1f}"
    room.press(Qt.Key.Key_Up)
    assert (view.plot.cursor_session, view.strip.session.plain) == (8, "Session 8")
    room.press(Qt.Key.Key_Escape)
    assert view.stack.currentWidget() is view.plot
    room.press(Qt.Key.Key_T, Qt.Key.Key_T)
    assert view.stack.currentWidget() is view.plot


def test_return_opens_the_debrief_and_escape_comes_back(room: Room, code: Callable[[str], ClientId]) -> None:
    room.open(code("K-17"), "trends", session=9)
    sessions = {one.number: one.id for one in room.desk.reviewing.history(code("K-17")).sessions}
    room.press(Qt.Key.Key_Return)
    assert room.window.place is not None
    assert (room.window.place.page, room.window.place.where["session"]) == ("debrief", sessions[9])
    room.window.go_back()
    room.press(Qt.Key.Key_T, Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert room.window.place.where["session"] == sessions[9]


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_a_trend_is_exported(room: Room, code: Callable[[str], ClientId], tmp_path: Path, kind: str) -> None:
    page = room.open(code("K-17"), "trends", element="alliance")
    action = next(one for one in page.trends.export.menu.actions() if one.data() == kind)
    action.trigger()
    dialog = page.trends.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.reject()
    file = tmp_path / f"alliance.{kind}"
    page.trends.export.write(str(file))
    if kind == "png":
        assert QImage(str(file)).width() > 300
    elif kind == "svg":
        assert "<svg" in file.read_text(encoding="utf-8")
    else:
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        values = room.desk.reviewing.analysis(code("K-17")).series_of(ALLIANCE, Perspective.CLIENT).points
        assert rows[0] == list(FILE_HEADINGS)
        assert [row[4] for row in rows[1:]] == ["" if p.value is None else f"{p.value:.1f}" for p in values]


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_an_export_that_cannot_be_written_is_said(
    room: Room, code: Callable[[str], ClientId], tmp_path: Path, kind: str
) -> None:
    page = room.open(code("K-17"), "trends")
    page.trends.export.write(str(tmp_path / "nowhere" / f"trend.{kind}"))
    strip = room.window.findChild(QWidget, "trend")
    assert strip is not None
    assert "could not be written" in strip.accessibleName()


def test_the_overview_tells_what_holds(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("M-08"))
    assert "Possible rupture" in said(page.overview.holds)
    assert page.overview.prompts.rows
    room.press(Qt.Key.Key_Return)
    assert room.window.place is not None
    assert room.window.place.page == "prompts"
    assert "PHQ-9: 9 after 17 at the start of the course, recovered" in said(room.open(code("K-17")).overview.holds)
    assert NOTHING in said(room.open(code("D-07")).overview.holds)
    assert THIN in said(room.open(code("W-33")).overview.holds)


def test_the_latest_ratings_lead_to_their_trend(room: Room, code: Callable[[str], ClientId]) -> None:
    table = room.open(code("K-17")).overview.ratings
    assert table.choose("empathy")
    last = room.desk.reviewing.analysis(code("K-17")).series_of(ALLIANCE, Perspective.CLIENT).last
    assert last is not None
    assert table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == (
        f"Client {last.value:.1f} in session {last.session}"
    )
    table.setFocus()
    room.press(Qt.Key.Key_Return)
    assert (room.page.view.tabs.choice, room.page.trends.view.multiples.current) == ("trends", "empathy")


def test_a_value_of_an_older_session_names_it(room: Room, code: Callable[[str], ClientId]) -> None:
    overview = room.open(code("K-17")).overview
    assert overview.rated.secondary.plain == "session 14, or the one named"
    cells = overview.ratings.model_of_lines.lines[0].cells
    analysis = room.desk.reviewing.analysis(code("K-17"))
    for cell, perspective in zip(cells[1:4], Perspective, strict=True):
        last = analysis.series_of(ALLIANCE, perspective).last
        assert last is not None
        assert cell.when == ("" if last.session == 14 else f"at {last.session}")
    assert cells[2].when, "the client has not rated the newest session"
    assert (cells[4].text, cells[4].when) == ("0.6", "at 13")


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_latest_ratings_are_shown_whole(room: Room, code: Callable[[str], ClientId], width: int) -> None:
    room.window.resize(width, 900)
    table = room.open(code("K-17")).overview.ratings
    metrics = QFontMetricsF(theme.font())
    assert table.horizontalHeader().length() <= table.viewport().width()
    for line in table.model_of_lines.lines:
        for column, cell in enumerate(line.cells):
            said = " ".join(part for part in (cell.text, *(words for _, words in cell.marks), cell.when) if part)
            mark = theme.scaled(11) + theme.S8 if cell.marks else 0
            padding = theme.S8 + (theme.S8 if column else 14)
            assert mark + metrics.horizontalAdvance(said) + padding <= table.columnWidth(column), said


def test_members_of_a_group_lead_to_their_own_page(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("G-02"))
    assert page.overview.members_panel.isVisible()
    members = [row.first for row in page.overview.members.rows]
    assert members
    page.overview.members.choose_first()
    page.overview.members.setFocus()
    room.press(Qt.Key.Key_Return)
    assert page.view.head.title.plain == members[0]


def test_the_overview_has_the_open_goals_and_leads_to_the_plan(room: Room, code: Callable[[str], ClientId]) -> None:
    goals = room.open(code("K-17")).overview.goals
    assert [(row.first, row.second) for row in goals.list.rows][1:] == [
        ("Sleep through, four nights in seven", "Agreed by both · reviewed 4 Nov 2025"),
        ("Speak about the loss", "Agreed by both · review due"),
    ]
    goals.list.setFocus()
    room.press(Qt.Key.Key_Return)
    assert room.page.view.tabs.choice == "plan"
    bare = room.open(code("T-30")).overview.goals
    assert not bare.list.isVisible()
    bare.plan.click()
    assert room.page.view.tabs.choice == "plan"


def test_sessions_stand_newest_first_and_open_their_debrief(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"), "sessions")
    rows = room.desk.reviewing.sessions(code("K-17"))
    model = page.sessions.table.model()
    numbers = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [number for number in numbers if number] == [str(row.session.number) for row in rows], "contacts have none"
    assert (model.index(0, 4).data(), model.index(1, 4).data()) == ("Draft", "Signed")
    spoken = model.index(1, 6).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"Clinician {rows[1].alliance[Perspective.CLINICIAN]:.1f}")
    room.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert room.window.place is not None
    assert room.window.place.where["session"] == rows[1].session.id


@pytest.mark.parametrize(
    ("characteristic", "value", "kept"),
    [("resistance", "7.5", "7.5"), ("stage-of-change", "action", "action"), ("assimilation", "3", "3")],
)
def test_a_reading_is_given_by_its_scale(bare: Room, characteristic: str, value: str, kept: str) -> None:
    client = bare.desk.recording.add_client("N-01")
    page = bare.open(client.id, "profile")
    assert page.profile.table.choose(characteristic)
    page.profile.table.setFocus()
    bare.press(Qt.Key.Key_Return)
    dialog = page.profile.findChild(ReadingDialog)
    assert dialog is not None
    dialog.save.click()
    assert dialog.value_field.error.plain
    if characteristic == "resistance":
        dialog.score.setValue(float(value))
    else:
        dialog.choice.setCurrentIndex(dialog.choice.findData(value))
    dialog.source.setCurrentIndex(dialog.source.findData(Source.CLIENT.value))
    dialog.concern.setEditText("work")
    dialog.save.click()
    (entry,) = bare.desk.reviewing.history(client.id).profile
    assert (entry.characteristic, entry.value, entry.source, entry.concern) == (
        characteristic,
        kept,
        Source.CLIENT,
        "work",
    )
    assert page.profile.table.current_key == characteristic


def test_context_is_told_from_what_is_adapted_to(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"), "profile")
    catalogue = room.desk.catalogue.characteristics
    lines = page.profile.table.model_of_lines.lines
    heads = [place for place, line in enumerate(lines) if line.head]
    assert [lines[place].head for place in heads] == ["To adapt to", "Context"]
    context = [line.key for line in lines[heads[1] + 1 :]]
    assert context == [one.id for one in catalogue.values() if one.context]
    assert page.profile.table.choose("preferences")
    room.settle()
    assert "nothing is ever suggested" in said(page.profile.chosen)


def test_a_tier_says_which_edition_speaks_and_what_is_recalled(room: Room, code: Callable[[str], ClientId]) -> None:
    table = room.open(code("K-17"), "profile").profile.table
    tiers = {line.key: line.cells[-1] for line in table.model_of_lines.lines if line.cells}
    dropped, kept = tiers["functional-impairment"], tiers["resistance"]
    assert (dropped.text, dropped.when) == ("Demonstrably effective", "first edition only")
    assert (kept.text, kept.when) == ("Probably effective", "recalled")
    assert tiers["attachment"].text == "Promising, insufficient research"
    assert (tiers["personality-disorder"].text, tiers["personality-disorder"].when) == ("Not listed", "recalled")
    room.desk.preferences.set(EDITION, "2002")
    table = room.open(code("K-17"), "profile").profile.table
    tiers = {line.key: line.cells[-1] for line in table.model_of_lines.lines if line.cells}
    assert {key: cell.when for key, cell in tiers.items() if cell.when} == {"social-support": ADDED}


def test_characteristics_and_tiers_are_shown_whole(room: Room, code: Callable[[str], ClientId]) -> None:
    room.window.resize(1440, 900)
    table = room.open(code("K-17"), "profile").profile.table
    metrics = QFontMetricsF(theme.font("strong"))
    for line in table.model_of_lines.lines:
        if line.cells:
            name, tier = line.cells[0], line.cells[-1]
            assert metrics.horizontalAdvance(name.text) + 22 <= table.columnWidth(0), name.text
            day = QFontMetricsF(theme.font()).horizontalAdvance(line.cells[2].text)
            assert day + 2 * theme.S8 <= table.columnWidth(2), line.cells[2].text
            words = QFontMetricsF(theme.font()).horizontalAdvance(f"{tier.text} {tier.when}")
            assert theme.scaled(22) + 24 + words <= table.columnWidth(3), tier.text


def test_prompts_lead_to_the_page_of_prompts(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"), "prompts")
    assert any(row.first.startswith("Accepted") for row in page.prompts.list.rows)
    room.press(Qt.Key.Key_Return)
    assert room.window.place is not None
    kept = {prompt.id for prompt in room.desk.reviewing.history(code("K-17")).prompts}
    assert room.window.place.where["prompt"] in kept


@pytest.mark.parametrize("tab", ["overview", "sessions", "trends"])
def test_a_client_without_sessions_starts_with_a_debrief(bare: Room, tab: str) -> None:
    client = bare.desk.recording.add_client("N-01")
    page = bare.open(client.id, tab)
    empty = {"overview": page.overview.empty, "sessions": page.sessions.empty}.get(tab, page.view.empty)
    assert empty.isVisible()
    assert empty.button is not None
    assert bare.focused is empty.button
    empty.button.click()
    assert isinstance(page.dialog, NewSessionDialog)
    page.dialog.go_on.click()
    (session,) = bare.desk.reviewing.history(client.id).sessions
    assert bare.window.place is not None
    assert bare.window.place.where["session"] == session.id


def test_ctrl_d_asks_for_the_next_session(room: Room, code: Callable[[str], ClientId], qtbot: QtBot) -> None:
    page = room.open(code("K-17"), "sessions")
    room.press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert isinstance(page.dialog, NewSessionDialog)
    assert page.dialog.chosen == code("K-17")
    page.dialog.reject()


def test_a_change_elsewhere_is_read_again(room: Room, code: Callable[[str], ClientId]) -> None:
    page = room.open(code("K-17"), "sessions")
    before = page.sessions.table.model().rowCount()
    room.desk.recording.add_session(code("K-17"))
    assert page.sessions.table.model().rowCount() == before + 1
    room.desk.recording.add_session(code("M-08"))
    assert page.sessions.table.model().rowCount() == before + 1


def test_every_part_has_a_name_and_can_be_seen_in_every_scheme(
    room: Room, code: Callable[[str], ClientId], scheme: str
) -> None:
    for tab in ("overview", "sessions", "trends", "profile", "prompts"):
        for width in (1440, 1024):
            room.window.resize(width, 700)
            page = room.open(code("K-17"), tab)
            assert not page.grab().isNull(), scheme
        unnamed = [
            widget
            for widget in page.view.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not widget.focusProxy()
            and not (widget.accessibleName() or getattr(widget, "text", str)())
        ]
        assert unnamed == []
