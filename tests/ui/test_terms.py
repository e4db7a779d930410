"""Shift+F1 and F1: what explains the term at hand, on every page and over a dialog, and that each term is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.ui.pages.opened import Look
from tests.ui.test_accessibility import PLACES

from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.domain.process import EventKind
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.event import EventDialog
from relationship_desk.ui.dialogs.new_session import start_debrief
from relationship_desk.ui.explaining import NOTHING
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.library.book import book_of
from relationship_desk.ui.library.explain_card import ExplainCard
from relationship_desk.ui.library.reading import TermLink
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.library.presenter import LibraryPage
from relationship_desk.ui.shell.keys_overlay import KeysOverlay
from relationship_desk.ui.terms import TERM_ROLE, own_term, set_term, term, term_at, terms_in_sight
from relationship_desk.ui.widgets.rating_row import RowView

SHIFT = Qt.KeyboardModifier.ShiftModifier
HAVE_TERMS = {
    "today": "entry/",
    "clients": "signal/",
    "overview": "signal/",
    "trends": "entry/",
    "profile": "entry/",
    "measures": "measure/",
    "client prompts": "entry/",
    "debrief": "entry/",
    "signed": "entry/",
    "prompts": "entry/",
    "library": "entry/",
}
"""Places, and what some term on each begins with."""


@pytest.fixture
def opened(demo: Desk, qtbot: QtBot) -> Iterator[OpenPractice]:
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


def go(opened: OpenPractice, place: str) -> None:
    page, where = PLACES[place]
    opened.window.go(page, **where(opened.desk))
    opened.context.jobs.wait_all()
    QApplication.processEvents()


def explain(opened: OpenPractice, qtbot: QtBot, widget: QWidget) -> ExplainCard:
    """Press Shift+F1 on ``widget``."""
    key_click(widget, Qt.Key.Key_F1, SHIFT)
    card = opened.window.findChild(ExplainCard)
    assert isinstance(card, ExplainCard)
    with qtbot.waitActive(card):
        card.activateWindow()
    return card


def words(widget: QWidget) -> str:
    return "\n".join(label.accessibleName() or label.text() for label in widget.findChildren(QLabel))


def terms_on(widget: QWidget) -> set[str]:
    """Every term that ``widget`` or a row in it carries, in sight or not."""
    found = {own_term(widget)}
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        found |= {str(model.index(row, 0).data(TERM_ROLE) or "") for row in range(model.rowCount())}
    if isinstance(widget, QComboBox):
        found |= {str(widget.itemData(place, TERM_ROLE) or "") for place in range(widget.count())}
    return found - {""}


def test_every_term_of_every_page_is_in_the_library(opened: OpenPractice) -> None:
    book = book_of(opened.desk)
    missing, without = [], []
    for place in PLACES:
        go(opened, place)
        assert opened.window.page is not None
        found = {one for widget in opened.window.page.findChildren(QWidget) for one in terms_on(widget)}
        missing += [f"{one} on {place}" for one in sorted(found) if book.find(one) is None]
        if place in HAVE_TERMS and not any(one.startswith(HAVE_TERMS[place]) for one in found):
            without.append(place)
    assert missing == []
    assert without == []


def test_shift_f1_explains_the_rating_row_and_return_opens_the_library(opened: OpenPractice, qtbot: QtBot) -> None:
    go(opened, "debrief")
    row = next(one for one in opened.window.findChildren(RowView) if one.current)
    row.setFocus()
    card = explain(opened, qtbot, row)
    assert card.term == term("entry", row.row.element)
    assert opened.desk.catalogue.elements[row.row.element].definition in words(card)
    assert "2018" in words(card)
    key_click(card, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(opened.window.page, LibraryPage))
    assert opened.window.place is not None
    assert opened.window.place.where == {"term": card_term(row)}
    key_click(opened.window, Qt.Key.Key_Escape)
    assert isinstance(opened.window.page, DebriefPage)


def card_term(row: RowView) -> str:
    return term("entry", row.row.element)


def test_escape_leaves_page_and_focus_as_they_were(opened: OpenPractice, qtbot: QtBot) -> None:
    go(opened, "debrief")
    row = next(one for one in opened.window.findChildren(RowView) if one.current)
    row.setFocus()
    card = explain(opened, qtbot, row)
    key_click(card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert opened.window.focusWidget() is row
    assert isinstance(opened.window.page, DebriefPage)


def test_over_a_dialog_a_marker_is_explained_and_nothing_typed_is_lost(opened: OpenPractice, qtbot: QtBot) -> None:
    go(opened, "debrief")
    dialog = EventDialog(opened.desk.catalogue, {EventKind.RUPTURE: "Rupture"}, parent=opened.window)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    dialog.note.setText("kept")
    box = next(one for checks in dialog.markers.values() for one in checks.boxes.values() if one.isVisible())
    box.setChecked(True)
    box.setFocus()
    card = explain(opened, qtbot, box)
    assert card.term.startswith("marker/")
    assert box.toolTip() in words(card)
    assert not card.library.isVisible()
    key_click(card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    assert dialog.isVisible()
    assert (dialog.note.text(), box.isChecked()) == ("kept", True)
    assert dialog.focusWidget() is box


def test_what_cannot_take_the_focus_is_offered_among_the_terms_in_sight(opened: OpenPractice, qtbot: QtBot) -> None:
    go(opened, "overview")
    tabs = opened.window.findChild(QWidget, "")  # anything that carries no term
    assert tabs is not None
    opened.window.rail.setFocus()
    card = explain(opened, qtbot, opened.window)
    links = {one.term: one for one in card.findChildren(TermLink)}
    signal = next(one for one in links if one.startswith("method/"))
    key_click(links[signal], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card.term == signal)
    assert card.library.isVisible()


def test_where_nothing_has_a_term_the_window_says_so(opened: OpenPractice) -> None:
    go(opened, "supervision")
    key_click(opened.window, Qt.Key.Key_F1, SHIFT)
    assert opened.window.findChild(ExplainCard) is None
    assert NOTHING in words(opened.window)


def test_f1_says_what_the_field_means_above_the_keys(opened: OpenPractice, qtbot: QtBot) -> None:
    go(opened, "debrief")
    row = next(one for one in opened.window.findChildren(RowView) if one.current)
    row.setFocus()
    key_click(row, Qt.Key.Key_F1)
    overlay = opened.window.findChild(KeysOverlay)
    assert isinstance(overlay, KeysOverlay)
    assert opened.desk.catalogue.elements[row.row.element].definition in words(overlay)
    assert "Go to Library" in words(overlay)
    key_click(overlay, Qt.Key.Key_Escape)


def test_a_widget_is_explained_by_what_it_stands_in(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    combo = QComboBox(inner)
    combo.addItem("Action")
    set_term(outer, "entry", "stage-of-change")
    assert term_at(combo) == "entry/stage-of-change"
    combo.setItemData(0, term("stage", "action"), TERM_ROLE)
    assert term_at(combo) == "stage/action"
    assert term_at(None) == ""
    with qtbot.waitExposed(outer):
        outer.show()
    assert terms_in_sight(outer) == ("stage/action",)


def test_f1_lists_the_keys_of_a_dialog_without_terms(opened: OpenPractice, qtbot: QtBot) -> None:
    dialog = start_debrief(opened.context, opened.desk.supervising.client_id("K-17"))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    key_click(dialog, Qt.Key.Key_F1)
    overlay = dialog.findChild(KeysOverlay)
    assert overlay is not None
    assert overlay.isVisible()
    assert "In this dialog" in words(overlay)
    assert "Return: " in words(overlay)
    with qtbot.waitActive(overlay):
        overlay.activateWindow()
    key_click(overlay, Qt.Key.Key_F1)
    assert len(opened.window.findChildren(KeysOverlay)) == 1
    overlay.accept()
    assert dialog.isVisible()
    dialog.reject()
