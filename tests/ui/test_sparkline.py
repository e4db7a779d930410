"""Sparklines compare down a column: one scale, one step a session."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.ui import theme
from relationship_desk.ui.widgets.sparkline import paint_sparkline, points_of, scale_floor

AREA = QRectF(0, 0, 108, 38)


def painted(values: list[float | None], perspective: Perspective) -> QImage:
    image = QImage(108, 38, QImage.Format.Format_RGB32)
    image.fill(theme.current().color("surface"))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.DotLine)
    paint_sparkline(painter, AREA, values, perspective, 14)
    assert painter.pen().style() == Qt.PenStyle.DotLine, "a delegate’s painter comes back as it was"
    painter.end()
    return image


def inked_columns(image: QImage) -> set[int]:
    ground = theme.current().color("surface").rgb()
    return {x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))}


def test_short_courses_look_short() -> None:
    short, full = points_of(AREA, [7.0] * 6, 14), points_of(AREA, [7.0] * 14, 14)
    assert short == full[:6]


def test_only_the_newest_sessions_are_shown() -> None:
    assert points_of(AREA, [1.0] * 20 + [7.0] * 14, 14) == points_of(AREA, [7.0] * 14, 14)


def test_the_scale_starts_at_three_unless_something_lies_lower() -> None:
    assert scale_floor([]) == 3
    assert scale_floor([None, 6.4]) == 3
    assert scale_floor([6.4, 0.3]) == 0
    low, high = points_of(AREA, [3.0, 10.0], 14)
    assert low is not None
    assert high is not None
    assert (low.y(), high.y()) == (34, 4)


def test_gaps_are_not_joined() -> None:
    joined, gap = (
        painted([7.0] * 14, Perspective.CLIENT),
        painted([7.0, 7.0, *[None] * 10, 7.0, 7.0], Perspective.CLIENT),
    )
    assert set(range(10, 98)) <= inked_columns(joined)
    assert not inked_columns(gap) & set(range(20, 84))


def test_the_observer_has_marks_without_a_line() -> None:
    image = painted([7.0, *[None] * 12, 7.0], Perspective.OBSERVER)
    dense = painted([7.0] * 14, Perspective.OBSERVER)
    assert not inked_columns(image) & set(range(12, 96))
    assert inked_columns(dense) >= {4, 104}


@pytest.mark.parametrize("values", [[], [None], [7.0], [None] * 14, [10.0] * 1408, [0.0] * 3])
@pytest.mark.parametrize("perspective", Perspective)
def test_any_values_are_drawn(values: list[float | None], perspective: Perspective) -> None:
    assert bool(inked_columns(painted(values, perspective))) == any(value is not None for value in values)
