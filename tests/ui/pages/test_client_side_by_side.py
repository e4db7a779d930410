"""First, previous and current session side by side, in a real window over the demo practice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Missing, Perspective
from relationship_desk.insight.comparison import Difference, TotalChange
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.pages.client.comparison_lines import QUESTIONNAIRES, change_words, difference_words
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.rows_table import Line
from relationship_desk.ui.pages.client.side_by_side import NOTHING, SideBySide
from relationship_desk.ui.pages.client.trends import TrendsTab

Compare = Callable[..., TrendsTab]


@pytest.fixture
def compare(open_page: OpenPage, demo: Desk) -> Compare:
    """Opens the trends of a demo client at a session, and puts the sessions side by side by key."""

    def opened(code: str, session: int | None = None, width: int = 1440) -> TrendsTab:
        client = demo.supervising.client_id(code)
        where = {} if session is None else {"session": session}
        page = open_page(demo, spec, ClientPage, width=width, client=client, tab="trends", **where)
        key_click(page.trends.view.multiples.list, Qt.Key.Key_C)
        assert page.trends.modes.compares
        return page.trends

    return opened


def line_of(side: SideBySide, key: object) -> Line:
    return next(line for line in side.table.model_of_lines.lines if line.key == key)


def texts(line: Line) -> list[str]:
    return [cell.text for cell in line.cells]


def test_the_numbers_are_those_of_the_series(compare: Compare, demo: Desk) -> None:
    side = compare("K-17", 9).modes.side
    analysis = demo.reviewing.analysis(demo.supervising.client_id("K-17"))
    for perspective in (Perspective.CLIENT, Perspective.CLINICIAN):
        series = analysis.series_of(ALLIANCE, perspective)
        cells = line_of(side, (ALLIANCE, perspective)).cells
        assert [cell.text for cell in cells[1:4]] == [f"{series.value_at(one):.1f}" for one in (1, 8, 9)]
        assert [cell.when for cell in cells[1:4]] == ["at 1", "at 8", ""]
    assert side.secondary.plain.startswith("Session 9, ")
    since_previous = line_of(side, (ALLIANCE, Perspective.CLIENT)).cells[5]
    assert since_previous.tone == "text", "the rupture is no small difference"
    assert "within" not in since_previous.text


def test_client_first_then_clinician_then_observer_each_with_its_shape(compare: Compare) -> None:
    side = compare("K-17", 9).modes.side
    shown = [line for line in side.table.model_of_lines.lines if isinstance(line.key, tuple)]
    assert [line.key for line in shown[:3]] == [(ALLIANCE, one) for one in ("client", "clinician", "observer")]
    assert [line.cells[0].marks[0][0] for line in shown[:3]] == ["client", "clinician", "observer"]
    heads = [line.head for line in side.table.model_of_lines.lines if line.head]
    assert heads[:3] == ["Alliance", "Empathy", "Goals and collaboration"]


def test_every_cell_says_by_itself_what_it_is(compare: Compare) -> None:
    table = compare("K-17", 9).modes.side.table
    model = table.model()
    said = [str(model.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in range(6)]
    assert said[0] == "Alliance, Client"
    assert said[1].startswith("Alliance, client, first of the course, session 1: ")
    assert said[2].startswith("Alliance, client, previous, session 8: ")
    assert said[3].startswith("Alliance, client, current, session 9: ")
    assert said[5].startswith("Alliance, client, since the previous: down ")
    assert table.accessibleName() == "First, previous and current session of each element"


def test_what_is_missing_is_a_word(compare: Compare, demo: Desk) -> None:
    client = demo.supervising.client_id("K-17")
    session = next(one for one in demo.reviewing.history(client).sessions if one.number == 14)
    demo.recording.rate(session.id, ALLIANCE, Perspective.OBSERVER, None, Missing.NOT_OBSERVED)
    side = compare("K-17", 14).modes.side
    assert texts(line_of(side, (ALLIANCE, Perspective.CLIENT)))[3:] == ["not rated", "–", "–"]
    assert texts(line_of(side, (ALLIANCE, Perspective.OBSERVER)))[3] == "not observed"


def test_the_first_session_says_that_it_is_the_first(compare: Compare) -> None:
    side = compare("K-17", 1).modes.side
    cells = line_of(side, (ALLIANCE, Perspective.CLIENT)).cells
    assert (cells[1].text, cells[2].text) == (cells[3].text, "–")
    assert (cells[4].text, cells[5].text) == ("the first", "–")
    assert not side.before.isEnabled()


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (Difference(0.4, True), "up 0.4, within own range"),
        (Difference(-2.1, False), "down 2.1"),
        (Difference(0.0, True), "same, within own range"),
        (Difference(-3.0, None), "down 3.0, no own range yet"),
    ],
)
def test_a_difference_in_words(difference: Difference, words: str) -> None:
    assert difference_words(difference) == words


def test_a_change_of_a_total_in_words() -> None:
    assert change_words(TotalChange(-8, Outcome.RECOVERED)) == "down 8, recovered"
    assert change_words(TotalChange(0, Outcome.UNCHANGED)) == "same, no reliable change"
    assert change_words(TotalChange(1.5, None)) == "up 1.5, change value not known"


def test_questionnaires_follow_under_a_head(compare: Compare, demo: Desk) -> None:
    side = compare("K-17", 14).modes.side
    lines = side.table.model_of_lines.lines
    place = next(at for at, line in enumerate(lines) if line.head == QUESTIONNAIRES)
    totals = lines[place + 1].cells
    (course,) = demo.measuring.administrations(demo.supervising.client_id("K-17"))
    by_session = {one.session: one.administration.total for one in course.standings}
    assert totals[0].marks == ((Perspective.CLIENT, course.measure.title),)
    assert [cell.text for cell in totals[1:4]] == [f"{by_session[one]:g}" for one in (1, 13, 14)]
    assert totals[4].text.startswith("down 8, ")


def test_keys_move_the_session_and_lead_to_the_plot(compare: Compare) -> None:
    trends = compare("K-17", 9)
    side, table = trends.modes.side, trends.modes.side.table
    assert QApplication.focusWidget() is table
    key_click(table, Qt.Key.Key_Left)
    assert side.secondary.plain.startswith("Session 8, ")
    assert trends.view.plot.cursor_session == 8
    key_click(table, Qt.Key.Key_Home)
    key_click(table, Qt.Key.Key_Left)
    assert trends.view.plot.cursor_session == 1
    key_click(table, Qt.Key.Key_End)
    assert trends.view.plot.cursor_session == 14
    side.before.click()
    assert trends.view.plot.cursor_session == 13
    table.choose(("empathy", Perspective.CLINICIAN))
    key_click(table, Qt.Key.Key_Return)
    assert not trends.modes.compares
    assert (trends.view.multiples.current, trends.view.plot.cursor_session) == ("empathy", 13)
    assert QApplication.focusWidget() is trends.view.multiples.list
    key_click(trends.view.multiples.list, Qt.Key.Key_C)
    assert table.current_key == ("empathy", Perspective.CLIENT)
    key_click(table, Qt.Key.Key_C)
    assert not trends.modes.compares


def test_escape_leads_back_to_the_plots(compare: Compare) -> None:
    trends = compare("K-17")
    assert trends.go_back()
    assert not trends.modes.compares
    assert not trends.go_back()


def test_another_client_begins_with_the_plots(compare: Compare, demo: Desk) -> None:
    trends = compare("K-17")
    window = trends.window()
    window.go("page", client=demo.supervising.client_id("M-08"), tab="trends")  # type: ignore[attr-defined]
    assert not trends.modes.compares


def test_what_changes_elsewhere_is_read_again(compare: Compare, demo: Desk) -> None:
    side = compare("K-17", 14).modes.side
    client = demo.supervising.client_id("K-17")
    session = next(one for one in demo.reviewing.history(client).sessions if one.number == 14)
    demo.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(33))
    assert texts(line_of(side, (ALLIANCE, Perspective.CLIENT)))[3] == "3.3"


def two_courses(desk: Desk) -> ClientId:
    """A client with three rated sessions in each of two courses."""
    client = desk.recording.add_client("N-01", opened_on=desk.today() - timedelta(days=100), focus="Sleep")
    for number in range(6):
        held = desk.today() - timedelta(days=90 - 7 * number)
        session = desk.recording.add_session(client.id, held_on=held)
        desk.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, Tenths(40 + 5 * number))
    with desk.store.work("test", "course") as work:
        (first,) = work.clients.courses(client.id)
        later = desk.today() - timedelta(days=70)
        second = work.clients.add_course(replace(first, number=2, opened_on=later))
        for session in work.sessions.of(client.id):
            if session.number > 3:
                work.sessions.save(replace(session, course=second.id))
        work.touch(client=client.id)
    return client.id


def test_with_several_courses_one_is_chosen(open_page: OpenPage, desk: Desk) -> None:
    page = open_page(desk, spec, ClientPage, client=two_courses(desk), tab="trends")
    modes = page.trends.modes
    modes.compare(True)
    side = modes.side
    assert side.course.isVisible()
    assert side.course.currentText() == "Course 2"
    assert texts(line_of(side, (ALLIANCE, Perspective.CLIENT)))[1:4] == ["5.5", "6.0", "6.5"]
    side.course.setCurrentIndex(0)
    side.course.activated.emit(0)
    assert page.trends.view.plot.cursor_session == 3
    assert texts(line_of(side, (ALLIANCE, Perspective.CLIENT)))[1:4] == ["4.0", "4.5", "5.0"]


def test_a_course_in_which_nothing_is_rated_says_so(open_page: OpenPage, desk: Desk) -> None:
    client = desk.recording.add_client("N-02")
    desk.recording.add_session(client.id)
    page = open_page(desk, spec, ClientPage, client=client.id, tab="trends")
    modes = page.trends.modes
    modes.compare(True)
    assert modes.side.nothing.isVisible()
    assert modes.side.nothing.plain == NOTHING.format(session=1)
    assert not modes.side.table.isVisible()
    modes.look_together()
    assert modes.together is not None
    assert modes.together.topic is None
    modes.together.accept()


@pytest.mark.parametrize("width", [1440, 1024])
def test_the_differences_are_shown_whole(compare: Compare, width: int) -> None:
    side = compare("K-17", 13, width).modes.side
    metrics, head = QFontMetricsF(theme.font()), side.table.horizontalHeader()
    for line in side.table.model_of_lines.lines:
        for column, cell in enumerate(line.cells):
            mark = theme.scaled(11) + theme.S8 if cell.marks else 0
            said = " ".join((cell.text, *(words for _, words in cell.marks))).strip()
            needed = metrics.horizontalAdvance("\N{MINUS SIGN}0.0" if cell.number else said)
            if cell.when:
                needed += theme.S8 + metrics.horizontalAdvance(cell.when)
            lead = theme.S8 if column else 14
            room = head.sectionSize(column) - lead - theme.S8
            assert mark + needed <= room + 1, f"{said} {cell.when}"
