"""A number that nothing is set for takes what is typed at once, wherever the cursor stands in the words for nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox
from pytestqt.qtbot import QtBot

from relationship_desk.ui.dialogs.profile_entry import ScoreField
from relationship_desk.ui.dialogs.total_fields import TotalField
from relationship_desk.ui.widgets.spin_fields import NumberField


def minutes() -> NumberField:
    field = NumberField(0, 300)
    field.setSpecialValueText("not said")
    return field


@pytest.mark.parametrize("made", [ScoreField, lambda: TotalField(0, 63), minutes])
@pytest.mark.parametrize("cursor", [0, 3, 7])
def test_the_first_key_counts(qtbot: QtBot, made: Callable[[], QAbstractSpinBox], cursor: int) -> None:
    field = made()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    field.lineEdit().setCursorPosition(cursor)
    QTest.keyClicks(field, "8")
    assert field.text().startswith("8")
