"""Something that happened in the relationship: what, and of a rupture how it showed, what was tried, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.process import DisclosureMark, EventKind, Repair, RuptureKind
from relationship_desk.domain.process import Event as RelationshipEvent
from relationship_desk.domain.score import Tenths
from relationship_desk.ui import theme
from relationship_desk.ui.dialogs.profile_entry import ScoreField
from relationship_desk.ui.dialogs.tried_field import TriedField
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import TERM_ROLE, set_term, term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.field import Field
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.toggle_check import ToggleCheck

OPEN, NONE = "open", "none"
_ENTRIES = {EventKind.RUPTURE: "rupture-repair", EventKind.INTERPRETATION: "relational-interpretations"}
"""What explains a kind of event whose element goes by another name."""
_ENDS = {Repair.FULL.value: Repair.FULL, Repair.PARTIAL.value: Repair.PARTIAL, NONE: None}
_DISCLOSURE = {DisclosureMark.LONG: "Rather long", DisclosureMark.UNRESOLVED: "A matter I have not settled"}
_WIDTH, _LONGEST, _ACROSS = 600, 500, 3


def event_term(kind: EventKind) -> str:
    """Return what explains events of ``kind``."""
    return term("entry", _ENTRIES.get(kind, kind.value))


@dataclass(frozen=True, slots=True)
class EventEntry:
    """What the dialog was left with."""

    event: EventKind
    kind: RuptureKind | None
    markers: tuple[str, ...]
    severity: Tenths | None
    tried: str
    note: str
    ended: bool
    """Whether the rupture ended in the session it is of."""
    repair: Repair | None


class MarkerChecks(QWidget):
    """The markers of one kind of rupture to tick."""

    def __init__(self, catalogue: Catalogue, kind: RuptureKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.S4)
        self.boxes: dict[str, ToggleCheck] = {}
        markers = [marker for marker in catalogue.markers.values() if marker.kind == kind]
        for place, marker in enumerate(markers):
            box = self.boxes[marker.id] = ToggleCheck(marker.title)
            set_term(box, "marker", marker.id)
            box.setToolTip(marker.definition)
            box.setAccessibleDescription(marker.definition)
            grid.addWidget(box, place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignLeft)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the markers ticked."""
        return tuple(marker for marker, box in self.boxes.items() if box.isChecked())


