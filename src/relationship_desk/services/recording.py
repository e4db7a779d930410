"""Entering the record: clients with their courses, sessions and ratings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain import validity
from relationship_desk.domain.case_file import Details
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import (
    ClientId,
    CourseId,
    ElementId,
    SessionId,
)
from relationship_desk.domain.records import Client, Course, Rating, Session
from relationship_desk.domain.score import Tenths, tenths
from relationship_desk.domain.vocabulary import (
    Attendance,
    ClientKind,
    ClientStatus,
    Focus,
    Missing,
    Perspective,
    Setting,
)
from relationship_desk.services import belonging, courses
from relationship_desk.services.identifiers import new_uid
from relationship_desk.services.on_file import client_on_file, session_on_file, unsigned_session
from relationship_desk.services.ordering import put_on_day
from relationship_desk.store.unit_of_work import Store, UnitOfWork

USUAL_MINUTES = 50


class Recording:
    """Every change of clients, sessions and ratings. A method that returns has kept what it was given."""

    def __init__(self, store: Store, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._now = now

    # Clients

    def add_client(
        self,
        code: str,
        *,
        name: str = "",
        kind: ClientKind = ClientKind.INDIVIDUAL,
        opened_on: date | None = None,
        focus: str = "",
        first_contact: date | None = None,
    ) -> Client:
        """Enter a new client with a first course. The code must be free, a first contact not after today."""
        code = validity.client_code(code)
        day = validity.record_date(opened_on or self._now().date())
        if first_contact is not None and validity.record_date(first_contact) > self._now().date():
            raise UnusableInput("The first contact lies ahead. Choose today or an earlier day.")
        with self._store.work("add", "client") as work:
            if work.clients.by_code(code):
                raise UnusableInput(f"The code {code} is in use. Choose another one.")
            client = work.clients.add(
                Client(ClientId(0), code, validity.plain_text(name, 200), kind, day, None, ClientStatus.ACTIVE)
            )
            work.clients.add_course(Course(CourseId(0), client.id, 1, day, None, validity.plain_text(focus, 500), ""))
            if first_contact is not None:
                work.file.put_details(Details(client.id, first_contact=first_contact))
            work.touch(client=client.id)
        return client

    def edit_client(
        self,
        client: ClientId,
        *,
        code: str,
        name: str,
        status: ClientStatus,
        ended_on: date | None = None,
        ended_reason: str = "",
    ) -> None:
        """Keep code, name and where the work stands in one step; ``ended_on`` is today when it is not said.

        ``ended_reason`` is kept with an ended client; for any other the reason of an earlier ending stays as it is.

        Raises:
            UnusableInput: when the code is in use or the last day cannot be; nothing is changed then.
        """
        reason = validity.plain_text(ended_reason.strip(), 500)
        with self._store.work("edit", "client") as work:
            old = client_on_file(work, client)
            tidy = replace(old, code=validity.client_code(code), name=validity.plain_text(name.strip(), 200))
            other = work.clients.by_code(tidy.code)
            if other and other.id != client:
                raise UnusableInput(f"The code {tidy.code} is in use. Choose another one.")
            work.clients.save(tidy)
            today = self._now().date()
            if status is ClientStatus.ENDED:
                courses.end(work, tidy, ended_on or today, today)
                details = work.file.details(client)
                if details.ended_reason != reason:
                    work.file.put_details(replace(details, ended_reason=reason))
            elif status is ClientStatus.ACTIVE and old.status is not status:
                courses.go_on(work, tidy, today)
            elif status is ClientStatus.WAITING:
                courses.wait(work, tidy)
            work.touch(client=client)

    def open_course(self, client: ClientId, focus: str, opened_on: date | None = None) -> Course:
        """Open the next course, today unless another day is said; the open one closes the same day."""
        with self._store.work("add", "course") as work:
            old = client_on_file(work, client)
            if old.status is ClientStatus.ENDED:
                raise UnusableInput(f"{old.code} has ended. Set the status to active first; that opens a course.")
            course = courses.follow(work, old, focus, opened_on or self._now().date())
            work.touch(client=client)
        return course

    def save_course(self, course: Course) -> None:
        """Keep a changed course."""
        with self._store.work("edit", "course") as work:
            work.clients.save_course(replace(course, focus=validity.plain_text(course.focus, 500)))
            work.touch(client=course.client)

    # Sessions

    def add_session(
        self,
        client: ClientId,
        *,
        held_on: date | None = None,
        start: time | None = None,
        minutes: int | None = USUAL_MINUTES,
        setting: Setting = Setting.ROOM,
        attendance: Attendance = Attendance.ATTENDED,
        notice: bool | None = None,
    ) -> Session:
        """Enter a session in the newest open course; one earlier than others is numbered before them.

        ``notice`` says of a cancelled or missed appointment whether it was called off in time.
        """
        with self._store.work("add", "session") as work:
            owner = client_on_file(work, client)
            running = [course for course in work.clients.courses(client) if course.closed_on is None]
            session = work.sessions.add(
                Session(
                    id=SessionId(0),
                    uid=new_uid(),
                    client=client,
                    course=running[-1].id if running else None,
                    number=work.sessions.last_number(client) + 1,
                    held_on=validity.record_date(held_on or self._now().date()),
                    start=start,
                    minutes=None if minutes is None else validity.session_minutes(minutes),
                    format=owner.kind,
                    setting=setting,
                    attendance=attendance,
                    directiveness=None,
                    focus=None,
                    notice=None if attendance.took_place else notice,
                    entered_at=self._now().replace(microsecond=0),
                )
            )
            moved = work.sessions.reorder(client, fresh=session.number)
            work.touch(client=client, session=session.id)
        return replace(session, number=moved.get(session.number, session.number))

    def save_session(
        self,
        session: SessionId,
        *,
        held_on: date | None = None,
        start: time | None = None,
        minutes: int | None = None,
        setting: Setting | None = None,
        attendance: Attendance | None = None,
        notice: bool | None = None,
    ) -> None:
        """Change the frame of an unsigned session; what is left out stays. Another day moves it among the others.

        ``notice`` is left out with ``attendance`` and goes with it: a session that took place has none.
        """
        with self._store.work("edit", "session") as work:
            old = unsigned_session(work, session)
            became = attendance or old.attendance
            said = old.notice if attendance is None else notice
            new = replace(
                old,
                held_on=validity.record_date(held_on) if held_on else old.held_on,
                start=start or old.start,
                minutes=validity.session_minutes(minutes) if minutes is not None else old.minutes,
                setting=setting or old.setting,
                attendance=became,
                notice=None if became.took_place else said,
            )
            if (new.held_on, new.start) == (old.held_on, old.start):
                work.sessions.save(new)
            else:
                put_on_day(work, old, new)
                belonging.check_all(work, new)
            work.touch(client=old.client, session=session)

    def save_directiveness(self, session: SessionId, directiveness: Tenths | None) -> None:
        """Record how directive the clinician was, or that it is not said."""
        with self._store.work("edit", "session") as work:
            old = unsigned_session(work, session)
            checked = None if directiveness is None else tenths(directiveness)
            work.sessions.save(replace(old, directiveness=checked))
            work.touch(client=old.client, session=session)

    def save_focus(self, session: SessionId, focus: Focus | None) -> None:
        """Record what the session worked on, or that it is not said."""
        with self._store.work("edit", "session") as work:
            old = unsigned_session(work, session)
            work.sessions.save(replace(old, focus=focus))
            work.touch(client=old.client, session=session)

    # Ratings

    def rate(
        self,
        session: SessionId,
        element: ElementId,
        perspective: Perspective,
        score: Tenths | None,
        missing: Missing | None = None,
        *,
        rater: str = "",
        member: ClientId | None = None,
    ) -> None:
        """Keep one rating. Without a score and without a reason the line becomes unanswered again."""
        with self._store.work("rate", "session") as work:
            old = self._rateable(work, session, perspective)
            self._check_element(element, perspective, old)
            if score is None and missing is None:
                work.sessions.clear_rating(session, element, perspective, rater, member)
            else:
                if member is not None:
                    belonging.check_there(work, old, member)
                checked = None if score is None else tenths(score)
                work.sessions.put_ratings(
                    [
                        Rating(
                            session,
                            element,
                            perspective,
                            rater,
                            member,
                            checked,
                            None if score is not None else missing,
                        )
                    ]
                )
            work.touch(client=old.client, session=session)

    def _check_element(self, element: ElementId, perspective: Perspective, session: Session) -> None:
        known = self._catalogue.elements.get(element)
        if known is None:
            raise UnusableInput(f"“{element}” is no element of the catalogue.")
        if known.groups_only and session.format is not ClientKind.GROUP:
            raise UnusableInput(f"{known.title} is rated in groups only.")
        if perspective not in known.raters:
            raise UnusableInput(f"{known.title} is not rated by the {perspective}.")

    # What every change asks first

    def _rateable(self, work: UnitOfWork, session: SessionId, perspective: Perspective) -> Session:
        """A clinician's ratings close with the signature; a client's or observer's may come in later."""
        if perspective is Perspective.CLINICIAN:
            return unsigned_session(work, session)
        return session_on_file(work, session)
