"""The process that shows a client's form: it holds no key, opens no store, and can only be left for the lock page.

It imports nothing of the record. What it is told comes through its standard input, never by arguments, environment or
file, and its answers leave it sealed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from relationship_desk.app import errors, lifecycle
from relationship_desk.app.garbage import Collector
from relationship_desk.app.process import application, keep_file_dialogs_quiet, no_core_dumps
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.hand_over import Errand
from relationship_desk.sealing.answer_files import write_answers
from relationship_desk.ui import theme
from relationship_desk.ui.hand_over.guard import Guard
from relationship_desk.ui.hand_over.presenter import HandOverPresenter
from relationship_desk.ui.hand_over.window import HandOverWindow
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.focus_ring import FocusRing


class HandedOver(QObject):
    """The form of one errand, from its first page to the lock page."""

    def __init__(
        self, app: QApplication, errand: Errand, *, restart: lifecycle.Restart = lifecycle.start_afresh
    ) -> None:
        super().__init__(app)
        self._errand, self._restart = errand, restart
        self._ring, self._guard = FocusRing(app), Guard(app, self)
        self.window = HandOverWindow()
        self.presenter = HandOverPresenter(self.window, errand.form, self._keep, parent=self)
        self.presenter.handed_back.connect(self._on_presenter_handed_back)

    def end(self) -> None:
        """Keep what is answered and go to the lock page."""
        self.presenter.hand_back(done=False)

    def tell(self, sentence: str) -> None:
        """Say one sentence below the questions."""
        self.window.problem.show_text(sentence)
        self.window.problem.show()

    def stop(self) -> None:
        """Let go of the keys and the window; only for a process that goes on."""
        self._guard.stop()
        self._ring.deleteLater()
        self.window.hide()
        self.window.deleteLater()

    def _keep(self, answers: Answers) -> None:
        form = self._errand.form
        write_answers(Path(self._errand.folder), form.public_key, form.id, answers.to_json())

    def _on_presenter_handed_back(self, _nothing: object) -> None:
        errand = self._errand
        self._restart(lifecycle.locked_arguments(Path(errand.folder), errand.geometry, demo=errand.demo))


def show_form(pipe: BinaryIO) -> int:
    """Read the errand from ``pipe`` and show its form. Ends in the lock page of a fresh process.

    Raises:
        UnusableInput: when what comes through the pipe is no errand.
    """
    errand = Errand.from_json(pipe.read())
    no_core_dumps()
    app = application(sys.argv[:1])
    keep_file_dialogs_quiet()
    Collector(app)
    app.setQuitOnLastWindowClosed(False)
    theme.apply(app, cast("Mode", errand.look), errand.text_scale)
    handed = HandedOver(app, errand)
    errors.install(handed.tell)
    lifecycle.EndOnSignal(app, handed.end)
    handed.window.begin()
    return app.exec()
