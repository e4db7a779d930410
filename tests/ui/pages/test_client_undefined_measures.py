"""A client who answered a measure that this computer does not hold: every page opens, and what was kept is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from tests.keys import key_click
from tests.ui.pages.opened import OpenPage

from relationship_desk.catalogue.measures import shipped_measures
from relationship_desk.domain.client_voice import OwnMeasure, OwnMeasureId
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.measure import Administration, AdministrationId, How, MeasureId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.services.desk import Desk
from relationship_desk.services.measuring import Given
from relationship_desk.ui.dialogs.administration import AdministrationDialog
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage
from relationship_desk.ui.pages.client.undefined_panel import MEANING, ONLY_TOTAL
from relationship_desk.ui.pages.client.view import TITLES
from relationship_desk.ui.pages.settings.page import spec as settings_spec
from relationship_desk.ui.pages.settings.presenter import SettingsPage

FIRST = date(2026, 1, 5)
PHQ = shipped_measures()[MeasureId("phq-9")]
KEY = Qt.Key


@pytest.fixture
def client(desk: Desk) -> ClientId:
    client = desk.recording.add_client("K-17", opened_on=FIRST).id
    sessions = [desk.recording.add_session(client, held_on=FIRST + timedelta(weeks=week)) for week in range(3)]
    desk.measuring.administer(client, PHQ, Given(total=12), session=sessions[0].id)
    answers = Administration(
        AdministrationId(0),
        "from-a-later-program",
        client,
        sessions[1].id,
        None,
        sessions[1].held_on,
        MeasureId("phq-9"),
        "9",
        Perspective.CLIENT,
        (7, None, None, 0),
        (2,),
        31.0,
        {"mood": 7},
        How.TYPED,
    )
    with desk.store.work("administer", "measure") as work:
        work.voice.administrations.add(answers)
        work.voice.own_measures.add(
            OwnMeasure(OwnMeasureId(0), MeasureId("diary"), "1", "colour = 'red'", desk.now(), None)
        )
    return client


@pytest.mark.parametrize("tab", TITLES)
def test_every_tab_opens(desk: Desk, open_page: OpenPage, client: ClientId, tab: str) -> None:
    page = open_page(desk, spec, ClientPage, client=client, tab=tab)
    assert page.isVisible()


def test_the_settings_open(desk: Desk, open_page: OpenPage, client: ClientId) -> None:
    settings = open_page(desk, settings_spec, SettingsPage, section="measures")
    assert [row.first for row in settings.view.measures.list.rows] == ["diary"]


def test_what_was_kept_is_shown_beside_what_can_be_read(desk: Desk, open_page: OpenPage, client: ClientId) -> None:
    tab = open_page(desk, spec, ClientPage, client=client, tab="measures").measures
    parts = tab.parts
    assert [row.first for row in parts.list.rows] == ["PHQ-9", "phq-9 version 9"]
    assert parts.list.rows[1].said == "phq-9 version 9, 31, definition not on this computer"
    parts.list.setFocus()
    key_click(parts.list, KEY.Key_Down)
    assert not parts.chosen.isVisible()
    panel = parts.undefined
    assert (panel.title.plain, panel.meaning.plain) == ("phq-9 version 9", MEANING)
    (line,) = panel.table.model_of_lines.lines
    assert [cell.text for cell in line.cells] == ["12 Jan 2026", "2", "31", "mood 7", "typed"]
    assert panel.day.plain == "Answers of 12 Jan 2026"
    assert panel.answers.plain.replace("\N{NO-BREAK SPACE}", " ") == "1: 7, 2: declined, 3: not answered, 4: 0"
    key_click(parts.list, KEY.Key_Return)
    assert isinstance(tab.dialog, AdministrationDialog)
    assert tab.dialog.chosen == PHQ


def test_the_answers_go_with_the_row(desk: Desk, open_page: OpenPage, client: ClientId) -> None:
    (undefined,) = desk.measuring.undefined(client)
    with desk.store.work("administer", "measure") as work:
        later = replace(
            undefined.administrations[0],
            id=AdministrationId(0),
            uid="later",
            administered_on=FIRST + timedelta(weeks=2),
            items=(),
            declined=(),
        )
        work.voice.administrations.add(later)
    page = open_page(desk, spec, ClientPage, client=client, tab="measures").measures
    page.parts.list.choose("phq-9 version 9 client 0")
    panel = page.parts.undefined
    assert panel.answers.plain == ONLY_TOTAL
    panel.table.setFocus()
    key_click(panel.table, KEY.Key_Down)
    assert panel.answers.plain.startswith("1:\N{NO-BREAK SPACE}7")
