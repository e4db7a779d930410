"""How the work with a client ends, waits and goes on, course by course, inside one unit of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from relationship_desk.domain import validity
from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.ids import CourseId
from relationship_desk.domain.records import Client, Course
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.store.unit_of_work import UnitOfWork


def end(work: UnitOfWork, client: Client, on: date, today: date) -> None:
    """End the work with ``client`` and the course it is in; an ended client is given another last day.

    Raises:
        UnusableInput: for a day after today, or before the last attended session or the start of the last course.
    """
    validity.record_date(on)
    if on > today:
        raise UnusableInput("The last day has not come yet. Choose today or an earlier day.")
    last = _last_course(work, client)
    _not_before_last_session(work, client, on)
    started = last.opened_on if last else client.opened_on
    if on < started:
        raise UnusableInput(f"The work began on {long_day(started)}. Choose that day or a later one.")
    if last and last.closed_on in (None, client.closed_on):
        work.clients.save_course(replace(last, closed_on=on))
    work.clients.save(replace(client, status=ClientStatus.ENDED, closed_on=on))


def go_on(work: UnitOfWork, client: Client, on: date) -> None:
    """Work with ``client`` again, in the course that is open or in a new one opened ``on`` that day."""
    last = _last_course(work, client)
    if last is None or last.closed_on is not None:
        follow(work, client, "", on)
    work.clients.save(replace(client, status=ClientStatus.ACTIVE, closed_on=None))


def wait(work: UnitOfWork, client: Client) -> None:
    """Let ``client`` wait. An open course stays open; for an ended client none opens before the work goes on."""
    work.clients.save(replace(client, status=ClientStatus.WAITING, closed_on=None))


def follow(work: UnitOfWork, client: Client, focus: str, on: date) -> Course:
    """Open the client's next course, and close the one that is open the same day.

    Raises:
        UnusableInput: for a day before the last attended session or inside an earlier course.
    """
    validity.record_date(on)
    _not_before_last_session(work, client, on)
    last = _last_course(work, client)
    if last:
        if on < (last.closed_on or last.opened_on):
            did = f"closed on {long_day(last.closed_on)}" if last.closed_on else f"began on {long_day(last.opened_on)}"
            raise UnusableInput(f"Course {last.number} {did}. Choose that day or a later one.")
        if last.closed_on is None:
            work.clients.save_course(replace(last, closed_on=on))
    number = last.number + 1 if last else 1
    return work.clients.add_course(
        Course(CourseId(0), client.id, number, on, None, validity.plain_text(focus.strip(), 500), "")
    )


def _last_course(work: UnitOfWork, client: Client) -> Course | None:
    courses = work.clients.courses(client.id)
    return courses[-1] if courses else None


def _not_before_last_session(work: UnitOfWork, client: Client, on: date) -> None:
    attended = [one for one in work.sessions.of(client.id) if one.attendance.took_place]
    last = max(attended, key=lambda one: one.held_on, default=None)
    if last and on < last.held_on:
        raise UnusableInput(
            f"Session {last.number} was held on {long_day(last.held_on)}. Choose that day or a later one."
        )
