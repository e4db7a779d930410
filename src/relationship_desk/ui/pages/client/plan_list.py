"""One matter of the plan: a panel with its rows, a sentence where there are none, and a button to add one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.panel import Panel
from relationship_desk.ui.widgets.row_delegate import Row
from relationship_desk.ui.widgets.row_list import RowList

_AT_FIRST = 5


class PlanList(Panel):
    """:attr:`opened` tells the key of a row; :attr:`add` is None where nothing is added here.

    With ``shortens`` only the first rows are shown until all are asked for.
    """

    opened: Event[object] = Event(object)

    def __init__(
        self, title: str, nothing: str, add: str = "", *, shortens: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._rows: tuple[Row, ...] = ()
        self._shortens = shortens
        self.more = Button("", "chip")
        self.add = Button(add, "chip", icon="plus") if add else None
        self.add_action(self.more)
        if self.add is not None:
            self.add_action(self.add)
        self.list, self.nothing = RowList(title, fits=True), Label(nothing, tone="muted", wrap=True)
        self.nothing.setContentsMargins(theme.S16, theme.S8, theme.S16, theme.S12)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nothing)
        self.list.opened.connect(self.opened.emit)
        self.more.clicked.connect(self._on_more_clicked)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, as it is read."""
        return (*((self.add,) if self.add else ()), self.more, self.list)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows."""
        self._rows = tuple(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._show()

    def _show(self) -> None:
        shortened = self._shortens and len(self._rows) > _AT_FIRST
        self.list.show_rows(self._rows[:_AT_FIRST] if shortened else self._rows)
        self.more.setVisible(shortened)
        self.more.setText(f"Show all {len(self._rows)}")

    def _on_more_clicked(self) -> None:
        self._shortens = False
        self._show()
        self.list.setFocus()
