"""What the clinician has answered is kept, whatever the clock says."""

from __future__ import annotations

from datetime import date

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.services.desk import Desk


def test_a_clock_set_back_undoes_no_answer(desk: Desk) -> None:
    client = desk.recording.add_client("K-17", opened_on=date(2026, 1, 1)).id
    *_, last = [desk.recording.add_session(client, held_on=date(2026, 1, day)) for day in (1, 8, 15)]
    desk.prompting.evaluate(client)
    (prompt,) = [row.prompt for row in desk.prompting.rows(client) if row.prompt.rule == "F1"]
    desk.answering.decline(prompt.id, "ill")
    desk.recording.rate(last.id, ALLIANCE, Perspective.CLIENT, Tenths(70))
    desk.day = date(2026, 2, 1)
    desk.prompting.evaluate(client)
    (kept,) = [row.prompt for row in desk.prompting.rows(client) if row.prompt.rule == "F1"]
    assert (kept.status, kept.reason) == (PromptStatus.DECLINED, "ill")
