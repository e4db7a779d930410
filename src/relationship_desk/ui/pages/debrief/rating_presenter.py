"""Rating: rows from the seat that rates, every change kept at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.process import Comment
from relationship_desk.domain.records import Rating
from relationship_desk.domain.score import Tenths
from relationship_desk.domain.session_state import Difference, Part
from relationship_desk.domain.vocabulary import ClientKind, Perspective
from relationship_desk.services.reviewing import DebriefView
from relationship_desk.settings.definitions import REVEAL_AFTER_RATING
from relationship_desk.ui.context import Context
from relationship_desk.ui.dialogs.comment import CommentDialog
from relationship_desk.ui.keeper import Keeper
from relationship_desk.ui.pages.debrief.rating_rows import Seat, count_words, rating_rows
from relationship_desk.ui.pages.debrief.ratings_panel import RatingsPanel
from relationship_desk.ui.pages.debrief.words import form_words
from relationship_desk.ui.widgets.key_entry import Answer
from relationship_desk.ui.widgets.perspective_mark import WORDS
from relationship_desk.ui.widgets.rating_table import RatingEdit
from relationship_desk.ui.widgets.segmented import Segment

OBSERVER = "Observer"
"""The label of an observer who was given no other."""
AFTER_YOURS = "after yours"


class RatingPresenter(QObject):
    """Behind one :class:`RatingsPanel`."""

    def __init__(self, panel: RatingsPanel, ctx: Context, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.panel, self._ctx, self._keeper = panel, ctx, keeper
        self.seat = Seat()
        self._view: DebriefView | None = None
        panel.table.rated.connect(self._on_table_rated)
        panel.perspective_chosen.connect(self._on_perspective_chosen)
        panel.seat.rater_named.connect(self._on_rater_named)
        panel.seat.member_chosen.connect(self._on_member_chosen)
        panel.answers.asked.connect(self._on_comment_asked)
        self.dialog: CommentDialog | None = None

    def begin(self, view: DebriefView) -> None:
        """Start on a session, from the clinician's seat; on another one than before, in its first row."""
        other = self._view is None or self._view.session.id != view.session.id
        self.seat = Seat()
        self.panel.tabs.choose("ratings")
        self.read_again(view)
        first = next((row.element for row in self.panel.table.rows if row.enabled), None)
        if other and first is not None:
            self.panel.table.set_current(first)

    def read_again(self, view: DebriefView) -> None:
        """Show the session as it now stands, from the seat at hand."""
        self._view = view
        self._leave_absent(view)
        table = self.panel.table
        table.set_reveal_after_rating(self._ctx.desk.preferences[REVEAL_AFTER_RATING])
        table.set_read_only(view.signed is not None and self.seat.perspective is Perspective.CLINICIAN)
        rows = rating_rows(self._ctx.desk.catalogue, view, self.seat)
        # A rating that could not be kept yet goes before what the record holds.
        waiting = [self._keeper.value(self._key(self.seat, row.element), row.answer) for row in rows]
        table.set_rows([row.answered(answer) for row, answer in zip(rows, waiting, strict=True)], self.seat.perspective)
        self._show_seat(view)
        self._show_counts()
        comment = self._comment(view)
        self.panel.answers.show_answers(self._form_words(view), comment.text if comment else "")

    def turn_to(self, changes: Iterable[Difference]) -> None:
        """Take the seat of the first rating among ``changes``, and go to its row."""
        row = next((one.before or one.after for one in changes if one.part is Part.RATING), None)
        if row is None:
            return
        member = ClientId(row["member_id"]) if row["member_id"] else None
        self.seat = Seat(Perspective(row["perspective"]), row["rater"], member)
        self.panel.tabs.choose("ratings")
        self._read_record()
        self.panel.table.set_current(ElementId(row["element"]))

    def take_seat(self, perspective: Perspective) -> None:
        """Show the ratings from ``perspective``, and go to them."""
        self._on_perspective_chosen(perspective.value)
        self.panel.perspective_chosen.emit(perspective.value)
        self.panel.show_ratings()

    def next_member(self) -> None:
        """Go on to the first row of the next member, where there are members to rate."""
        table = self.panel.table
        if self.panel.seat.step():
            first = next((row.element for row in table.rows if row.enabled), None)
            if first is not None:
                table.set_current(first)
            self.panel.show_ratings()

    def _leave_absent(self, view: DebriefView) -> None:
        """Go back to the whole when the member at hand cannot be rated in this session."""
        member = self.seat.member
        if member is not None and all(one.id != member for one in self._ctx.desk.grouping.rateable(view.session)):
            self.seat = replace(self.seat, member=None)

    def _show_seat(self, view: DebriefView) -> None:
        chooser, seat = self.panel.seat, self.seat
        several = view.client.kind is not ClientKind.INDIVIDUAL
        if seat.perspective is Perspective.OBSERVER:
            known = dict.fromkeys((*self._observers(view), *self._ctx.desk.forms.observers()))
            chooser.show_rater(seat.rater, tuple(known))
        elif several and (members := self._ctx.desk.grouping.rateable(view.session)):
            about = "Ratings about" if seat.perspective is Perspective.CLINICIAN else "Rated by"
            whole = view.client.kind.value.capitalize()
            chooser.show_members(about, whole, seat.member, [(member.id, member.code) for member in members])
        else:
            chooser.hide()

    def _show_counts(self) -> None:
        view = self._view
        if view is None:
            return
        segments = [self._segment(view, perspective) for perspective in Perspective]
        self.panel.show_counts(segments, self.seat.perspective)

    def _form_words(self, view: DebriefView) -> str:
        """How the ratings shown came in, where that was by forms: "on paper, 3 March"."""
        forms = [one for one in view.forms if self.seat == Seat(one.perspective, one.rater, one.member)]
        said = (form_words(one, view.session.held_on) for one in sorted(forms, key=lambda one: (one.filled_on, one.id)))
        return "; ".join(dict.fromkeys(said))

    def _comment(self, view: DebriefView) -> Comment | None:
        """What was written from the seat at hand, and from no other."""
        found = self._ctx.desk.accompanying.comments(view.session.id)
        return next((one for one in found if Seat(one.perspective, one.rater, one.member) == self.seat), None)

    def _segment(self, view: DebriefView, perspective: Perspective) -> Segment:
        if perspective is self.seat.perspective:
            words = count_words(self.panel.table.rows)
        else:
            words = self._count_of_others(view, perspective)
        return Segment(perspective.value, WORDS[perspective], words, perspective, mark_filled=words != "none")

    def _count_of_others(self, view: DebriefView, perspective: Perspective) -> str:
        seat = self._usual_seat(view, perspective)
        words = count_words(rating_rows(self._ctx.desk.catalogue, view, seat))
        hides = self._ctx.desk.preferences[REVEAL_AFTER_RATING] and self.seat.perspective is Perspective.CLINICIAN
        unrated = any(row.enabled and row.due and not row.answer.given for row in self.panel.table.rows)
        return AFTER_YOURS if words != "none" and hides and unrated else words

    def _usual_seat(self, view: DebriefView, perspective: Perspective) -> Seat:
        """Where a perspective is rated from unless the person says otherwise: where it has been already."""
        if perspective is not Perspective.OBSERVER:
            return Seat(perspective, member=self.seat.member)
        return Seat(perspective, next(iter(self._observers(view)), OBSERVER))

    @staticmethod
    def _observers(view: DebriefView) -> tuple[str, ...]:
        here = (one for one in view.ratings if one.perspective is Perspective.OBSERVER)
        before = (one for one in view.previous_ratings if one.perspective is Perspective.OBSERVER)
        return tuple(dict.fromkeys(one.rater for one in (*here, *before)))

    def _on_table_rated(self, edit: RatingEdit) -> None:
        view = self._view
        if view is None:
            return
        self._save(self.seat, edit.element, Answer(edit.score, edit.missing))
        self._remember(view, edit)
        self._show_counts()

    def _remember(self, view: DebriefView, edit: RatingEdit) -> None:
        """Keep the view in step with what was rated, without reading the record after every key."""
        others = tuple(one for one in view.ratings if not (self.seat.gave(one) and one.element == edit.element))
        own = self._rating(view.session.id, edit)
        self._view = replace(view, ratings=(*others, *own))

    def _rating(self, session: SessionId, edit: RatingEdit) -> tuple[Rating, ...]:
        if edit.score is None and edit.missing is None:
            return ()
        score = None if edit.score is None else Tenths(edit.score)
        seat = self.seat
        return (Rating(session, edit.element, seat.perspective, seat.rater, seat.member, score, edit.missing),)

    def _save(self, seat: Seat, element: ElementId, answer: Answer) -> None:
        if self._view is None:
            return
        session = self._view.session.id

        def save(given: Answer) -> None:
            self._ctx.desk.recording.rate(
                session,
                element,
                seat.perspective,
                None if given.score is None else Tenths(given.score),
                given.missing,
                rater=seat.rater,
                member=seat.member,
            )

        self._keeper.put_now(self._key(seat, element), answer, save)

    def _key(self, seat: Seat, element: ElementId) -> tuple[SessionId | None, Seat, ElementId]:
        return (self._view.session.id if self._view else None, seat, element)

    def _on_perspective_chosen(self, chosen: str) -> None:
        if self._view is not None:
            self.seat = self._usual_seat(self._view, Perspective(chosen))
            self._read_record()

    def _on_rater_named(self, rater: str) -> None:
        name = rater.strip() or OBSERVER
        if self.seat.perspective is Perspective.OBSERVER and name != self.seat.rater:
            self.seat = replace(self.seat, rater=name)
            self._read_record()

    def _on_member_chosen(self, member: int) -> None:
        self.seat = replace(self.seat, member=ClientId(member) if member else None)
        self._read_record()

    def _on_comment_asked(self, _nothing: object) -> None:
        comment = self._comment(self._view) if self._view else None
        if self._view is not None and comment is not None and self._keeper.flush():
            self.dialog = CommentDialog(self._ctx, self._view.session, comment)
            self.dialog.open()

    def _read_record(self) -> None:
        if self._view is not None:
            self.read_again(self._ctx.desk.reviewing.debrief(self._view.session.id))
