"""The questions of a form in the order in which they are printed, each with a field for its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from relationship_desk.catalogue.questions import Wording
from relationship_desk.domain.ids import ElementId
from relationship_desk.services.forms import Mark
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.millimetre_field import MillimetreField
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.spoken_role import speak_as

_TALLEST, _ROW = 260, 50


class FormLines(QScrollArea):
    """``left`` is told when one goes on from the last field."""

    left: Event[object] = Event(object)
    refused: Event[bool] = Event(bool)
    """Whether a number is longer than the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[ElementId, MillimetreField] = {}
        self._questions: dict[ElementId, tuple[QWidget, ...]] = {}
        self._page = Paper()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(0, 0, theme.S12, 0)
        self._grid.setHorizontalSpacing(theme.S12)
        self._grid.setVerticalSpacing(theme.S8)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Questions")
        speak_as(self, "document")

    def ask(self, questions: Mapping[ElementId, Wording]) -> None:
        """Hold a line for each of ``questions``; none is shown yet."""
        for place, (element, wording) in enumerate(questions.items()):
            field = self.fields[element] = MillimetreField(wording.text)
            field.moved.connect(self._on_field_moved)
            field.refused.connect(self._on_field_refused)
            number, text, unit = Label(tone="muted"), Label(wording.text, wrap=True), Label("mm", tone="muted")
            self._questions[element] = (number, text, field, unit)
            for column, widget in enumerate(self._questions[element]):
                self._grid.addWidget(widget, place, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid.setRowStretch(len(questions), 1)

    def show_only(self, elements: Sequence[ElementId]) -> None:
        """Show the lines of ``elements``, and those in which something is entered, numbered as they are printed."""
        shown = [one for one, field in self.fields.items() if one in elements or field.text()]
        for element, widgets in self._questions.items():
            for widget in widgets:
                widget.setVisible(element in shown)
        for number, element in enumerate(shown, start=1):
            label = self._questions[element][0]
            if isinstance(label, Label):
                label.show_text(f"{number}")
        self.setFixedHeight(theme.scaled(min(_TALLEST, len(shown) * _ROW)))

    @property
    def shown(self) -> tuple[MillimetreField, ...]:
        """The fields that are seen, from the top."""
        return tuple(field for field in self.fields.values() if not field.isHidden())

    @property
    def marks(self) -> dict[ElementId, Mark]:
        """What is entered, by element."""
        return {element: field.mark for element, field in self.fields.items() if field.mark is not None}

    @property
    def first_wrong(self) -> MillimetreField | None:
        """The first field with a number longer than the line."""
        return next((field for field in self.fields.values() if field.cannot_be), None)

    def _on_field_refused(self, refused: bool) -> None:
        self.refused.emit(refused)

    def _on_field_moved(self, step: int) -> None:
        shown = self.shown
        place = next((n for n, field in enumerate(shown) if field.hasFocus()), 0) + step
        if place >= len(shown):
            self.left.emit(None)
        elif place >= 0:
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            shown[place].selectAll()
            self.ensureWidgetVisible(shown[place])
