"""The items of a measure to answer with one key each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from relationship_desk.domain.measure import Items, Measure
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.client.rows_table import Cell, Line, LinesTable
from relationship_desk.ui.widgets.item_keys import ItemKeys

_KEYS = {
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Minus: "-",
    Qt.Key.Key_D: "d",
}
DECLINED = "rather not say"
_ROW, _MOST_ROWS = 28, 9
"""Nine items, such as those of the PHQ-9, are seen at once."""


class ItemTable(LinesTable):
    """Up and down move; :attr:`answered` tells every change and every move."""

    answered: Event[object] = Event(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Items", ("Item", "Answer"), (0.67, 0.33), row_height=_ROW, parent=parent)
        self._measure: Measure | None = None
        self.keys = ItemKeys(1, 0, 0)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def show_items(self, measure: Measure, items: Items = (), declined: tuple[int, ...] = ()) -> None:
        """Ask the items of ``measure``; ``items`` are answers there are."""
        self._measure = measure
        self.setMinimumHeight(
            self.horizontalHeader().height()
            + min(measure.items, _MOST_ROWS) * theme.scaled(_ROW)
            + 2 * self.frameWidth()
        )
        self.keys = ItemKeys(measure.items, measure.item_min, measure.item_max, items, declined)
        self._show()

    @property
    def items(self) -> Items:
        """The answers, in the order of the items."""
        return tuple(self.keys.answers)

    @property
    def declined(self) -> tuple[int, ...]:
        """The numbers of the items declined."""
        return tuple(sorted(place + 1 for place in self.keys.declined))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        key = text if text.isdigit() and text.isascii() else _KEYS.get(Qt.Key(event.key()), "")
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key and self.keys.press(key):
            self._show()
            self.answered.emit(None)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the dialog's own answer
            return
        super().keyPressEvent(event)

    def _show(self) -> None:
        if self._measure is None:
            return
        self.selectionModel().blockSignals(True)
        self.show_lines([self._line(self._measure, place) for place in range(self._measure.items)])
        self.choose(self.keys.current)
        self.selectionModel().blockSignals(False)
        self.scrollTo(self.currentIndex())

    def _line(self, measure: Measure, place: int) -> Line:
        number, answer = place + 1, self.keys.answers[place]
        said = measure.choices[answer - measure.item_min] if measure.choices and answer is not None else ""
        shown = DECLINED if place in self.keys.declined else "–" if answer is None else str(answer)
        risk = ", asks about risk" if number in measure.risk_items else ""
        words = f"{number}. {measure.texts[number]}" if number in measure.texts else f"Item {number}{risk}"
        return Line(
            place,
            (Cell(words, tip=words), Cell(shown, "muted" if answer is None else "text", when=said)),
        )

    def _on_row_changed(self) -> None:
        row = self.currentIndex().row()
        if row >= 0 and row != self.keys.current:
            self.keys.move(row)
            self.answered.emit(None)
