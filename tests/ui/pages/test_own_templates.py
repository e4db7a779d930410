"""Own templates in the debrief: chosen, kept by the note, and managed without losing what was entered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.domain.records import Session
from relationship_desk.domain.vocabulary import NoteFormat
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.note_templates import NoteTemplatesDialog
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.page import spec


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk.recording.add_session(desk.recording.add_client("K-17").id)


@pytest.fixture
def page(desk: Desk, session: Session, open_page: OpenPage) -> DebriefPage:
    desk.templates.add("Walk", ["Where", "Mood", "Plan"])
    return open_page(desk, spec, DebriefPage, session=session.id)


def offered(page: DebriefPage) -> list[str]:
    box = page.form.note.format
    return [words for words in (box.itemText(place) for place in range(box.count())) if words]


def choose(page: DebriefPage, words: str) -> None:
    box = page.form.note.format
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def headings(page: DebriefPage) -> list[str]:
    return [edit.accessibleName() for edit in page.form.note.boxes.edits]


def manage(page: DebriefPage) -> NoteTemplatesDialog:
    choose(page, "Manage templates …")
    dialog = page.presenter.note.dialog
    assert dialog is not None
    return dialog


def test_own_templates_follow_the_shipped_formats(page: DebriefPage) -> None:
    assert offered(page) == ["SOAP", "DAP", "BIRP", "GIRP", "Free", "Walk", "Manage templates …"]
    assert page.form.note.format.currentText() == "DAP"


def test_a_note_under_a_template_carries_its_headings(page: DebriefPage, desk: Desk, session: Session) -> None:
    page.form.note.boxes.edits[0].insertPlainText("came by bus")
    choose(page, "Walk")
    assert headings(page) == ["Where", "Mood", "Plan", "Data"]
    page.form.note.boxes.edits[1].insertPlainText("bright")
    page.leave()
    (note,) = desk.reviewing.debrief(session.id).notes
    assert (note.format, note.text) == (
        NoteFormat.OWN,
        "## Data\ncame by bus\n\n## Where\n\n\n## Mood\nbright\n\n## Plan\n",
    )


def test_a_changed_template_leaves_the_notes_alone(page: DebriefPage, desk: Desk, session: Session) -> None:
    choose(page, "Walk")
    page.leave()
    (walk,) = desk.templates.all()
    desk.templates.edit(walk.id, "Walk", ["Elsewhere"])
    page.arrive({"session": session.id})
    assert headings(page) == ["Where", "Mood", "Plan"]
    assert page.form.note.format.currentText() == "Own headings"
    page.form.sign.click()
    assert page.form.note.signed.isVisible()


def test_the_next_note_starts_under_the_same_headings_and_empty(
    page: DebriefPage, desk: Desk, session: Session
) -> None:
    choose(page, "Walk")
    page.form.note.boxes.edits[2].insertPlainText("again on Tuesday")
    page.leave()
    following = desk.recording.add_session(session.client)
    page.arrive({"session": following.id})
    assert headings(page) == ["Where", "Mood", "Plan"]
    assert all(not edit.toPlainText() for edit in page.form.note.boxes.edits)
    assert page.form.note.plan.text.plain == "again on Tuesday"
    assert desk.reviewing.debrief(following.id).notes == ()


def test_choosing_manage_changes_nothing_of_the_note(page: DebriefPage) -> None:
    choose(page, "Walk")
    dialog = manage(page)
    assert page.form.note.format.currentText() == "Walk"
    assert headings(page) == ["Where", "Mood", "Plan"]
    dialog.reject()


def test_a_template_is_added_and_offered_at_once(page: DebriefPage, desk: Desk) -> None:
    dialog = manage(page)
    dialog.new.click()
    dialog.name.setText("Intake")
    dialog.headings.setPlainText("Why now\n\n  History \n")
    dialog.save.click()
    assert next((one.name, one.headings) for one in desk.templates.all()) == ("Intake", ("Why now", "History"))
    assert "Intake" in offered(page)
    dialog.close_dialog.click()
    assert not dialog.isVisible()


def test_what_cannot_be_kept_stays_and_is_said(page: DebriefPage, desk: Desk) -> None:
    dialog = manage(page)
    dialog.headings.setPlainText("Mood\nmood")
    dialog.close_dialog.click()
    assert dialog.isVisible()
    assert "twice" in dialog.error.plain
    dialog.new.click()
    assert dialog.headings.toPlainText() == "Mood\nmood"
    dialog.headings.setPlainText("Mood")
    dialog.close_dialog.click()
    assert [one.headings for one in desk.templates.all()] == [("Mood",)]


def test_going_to_another_template_keeps_what_was_entered(page: DebriefPage, desk: Desk) -> None:
    other = desk.templates.add("Intake", ["Why now"])
    dialog = manage(page)
    dialog.list.choose(next(one.id for one in desk.templates.all() if one.name == "Walk"))
    dialog.headings.setPlainText("Where")
    dialog.list.choose(other.id)
    assert dialog.headings.toPlainText() == "Why now"
    assert [one.headings for one in desk.templates.all()] == [("Why now",), ("Where",)]
    dialog.reject()


def test_headings_are_put_in_another_order_by_keys(page: DebriefPage, desk: Desk) -> None:
    dialog = manage(page)
    dialog.headings.setFocus()
    dialog.down.click()
    dialog.down.click()
    dialog.down.click()
    assert dialog.headings.toPlainText() == "Mood\nPlan\nWhere"
    dialog.up.click()
    dialog.save.click()
    assert [one.headings for one in desk.templates.all()] == [("Mood", "Where", "Plan")]
    dialog.headings.undo()
    assert dialog.headings.toPlainText() == "Mood\nPlan\nWhere"
    dialog.reject()


def test_a_removed_template_can_be_kept_again(page: DebriefPage, desk: Desk) -> None:
    dialog = manage(page)
    dialog.remove.click()
    assert desk.templates.all() == ()
    assert dialog.none.isVisible()
    assert not dialog.remove.isEnabled()
    key_click(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    dialog.save.click()
    assert [(one.name, one.headings) for one in desk.templates.all()] == [("Walk", ("Where", "Mood", "Plan"))]
    dialog.reject()
