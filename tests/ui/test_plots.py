"""The plots as widgets: keys, pointer, words for screen readers, exports, and data of every size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.plots.because_plot import BecausePlot, Threshold, TriggerPoint
from relationship_desk.ui.plots.extent import Axis
from relationship_desk.ui.plots.measure_track import ChangeBand, MeasureTrack, Total
from relationship_desk.ui.plots.small_multiples import SmallMultiples, SmallPlot
from relationship_desk.ui.plots.trend import BandStep, Mark, SessionTick, Span, Trend, TrendLine
from relationship_desk.ui.plots.trend_picture import Shown
from relationship_desk.ui.plots.trend_plot import TrendPlot

CLINICIAN, CLIENT, OBSERVER = Perspective


def trend_of(count: int, *lines: TrendLine) -> Trend:
    ticks = tuple(SessionTick(n + 1, n + 1, date(2026, 1, 5) + timedelta(weeks=n)) for n in range(count))
    return Trend("Alliance", ticks, lines)


def usual(count: int = 12) -> Trend:
    plain = trend_of(
        count,
        TrendLine(CLINICIAN, tuple(6.0 + n % 3 / 2 for n in range(count))),
        TrendLine(CLIENT, tuple(None if n % 7 == 3 else 7.0 + n % 4 / 2 for n in range(count))),
        TrendLine(OBSERVER, tuple(6.5 if n % 3 == 2 else None for n in range(count))),
    )
    return replace(
        plain,
        baseline=tuple(BandStep(n, n, 7.4, 6.2, formed_by=(n - 2, n - 1)) for n in range(5, count + 1)),
        spans=(Span(3, 5, "Rupture, confrontation"), Span(count - 1, None, "Rupture, withdrawal")),
        events=(
            Mark(3, "pulse", "Rupture", "attention"),
            Mark(5, "link", "Repaired", "success"),
            Mark(99_999, "flag", "Gone"),
        ),
        prompts=(Mark(4, "cross", "Declined"),),
        interventions=tuple(Mark(n, "sliders", "Exposure step") for n in range(1, count, 3)),
        measure=MeasureTrack(
            "PHQ-9",
            0,
            27,
            "Lower is better",
            tuple(Total(n, date(2026, 1, 5), None if n % 5 == 4 else n % 27, "PHQ-9") for n in range(count)),
            10,
            (ChangeBand(0, count - 0.5, -6, 6),),
        ),
    )


CASES: dict[str, Callable[[], Trend]] = {
    "no sessions": lambda: trend_of(0),
    "no ratings": lambda: trend_of(5),
    "nothing but gaps": lambda: trend_of(3, TrendLine(CLIENT, (None, None, None))),
    "one session": lambda: trend_of(1, TrendLine(CLIENT, (7.0,))),
    "usual": usual,
    "all tens": lambda: trend_of(12, *(TrendLine(who, (10.0,) * 12) for who in Perspective)),
    "all noughts": lambda: trend_of(12, *(TrendLine(who, (0.0,) * 12) for who in Perspective)),
    "200 sessions": lambda: usual(200),
    "1,408 sessions": lambda: usual(1408),
}


@pytest.fixture
def plot(qtbot: QtBot) -> TrendPlot:
    plot = TrendPlot()
    qtbot.addWidget(plot)
    plot.set_trend(usual(), "Client fell below the own baseline in session 4.")
    plot.resize(800, 500)
    with qtbot.waitActive(plot):
        plot.show()
    plot.setFocus()
    return plot


def spoken(widget: QWidget, what: QAccessible.Text) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(what)


def count_pixels(image: QImage, color: QColor) -> int:
    wanted = color.rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("case", CASES)
def test_every_size_of_data_is_drawn_in_every_scheme(case: str, scheme: str, qtbot: QtBot) -> None:
    trend = CASES[case]()
    plot, because, small = TrendPlot(), BecausePlot(), SmallMultiples()
    plot.set_trend(trend, "")
    by_week = TrendPlot()
    by_week.set_trend(trend, "")
    by_week.set_axis(Axis.WEEK)
    by_week.zoom(True)
    because.set_trend(trend, "", Threshold(5, 6.0, "Limit of own baseline"), (TriggerPoint(4, CLIENT),))
    small.set_plots([SmallPlot(ElementId("alliance"), trend)])
    for widget in (plot, by_week, because, small):
        qtbot.addWidget(widget)
        image = widget.grab().toImage()
        assert count_pixels(image, theme.current().color("muted")) > 0


def test_left_and_right_move_the_cursor_and_stop_at_the_ends(plot: TrendPlot) -> None:
    met: list[int] = []
    plot.cursor_moved.connect(met.append)
    assert plot.cursor_session == 12
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        key_click(plot, key)
    assert met == [11, 10, 11, 12]
    key_click(plot, Qt.Key.Key_Home)
    key_click(plot, Qt.Key.Key_Left)
    assert plot.cursor_session == 1


def test_return_and_double_click_open_the_session(plot: TrendPlot) -> None:
    opened: list[int] = []
    plot.session_opened.connect(opened.append)
    key_click(plot, Qt.Key.Key_Left)
    key_click(plot, Qt.Key.Key_Return)
    plane = plot.frame().plane
    QTest.mouseMove(plot, QPoint(round(plane.x(3)), 200))
    QTest.mouseDClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(plane.x(3)), 200))
    assert opened == [11, 4]


def test_hovering_moves_the_cursor_inside_the_plot_only(plot: TrendPlot) -> None:
    plane = plot.frame().plane
    QTest.mouseMove(plot, QPoint(round(plane.x(5) + 3), 100))
    assert plot.cursor_session == 6
    QTest.mouseMove(plot, QPoint(round(plane.rect.right() + 40), 100))
    assert plot.cursor_session == 6


def wheel(plot: TrendPlot, turn: QPoint, modifiers: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over the fourth session; return whether the plot took it."""
    spot = QPointF(plot.frame().plane.x(3), 100)
    event = QWheelEvent(
        spot, spot, QPoint(), turn, Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(plot, event)
    return event.isAccepted()


def test_the_wheel_zooms_around_the_pointer_with_ctrl_and_moves_the_view_sideways(plot: TrendPlot) -> None:
    assert not wheel(plot, QPoint(0, 120), Qt.KeyboardModifier.NoModifier)
    assert wheel(plot, QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert plot.sight.drawn.numbers == (3, 4, 5, 6, 7, 8)
    assert wheel(plot, QPoint(-120, 0), Qt.KeyboardModifier.NoModifier)
    assert plot.sight.drawn.numbers == (4, 5, 6, 7, 8, 9)
    assert plot.cursor_session == 12
    for _ in range(2):
        wheel(plot, QPoint(0, -120), Qt.KeyboardModifier.ControlModifier)
    assert plot.sight.words() == "All 12 sessions"


def test_keys_hide_perspectives_and_the_baseline(plot: TrendPlot) -> None:
    told: list[Shown] = []
    plot.shown_changed.connect(told.append)
    client = theme.current().color("client")
    assert count_pixels(plot.grab().toImage(), client) > 0
    key_click(plot, Qt.Key.Key_2)
    key_click(plot, Qt.Key.Key_B)
    assert told == [Shown(frozenset({CLINICIAN, OBSERVER})), Shown(frozenset({CLINICIAN, OBSERVER}), baseline=False)]
    assert count_pixels(plot.grab().toImage(), client) == 0
    key_click(plot, Qt.Key.Key_2)
    assert count_pixels(plot.grab().toImage(), client) > 0


def test_t_asks_for_the_table(plot: TrendPlot) -> None:
    asked: list[None] = []
    plot.table_asked.connect(asked.append)
    key_click(plot, Qt.Key.Key_T)
    key_click(plot, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert asked == [None]


def test_the_plot_is_named_and_described(plot: TrendPlot) -> None:
    assert spoken(plot, QAccessible.Text.Name) == "Alliance, trend"
    assert spoken(plot, QAccessible.Text.Description) == "Client fell below the own baseline in session 4."


def test_the_cursor_stays_on_its_session_when_the_trend_grows(plot: TrendPlot) -> None:
    plot.set_cursor_session(4)
    plot.set_trend(usual(13), "")
    assert plot.cursor_session == 4
    plot.set_trend(usual(3), "")
    assert plot.cursor_session == 3


def test_without_sessions_the_keys_do_nothing(plot: TrendPlot) -> None:
    met: list[int] = []
    plot.cursor_moved.connect(met.append)
    plot.session_opened.connect(met.append)
    plot.set_trend(trend_of(0), "")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Return):
        key_click(plot, key)
    assert (plot.cursor_session, met) == (None, [])


def test_moving_the_cursor_and_the_scheme_change_the_picture(plot: TrendPlot, scheme: str) -> None:
    before = plot.grab().toImage()
    key_click(plot, Qt.Key.Key_Left)
    after = plot.grab().toImage()
    assert after != before
    assert count_pixels(after, theme.current().color("clinician")) > 0


def test_picture_and_vector_exports_hold_the_whole_plot(plot: TrendPlot, tmp_path: Path) -> None:
    image = plot.to_image(3.0)
    assert (image.width(), image.height()) == (2400, 1500)
    assert image.pixelColor(2, 2) == theme.current().color("surface")
    plot.to_svg(tmp_path / "alliance.svg")
    drawing = ElementTree.parse(tmp_path / "alliance.svg")  # noqa: S314 - written by the line above
    words = " ".join(drawing.getroot().itertext())
    for word in ("Alliance", "Clinician", "Repaired", "Declined", "Session", "Client fell below"):
        assert word in words


def test_an_export_that_cannot_be_written_says_so(plot: TrendPlot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no-such-folder"):
        plot.to_svg(tmp_path / "no-such-folder" / "alliance.svg")


@pytest.fixture
def small(qtbot: QtBot) -> SmallMultiples:
    small = SmallMultiples()
    qtbot.addWidget(small)
    trend = usual()
    small.set_plots(
        [
            SmallPlot(ElementId("alliance"), trend),
            SmallPlot(ElementId("cohesion"), replace(trend, title="Group cohesion", lines=()), "Groups only"),
            SmallPlot(ElementId("empathy"), replace(trend, title="Empathy")),
        ]
    )
    small.resize(320, 600)
    with qtbot.waitActive(small):
        small.show()
    small.setFocus()
    return small


def test_up_and_down_choose_the_element_and_pass_over_plotless_rows(small: SmallMultiples) -> None:
    met: list[ElementId] = []
    small.current_changed.connect(met.append)
    assert small.current == "alliance"
    key_click(small.list, Qt.Key.Key_Down)
    key_click(small.list, Qt.Key.Key_Up)
    assert met == ["empathy", "alliance"]


def test_the_scale_is_shared_and_stated(small: SmallMultiples) -> None:
    assert small.scale_words.plain == "Small plots: 3 to 10"
    small.set_plots([SmallPlot(ElementId("alliance"), trend_of(2, TrendLine(CLIENT, (1.4, 7.0))))])
    assert small.scale_words.plain == "Small plots: 1 to 10"


def test_small_plots_speak_their_last_values(small: SmallMultiples) -> None:
    interface = QAccessible.queryAccessibleInterface(small.list)
    assert interface is not None
    names = [interface.child(row).text(QAccessible.Text.Name) for row in range(3)]
    assert names == [
        "Alliance, clinician 7.0, client 8.5",
        "Group cohesion, groups only",
        "Empathy, clinician 7.0, client 8.5",
    ]


def test_new_plots_keep_the_current_element_without_telling(small: SmallMultiples) -> None:
    met: list[ElementId] = []
    small.current_changed.connect(met.append)
    small.set_current(ElementId("empathy"))
    small.set_plots([SmallPlot(ElementId(name), usual()) for name in ("alliance", "empathy", "congruence")])
    assert (small.current, met) == ("empathy", [])
    small.set_current(ElementId("unheard-of"))
    assert small.current == "empathy"


def test_plots_share_the_height_and_keep_a_readable_one(small: SmallMultiples) -> None:
    tall = small.list.plot_delegate.plot_height
    small.resize(320, 120)
    assert small.list.plot_delegate.plot_height < tall
    assert small.list.plot_delegate.plot_height >= 50


def test_the_because_plot_rings_its_point_and_is_described(qtbot: QtBot) -> None:
    plot = BecausePlot()
    qtbot.addWidget(plot)
    plot.resize(460, 200)
    plot.set_trend(usual(), "Client 2.2 below own baseline.", Threshold(5, 6.2, "Limit"), ())
    plain = plot.grab().toImage()
    plot.set_trend(usual(), "Client 2.2 below own baseline.", Threshold(5, 6.2, "Limit"), (TriggerPoint(12, CLIENT),))
    assert plot.grab().toImage() != plain
    assert spoken(plot, QAccessible.Text.Description) == "Client 2.2 below own baseline."
