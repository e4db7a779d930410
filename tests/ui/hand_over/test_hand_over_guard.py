"""No key and no gesture leads from the form to anything else: known ones by name, and ten thousand at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.keys import key_click
from tests.ui.hand_over.shown import Show, form

from relationship_desk.app.hand_over import HandedOver
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import Errand, Form
from relationship_desk.sealing.answer_files import read_answers
from relationship_desk.sealing.data_key import DataKey
from relationship_desk.sealing.sealed_box import public_key
from relationship_desk.sealing.waiting_answers import answer_files
from relationship_desk.ui.hand_over import words

EVENTS = 10_000
_KEYS = tuple(Qt.Key)
_MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)
_BUTTONS = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
)
_LIKELY = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Right,
    Qt.Key.Key_Left,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
    Qt.Key.Key_A,
)


def others(window: QWidget) -> list[QWidget]:
    """Every window that is on the screen besides the form."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Help, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Back, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_keys_of_the_program_do_nothing_here(show: Show, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    shown = show(form())
    shown.window.next.click()
    step, answers = shown.presenter.step, shown.presenter.answers
    target = QApplication.focusWidget()
    assert target is not None
    key_click(target, key, modifier)
    assert others(shown.window) == []
    assert shown.presenter.step is step
    assert shown.presenter.answers == answers
    assert shown.handed_back == []
    assert shown.window.isVisible()


def test_the_screen_stays_full(show: Show) -> None:
    shown = show(form())
    shown.window.begin()
    for key in (Qt.Key.Key_F11, Qt.Key.Key_Escape):
        key_click(shown.window, key)
        assert shown.window.isFullScreen()
    shown.window.showNormal()
    QApplication.processEvents()
    assert shown.window.isFullScreen()
    shown.window.showMaximized()
    QApplication.processEvents()
    assert shown.window.isFullScreen()


def test_typing_is_let_through(show: Show) -> None:
    shown = show(form(items=False))
    while shown.window.next.text() != words.DONE:
        shown.window.next.click()
    comment = shown.presenter.page.comment
    assert comment is not None
    QTest.keyClicks(comment, "Ä b, 9!")
    at = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_At,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
        "@",
    )
    QApplication.sendEvent(comment, at)
    assert comment.words == "Ä b, 9!@"


@pytest.mark.parametrize(("seed", "asked"), [(1, form()), (4, form(one_at_a_time=True, items=False))])
def test_ten_thousand_random_events_lead_to_the_lock_page_or_nowhere(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, asked: Form
) -> None:
    """As the process without a key runs it: every answer sealed into its file, the end a locked restart."""
    monkeypatch.setattr("os.fsync", lambda _handle: None)  # ten thousand waits for the disk show nothing more
    chance = random.Random(seed)
    key = DataKey.new()
    errand = Errand(replace(asked, public_key=public_key(key)), str(tmp_path), False, "light", 1.0, "")
    restarts: list[Sequence[str]] = []
    handed = begin(qapp, errand, restarts)
    ends = 0
    for count in range(EVENTS):
        send_any(chance, handed.window)
        if count % 50 == 0:
            QApplication.processEvents()
        assert not (left := others(handed.window)), left
        if restarts:
            assert restarts == [[str(tmp_path), "--locked"]]
            assert answers_in(tmp_path, key, errand.form).done, "by Done: nobody has closed the window"
            handed.stop()
            restarts.clear()
            handed, ends = begin(qapp, errand, restarts), ends + 1
    assert handed.window.isVisible()
    answers_in(tmp_path, key, errand.form)
    handed.stop()
    handed.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ends, "among so many some press Done: without that the end was not reached"


def begin(app: QApplication, errand: Errand, restarts: list[Sequence[str]]) -> HandedOver:
    handed = HandedOver(app, errand, restart=restarts.append)
    handed.window.resize(1024, 700)
    handed.window.show()
    handed.window.activateWindow()
    QApplication.processEvents()
    return handed


def answers_in(folder: Path, key: DataKey, asked: Form) -> Answers:
    """What is on the disk: it opens, parses, answers the form, and holds nothing that was dropped on it."""
    [file] = answer_files(folder)
    answers = Answers.from_json(read_answers(key, file))
    answers.check(asked)
    assert "elsewhere" not in answers.comment
    return answers


def send_any(chance: random.Random, window: QWidget) -> None:
    focus = QApplication.focusWidget() or window
    kind = chance.random()
    if kind < 0.5:
        key = chance.choice(_LIKELY if chance.random() < 0.5 else _KEYS)
        modifier = chance.choice(_MODIFIERS) if chance.random() < 0.5 else _MODIFIERS[0]
        text = chr(chance.randrange(32, 0x2FF)) if chance.random() < 0.3 else ""
        for event in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus, QKeyEvent(event, key, modifier, text))
        return
    point = any_point(chance, window)
    target = window.childAt(point) or window
    local = QPointF(target.mapFrom(window, point))
    glob = QPointF(window.mapToGlobal(point))
    if kind < 0.9:
        send_mouse(chance, target, local, glob)
    elif kind < 0.93:
        delta = QPoint(0, chance.choice((-120, 120)))
        QApplication.sendEvent(
            target,
            QWheelEvent(
                local,
                glob,
                QPoint(),
                delta,
                Qt.MouseButton.NoButton,
                chance.choice(_MODIFIERS),
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )
    elif kind < 0.95:
        reason = chance.choice((QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard))
        QApplication.sendEvent(target, QContextMenuEvent(reason, local.toPoint(), glob.toPoint()))
    elif kind < 0.97:
        event = chance.choice((QEvent.Type.ToolTip, QEvent.Type.WhatsThis))
        QApplication.sendEvent(target, QHelpEvent(event, local.toPoint(), glob.toPoint()))
    else:
        drop(target, local)


def any_point(chance: random.Random, window: QWidget) -> QPoint:
    """Anywhere, or, as a hand would, on something to press."""
    stops = [one for one in window.findChildren(QWidget) if one.isVisible() and one.focusPolicy()]
    if stops and chance.random() < 0.4:
        one = chance.choice(stops)
        return one.mapTo(window, QPoint(chance.randrange(one.width()), one.height() // 2))
    return QPoint(chance.randrange(window.width()), chance.randrange(window.height()))


def send_mouse(chance: random.Random, target: QWidget, local: QPointF, glob: QPointF) -> None:
    button = chance.choice(_BUTTONS)
    modifier = chance.choice(_MODIFIERS) if chance.random() < 0.2 else _MODIFIERS[0]
    kinds = chance.choice(
        (
            (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease),
            (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease),
            (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease),
            (QEvent.Type.MouseMove,),
            (QEvent.Type.MouseButtonPress,),
            (QEvent.Type.MouseButtonRelease,),
        )
    )
    for kind in kinds:
        down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        which = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        QApplication.sendEvent(target, QMouseEvent(kind, local, glob, which, down, modifier))


def drop(target: QWidget, local: QPointF) -> None:
    data = QMimeData()
    data.setText("from elsewhere")
    action, button, modifier = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(local.toPoint(), action, data, button, modifier))
    QApplication.sendEvent(target, QDropEvent(local, action, data, button, modifier))
