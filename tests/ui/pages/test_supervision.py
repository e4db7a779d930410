"""The supervision page: the preview follows the choices, the PDF is written, the identity check only marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.keys import key_click
from tests.services.courses_of_prompts import STABLE, add_client, hold
from tests.ui.pages.opened import OpenPage
from tests.whole_window import words_in

from relationship_desk.domain.ids import PromptId
from relationship_desk.domain.prompt import Point, Prompt
from relationship_desk.domain.vocabulary import Edition, PromptStatus
from relationship_desk.services.desk import Desk
from relationship_desk.services.filing import LONGEST_TEXT
from relationship_desk.services.rupture_paths import FLAG
from relationship_desk.services.summarising import Request
from relationship_desk.settings.definitions import NAMES_HIDDEN
from relationship_desk.ui.pages.supervision.choices import EXPLAINED, FULL
from relationship_desk.ui.pages.supervision.identity_check import Marked, marked
from relationship_desk.ui.pages.supervision.page import spec
from relationship_desk.ui.pages.supervision.presenter import ASKED, NO_CLIENT, SupervisionPage
from relationship_desk.ui.widgets.strip import Strip

CODE = "K-17"


@pytest.fixture
def page(open_page: OpenPage, demo: Desk, qtbot: QtBot) -> SupervisionPage:
    opened = open_page(demo, spec, SupervisionPage, client=demo.supervising.client_id(CODE))
    drawn(opened, qtbot)
    return opened


def drawn(page: SupervisionPage, qtbot: QtBot) -> None:
    """Wait until the pages asked for last are there."""
    qtbot.waitUntil(lambda: not page._settle.isActive() and not page._context.jobs.running)


def test_without_a_client_it_says_so(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    page = open_page(desk, spec, SupervisionPage)
    drawn(page, qtbot)
    assert page.view.message.sentence.plain == NO_CLIENT
    assert not page.view.export.isEnabled()
    assert page.view.export.accessibleDescription() == NO_CLIENT


def test_a_client_without_a_session_is_told_apart(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    desk.recording.add_client("A-01")
    page = open_page(desk, spec, SupervisionPage)
    drawn(page, qtbot)
    assert page.view.message.sentence.plain == "There is no session to summarise yet."


def test_the_preview_shows_the_real_pages(page: SupervisionPage, demo: Desk) -> None:
    assert page.request is not None
    pages = demo.supervising.pages(page.request, page.view.preview.ppi)
    assert page.view.preview.pages == len(pages)
    assert page.view.bar.place.plain == f"Page 1 of {len(pages)}"
    assert page.view.export.isEnabled()


def test_the_sessions_run_over_the_record_and_show_their_weeks(page: SupervisionPage, demo: Desk, qtbot: QtBot) -> None:
    history = demo.reviewing.history(demo.supervising.client_id(CODE))
    choices = page.view.choices
    assert (choices.first.value(), choices.last.value()) == (1, history.attended[-1].number)
    choices.first.setValue(6)
    assert choices.weeks.plain.startswith(f"weeks {history.week(history.sessions[5].held_on)}–")
    assert page.request is not None
    assert page.request.sessions_from == 6


def test_a_range_without_a_session_blocks_the_export(page: SupervisionPage, qtbot: QtBot) -> None:
    page.view.choices.first.setValue(9)
    page.view.choices.last.setValue(3)
    drawn(page, qtbot)
    assert "Choose a wider one" in page.view.message.sentence.plain
    assert not page.view.export.isEnabled()
    page.view.choices.last.setValue(12)
    drawn(page, qtbot)
    assert page.view.preview.isVisible()
    assert page.view.export.isEnabled()


def test_only_the_last_of_many_changes_is_drawn(page: SupervisionPage, qtbot: QtBot) -> None:
    started: list[object] = []
    page._context.jobs.started.connect(started.append)
    for _ in range(5):
        QTest.keyClicks(page.view.choices.question, "what ")
    drawn(page, qtbot)
    assert len(started) == 1


def test_page_keys_turn_the_pages_and_stop_at_the_ends(page: SupervisionPage) -> None:
    page.view.preview.setFocus()
    key_click(page.view.preview, Qt.Key.Key_PageDown)
    assert page.view.bar.place.plain.startswith("Page 2 of ")
    for _ in range(5):
        key_click(page.view.preview, Qt.Key.Key_PageDown)
    assert page.view.preview.page == page.view.preview.pages
    assert not page.view.bar.on.isEnabled()
    for _ in range(5):
        key_click(page.view.preview, Qt.Key.Key_PageUp)
    assert page.view.preview.page == 1


def test_names_codes_and_dates_of_everybody_it_is_about_are_marked(demo: Desk) -> None:
    client = demo.supervising.client_id(CODE)
    request = Request(client, question="What did Ada mean to m-08 on 4.11.2025?")
    summary = demo.supervising.summary(request, "QF-00")
    own = demo.reviewing.client(client)
    member = replace(own, code="M-08", name="Ada Linde")
    place = "Question for supervision"
    found = (Marked(place, "name"), Marked(place, "code"), Marked(place, "date"))
    assert marked(summary, (own, member)) == found
    assert marked(summary, (own,)) == found[2:]
    assert marked(replace(summary, question="What did she mean?"), (own, member)) == ()


def test_what_was_typed_about_one_client_is_not_asked_about_another(page: SupervisionPage, demo: Desk) -> None:
    choices = page.view.choices
    choices.question.setPlainText("Why does she never look up?")
    choices.client.setCurrentIndex(choices.client.findData(demo.supervising.client_id("M-08")))
    assert page.request is not None
    assert page.request.question == ""
    choices.client.setCurrentIndex(choices.client.findData(demo.supervising.client_id(CODE)))
    assert page.request.question == "Why does she never look up?"


def test_a_question_is_kept_as_it_is_typed_and_there_again_after_the_lock(
    page: SupervisionPage, open_page: OpenPage, demo: Desk
) -> None:
    question = page.view.choices.question
    QTest.keyClicks(question, "Why does she never look up?")
    page.leave()
    kept = demo.filing.details(demo.supervising.client_id(CODE))
    assert kept.supervision == "Why does she never look up?"
    again = open_page(demo, spec, SupervisionPage, client=kept.client)
    assert again.view.choices.question.toPlainText() == "Why does she never look up?"
    assert again.request is not None
    assert again.request.question == "Why does she never look up?"
    again.view.choices.question.clear()
    again.leave()
    assert demo.filing.details(kept.client) == replace(kept, supervision="")


def test_a_question_that_cannot_be_kept_stays_and_says_so(page: SupervisionPage, demo: Desk) -> None:
    question = page.view.choices.question
    question.setPlainText("a" * (LONGEST_TEXT + 1))
    page.leave()
    refused = page.unsaved
    assert len(question.toPlainText()) == LONGEST_TEXT + 1
    question.setPlainText("Shorter")
    page.leave()
    assert (refused, page.unsaved) == (True, False)
    assert demo.filing.details(demo.supervising.client_id(CODE)).supervision == "Shorter"


def test_a_session_held_since_is_in_the_range(open_page: OpenPage, desk: Desk) -> None:
    client = add_client(desk)
    hold(desk, client, STABLE)
    page = open_page(desk, spec, SupervisionPage, client=client)
    first, last = page.view.choices.first, page.view.choices.last
    first.setValue(3)
    hold(desk, client, (7.0,))
    page.arrive({})
    assert (first.value(), last.value()) == (3, 9)
    last.setValue(5)
    hold(desk, client, (7.0,))
    page.arrive({})
    assert (last.value(), last.maximum()) == (5, 10), "what was chosen stays"


def test_each_part_says_how_much_of_it_is_printed(page: SupervisionPage, demo: Desk) -> None:
    with demo.store.work("answer", "prompt") as work:
        (first, *_) = work.prompts.of(demo.supervising.client_id(CODE))
        work.prompts.save(replace(first, status=PromptStatus.WITHDRAWN))
    page.view.choices.parts["ruptures"].setChecked(False)
    clients = [row.client for row in demo.reviewing.clients()]
    for client in (one for one in clients if demo.reviewing.history(one.id).attended):
        page.arrive({"client": client.id})
        printed = demo.supervising.summary(Request(client.id))
        for part in ("ruptures", "goals", "profile", "prompts"):
            said = page.view.choices.parts[part].accessibleDescription()
            assert (client.code, part, said) == (client.code, part, str(len(getattr(printed, part)) or "none"))


def test_full_identity_is_not_printed_before_names_may_be_seen(page: SupervisionPage, qtbot: QtBot) -> None:
    page.view.choices.identity.button(FULL).click()
    page.view.export.click()
    assert page.window().findChild(QFileDialog) is None
    assert not page.view.export.isEnabled()
    drawn(page, qtbot)


def test_the_note_never_says_anonymous_and_always_asks_to_read(page: SupervisionPage, demo: Desk, qtbot: QtBot) -> None:
    demo.preferences.set(NAMES_HIDDEN, False)
    drawn(page, qtbot)
    assert page.view.bar.note.text.endswith("Read it through.")
    page.view.choices.identity.button(FULL).click()
    drawn(page, qtbot)
    assert page.view.choices.explained.plain == EXPLAINED[FULL]
    assert page.view.bar.note.text == "Name and dates are printed. Read it through."


def test_ctrl_e_asks_for_a_file_without_blocking(page: SupervisionPage, qtbot: QtBot) -> None:
    key_click(page.view.preview, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_the_pdf_is_written_and_opens_with_its_password_only(page: SupervisionPage, tmp_path: Path) -> None:
    file = tmp_path / "summary.pdf"
    page.view.choices.password.setText("willow bank")
    page.write(str(file))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password="willow bank") as document:
        assert len(document.pages) == page.view.preview.pages
    assert page.view.choices.password.text() == ""
    assert QApplication.overrideCursor() is None


def test_what_was_said_of_a_file_goes_with_the_page(page: SupervisionPage, tmp_path: Path) -> None:
    page.write(str(tmp_path / "summary.pdf"))
    assert "summary.pdf is written." in words_in(page.window())
    page.leave()
    assert not [one for one in page.window().findChildren(Strip) if one.isVisible()]


def test_a_file_that_cannot_be_written_is_said(page: SupervisionPage, tmp_path: Path) -> None:
    page.write(str(tmp_path / "missing" / "summary.pdf"))
    strips = [one for one in page.window().findChildren(QWidget) if "cannot be written" in one.accessibleName()]
    assert strips
    assert not (tmp_path / "missing").exists()
    assert QApplication.overrideCursor() is None, "the pointer stops waiting whatever happened"


@pytest.mark.parametrize("width", [1440, 1024])
def test_everything_has_a_name_in_every_scheme(
    open_page: OpenPage, demo: Desk, scheme: str, width: int, qtbot: QtBot
) -> None:
    page = open_page(demo, spec, SupervisionPage, width=width)
    drawn(page, qtbot)
    page.grab()
    for widget in page.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        if widget.isVisible() and not inner and isinstance(widget, QAbstractButton | QLineEdit | QComboBox):
            assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())


def test_a_rupture_that_lasts_is_offered_as_a_question(open_page: OpenPage, demo: Desk, qtbot: QtBot) -> None:
    client = demo.supervising.client_id(CODE)
    history = demo.reviewing.history(client)
    flagged = Prompt(
        PromptId(0),
        "flagged",
        client,
        FLAG,
        12,
        history.attended[-1].held_on,
        PromptStatus.OPEN,
        Edition.E2018,
        "probably",
        (Point("Alliance, client", 9, "5.1"), Point("not repaired", 12, "after 3 sessions")),
    )
    with demo.store.work("add", "prompt") as work:
        work.prompts.add(flagged)
    page = open_page(demo, spec, SupervisionPage, client=client)
    drawn(page, qtbot)
    assert page.view.choices.flag.isVisible()
    page.view.choices.flag.click()
    assert page.view.choices.question.toPlainText() == ASKED.format(session=9)
    drawn(page, qtbot)


def test_without_such_a_rupture_nothing_is_offered(page: SupervisionPage) -> None:
    assert not page.view.choices.flag.isVisible()
