"""Every page of the demo practice by keyboard and by screen reader: names, roles, sizes, and one mark of the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.form_answers import Answers
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.sealing.answer_files import write_answers
from relationship_desk.services.desk import Desk
from relationship_desk.ui import theme
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.library.view import EDITIONS, TABS
from relationship_desk.ui.pages.settings.sections import SECTIONS
from relationship_desk.ui.shell.main_window import MainWindow
from relationship_desk.ui.theme import Mode
from relationship_desk.ui.widgets.focus_ring import FocusRing

SMALLEST = 24
"""Pixels: nothing that can be clicked is lower."""
Where = Callable[[Desk], dict[str, object]]


class Look:
    """An appearance that is never changed here."""

    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        raise AssertionError("no page changes the appearance by being looked at")


def _client(code: str, tab: str) -> Where:
    return lambda desk: {"client": desk.supervising.client_id(code), "tab": tab}


def _draft(desk: Desk) -> dict[str, object]:
    return {"session": desk.reviewing.today().drafts[0].session.id}


def _signed(desk: Desk) -> dict[str, object]:
    rows = desk.reviewing.sessions(desk.supervising.client_id("K-17"))
    return {"session": next(row.session.id for row in rows if row.signed)}


def _answers(desk: Desk) -> dict[str, object]:
    """What came in from a form, with something to be asked about."""
    [session, *_] = desk.reviewing.sessions(desk.supervising.client_id("K-17"))
    phq = next(one for one in desk.measuring.measures() if one.id == "phq-9")
    form = desk.handing_over.prepare(session.session.id, [ALLIANCE], [phq])
    answers = Answers.to(form, desk.now()).with_item(form.measures[0], 9, 1, desk.now())
    write_answers(desk.folder, form.public_key, form.id, answers.to_json())
    return {"received": desk.handing_over.receive().received}


def _part(name: str, value: str) -> Where:
    return lambda _desk: {name: value}


def _nowhere(_desk: Desk) -> dict[str, object]:
    return {}


PLACES: dict[str, tuple[str, Where]] = {
    "today": ("today", _nowhere),
    "answers": ("answers", _answers),
    "clients": ("clients", _nowhere),
    "overview": ("client", _client("M-08", "overview")),
    "group": ("client", _client("G-02", "overview")),
    "sessions": ("client", _client("K-17", "sessions")),
    "trends": ("client", _client("K-17", "trends")),
    "agreement": ("client", _client("K-17", "agreement")),
    "agreement of a group": ("client", _client("G-02", "agreement")),
    "profile": ("client", _client("K-17", "profile")),
    "plan": ("client", _client("K-17", "plan")),
    "empty plan": ("client", _client("T-30", "plan")),
    "measures": ("client", _client("K-17", "measures")),
    "empty measures": ("client", _client("T-30", "measures")),
    "measures with a risk record": ("client", _client("B-03", "measures")),
    "client prompts": ("client", _client("K-17", "prompts")),
    "record": ("client", _client("K-17", "record")),
    "few sessions": ("client", _client("W-33", "trends")),
    "groups": ("groups", _nowhere),
    "debrief": ("debrief", _draft),
    "signed": ("debrief", _signed),
    "prompts": ("prompts", _nowhere),
    "supervision": ("supervision", _nowhere),
    "library": ("library", _nowhere),
    **{f"library, {tab}": ("library", _part("tab", tab)) for tab in TABS if tab != EDITIONS},
    **{f"settings, {section}": ("settings", _part("section", section)) for section in SECTIONS},
}
PLACE = pytest.mark.parametrize("place", PLACES)


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, demo: Desk) -> Iterator[OpenPractice]:
    ring = FocusRing(qapp)
    jobs = Jobs()
    practice = OpenPractice(demo, jobs, Look())
    practice.window.resize(1440, 900)
    with qtbot.waitActive(practice.window):
        practice.window.show()
        practice.window.activateWindow()
    yield practice
    practice.release()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    jobs.close()
    ring.deleteLater()


def go(opened: OpenPractice, place: str) -> MainWindow:
    page, where = PLACES[place]
    opened.window.go(page, **where(opened.desk))
    rest(opened)
    return opened.window


def rest(opened: OpenPractice) -> None:
    opened.context.jobs.wait_all()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def stops(window: QWidget) -> list[QWidget]:
    """Every widget that Tab can reach, as the window now stands."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()
    ]


def named(widget: QWidget) -> str:
    """What it is, for the one who reads of a fault."""
    return f"{type(widget).__name__} “{widget.accessibleName()}” in {type(widget.parentWidget()).__name__}"


@PLACE
def test_whatever_takes_the_focus_has_a_name_a_role_and_a_size(opened: OpenPractice, place: str) -> None:
    window = go(opened, place)
    found = stops(window)
    assert len(found) > 5
    faults = []
    for widget in found:
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name).strip():
            faults.append(f"no name: {named(widget)}")
        if told.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            faults.append(f"no role: {named(widget)}")
        if widget.height() < SMALLEST:
            faults.append(f"{widget.height()} px high: {named(widget)}")
    assert not faults, "\n".join(faults)


@PLACE
def test_tab_goes_through_a_page_with_one_mark_of_the_focus(opened: OpenPractice, place: str) -> None:
    window = go(opened, place)
    seen: list[QWidget] = []
    faults = []
    for _ in range(120):
        here = QApplication.focusWidget()
        assert here is not None
        if here in seen:
            break
        seen.append(here)
        marks = rings(window) + own_mark(here)
        if marks != 1:
            faults.append(f"{marks} marks: {named(here)}")
        key_click(here, Qt.Key.Key_Tab)
        rest(opened)
        if QApplication.focusWidget() is here:
            faults.append(f"keeps Tab: {named(here)}")
            break
    assert len(seen) > 3
    assert not faults, "\n".join(faults)


def rings(window: QWidget) -> int:
    """How many of the program's focus rings are to be seen."""
    return sum(one.isVisible() for one in window.findChildren(QWidget, FocusRing.NAME))


def own_mark(here: QWidget) -> int:
    """1 when the widget itself draws a line in the focus colour while it has the focus, and only then; else 0."""
    for edit in (here, *here.findChildren(QLineEdit)):
        if isinstance(edit, QLineEdit):
            edit.deselect()  # selected text has the same colour
    marked = lines_in(here)
    here.clearFocus()
    QApplication.processEvents()
    plain = lines_in(here)
    here.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    return int(marked > plain)


def lines_in(widget: QWidget) -> int:
    """Pixel rows that are in the focus colour over a good part of the widget."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1)[:, : picture.width()]
    ink = np.uint32(theme.current().color("focus").rgb())
    return int(((pixels == ink).sum(axis=1) > min(40, picture.width() / 3)).sum())


def test_no_page_flashes_up_a_window_of_its_own(stray_windows: list[QWidget], opened: OpenPractice) -> None:
    for place in PLACES:
        go(opened, place)
    for size in ((1024, 700), (1440, 900)):
        opened.window.resize(*size)
        rest(opened)
    assert not [named(one) for one in stray_windows]
