"""Forms in real windows, over answers that are noted instead of written."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import AskedElement, AskedMeasure, Form
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.measure import MeasureId
from relationship_desk.ui.hand_over.guard import Guard
from relationship_desk.ui.hand_over.presenter import HandOverPresenter
from relationship_desk.ui.hand_over.window import HandOverWindow

ELEMENTS = tuple(
    AskedElement(ElementId(name), f"How was the {name}?", f"no {name}", f"much {name}", name == "repair")
    for name in ("work", "warmth", "aim", "repair", "hope")
)
MEASURE = AskedMeasure(
    MeasureId("three"), "1", "Three", "How often?", 0, ("Never", "At times", "Often"), ("One", "Two", "Three")
)


def form(*, one_at_a_time: bool = False, plain: bool = False, comment: bool = True, items: bool = True) -> Form:
    measures = (MEASURE,) if items else ()
    return Form("0" * 20, "a" * 64, bytes(32), plain, one_at_a_time, True, comment, ELEMENTS, measures)


@dataclass
class Shown:
    """A form, and what was kept of it."""

    window: HandOverWindow
    presenter: HandOverPresenter
    kept: list[Answers]
    handed_back: list[object] = field(default_factory=list)
    full_disk: bool = False

    @property
    def answers(self) -> Answers:
        """What is on the disk."""
        return self.kept[-1]


class Show:
    """Shows forms in windows; the fixture puts them away."""

    def __init__(self, qtbot: QtBot, app: QApplication) -> None:
        self._qtbot, self._app = qtbot, app
        self._made: list[tuple[Shown, Guard]] = []

    def __call__(self, asked: Form, *, width: int = 1440, height: int = 900) -> Shown:
        window = HandOverWindow()
        window.resize(width, height)
        kept: list[Answers] = []
        shown: Shown | None = None

        def keep(answers: Answers) -> None:
            if shown is not None and shown.full_disk:
                raise OSError("no room")
            kept.append(answers)

        shown = Shown(window, HandOverPresenter(window, asked, keep, parent=window), kept)
        shown.presenter.handed_back.connect(shown.handed_back.append)
        self._made.append((shown, Guard(self._app, window)))
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.resize(width, height)
        return shown

    def put_away(self) -> None:
        for shown, guard in self._made:
            guard.stop()
            shown.window.hide()
            shown.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
