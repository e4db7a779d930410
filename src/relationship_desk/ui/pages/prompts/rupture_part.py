"""The part of an opened prompt that leads on from a rupture: how it shows, which way to go, and how far it has come."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Catalogue, Repair
from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.process import RuptureKind
from relationship_desk.services.rupture_paths import RupturePath, state_words
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.terms import set_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.flow_layout import FlowLayout
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented
from relationship_desk.ui.widgets.tab_order import tab_through

UNSURE = "unsure"
WAYS = {"immediate": "Settle it now", "exploratory": "Explore it"}
SIGNS = "Signs: {}."
UNSURE_WORDS = "Ask first: only the client can tell whether it was a rupture at all."
RECORD, END = "Record it in the debrief", "Say how it ended"
SUPERVISE = "Take it to supervision"
LATER = "Every session since is signed. The next debrief asks whether it is to be recorded."


class RupturePart(QWidget):
    """``intended`` is told a way to go about it, ready for "I intend to".

    ``record_asked`` leads to the debrief: it is told how the rupture showed, or nothing where that is not sure.
    Where no debrief ``takes_it``, the next one does.
    """

    intended: Event[str] = Event(str)
    record_asked: Event[str] = Event(str)
    supervision_asked: Event[None] = Event(object)

    def __init__(
        self,
        path: RupturePath,
        catalogue: Catalogue,
        *,
        takes_it: bool,
        flagged: bool,
        answered: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``flagged``: it has stayed open for so long that it is one for supervision.

        ``answered``: nothing can be intended any more, so the ways are only named.
        """
        super().__init__(parent)
        self._catalogue, self._answered = catalogue, answered
        recorded = path.recorded.kind if path.recorded else None
        self.state = Label(state_words(path), wrap=True)
        self.kind = Segmented(
            "How it showed",
            [Segment(UNSURE, "Not sure"), *(Segment(kind.value, kind.value.capitalize()) for kind in RuptureKind)],
        )
        set_term(self.kind, "entry", "ruptures")
        self.way = Segmented("Way", [Segment(key, words) for key, words in WAYS.items()])
        self.signs = Label(tone="muted", wrap=True)
        self.named = Label(tone="muted", wrap=True)
        self.ways, self._flow = QWidget(), FlowLayout()
        self.ways.setLayout(self._flow)
        self.record = Button(END if path.recorded else RECORD, icon="pencil")
        self.supervise = Button(SUPERVISE, icon="page")
        self.later = Label(LATER, tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(Label("From here on", "strong"))
        column.addWidget(self.state)
        choices = FlowLayout()
        choices.addWidget(self.kind)
        choices.addWidget(self.way)
        column.addLayout(choices)
        column.addWidget(self.signs)
        column.addWidget(self.ways)
        column.addWidget(self.named)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S8)
        foot.addWidget(self.record)
        foot.addWidget(self.supervise)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.later)
        # Only now: before they had a parent they would be windows of their own.
        self.record.setVisible(takes_it and not path.is_settled)
        self.supervise.setVisible(flagged)
        self.ways.setVisible(not answered)
        self.named.setVisible(answered)
        self.later.setVisible(not takes_it and path.waits)
        if recorded is not None:
            self.kind.choose(recorded.value)
        self._show_ways()
        self.kind.chosen.connect(self._on_kind_chosen)
        self.way.chosen.connect(self._on_way_chosen)
        self.record.clicked.connect(self._on_record_clicked)
        self.supervise.clicked.connect(self._on_supervise_clicked)

    @property
    def offered(self) -> tuple[Repair, ...]:
        """The ways to repair that fit what is chosen."""
        return tuple(
            one
            for one in self._catalogue.repairs.values()
            if one.way == self.way.choice and one.kind in ("any", self.kind.choice)
        )

    def _show_ways(self) -> None:
        kind = self.kind.choice
        signs = [one.title.lower() for one in self._catalogue.markers.values() if one.kind == kind]
        self.signs.show_text(SIGNS.format(", ".join(signs)) if signs else UNSURE_WORDS)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._answered:
            ways = ", ".join(small_first(one.title) for one in self.offered)
            self.named.show_text(f"Ways: {ways}.")
            return
        for one in self.offered:
            button = Button(one.title)
            button.setToolTip(one.definition)
            button.setAccessibleDescription(one.definition)
            button.setProperty("repair", one.id)
            button.clicked.connect(self._on_strategy_clicked)
            self._flow.addWidget(button)
        tab_through(self.way.button(list(WAYS)[-1]), self.ways)

    def _on_kind_chosen(self, _kind: str) -> None:
        self._show_ways()

    def _on_way_chosen(self, _way: str) -> None:
        self._show_ways()

    def _on_strategy_clicked(self) -> None:
        chosen = self.sender()
        repair = self._catalogue.repairs.get(str(chosen.property("repair"))) if chosen else None
        if repair is not None:
            self.intended.emit(small_first(repair.title))

    def _on_record_clicked(self) -> None:
        self.record_asked.emit("" if self.kind.choice == UNSURE else self.kind.choice)

    def _on_supervise_clicked(self) -> None:
        self.supervision_asked.emit(None)
