"""Whose note is in view: the one of the whole group, couple or family, or one about a single member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from relationship_desk.ui.events import Event
from relationship_desk.ui.widgets.segmented import Segment, Segmented

WHOLE = 0
"""The value of the whole in place of a member's id."""
_SIDE_BY_SIDE = 7
"""More than so many choices, or a narrow window, make a list of them that opens."""
_WRITTEN = "•"


@dataclass(frozen=True, slots=True)
class Choice:
    """The whole or a member, and whether a note about it holds anything."""

    key: int
    words: str
    written: bool

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.words}, written" if self.written else f"{self.words}, nothing written"


class MemberSwitch(QWidget):
    """Hidden where there is nobody to choose. A dot follows those about whom something is written."""

    chosen: Event[int] = Event(int)
    """A member's client id, or :data:`WHOLE`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setAccessibleName("Note about")
        self.box.activated.connect(self._on_box_activated)
        self.segments: Segmented | None = None
        self._choices: tuple[Choice, ...] = ()
        self._narrow = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.addWidget(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All that can be chosen, the whole first."""
        return self._choices

    def show_choices(self, choices: Sequence[Choice], chosen: int) -> None:
        """Offer ``choices``; with none of them, or the whole alone, there is nothing to switch."""
        if [(one.key, one.words) for one in choices] != [(one.key, one.words) for one in self._choices]:
            self._make(choices)
        self._choices = tuple(choices)
        for choice in choices:
            self._show(choice)
        if choices:
            self.box.setCurrentIndex(self.box.findData(chosen))
        if self.segments is not None:
            self.segments.choose(str(chosen))
        self._fit()

    def mark(self, key: int, *, written: bool) -> None:
        """Say that a note about ``key`` holds something, or nothing any more."""
        self._choices = tuple(replace(one, written=written) if one.key == key else one for one in self._choices)
        for choice in self._choices:
            if choice.key == key:
                self._show(choice)

    def set_narrow(self, narrow: bool) -> None:
        """Take no more than one line."""
        self._narrow = narrow
        self._fit()

    def step(self) -> None:
        """Go on to the next, and after the last to the whole."""
        if len(self._choices) > 1:
            keys = [one.key for one in self._choices]
            following = keys[(keys.index(int(self.box.currentData())) + 1) % len(keys)]
            self.chosen.emit(following)

    def _make(self, choices: Sequence[Choice]) -> None:
        self.box.clear()
        for choice in choices:
            self.box.addItem(choice.words, choice.key)
        if self.segments is not None:
            self.segments.hide()
            self.segments.deleteLater()
        self.segments = None
        if 1 < len(choices) <= _SIDE_BY_SIDE:
            segments = [Segment(str(one.key), one.words) for one in choices]
            self.segments = Segmented("Note about", segments, folds=True, parent=self)
            self.segments.chosen.connect(self._on_segments_chosen)
            self._row.insertWidget(0, self.segments, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, choice: Choice) -> None:
        note = _WRITTEN if choice.written else ""
        self.box.setItemText(self.box.findData(choice.key), f"{choice.words} {note}".strip())
        if self.segments is not None:
            self.segments.show_segment(Segment(str(choice.key), choice.words, note))
            self.segments.button(str(choice.key)).setAccessibleName(choice.spoken)

    def _fit(self) -> None:
        if self.segments is not None:
            self.segments.setVisible(not self._narrow)
        self.box.setVisible(self._narrow or self.segments is None)

    def _on_box_activated(self, index: int) -> None:
        self.chosen.emit(int(self.box.itemData(index)))

    def _on_segments_chosen(self, key: str) -> None:
        self.chosen.emit(int(key))
