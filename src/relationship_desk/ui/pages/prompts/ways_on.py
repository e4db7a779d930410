"""Where an opened prompt leads on to: the ways out of a rupture, the guided review, the risk record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId
from relationship_desk.prompts.rule import WayOn
from relationship_desk.services.rupture_paths import FLAG, RupturePath, rupture_path
from relationship_desk.services.why import Why
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.guided_review import GuidedReviewDialog
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.pages.prompts.answer_parts import RISK, RISK_WORDS
from relationship_desk.ui.pages.prompts.rupture_part import RupturePart
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

REVIEW = "Begin the guided review"
REVIEW_WORDS = "Alliance, motivation, social support, life events; then the method. With what is on file for each."


class WaysOn:
    """Makes the part of an opened prompt that leads on; ``intend`` is told a way to go about it."""

    def __init__(self, context: Context, intend: Callable[[str], None]) -> None:
        self.context = context
        self._intend = intend
        self._why: Why | None = None
        self._place: dict[str, object] = {}
        """Where the rupture can be recorded or ended."""
        self.part: QWidget | None = None

    def make(self, why: Why) -> QWidget | None:
        """The part for ``why``; None where nothing leads on from it."""
        self._why, self.part = why, None
        match why.row.rule.way_on:
            case WayOn.RUPTURE:
                path = rupture_path(why.analysis, why.row.prompt)
                self.part = (
                    self._rupture(path, flagged=why.row.rule.id == FLAG, answered=not why.row.prompt.waits)
                    if path
                    else None
                )
            case WayOn.REVIEW:
                self.part = Step(REVIEW, REVIEW_WORDS + self._last_review(why.row.client.id), self._on_review_asked)
            case WayOn.RISK if not why.row.prompt.waits:  # else it is the first of the answers
                self.part = Step(RISK, RISK_WORDS, self.open_risk_record)
            case _:
                pass
        return self.part

    def _rupture(self, path: RupturePath, *, flagged: bool, answered: bool) -> RupturePart:
        self._place = self._place_for(path)
        part = RupturePart(
            path, self.context.desk.catalogue, takes_it=bool(self._place), flagged=flagged, answered=answered
        )
        part.intended.connect(self._intend)
        part.record_asked.connect(self._on_record_asked)
        part.supervision_asked.connect(self._on_supervision_asked)
        return part

    def _last_review(self, client: ClientId) -> str:
        done = self.context.desk.guided_reviews.of(client)[:1]
        return f" Last done {short_day(done[0].reviewed_on)}, after session {done[0].session}." if done else ""

    def _on_record_asked(self, kind: str) -> None:
        """Go where the rupture is asked about: a new one by how it showed, one on record by how it ended."""
        rupture = {} if "ended" in self._place else {"rupture": kind}
        self.context.shell.go("debrief", **self._place, **rupture)

    def _on_supervision_asked(self, _nothing: None) -> None:
        if self._why is not None:
            self.context.shell.go("supervision", client=self._why.row.client.id)

    def _place_for(self, path: RupturePath) -> dict[str, object]:
        """The place to record or to end it, as the debrief is told it; nothing where every session since is signed.

        It is recorded in the session it began in or else the latest, only while that is not signed; it can end in
        the latest session, signed or not.
        """
        if self._why is None:
            return {}
        rows = self.context.desk.reviewing.sessions(self._why.row.client.id)
        since = [one for one in rows if one.session.number >= path.start and one.session.attendance.took_place]
        if path.recorded is not None:
            return {"session": since[0].session.id, "ended": path.recorded.id} if since else {}
        free = [one.session.id for one in since if not one.signed]
        return {"session": path.session if path.session in free else free[0]} if free else {}

    def _on_review_asked(self) -> None:
        if self._why is None:
            return
        try:
            view = self.context.desk.guided_reviews.begin(self._why.row.client.id)
        except DeskError as error:
            self.context.shell.show_message(str(error), key="prompts")
            return
        GuidedReviewDialog(self.context, view).open()

    def open_risk_record(self) -> None:
        """Open the risk record that the prompt is about."""
        if self._why is None:
            return
        records = self.context.desk.risk.of(self._why.row.client.id)
        shown = {point.row for point in self._why.row.prompt.because}
        for record in ([one for one in records if one.uid in shown] or records)[:1]:
            RiskRecordDialog(self.context, record.id).open()


class Step(QWidget):
    """One button, and what it leads to."""

    def __init__(self, title: str, words: str, asked: Callable[[], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S8)
        column.addWidget(Label("From here on", "strong"))
        column.addWidget(Label(words, wrap=True))
        row = QHBoxLayout()
        self.button = Button(title)
        self.button.clicked.connect(asked)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
