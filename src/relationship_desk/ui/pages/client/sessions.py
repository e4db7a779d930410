"""The sessions tab: every session of the client, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import Analysis
from relationship_desk.services.reviewing import SessionRow
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.session_frame import ATTENDANCE
from relationship_desk.ui.pages.client.rows_table import Cell, Line, LinesTable
from relationship_desk.ui.pages.client.tab import ClientTab
from relationship_desk.ui.pages.client.words import day_words
from relationship_desk.ui.widgets.panel import Panel

_HEADINGS = ("No.", "Week", "Date", "Attendance", "Note", "Rated", "Alliance", "Beginning of the note")
_SHARES = (0.05, 0.055, 0.1, 0.1, 0.07, 0.165, 0.17, 0.29)
_NARROW_SHARES = (0.06, 0.0, 0.13, 0.13, 0.09, 0.0, 0.26, 0.33)


class SessionsTab(ClientTab):
    """Return opens the debrief of a session."""

    hint = "Up and down choose a session, Return opens its debrief"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.table = LinesTable("Sessions, newest first", _HEADINGS, _SHARES)
        panel = Panel()
        panel.body.setContentsMargins(0, theme.S4, 0, theme.S4)
        panel.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.table.opened.connect(self._on_table_opened)

    @override
    def show_client(self, analysis: Analysis) -> None:
        self.table.show_lines([_line(row) for row in self._context.desk.reviewing.sessions(analysis.history.client_id)])

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.table.set_shares(_NARROW_SHARES if narrow else _SHARES)

    @override
    def first_focus(self) -> QWidget:
        return self.table

    def _on_table_opened(self, _row: int) -> None:
        key = self.table.current_key
        if isinstance(key, int):
            self._context.shell.go("debrief", session=SessionId(key))


def _line(row: SessionRow) -> Line:
    session, held = row.session, row.session.attendance.took_place
    rated = tuple((one, str(row.rated[one]) if row.rated[one] else "–") for one in Perspective)
    alliance = tuple((one, "–" if (v := row.alliance[one]) is None else format_value(v)) for one in Perspective)
    return Line(
        session.id,
        (
            Cell(str(session.number)),
            Cell(str(row.week), "muted"),
            Cell(day_words(session.held_on)),
            Cell(ATTENDANCE[session.attendance], "text" if held else "muted"),
            Cell("Signed" if row.signed else "Draft", "muted" if row.signed else "attention"),
            Cell(marks=rated) if held else Cell(),
            Cell(marks=alliance) if held else Cell(),
            Cell(row.excerpt or "No note", "muted", tip=row.excerpt),
        ),
    )
