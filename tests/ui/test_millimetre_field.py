from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Missing
from relationship_desk.ui.widgets.millimetre_field import MillimetreField


@pytest.fixture
def field(qtbot: QtBot) -> MillimetreField:
    made = MillimetreField("How was it?")
    qtbot.addWidget(made)
    made.show()
    return made


def moves(field: MillimetreField) -> list[int]:
    made: list[int] = []
    field.moved.connect(made.append)
    return made


@pytest.mark.parametrize(
    ("keys", "mark"),
    [
        ("47", Tenths(47)),
        ("0", Tenths(0)),
        ("100", Tenths(100)),
        ("007", Tenths(7)),
        ("101", None),
        ("", None),
        ("d", Missing.DECLINED),
        ("N", Missing.NOT_APPLICABLE),
        ("4x-7", Tenths(47)),
        ("d3", Tenths(3)),
        ("47d", Missing.DECLINED),
    ],
)
def test_what_is_typed_is_the_mark(field: MillimetreField, keys: str, mark: Tenths | Missing | None) -> None:
    QTest.keyClicks(field, keys)
    assert field.mark == mark
    assert field.cannot_be == (keys == "101")


def test_return_goes_on_but_not_from_a_number_longer_than_the_line(field: MillimetreField) -> None:
    made, refused = moves(field), list[bool]()
    field.refused.connect(refused.append)
    QTest.keyClicks(field, "101")
    key_click(field, Qt.Key.Key_Return)
    assert (made, refused) == ([], [True])
    QTest.keyClicks(field, "99")  # the next digit begins anew
    key_click(field, Qt.Key.Key_Return)
    assert (made, refused, field.mark) == ([1], [True, False], Tenths(99))
    key_click(field, Qt.Key.Key_Up)
    assert made == [1, -1]


def test_a_reason_goes_as_a_whole(field: MillimetreField) -> None:
    QTest.keyClicks(field, "d")
    key_click(field, Qt.Key.Key_Backspace)
    assert field.mark is None
    assert field.text() == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(st.sampled_from("0123456789dnxo.- \b"), max_size=8))
def test_no_keys_lead_to_a_mark_that_cannot_be(field: MillimetreField, keys: str) -> None:
    field.clear()
    for key in keys:
        key_click(field, Qt.Key.Key_Backspace) if key == "\b" else QTest.keyClicks(field, key)
    mark = field.mark
    assert mark is None or isinstance(mark, Missing) or 0 <= mark <= 100
    assert field.text().isdigit() or field.text() in ("", "declined", "n/a")
