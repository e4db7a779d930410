"""The thresholds as settings: each has one, with the default that signals take, bounds, help and source."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.insight.thresholds import DEFAULTS, Thresholds
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import ALL, Setting

NAMES = [one.name for one in fields(Thresholds)]
SETTINGS: dict[str, Setting[Any]] = {
    one.key.removeprefix("threshold."): one for one in ALL if one.key.startswith("threshold.")
}


def test_every_threshold_is_a_setting_and_every_setting_a_threshold() -> None:
    assert sorted(SETTINGS) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_threshold_is_declared_whole(name: str) -> None:
    one = SETTINGS[name]
    assert one.default == getattr(DEFAULTS, name)
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.default < one.high or one.default == one.low
    assert one.help.endswith(".")
    assert one.source


@pytest.mark.parametrize("name", NAMES)
def test_a_chosen_threshold_reaches_the_signals_and_no_other_moves(desk: Desk, name: str) -> None:
    one = SETTINGS[name]
    assert one.high is not None
    desk.preferences.set(one, one.high)
    moved = {other for other in NAMES if getattr(desk.preferences.thresholds, other) != getattr(DEFAULTS, other)}
    assert moved == {name}
    assert getattr(desk.preferences.thresholds, name) == one.high
    with pytest.raises(UnusableInput):
        desk.preferences.set(one, one.high + type(one.high)(1))
