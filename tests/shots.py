"""``make shots``: a picture of every page in light and dark, at 1x and 2x, of the window and of the printed documents.

Run as ``python -m tests.shots FOLDER``. The pictures are for eyes; no test compares them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests import shots_forms

from relationship_desk.app.doors import PracticeDoors
from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.ids import ClientId
from relationship_desk.reports import document
from relationship_desk.services import practices
from relationship_desk.services.desk import Desk
from relationship_desk.services.summarising import Request
from relationship_desk.ui import theme
from relationship_desk.ui.entrance.entrance_window import EntranceWindow
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.theme import Mode

SIZES = {"": (1440, 900), "-small": (1024, 700)}
MODES: tuple[Mode, ...] = ("light", "dark", "contrast")


class FixedAppearance:
    """A look that changes nothing outside."""

    def __init__(self, app: QApplication, mode: Mode) -> None:
        self._app, self.mode, self.text_scale = app, mode, 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        self.mode, self.text_scale = mode, text_scale
        theme.apply(self._app, mode, text_scale)


def places(desk: Desk) -> Mapping[str, tuple[str, dict[str, object]]]:
    """Every page worth a picture: its name, and where to go."""
    rupture = desk.supervising.client_id("K-17")
    fallen = desk.supervising.client_id("M-08")
    draft = desk.reviewing.today().drafts[0].session.id
    prompt = next(row.prompt.id for row in desk.prompting.rows(fallen))
    tabs = ("overview", "sessions", "trends", "agreement", "profile", "plan", "measures", "prompts", "record")
    signed = desk.reviewing.sessions(rupture)[2].session.id
    together = desk.reviewing.sessions(desk.supervising.client_id("G-02"))[0].session.id
    return {
        "today": ("today", {}),
        "clients": ("clients", {"tab": "list"}),
        "clients-board": ("clients", {"tab": "board"}),
        "clients-practice": ("clients", {"tab": "practice"}),
        **{f"client-{tab}": ("client", {"client": rupture, "tab": tab}) for tab in tabs},
        "client-group": ("client", {"client": desk.supervising.client_id("G-02"), "tab": "overview"}),
        "client-few": ("client", {"client": desk.supervising.client_id("W-33"), "tab": "trends"}),
        "groups": ("groups", {"group": desk.supervising.client_id("G-02")}),
        "debrief": ("debrief", {"session": draft}),
        "debrief-signed": ("debrief", {"session": signed}),
        "debrief-group": ("debrief", {"session": together}),
        "prompts": ("prompts", {"prompt": prompt}),
        "supervision": ("supervision", {"client": rupture}),
        "library": ("library", {"term": "entry/rupture-repair"}),
        "settings": ("settings", {}),
        "settings-recovery": ("settings", {"section": "secrets"}),
        "settings-retention": ("settings", {"section": "retention"}),
    }


REST = 350
"""Milliseconds; a preview is drawn 300 ms after a change."""


def settle(jobs: Jobs) -> None:
    """Let layouts and jobs come to rest."""
    for _ in range(2):
        QTest.qWait(REST)
        jobs.wait_all()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def take(widget: QWidget, jobs: Jobs, file: Path) -> None:
    """Keep a picture of ``widget``."""
    settle(jobs)
    widget.grab().save(str(file))


def desk_shots(app: QApplication, folder: Path, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        for mode in MODES:
            theme.apply(app, mode)
            jobs = Jobs()
            desk = practices.make_demo(Path(place) / f"{mode}.desk")
            opened = OpenPractice(desk, jobs, FixedAppearance(app, mode), demo=False)
            opened.window.show()
            for name, (page, where) in places(desk).items():
                for size, (width, height) in SIZES.items():
                    opened.window.resize(width, height)
                    opened.window.go(page, **where)
                    take(opened.window, jobs, folder / f"{name}{size}-{mode}{suffix}.png")
            trend_shots(opened, jobs, folder, f"{mode}{suffix}.png")
            voice_shots(opened, jobs, folder, f"{mode}{suffix}.png")
            opened.release()


def voice_shots(opened: OpenPractice, jobs: Jobs, folder: Path, ending: str) -> None:
    """What asks for the client's voice: dialogs, the form itself and its answers."""

    def keep(widget: QWidget, name: str) -> None:
        take(widget, jobs, folder / f"{name}-{ending}")

    shots_forms.dialog_shots(opened, SIZES, keep)
    shots_forms.form_shots(opened.desk, SIZES, keep)
    shots_forms.answers_shots(opened, SIZES, keep)


def trend_shots(opened: OpenPractice, jobs: Jobs, folder: Path, ending: str) -> None:
    """The other ways to look at the trends, which no place leads to."""
    for size, (width, height) in SIZES.items():
        opened.window.resize(width, height)
        opened.window.go("client", client=opened.desk.supervising.client_id("K-17"), tab="trends", session=13)
        page = opened.window.page
        if not isinstance(page, ClientPage):
            raise TypeError("the trends stand on the client page")
        page.trends.modes.compare(True)
        take(opened.window, jobs, folder / f"client-compare{size}-{ending}")
        page.trends.modes.compare(False)
        page.trends.modes.look_together()
        together = page.trends.modes.together
        if together is not None:
            settle(jobs)
            together.resize(width, height)
            take(together, jobs, folder / f"together{size}-{ending}")
            together.accept()


def entrance_shots(app: QApplication, folder: Path, suffix: str) -> None:
    for mode in MODES:
        theme.apply(app, mode)
        jobs = Jobs()
        for name, practice in (("first-run", None), ("unlock", Path("/home/rivers/Linden Street.desk"))):
            entrance = EntranceWindow(PracticeDoors(), jobs, practice)
            entrance.resize(1440, 900)
            entrance.show()
            take(entrance, jobs, folder / f"{name}-{mode}{suffix}.png")
            entrance.close()
            entrance.deleteLater()


def print_shots(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        desk = practices.make_demo(Path(place) / "print.desk")
        for code in ("K-17", "R-21", "G-02", "W-33"):
            client: ClientId = desk.supervising.client_id(code)
            question = "What did I bring to the sessions in which it changed?"
            for number, page in enumerate(desk.supervising.pages(Request(client, question=question), 110), start=1):
                (folder / f"summary-{code}-{number}.png").write_bytes(page)
        desk.close()
    (folder / "recovery-sheet.pdf").write_bytes(document.recovery_sheet(practices.new_words()))


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    factor = os.environ.get("QT_SCALE_FACTOR", "1")
    app = QApplication([*sys.argv[:1], *theme.STYLE])
    suffix = "" if factor == "1" else f"@{factor}x"
    entrance_shots(app, folder, suffix)
    desk_shots(app, folder, suffix)
    if factor == "1":
        print_shots(folder)
        subprocess.run(
            [sys.executable, "-m", "tests.shots", str(folder)], env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True
        )


if __name__ == "__main__":
    main()
