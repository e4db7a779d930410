"""What the clinician meant to do after a prompt, above the note: done, not done, or not said yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.ids import PromptId
from relationship_desk.services.following import Intention
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.pages.debrief.quiet_strip import QuietStrip
from relationship_desk.ui.widgets.label import Label
from relationship_desk.ui.widgets.segmented import Segment, Segmented

SHOWN = 3
"""So many intentions are asked about, the newest; the others stay with their prompts."""
UNSAID, DONE, NOT_DONE = "unsaid", "done", "not-done"
_WORDS = {UNSAID: "Not said", DONE: "Done", NOT_DONE: "Not done"}
_KEYS: dict[bool | None, str] = {None: UNSAID, True: DONE, False: NOT_DONE}


@dataclass(frozen=True, slots=True)
class Said:
    """Whether an intention was done; None: not said after all."""

    prompt: PromptId
    done: bool | None


class IntentionRow(QWidget):
    """One intention with its three answers; in a signed session the answer alone."""

    said: Event[Said] = Event(Said)

    def __init__(self) -> None:
        super().__init__()
        self._prompt = PromptId(0)
        self.words = Label(wrap=True)
        self.answer = Segmented("Done or not", [Segment(key, words) for key, words in _WORDS.items()])
        self.note = Label(tone="muted")
        line = QHBoxLayout()
        line.setSpacing(theme.S12)
        line.addWidget(self.answer)
        line.addWidget(self.note)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.S4)
        column.setSpacing(theme.S4)
        column.addWidget(self.words)
        column.addLayout(line)
        self.answer.chosen.connect(self._on_answer_chosen)

    def show_intention(self, intention: Intention, *, signed: bool) -> None:
        """Ask about ``intention``, or say what was answered."""
        self._prompt = intention.prompt
        self.words.show_text(intention.words)
        self.answer.setAccessibleName(f"You meant to: {intention.words}")
        self.answer.choose(_KEYS[intention.done])
        self.answer.setVisible(not signed)
        missed = f"not done in session {intention.missed_in}" if intention.missed_in else ""
        self.note.show_text(_WORDS[_KEYS[intention.done]] if signed else missed)

    def _on_answer_chosen(self, key: str) -> None:
        self.said.emit(Said(self._prompt, next(done for done, word in _KEYS.items() if word == key)))


class IntentionStrip(QuietStrip):
    """``said`` tells an answer as soon as it is chosen."""

    said: Event[Said] = Event(Said)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("flag", parent)
        self.title.show_text("You meant to")
        self.setAccessibleName("You meant to")
        self.rows = tuple(IntentionRow() for _ in range(SHOWN))  # all made now, so that Tab goes through them in order
        self.more = Label(tone="muted")
        for row in self.rows:
            self.column.addWidget(row)
            row.said.connect(self._on_row_said)
        self.column.addWidget(self.more)

    def show_intentions(self, intentions: Sequence[Intention], *, signed: bool) -> None:
        """Show the newest of ``intentions``; nothing when there are none."""
        newest = intentions[-SHOWN:]
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(newest))
            if place < len(newest):
                row.show_intention(newest[place], signed=signed)
        rest = len(intentions) - len(newest)
        self.more.show_text(f"and {rest} more, under Prompts of the client")
        self.more.setVisible(bool(rest))
        self.setVisible(bool(newest))

    def _on_row_said(self, said: Said) -> None:
        self.said.emit(said)
