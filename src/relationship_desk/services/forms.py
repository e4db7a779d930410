"""Forms on paper: printing a blank one, and keeping what was answered on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.catalogue.questions import Level
from relationship_desk.domain import validity
from relationship_desk.domain.client_voice import FilledForm, FormId
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import ClientId, ElementId, SessionId
from relationship_desk.domain.measure import How
from relationship_desk.domain.process import Comment
from relationship_desk.domain.records import Rating, Session
from relationship_desk.domain.score import Tenths, tenths
from relationship_desk.domain.vocabulary import ClientKind, Missing, Perspective
from relationship_desk.reports.client_form import client_form
from relationship_desk.services import belonging
from relationship_desk.services.on_file import session_on_file
from relationship_desk.services.plan_rules import not_ahead
from relationship_desk.store.unit_of_work import Store, UnitOfWork

Mark = Tenths | Missing
"""Where a line was marked, in millimetres of 100, or why it was not."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who filled a form in."""

    perspective: Perspective = Perspective.CLIENT
    rater: str = ""
    """The label of an observer."""
    member: ClientId | None = None
    """Which member of a couple, family or group."""


class Forms:
    """Blank forms out, filled ones in."""

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now
        self._printed: dict[ClientId, tuple[ElementId, ...]] = {}

    def askable(self, kind: ClientKind) -> tuple[ElementId, ...]:
        """The elements there is a question about, in the order of the catalogue, which is that of every form."""
        return tuple(
            element
            for element in self._catalogue.questions
            if kind is ClientKind.GROUP or not self._catalogue.elements[element].groups_only
        )

    def blank(self, elements: Iterable[ElementId], level: Level = Level.USUAL) -> bytes:
        """A blank form about ``elements`` as PDF, its lines 100 mm long.

        Raises:
            UnusableInput: when nothing is asked.
        """
        asked = set(elements)
        return client_form([one.wordings[level] for key, one in self._catalogue.questions.items() if key in asked])

    def enter(
        self,
        session: SessionId,
        marks: Mapping[ElementId, Mark],
        *,
        filled_on: date,
        seat: Seat = Seat(),
        how: How = How.PAPER,
        comment: str = "",
    ) -> None:
        """Keep what was answered on one form, in one step; a line without a mark is left out of ``marks``.

        The comment goes below what the same person wrote about this session before.

        Raises:
            UnusableInput: when a mark, the day or the person cannot be, or there is nothing to keep.
        """
        said = validity.plain_text(comment.strip())
        if not marks and not said:
            raise UnusableInput("Nothing is entered yet. Type at least one answer, or cancel.")
        with self._store.work("enter", "form") as work:
            held = session_on_file(work, session)
            day = not_ahead(filled_on, self._now().date(), "The day on which a form was filled in")
            if not held.attendance.took_place:
                raise UnusableInput("This session was not held, so nobody can say how it was.")
            if seat.perspective is Perspective.OBSERVER and not seat.rater.strip():
                raise UnusableInput("Say who observed: give the observer a label.")
            if seat.member is not None:
                belonging.check_there(work, held, seat.member)
            work.sessions.put_ratings([self._rating(held, seat, element, mark) for element, mark in marks.items()])
            put_comment(work, held, seat, said)
            form = FilledForm(FormId(0), session, seat.perspective, seat.rater, seat.member, day, how)
            if all(replace(one, id=form.id) != form for one in work.voice.forms_in(session)):
                work.voice.forms.add(form)
            work.touch(client=held.client, session=session)

    def note_printed(self, client: ClientId, elements: Iterable[ElementId]) -> None:
        """Remember, as long as the program is open, what was last printed for a client."""
        self._printed[client] = tuple(elements)

    def printed_for(self, client: ClientId) -> tuple[ElementId, ...]:
        """What was last printed for a client; nothing when that is not known."""
        return self._printed.get(client, ())

    def observers(self) -> tuple[str, ...]:
        """The labels of the observers of this practice's latest sessions."""
        with self._store.read() as records:
            return records.voice.observers()

    def _rating(self, held: Session, seat: Seat, element: ElementId, mark: Mark) -> Rating:
        known = self._catalogue.elements.get(element)
        if known is None or seat.perspective not in known.raters:
            raise UnusableInput(f"“{known.title if known else element}” is not rated by the {seat.perspective}.")
        if known.groups_only and held.format is not ClientKind.GROUP:
            raise UnusableInput(f"{known.title} is rated in groups only.")
        missing = mark if isinstance(mark, Missing) else None
        score = None if isinstance(mark, Missing) else tenths(mark)
        return Rating(held.id, element, seat.perspective, seat.rater, seat.member, score, missing)


def put_comment(work: UnitOfWork, held: Session, seat: Seat, said: str) -> None:
    """Keep free words below those that the same person has written about this session before."""
    if not said:
        return
    before = next((one.text for one in work.process.comments_of(held.client) if _is_by(one, held, seat)), "")
    if said not in before:
        whole = f"{before}\n\n{said}".strip()
        work.process.put_comment(Comment(held.id, seat.perspective, seat.rater, whole, seat.member))


def _is_by(comment: Comment, held: Session, seat: Seat) -> bool:
    return comment.session == held.id and Seat(comment.perspective, comment.rater, comment.member) == seat
