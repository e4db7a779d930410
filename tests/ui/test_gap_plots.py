"""The two plots of a gap: one scale for both, every session in its place, and the same said in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.dyad import Common
from relationship_desk.ui import theme
from relationship_desk.ui.plots.gap_plot import GapPlot
from relationship_desk.ui.plots.gaps import Gaps
from relationship_desk.ui.plots.level_plot import LevelPlot
from relationship_desk.ui.plots.trend import Mark

DAY = date(2026, 1, 5)
tenths = st.integers(0, 100).map(lambda value: value / 10)


def gaps(*pairs: tuple[float, float] | None, marks: tuple[Mark, ...] = ()) -> Gaps:
    points = (Common(n, DAY, *pair) for n, pair in enumerate(pairs, start=1) if pair is not None)
    numbers = tuple(range(1, len(pairs) + 1))
    names = ("clinician", "client")
    both = (Perspective.CLINICIAN, Perspective.CLIENT)
    return Gaps("Alliance", *both, names, numbers, tuple(points), 0.5, (-1.0, 2.0), marks)


@given(st.lists(st.none() | st.tuples(tenths, tenths), max_size=30))
def test_the_scale_holds_every_gap_and_is_the_same_above_and_below(pairs: list[tuple[float, float] | None]) -> None:
    found = gaps(*pairs)
    assert 2 <= found.reach <= 10
    assert all(abs(point.gap) <= found.reach + 1e-9 for point in found.points)
    ticks = list(found.ticks)
    assert ticks == [-tick for tick in reversed(ticks)]
    assert {0, found.reach, -found.reach} <= set(ticks)
    assert len(ticks) <= 7


@pytest.mark.parametrize("marked", [False, True])
def test_both_plots_stand_level(qtbot: QtBot, marked: bool) -> None:
    marks = (Mark(2, "gap", "Gap widened"),) if marked else ()
    shown = gaps((6.0, 7.0), (6.5, 4.5), marks=marks)
    planes = []
    for plot in (GapPlot(), LevelPlot()):
        qtbot.addWidget(plot)
        plot.resize(420, 236)
        plot.show_gaps(shown, "Alliance", "")
        planes.append(plot.plane())
    assert [(one.rect.top(), one.rect.bottom(), one.y(0)) for one in planes[:1]] == [
        (one.rect.top(), one.rect.bottom(), one.y(0)) for one in planes[1:]
    ]


def test_the_session_under_the_pointer_is_said(qtbot: QtBot) -> None:
    plot = GapPlot()
    qtbot.addWidget(plot)
    plot.resize(420, 236)
    plot.show_gaps(gaps((6.0, 7.5), None, (7.0, 5.0), marks=(Mark(3, "gap", "Gap reversed"),)), "Alliance", "")
    plane = plot.plane()
    said = [plot.words_at(plane.x(place)) for place in range(3)]
    assert said == [
        "Session 1: clinician 6.0, client 7.5, gap 1.5",
        "Session 2: not rated by both",
        "Session 3: clinician 7.0, client 5.0, gap −2.0. Gap reversed",
    ]
    assert plot.words_at(0) == ""


def picture(plot: GapPlot | LevelPlot) -> QImage:
    image = QImage(plot.size(), QImage.Format.Format_Grayscale8)
    image.fill(theme.current().color("surface"))
    plot.render(image)
    return image


def test_who_is_higher_can_be_told_in_grey(qtbot: QtBot) -> None:
    """Mirrored gaps give another picture, also without colour: by side and by shape."""
    plot = GapPlot()
    qtbot.addWidget(plot)
    plot.resize(420, 236)
    plot.show_gaps(gaps((5.0, 6.5), (5.0, 6.5)), "Alliance", "")
    above = picture(plot)
    plot.show_gaps(gaps((6.5, 5.0), (6.5, 5.0)), "Alliance", "")
    assert picture(plot) != above


@pytest.mark.parametrize("count", [0, 1, 12, 200, 1408])
def test_any_number_of_sessions_is_drawn(qtbot: QtBot, scheme: str, count: int) -> None:
    shown = gaps(*[(7.0 + n % 3, 6.0 + n % 4) for n in range(count)])
    empty = gaps(*[None] * count)
    for plot in (GapPlot(), LevelPlot()):
        qtbot.addWidget(plot)
        plot.resize(360, 200)
        plot.show_gaps(shown, "Alliance", "said")
        drawn = picture(plot)
        plot.show_gaps(empty, "Alliance", "said")
        assert (picture(plot) != drawn) == bool(count), scheme
