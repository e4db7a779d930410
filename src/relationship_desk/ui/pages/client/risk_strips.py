"""The open risk records of a client, above everything else that is said of it."""

from __future__ import annotations

from functools import partial

from relationship_desk.domain.capitals import capital_first
from relationship_desk.domain.client_voice import RiskId
from relationship_desk.domain.ids import ClientId
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.pages.today.rows import RISK
from relationship_desk.ui.widgets.strip import Strip


def risk_strips(context: Context, client: ClientId) -> list[Strip]:
    """One strip an open record, with the way to it."""
    waiting = [one for one in context.desk.risk.of(client) if one.closed_on is None]
    return [
        Strip(
            f"{RISK}.\n{capital_first(one.because)}",
            "risk",
            action="Open the record",
            on_action=partial(_open, context, one.id),
        )
        for one in waiting
    ]


def _open(context: Context, record: RiskId) -> None:
    RiskRecordDialog(context, record).open()
