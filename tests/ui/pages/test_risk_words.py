"""What led to a risk record begins with a capital wherever it stands alone."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from tests.services.courses_of_prompts import STABLE, add_client, hold
from tests.ui.pages.opened import OpenPage
from tests.whole_window import words_in

from relationship_desk.services.desk import Desk
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.pages.client.page import spec
from relationship_desk.ui.pages.client.presenter import ClientPage


def test_a_record_opened_by_hand_says_so_with_a_capital(open_page: OpenPage, desk: Desk, qtbot: QtBot) -> None:
    client = add_client(desk)
    hold(desk, client, STABLE)
    record = desk.risk.open(client)
    page = open_page(desk, spec, ClientPage, client=client, tab="overview")
    said = words_in(page)
    page.arrive({"client": client, "tab": "measures"})
    said += words_in(page)
    dialog = RiskRecordDialog(page._context, record.id)
    qtbot.addWidget(dialog)
    said += words_in(dialog)
    assert "opened by the clinician" not in said
    assert "Opened by the clinician" in words_in(dialog)
