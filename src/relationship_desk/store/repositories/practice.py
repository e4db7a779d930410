"""Whose practice it is, and its settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.records import Practice
from relationship_desk.store import tables as t


class PracticeRepository:
    """The one row of the practice and the settings kept with it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Practice:
        """The practice's own names."""
        row = self._connection.execute(select(t.practice)).one()
        return Practice(row.name, row.clinician, row.credential, row.report_name)

    def save(self, practice: Practice) -> None:
        """Replace the practice's names."""
        self._connection.execute(
            update(t.practice).values(
                name=practice.name,
                clinician=practice.clinician,
                credential=practice.credential,
                report_name=practice.report_name,
            )
        )

    def settings(self) -> dict[str, object]:
        """Every stored setting by its key."""
        return {row.key: json.loads(row.value) for row in self._connection.execute(select(t.setting))}

    def save_setting(self, key: str, value: object) -> None:
        """Store one setting; None removes it, so that its default holds again."""
        if value is None:
            self._connection.execute(delete(t.setting).where(t.setting.c.key == key))
            return
        text = json.dumps(value)
        self._connection.execute(
            insert(t.setting).values(key=key, value=text).on_conflict_do_update(["key"], set_={"value": text})
        )

    def export_codes(self) -> set[str]:
        """Every code drawn for an export so far."""
        return set(self._connection.execute(select(t.export_code.c.code)).scalars())

    def keep_export_codes(self, codes: Mapping[ClientId, str]) -> None:
        """Keep which client each drawn code stands for."""
        now = datetime.now().replace(microsecond=0)
        if codes:
            self._connection.execute(
                t.export_code.insert(),
                [{"code": code, "client_id": client, "exported_at": now} for client, code in codes.items()],
            )
