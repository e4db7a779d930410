"""The points of a prompt in one line, as lists show them."""

from __future__ import annotations

from relationship_desk.domain.prompt import Point
from relationship_desk.services.prompt_rows import points_line


def test_what_several_points_share_is_said_once_and_things_stand_apart() -> None:
    points = (
        Point("immediacy", None, "none noted"),
        Point("Alliance, client", 17, "6.8"),
        Point("Alliance, client", 18, "6.3"),
        Point("PHQ-9", 18, "12"),
    )
    assert points_line(points) == (
        "Immediacy: none noted; alliance, client: 6.8 in session 17, 6.3 in session 18; PHQ-9: 12 in session 18"
    )
