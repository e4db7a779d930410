from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from relationship_desk.sealing.kdf import CEILING, FLOOR, KdfParameters, calibrate


def seconds_at(speed: float) -> Callable[[KdfParameters], float]:
    """A computer that takes ``speed`` seconds for 256 MiB and three passes, and scales in both."""

    def measure(parameters: KdfParameters) -> float:
        return speed * (parameters.memory_kib / (256 * 1024)) * (parameters.passes / 3)

    return measure


@pytest.mark.parametrize("speed", [0.0, 0.01, 0.25, 0.4, 0.9, 1.1, 2.0, 3.9, 30.0])
def test_calibration_never_leaves_the_bounds(speed: float) -> None:
    chosen = calibrate(1.0, seconds_at(speed))
    assert chosen.acceptable
    assert chosen.memory_kib >= 64 * 1024
    assert chosen.passes >= 3


@pytest.mark.parametrize("speed", [0.05, 0.1, 0.25, 0.4, 0.5, 1.0, 1.5, 3.0])
def test_calibration_comes_near_a_second(speed: float) -> None:
    measure = seconds_at(speed)
    assert 0.7 <= measure(calibrate(1.0, measure)) <= 1.3


def test_a_real_computer_can_be_measured() -> None:
    assert calibrate(0.01).acceptable


@pytest.mark.parametrize(
    "parameters",
    [
        replace(FLOOR, memory_kib=FLOOR.memory_kib - 1),
        replace(FLOOR, passes=FLOOR.passes - 1),
        replace(FLOOR, lanes=0),
        replace(FLOOR, lanes=CEILING.lanes + 1),
        replace(FLOOR, memory_kib=CEILING.memory_kib + 1),
        replace(FLOOR, passes=CEILING.passes + 1),
    ],
)
def test_weak_and_absurd_parameters_are_not_acceptable(parameters: KdfParameters) -> None:
    assert not parameters.acceptable


def test_floor_and_ceiling_are_acceptable() -> None:
    assert FLOOR.acceptable
    assert CEILING.acceptable


def test_every_input_changes_the_key() -> None:
    keys = {
        FLOOR.derive(b"secret", bytes(16)),
        FLOOR.derive(b"secreT", bytes(16)),
        FLOOR.derive(b"secret", b"1" * 16),
        replace(FLOOR, passes=4).derive(b"secret", bytes(16)),
        replace(FLOOR, lanes=2).derive(b"secret", bytes(16)),
    }
    assert len(keys) == 5
    assert FLOOR.derive(b"secret", bytes(16)) in keys
