"""Where an opened prompt leads on to: the ways out of a rupture, the guided review, the risk record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.domain.days import short_day
from relationship_desk.domain.errors import DeskError
from relationship_desk.domain.ids import ClientId, SessionId
from relationship_desk.prompts.rule import WayOn
from relationship_desk.services.prompting import Why
from relationship_desk.services.rupture_paths import RupturePath, rupture_path
from relationship_desk.ui import theme
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.guided_review import GuidedReviewDialog
from relationship_desk.ui.dialogs.risk_record import RiskRecordDialog
from relationship_desk.ui.pages.prompts.rupture_part import RupturePart
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.label import Label

REVIEW = "Go through the review"
REVIEW_WORDS = "Alliance, motivation, social support, life events; then the method. With what is on file for each."
RISK, RISK_WORDS = "Open the risk record", "It stays in front of everything until it is closed."
SIGNED = "Every session since is signed: the rupture goes into the next debrief."


class WaysOn:
    """Makes the part of an opened prompt that leads on; ``intend`` is told a way to go about it."""

    def __init__(self, context: Context, intend: Callable[[str], None]) -> None:
        self.context = context
        self._intend = intend
        self._why: Why | None = None
        self.part: QWidget | None = None

    def make(self, why: Why) -> QWidget | None:
        """The part for ``why``; None where nothing leads on from it."""
        self._why, self.part = why, None
        match why.row.rule.way_on:
            case WayOn.RUPTURE:
                path = rupture_path(why.analysis, why.row.prompt)
                self.part = self._rupture(path) if path else None
            case WayOn.REVIEW:
                self.part = Step(REVIEW, REVIEW_WORDS + self._last_review(why.row.client.id), self._on_review_asked)
            case WayOn.RISK:
                self.part = Step(RISK, RISK_WORDS, self._on_risk_asked)
            case None:
                pass
        return self.part

    def _rupture(self, path: RupturePath) -> RupturePart:
        part = RupturePart(path, self.context.desk.catalogue)
        part.intended.connect(self._intend)
        part.record_asked.connect(self._on_record_asked)
        return part

    def _last_review(self, client: ClientId) -> str:
        done = self.context.desk.guided_reviews.of(client)[:1]
        return f" Last done {short_day(done[0].reviewed_on)}, after session {done[0].session}." if done else ""

    def _on_record_asked(self, path: RupturePath) -> None:
        """Go where the rupture can be recorded or ended: the session itself, or the latest one not signed yet."""
        session = self._place_for(path)
        if session is None:
            self.context.shell.show_message(SIGNED, key="prompts")
        else:
            self.context.shell.go("debrief", session=session)

    def _place_for(self, path: RupturePath) -> SessionId | None:
        """The session it began in while nothing is recorded, otherwise the latest; only what is not signed yet."""
        if self._why is None:
            return None
        rows = self.context.desk.reviewing.sessions(self._why.row.client.id)
        since = [one.session for one in rows if one.session.number >= path.start and not one.signed]
        began = [one for one in since if one.id == path.session and path.recorded is None]
        place = next(iter(began or since), None)
        return place.id if place else None

    def _on_review_asked(self) -> None:
        if self._why is None:
            return
        try:
            view = self.context.desk.guided_reviews.begin(self._why.row.client.id)
        except DeskError as error:
            self.context.shell.show_message(str(error), key="prompts")
            return
        GuidedReviewDialog(self.context, view).open()

    def _on_risk_asked(self) -> None:
        records = self.context.desk.risk.of(self._why.row.client.id) if self._why else ()
        for record in records[:1]:
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
