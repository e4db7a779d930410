"""A rupture from the prompt that asks about it, over its record in the debrief, to its end and to supervision."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.clinic import Clinic
from tests.services.courses_of_prompts import STABLE, add_client, hold
from tests.whole_window import words_in

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.process import Event, RuptureKind
from relationship_desk.domain.progress import Progress
from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.event import NONE, CloseRuptureDialog, EventDialog
from relationship_desk.ui.pages.debrief.debrief_page import DebriefPage
from relationship_desk.ui.pages.debrief.process_lines import POSSIBLE
from relationship_desk.ui.pages.prompts.rupture_part import END, LATER, RECORD, RupturePart
from relationship_desk.ui.pages.supervision.presenter import ASKED, SupervisionPage
from relationship_desk.ui.shell.main_window import MainWindow


@pytest.fixture
def client(desk: Desk) -> ClientId:
    client = add_client(desk)
    hold(desk, client, STABLE)
    desk.recomputing.run(Progress())
    return client


def part_of(clinic: Clinic, client: ClientId, rule: str = "R1") -> RupturePart:
    part = clinic.prompts(prompt=clinic.newest(client, rule).id).ways_on.part
    assert isinstance(part, RupturePart)
    return part


def asked(window: MainWindow, kind: type[EventDialog] | type[CloseRuptureDialog]) -> EventDialog | CloseRuptureDialog:
    """The dialog that is open over the debrief."""
    assert isinstance(window.page, DebriefPage)
    return next(one for one in window.findChildren(kind) if one.isVisible())


def ruptures(desk: Desk, client: ClientId) -> tuple[Event, ...]:
    return desk.accompanying.of(client).events


def lines_of(page: DebriefPage) -> list[object]:
    return [row.line.key for row in page.form.ratings.process.events.rows]


def test_it_is_recorded_as_it_showed_and_later_repaired(desk: Desk, client: ClientId, clinic: Clinic) -> None:
    clinic.debrief(client, 4.5)
    clinic.window.go("today")  # left without a signature: the prompt opens, and the session takes the rupture
    part = part_of(clinic, client)
    part.kind.choose("withdrawal")
    assert part.record.text() == RECORD
    part.record.click()
    dialog = asked(clinic.window, EventDialog)
    assert isinstance(dialog, EventDialog)
    assert dialog.entry.kind is RuptureKind.WITHDRAWAL
    next(iter(dialog.markers[RuptureKind.WITHDRAWAL].boxes.values())).click()
    dialog.save.click()
    (recorded,) = ruptures(desk, client)
    assert (recorded.kind, len(recorded.markers)) == (RuptureKind.WITHDRAWAL, 1)

    clinic.window.go("today")
    clinic.window.go_back()
    assert not [one for one in clinic.window.findChildren(EventDialog) if one.isVisible()], "it is asked once"

    part = part_of(clinic, client)
    assert "Recorded as withdrawal, not repaired yet." in part.state.plain
    assert part.record.text() == END
    clinic.debrief(client, 7.0)
    clinic.sign()
    part_of(clinic, client).record.click()
    ending = asked(clinic.window, CloseRuptureDialog)
    ending.end.choose(NONE)
    ending.save.click()
    assert ruptures(desk, client)[0].ended_session == 10
    part = part_of(clinic, client)
    assert "closed without repair in session 10" in part.state.plain
    assert not part.record.isVisible()


def test_once_signed_the_next_debrief_asks_about_it(desk: Desk, client: ClientId, clinic: Clinic) -> None:
    clinic.debrief(client, 4.5)
    clinic.sign()
    part = part_of(clinic, client)
    assert not part.record.isVisible()
    assert part.later.isVisible()
    assert part.later.plain == LATER
    page = clinic.debrief(client, 5.0)
    row = next(row for row in page.form.ratings.process.events.rows if row.line.key == POSSIBLE)
    assert row.line.words == "Possible rupture, session 9"
    row.click()
    dialog = asked(clinic.window, EventDialog)
    assert isinstance(dialog, EventDialog)
    dialog.save.click()
    assert len(ruptures(desk, client)) == 1
    assert POSSIBLE not in lines_of(page), "it is on record now"


def test_nothing_is_asked_about_what_was_declined(desk: Desk, client: ClientId, clinic: Clinic) -> None:
    clinic.debrief(client, 4.5)
    clinic.sign()
    desk.answering.decline(clinic.newest(client, "R1").id, "She had slept badly")
    assert POSSIBLE not in lines_of(clinic.debrief(client, 5.0))


def test_unrepaired_it_goes_to_supervision_with_its_question(
    desk: Desk, client: ClientId, clinic: Clinic, tmp_path: Path
) -> None:
    for score in (4.5, 4.4, 4.6, 4.5):
        clinic.debrief(client, score)
        clinic.sign()
    assert not part_of(clinic, client).supervise.isVisible()
    part = part_of(clinic, client, "R5")
    part.supervise.click()
    page = clinic.window.page
    assert isinstance(page, SupervisionPage)
    assert page.view.choices.client.currentData() == client
    page.view.choices.flag.click()
    question = ASKED.format(session=9)
    assert question in page.view.choices.question.toPlainText()
    page.write(str(tmp_path / "summary.pdf"))
    assert "summary.pdf is written" in words_in(clinic.window)
    with pikepdf.open(tmp_path / "summary.pdf") as pdf:
        assert len(pdf.pages) >= 1
    assert page.request is not None
    assert desk.supervising.summary(page.request).question == question
