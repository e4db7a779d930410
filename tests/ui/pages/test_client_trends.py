"""What stands below a trend, how many sessions are in view, and what of it all goes into table and file."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.domain.process import InterventionKind
from relationship_desk.insight import findings as f
from relationship_desk.insight.measure_courses import MeasureCourse
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.trend_data import focus_trend
from relationship_desk.ui.pages.client.trend_marks import begins
from relationship_desk.ui.pages.client.trend_rows import FILE_HEADINGS
from relationship_desk.ui.pages.client.trends import TrendsTab
from relationship_desk.ui.plots.extent import Axis
from relationship_desk.ui.plots.measure_lane import NONE_ON_FILE
from relationship_desk.ui.plots.measure_track import MeasureTrack

OpenTrends = Callable[..., TrendsTab]


@pytest.fixture
def client_of(demo: Desk) -> Callable[[str], ClientId]:
    ids = {client.code: client.id for client in demo.reviewing.everybody()}
    return ids.__getitem__


@pytest.fixture
def trends(demo: Desk, open_page: OpenPage, client_of: Callable[[str], ClientId]) -> OpenTrends:
    def open_it(code: str = "K-17", *, width: int = 1440, **where: object) -> TrendsTab:
        page = open_page(demo, spec, ClientPage, width=width, client=client_of(code), tab="trends", **where)
        QApplication.processEvents()
        return page.trends

    return open_it


def track_of(tab: TrendsTab) -> MeasureTrack:
    track = tab.view.plot.trend.measure
    assert track is not None
    return track


def main_measure(demo: Desk, client: ClientId) -> MeasureCourse:
    return demo.measuring.administrations(client)[0]


def test_the_main_measure_stands_below_the_plot_with_cutoff_and_band(
    demo: Desk, client_of: Callable[[str], ClientId], trends: OpenTrends
) -> None:
    track, course = track_of(trends()), main_measure(demo, client_of("K-17"))
    assert course.main
    assert (track.title, track.better, track.cutoff) == (course.measure.title, "Lower is better", 10)
    first = course.standings[0].administration.total
    assert first is not None
    (band,) = track.bands
    assert (band.low, band.high) == (first - 6, first + 6)
    assert [one.value for one in track.totals] == [one.administration.total for one in course.standings]
    attended = [one.number for one in demo.reviewing.history(client_of("K-17")).attended]
    assert [attended[int(one.place)] for one in track.totals] == [one.session for one in course.standings]


def test_totals_and_ratings_of_a_session_stand_above_each_other(trends: OpenTrends) -> None:
    plot = trends().view.plot
    frame = plot.frame()
    for place in range(len(plot.trend.sessions)):
        assert frame.measure.x(place) == frame.plane.x(place)
    assert frame.lanes[-1].bottom() <= frame.measure_row.top()
    assert frame.measure_row.bottom() <= frame.axis.top()


def test_an_answer_without_session_is_placed_by_its_day_and_has_a_row_of_its_own(
    demo: Desk, client_of: Callable[[str], ClientId], trends: OpenTrends
) -> None:
    client = client_of("K-17")
    before, after = demo.reviewing.history(client).attended[3:5]
    day = before.held_on + timedelta(days=1)
    measure = next(one for one in demo.measuring.measures() if one.id == "phq-9")
    demo.measuring.administer(client, measure, Given(total=13), administered_on=day)
    tab = trends(session=before.number)
    between = next(one for one in track_of(tab).totals if one.day == day)
    assert between.place == 3 + 1 / (after.held_on - before.held_on).days
    assert any(words.startswith("PHQ-9 13") for words in tab.view.plot.trend.happened_in(before.number))
    tab.view.as_table.click()
    lines = tab.view.table.model_of_lines.lines
    assert [line.cells[0].text for line in lines[3:6]] == [str(before.number), "–", str(after.number)]
    assert (lines[4].cells[8].text, lines[4].cells[3].text) == ("13", "–")
    tab.view.table.choose(lines[4].key)
    assert tab.view.plot.cursor_session == before.number


def test_another_measure_can_be_chosen_and_stays_with_the_next_element(
    demo: Desk, client_of: Callable[[str], ClientId], trends: OpenTrends
) -> None:
    ors = next(one for one in demo.measuring.measures() if one.id == "ors")
    session = demo.reviewing.history(client_of("K-17")).attended[0].id
    demo.measuring.administer(client_of("K-17"), ors, Given(total=21), session=session)
    tab = trends()
    assert tab.view.bar.measure.isVisible()
    tab.view.bar.measure.setCurrentIndex(tab.view.bar.measure.findText("ORS"))
    assert (track_of(tab).title, track_of(tab).better) == ("ORS", "Higher is better")
    key_click(tab.view.multiples.list, Qt.Key.Key_Down)
    assert track_of(tab).title == "ORS"
    other = next(one for one in tab.view.bar.menu.actions() if one.text() == "PHQ-9")
    other.trigger()
    assert (track_of(tab).title, tab.view.bar.measure.currentText()) == ("PHQ-9", "PHQ-9")


def test_without_a_questionnaire_the_lane_says_so(demo: Desk, trends: OpenTrends) -> None:
    bare = next(
        one.code
        for one in demo.reviewing.everybody()
        if one.code != "K-17" and not demo.measuring.administrations(one.id)
    )
    tab = trends(bare)
    assert tab.view.plot.trend.measure is None
    assert not tab.view.bar.measure.isVisible()
    assert NONE_ON_FILE == "No questionnaire on file"
    assert tab.view.plot.frame().measure_row.height() < 40


def test_interventions_have_a_lane_and_all_of_a_session_are_read(
    demo: Desk, client_of: Callable[[str], ClientId], trends: OpenTrends
) -> None:
    draft = next(one.session for one in demo.reviewing.sessions(client_of("K-17")) if not one.signed)
    for name, how in (("Zooming out", ""), ("Breathing", "in part")):
        demo.accompanying.put_intervention(draft.id, name, InterventionKind.SUPPORTED, how)
    tab = trends(session=draft.number)
    assert [lane.name for lane in tab.view.plot.trend.lanes] == ["Events", "Interventions", "Prompts"]
    mark = next(one for one in tab.view.plot.trend.interventions if one.session == draft.number)
    assert mark.word.endswith(("+1", "+2"))
    assert "Zooming out; Breathing (in part)" in tab.view.strip.happened.plain


@pytest.mark.parametrize(
    ("signal", "word"),
    [(f.SLOW_DECLINE, "Slow decline"), (f.GAP_WIDENING, "Gap widened"), (f.CEILING, "Ratings stand still")],
)
def test_a_lasting_signal_is_marked_where_it_begins_and_explains_itself(demo: Desk, signal: str, word: str) -> None:
    met = 0
    for client in demo.reviewing.everybody():
        analysis = demo.reviewing.analysis(client.id)
        held = [one for one in analysis.findings if one.signal == signal and one.strength == f.SIGNAL]
        for subject in {one.subject for one in held}:
            of_it = [one for one in held if one.subject == subject]
            element = next(one for one in demo.catalogue.elements.values() if one.id == subject)
            marks = [mark for mark in focus_trend(analysis, element).events if mark.word == word]
            assert marks
            assert len(marks) <= len(of_it)
            assert marks[0].session == min(one.session for one in of_it)
            assert {mark.detail for mark in marks} <= {one.detail for one in of_it}
            met += 1
    assert met


def test_a_signal_begins_again_after_a_session_without_it() -> None:
    assert begins({3, 4, 6}, [1, 2, 3, 4, 5, 6]) == [3, 6]
    assert begins({3, 6}, [3, 6]) == [3]
    assert begins({2}, []) == []


# How many sessions are in view


def test_keys_zoom_from_the_list_of_elements_too(trends: OpenTrends) -> None:
    view = trends(session=9).view
    key_click(view.multiples.list, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    assert view.plot.sight.extent.count == 7
    assert view.plot.sight.extent.holds(8)
    assert (
        view.bar.range.plain
        == f"Sessions {view.plot.sight.drawn.numbers[0]} to {view.plot.sight.drawn.numbers[-1]} of 14"
    )
    key_click(view.multiples.list, Qt.Key.Key_Minus)
    assert view.bar.range.plain == "All 14 sessions"
    assert not view.bar.whole.isEnabled()
    view.bar.closer.click()
    view.bar.closer.click()
    assert not view.bar.closer.isEnabled()
    key_click(view.plot, Qt.Key.Key_Home)
    assert view.plot.sight.drawn.numbers[0] == 1
    key_click(view.plot, Qt.Key.Key_0)
    assert view.plot.sight.is_whole


def test_dragging_over_sessions_brings_them_into_view_and_a_click_only_moves_the_cursor(trends: OpenTrends) -> None:
    plot = trends().view.plot
    plane = plot.frame().plane
    y = round(plane.rect.center().y())
    QTest.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plane.x(4)), y))
    QTest.mouseMove(plot, QPoint(round(plane.x(8)), y))
    QTest.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plane.x(8)), y))
    assert plot.sight.drawn.numbers == (5, 6, 7, 8, 9)
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plot.frame().plane.x(1)), y))
    assert (plot.sight.drawn.numbers, plot.cursor_session) == ((5, 6, 7, 8, 9), 6)


def test_by_week_the_pause_is_seen(trends: OpenTrends) -> None:
    view = trends().view
    view.bar.axis.button(Axis.WEEK.value).click()
    plane, sessions = view.plot.frame().plane, view.plot.trend.sessions
    first, last = sessions[0].held_on, sessions[-1].held_on
    assert plane.x(13) - plane.x(0) == pytest.approx((last - first).days / 7 * plane.slot)
    apart = [plane.x(place + 1) - plane.x(place) for place in range(13)]
    assert max(apart) > min(apart) * 1.5


def test_pointing_at_a_session_says_all_of_it(trends: OpenTrends) -> None:
    tab = trends()
    frame = tab.view.plot.frame()
    said = tab.view.plot.words_at(frame.plane.x(8)).split("\n")
    assert said[0].startswith("Session 9, week 9: clinician ")
    assert said[1].startswith("Own baseline ")
    assert said[1].endswith("from sessions 1 to 8")
    assert "Rupture, withdrawal" in said
    assert any(line.startswith("PHQ-9 ") for line in said)


def test_a_narrow_window_offers_the_view_as_a_menu(trends: OpenTrends) -> None:
    view = trends(width=1024).view
    assert view.look.isVisible()
    assert not view.bar.isVisible()
    actions: dict[str, QAction] = {one.text().split("\t")[0]: one for one in view.bar.menu.actions()}
    actions["By week"].trigger()
    assert view.plot.sight.axis is Axis.WEEK
    actions["Zoom in"].trigger()
    assert not view.plot.sight.is_whole
    actions["Show all"].trigger()
    assert view.plot.sight.words() == "All 14 sessions"
    assert not actions["Show all"].isEnabled()
    plane = view.plot.frame().plane
    assert plane.rect.height() >= 100


# Table and files


def test_the_file_has_the_totals_and_what_was_marked(
    demo: Desk, client_of: Callable[[str], ClientId], trends: OpenTrends, tmp_path: Path
) -> None:
    tab = trends()
    tab.export.write(str(tmp_path / "alliance.csv"))
    rows = list(csv.DictReader((tmp_path / "alliance.csv").read_text(encoding="utf-8").splitlines()))
    assert tuple(rows[0]) == FILE_HEADINGS
    totals = {one.session: one.administration.total for one in main_measure(demo, client_of("K-17")).standings}
    assert {int(row["Session"]): float(row["Total"]) for row in rows if row["Total"]} == totals
    assert {row["Measure"] for row in rows if row["Total"]} == {"PHQ-9"}
    ninth = rows[8]
    assert ninth["Events"].startswith("Rupture")
    assert all(row["Interventions"] for row in rows if int(row["Session"]) in _with_interventions(tab))


def _with_interventions(tab: TrendsTab) -> set[int]:
    marked = {mark.session for mark in tab.view.plot.trend.interventions}
    assert marked
    return marked


def test_the_picture_shows_what_is_in_view_with_its_measure(trends: OpenTrends, tmp_path: Path) -> None:
    tab = trends()
    whole = tab.view.plot.to_image()
    tab.view.plot.zoom(True)
    assert tab.view.plot.to_image() != whole
    tab.export.write(str(tmp_path / "alliance.svg"))
    drawing = (tmp_path / "alliance.svg").read_text(encoding="utf-8")
    assert "Lower is better" in drawing
    tab.export.write(str(tmp_path / "alliance.png"))
    assert QImage(str(tmp_path / "alliance.png")).width() > 300


def test_the_plot_in_words_names_the_measure(trends: OpenTrends) -> None:
    tab = trends()
    assert tab.view.multiples.current == ALLIANCE
    newest = track_of(tab).newest
    assert newest is not None
    assert f"Below it {newest.words}; lower is better." in tab.view.plot.accessibleDescription()


def test_the_measure_of_one_client_is_not_kept_for_the_next(
    demo: Desk, client_of: Callable[[str], ClientId], open_page: OpenPage
) -> None:
    page = open_page(demo, spec, ClientPage, client=client_of("K-17"), tab="trends")
    page.trends.view.plot.zoom(True)
    other = next(
        one.id
        for one in demo.reviewing.everybody()
        for course in demo.measuring.administrations(one.id)[:1]
        if course.measure.id != MeasureId("phq-9")
    )
    page.arrive({"client": other, "tab": "trends"})
    assert track_of(page.trends).title == main_measure(demo, other).measure.title
    assert page.trends.view.plot.sight.is_whole


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_heads_of_the_table_stand_whole(trends: OpenTrends, width: int) -> None:
    tab = trends(width=width)
    tab.view.as_table.click()
    QApplication.processEvents()
    table = tab.view.table
    head = table.horizontalHeader()
    metrics = QFontMetricsF(theme.font())
    for column in range(table.model().columnCount()):
        if table.columnWidth(column):
            words = str(table.model().headerData(column, Qt.Orientation.Horizontal))
            room = head.sectionSize(column) - (14 if column == 0 else theme.S8) - theme.S8
            assert metrics.horizontalAdvance(words) <= room, words