class EventDialog(QDialog):
    """Open it with ``open()``; :attr:`agreed` is told on Save, and the dialog stays until it is told to close."""

    agreed: Event[EventEntry] = Event(EventEntry)

    def __init__(
        self,
        catalogue: Catalogue,
        words: Mapping[EventKind, str],
        event: RelationshipEvent | None = None,
        *,
        ends_here: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """``ends_here``: whether it can be said here how the rupture ended; a later session may have done so."""
        super().__init__(parent)
        self.setWindowTitle("Edit event" if event else "Add event")
        self._catalogue, self._ends_here = catalogue, ends_here
        self.what, self.note, self.own_words = QComboBox(), QLineEdit(), QLineEdit()
        for place, (kind, said) in enumerate(words.items()):
            self.what.addItem(said, kind.value)
            self.what.setItemData(place, event_term(kind), TERM_ROLE)
        for line in (self.note, self.own_words):
            line.setMaxLength(_LONGEST)
        self.own_words.setPlaceholderText("other signs, in your own words")
        self.own_words.setAccessibleName("Other signs")
        self.kind = Segmented(
            "How it showed", [Segment(kind.value, kind.value.capitalize()) for kind in RuptureKind], stretch=True
        )
        set_term(self.kind, "entry", "ruptures")
        self.markers = {kind: MarkerChecks(catalogue, kind) for kind in RuptureKind}
        self.severity, self.tried = ScoreField(), TriedField(catalogue)
        self.end = Segmented(
            "How it ended",
            (
                Segment(OPEN, "Still open"),
                Segment(Repair.FULL.value, "Repaired"),
                Segment(Repair.PARTIAL.value, "Partly"),
                Segment(NONE, "Not repaired"),
            ),
            stretch=True,
        )
        self._rupture = QWidget()
        self.disclosure = {mark: ToggleCheck(said) for mark, said in _DISCLOSURE.items()}
        self._disclosure = QWidget()
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save = Button("Save", "primary", key="Return")
        self._build()
        if event is not None:
            self._fill(event)
        self.what.currentIndexChanged.connect(self._show_parts)
        self.kind.chosen.connect(self._show_parts)
        self._show_parts()

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def begin_rupture(self, kind: RuptureKind | None) -> None:
        """Start with a rupture that showed as ``kind``; None where that is not sure yet."""
        self.what.setCurrentIndex(self.what.findData(EventKind.RUPTURE.value))
        if kind is not None:
            self.kind.choose(kind.value)
        self._show_parts()

    @property
    def entry(self) -> EventEntry:
        """What is entered; what belongs to ruptures only is left out of everything else."""
        what = EventKind(self.what.currentData())
        note = self.note.text().strip()
        if what is not EventKind.RUPTURE:
            marks = [mark.value for mark, box in self.disclosure.items() if box.isChecked()]
            said = tuple(marks) if what is EventKind.SELF_DISCLOSURE else ()
            return EventEntry(what, None, said, None, "", note, ended=False, repair=None)
        kind = RuptureKind(self.kind.choice)
        own = tuple(part.strip() for part in self.own_words.text().split(",") if part.strip())
        score = self.severity.value()
        severity = None if score < 0 else Tenths(round(score * 10))
        end = self.end.choice
        ended = end != OPEN and self._ends_here
        markers = (*self.markers[kind].ticked, *own)
        return EventEntry(what, kind, markers, severity, self.tried.text, note, ended, _ENDS.get(end))

    def _fill(self, event: RelationshipEvent) -> None:
        self.what.setCurrentIndex(self.what.findData(event.event.value))
        self.note.setText(event.note)
        for mark, box in self.disclosure.items():
            box.setChecked(mark in event.markers)
        if event.kind is None:
            return
        self.kind.choose(event.kind.value)
        boxes = self.markers[event.kind].boxes
        for marker in event.markers:
            if marker in boxes:
                boxes[marker].setChecked(True)
        self.own_words.setText(", ".join(marker for marker in event.markers if marker not in boxes))
        if event.severity is not None:
            self.severity.setValue(event.severity / 10)
        self.tried.line.setText(event.tried)
        if event.ended_session is not None:
            self.end.choose(event.repair.value if event.repair else NONE)

    def _build(self) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(Field("What happened", self.what))
        self._build_rupture()  # Tab goes in the order in which things come in
        column.addWidget(self._rupture)
        marks = QHBoxLayout(self._disclosure)
        marks.setContentsMargins(0, 0, 0, 0)
        marks.setSpacing(theme.S16)
        for box in self.disclosure.values():
            marks.addWidget(box)
        marks.addStretch(1)
        column.addWidget(self._disclosure)
        column.addWidget(Field("Note", self.note, "optional"))
        column.addWidget(self.error)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _build_rupture(self) -> None:
        signs = QWidget()
        inside = QVBoxLayout(signs)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.S8)
        for checks in self.markers.values():
            inside.addWidget(checks)
        inside.addWidget(self.own_words)
        signs.setFocusProxy(self.own_words)
        self.end_field = Field("How it ended in this session", self.end)
        column = QVBoxLayout(self._rupture)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S16)
        shown = QHBoxLayout()
        shown.setSpacing(theme.S16)
        shown.addWidget(Field("How it showed", self.kind), 3)
        shown.addWidget(Field("Strength", self.severity, "0 to 10, optional"), 2)
        column.addLayout(shown)
        column.addWidget(Field("Signs", signs))
        column.addWidget(Field("What was tried", self.tried, "optional"))
        column.addWidget(self.end_field)

    def _show_parts(self, _chosen: object = None) -> None:
        rupture = self.what.currentData() == EventKind.RUPTURE.value
        kind = RuptureKind(self.kind.choice)
        self._rupture.setVisible(rupture)
        self._disclosure.setVisible(self.what.currentData() == EventKind.SELF_DISCLOSURE.value)
        for one, checks in self.markers.items():
            checks.setVisible(one is kind)
        self.tried.suggest_for(kind)
        self.end_field.setVisible(self._ends_here)
        if self.isVisible():  # before that, sizes are not yet those of the style
            _fit(self)

    def _on_save_clicked(self) -> None:
        self.agreed.emit(self.entry)


def _fit(dialog: QDialog) -> None:
    """Make ``dialog`` as high as what it now shows needs at its width."""
    column, width = dialog.layout(), dialog.minimumWidth()
    if column is not None:
        column.activate()
        dialog.resize(width, column.totalHeightForWidth(width))


@dataclass(frozen=True, slots=True)
class RuptureEnd:
    """How a rupture ended."""

    repair: Repair | None
    tried: str


class CloseRuptureDialog(QDialog):
    """How a rupture ended; :attr:`agreed` is told on Save, and the dialog stays until it is told to close."""

    agreed: Event[RuptureEnd] = Event(RuptureEnd)

    def __init__(
        self, catalogue: Catalogue, rupture: RelationshipEvent, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("How the rupture ended")
        self.end = Segmented(
            "How it ended",
            (
                Segment(Repair.FULL.value, "Repaired fully"),
                Segment(Repair.PARTIAL.value, "Repaired partly"),
                Segment(NONE, "Not repaired"),
            ),
            stretch=True,
        )
        if rupture.ended_session is not None:
            self.end.choose(rupture.repair.value if rupture.repair else NONE)
        self.tried = TriedField(catalogue)
        self.tried.line.setText(rupture.tried)
        self.tried.suggest_for(rupture.kind)
        self.error = Label(tone="risk", wrap=True)
        self.error.hide()
        self.save = Button("Save", "primary", key="Return")
        self._build(words)

    def show_error(self, error: str) -> None:
        """Say what cannot be kept; the fields stay as they are."""
        self.error.show_text(error)
        self.error.setVisible(bool(error))

    def _build(self, words: str) -> None:
        cancel = Button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S24)
        column.setSpacing(theme.S16)
        column.addWidget(Label(self.windowTitle(), "panel"))
        column.addWidget(YieldingLabel(words))
        column.addWidget(Field("It is", self.end))
        column.addWidget(Field("What was tried", self.tried, "optional"))
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.scaled(_WIDTH))

    def _on_save_clicked(self) -> None:
        self.agreed.emit(RuptureEnd(_ENDS[self.end.choice], self.tried.text))
