"""An opened prompt, read downward: sentence, because, rule, evidence, ways to go about it, what would end it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from relationship_desk.catalogue.model import Tier
from relationship_desk.domain.capitals import capital_first, small_first
from relationship_desk.domain.days import short_day
from relationship_desk.domain.ids import PromptId
from relationship_desk.domain.prompt import Point
from relationship_desk.services.why import EditionView, Why
from relationship_desk.ui import theme
from relationship_desk.ui.events import Event
from relationship_desk.ui.models.tiers import EDITION_WORDS, fill_of, listing_lines, unbroken
from relationship_desk.ui.pages.prompts.because import RatingsSeen
from relationship_desk.ui.pages.prompts.because_part import BecausePart
from relationship_desk.ui.pages.prompts.followed_part import FollowedPart
from relationship_desk.ui.terms import put_term, rule_term
from relationship_desk.ui.widgets.button import Button
from relationship_desk.ui.widgets.edition_card import EditionCard
from relationship_desk.ui.widgets.label import Label, YieldingLabel
from relationship_desk.ui.widgets.paper import Paper
from relationship_desk.ui.widgets.run_in import RunIn
from relationship_desk.ui.widgets.spoken_role import speak_as
from relationship_desk.ui.widgets.tab_order import tab_through

_OUTSIDE = {
    Tier.SAFETY: "It has no tier of evidence and needs none: it comes before everything that has one.",
    Tier.PRACTICE: "A rule of this program, without a task-force tier.",
}
_STANDS_IN = "stands in"
"""On the card of an edition that speaks for the chosen one; its ordinal is in the head already."""
_CARD, _LONG_CARD = 8, 9
"""Shares of the width: the longest name of a tier gets more."""
_LARGE_TEXT = 1.25
"""Above this text size three cards find no room side by side in a narrow window."""


class Argument(QScrollArea):
    """Scrolls when it has to; ``session_asked``, ``trends_asked`` and ``point_asked`` follow its links."""

    session_asked: Event[None] = Event(object)
    trends_asked: Event[None] = Event(object)
    point_asked: Event[Point] = Event(Point)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        # It takes what the answer leaves: were it asked, a long argument would push the answer out of a small window.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Prompt")
        self.followed: FollowedPart | None = None
        self._prompt: PromptId | None = None
        speak_as(self, "document")

    def show_why(
        self, why: Why, ratings: RatingsSeen | None, caveat: str, *, narrow: bool, way_on: QWidget | None = None
    ) -> None:
        """Lay out ``why``, from the top or, where it is read anew, from where it was read.

        ``narrow`` puts what stands side by side below each other, ``way_on`` leads on from it.
        """
        page = Paper()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, theme.S12, 20, theme.S16)
        column.setSpacing(6)
        rule = why.row.rule
        self._add_opening(column, why, narrow=narrow)
        column.addSpacing(theme.S8)
        self.followed = FollowedPart(why.followed) if why.followed else None
        if self.followed is not None:
            column.addWidget(self.followed)
            column.addSpacing(theme.S8)
        column.addWidget(Label("Because", "strong"))
        number = f"Rule {rule.id}, {small_first(rule.title)}"
        prompt = why.row.prompt
        because = BecausePart(ratings, prompt.because, (number, _here(why)), narrow=narrow)
        because.point_asked.connect(self._on_because_point_asked)
        column.addWidget(because)
        column.addSpacing(theme.S8)
        _add_evidence(column, why, caveat, narrow=narrow)
        column.addSpacing(theme.S8)
        column.addLayout(_options(why, narrow=narrow))
        column.addSpacing(theme.S8)
        if way_on is not None:
            column.addWidget(way_on)
            column.addSpacing(theme.S8)
        column.addWidget(Label("What would make it go away", "strong"))
        column.addWidget(Label(rule.goes_away, tone="muted", wrap=True))
        column.addStretch(1)
        self.setAccessibleName(why.row.sentence)
        bar = self.verticalScrollBar()
        read_to = bar.value() if why.row.prompt.id == self._prompt else 0
        self._prompt = why.row.prompt.id
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.setWidget(page)
        tab_through(self, page)
        if had_focus:
            self.setFocus()  # what had it is gone
        bar.setValue(read_to)
        if read_to:
            QTimer.singleShot(0, page, partial(bar.setValue, read_to))  # once this page has its height

    def _add_opening(self, column: QVBoxLayout, why: Why, *, narrow: bool) -> None:
        prompt, client = why.row.prompt, why.row.client
        opened = short_day(prompt.opened_on)
        line = QHBoxLayout()
        line.setSpacing(theme.S8)
        line.addWidget(Label(client.code, "strong"))
        week = f", week {why.week}" if prompt.session else ""
        where = f"{prompt.place}{week} · opened {opened}"
        kind = "" if narrow else f"{client.kind.value.capitalize()} · "
        line.addWidget(YieldingLabel(f"{kind}{where}" if kind else capital_first(where)), 1)
        session, trends = Button(f"Session {prompt.session}", "link"), Button("Trends", "link")
        session.clicked.connect(self._on_session_clicked)
        trends.clicked.connect(self._on_trends_clicked)
        if prompt.session:
            line.addWidget(session)
        line.addSpacing(theme.S4)
        line.addWidget(trends)
        column.addLayout(line)
        column.addWidget(Label(why.row.sentence, "prompt", wrap=True))
        column.addWidget(Label(why.row.rule.meaning, wrap=True))

    def _on_session_clicked(self) -> None:
        self.session_asked.emit(None)

    def _on_trends_clicked(self) -> None:
        self.trends_asked.emit(None)

    def _on_because_point_asked(self, point: Point) -> None:
        self.point_asked.emit(point)


def _here(why: Why) -> str:
    """The rule with its numbers: in general, then here."""
    baseline = next((point.value for point in why.row.prompt.because if point.what == "own baseline"), "")
    return f"{why.rule_text} Here the own baseline is {baseline}." if baseline else why.rule_text


def _add_evidence(column: QVBoxLayout, why: Why, caveat: str, *, narrow: bool) -> None:
    outside = why.row.rule.outside
    if outside is None:
        evidence = RunIn(f"Evidence: {small_first(why.entry_title)}", caveat)
    else:
        evidence = RunIn(f"{outside.title}: outside the editions.", _OUTSIDE[outside])
    put_term(evidence, rule_term(why.row.rule))
    column.addWidget(evidence)
    if outside is not None:
        return
    cards: QBoxLayout = QVBoxLayout() if narrow and theme.scale() > _LARGE_TEXT else QHBoxLayout()
    cards.setSpacing(theme.S12)
    for view in why.editions:
        longer = view.listing is not None and view.listing.tier is Tier.INSUFFICIENT
        cards.addWidget(_card(view, why.label), _LONG_CARD if longer else _CARD)
    column.addLayout(cards)
    for view in why.editions:
        if view.speaks and view.listing is not None and view.listing.note:
            column.addWidget(Label(f"{view.edition}: {unbroken(view.listing.note)}", wrap=True))
    sources = "; ".join(
        f"{view.edition}, {view.listing.authors}" for view in why.editions if view.listing and view.listing.authors
    )
    if sources:
        column.addWidget(Label(f"Sources: {sources}.", tone="muted", wrap=True))


def _card(view: EditionView, label: str) -> EditionCard:
    edition, listing = view.edition, view.listing
    tier = listing.tier if listing else Tier.NOT_LISTED
    return EditionCard(
        edition.value,
        EDITION_WORDS[edition],
        fill_of(tier),
        listing.tier_words if listing else tier.title,
        listing_lines(listing) if listing else (),
        framed=view.speaks,
        label=(_STANDS_IN if label == EDITION_WORDS[edition] else label) if view.speaks else "",
    )


def _options(why: Why, *, narrow: bool) -> QBoxLayout:
    row: QBoxLayout = QVBoxLayout() if narrow else QHBoxLayout()
    row.setSpacing(theme.S12 if narrow else theme.S24)
    for option in why.row.rule.options:
        part = QVBoxLayout()
        part.setSpacing(2)
        part.addWidget(Label(option.title, "strong", wrap=True))
        part.addWidget(Label(option.text, tone="muted", wrap=True))
        part.addStretch(1)
        row.addLayout(part, 1)
    return row
