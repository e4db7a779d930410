"""What may stand in a plan: each function returns the tidy entry, or says what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain import validity
from relationship_desk.domain.days import long_day
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.plan import Concern, Planned
from relationship_desk.domain.process import Adaptation, Preference
from relationship_desk.domain.records import Goal
from relationship_desk.domain.score import tenths
from relationship_desk.store.unit_of_work import UnitOfWork

LONGEST_LINE = 500
"""Characters of a short text."""


def concern(entry: Concern, today: date) -> Concern:
    """A concern with its words, noted by ``today`` and not resolved before that."""
    not_ahead(entry.noted_on, today, "The day on which a concern was noted")
    _not_before(entry.noted_on, entry.resolved_on, today, "A concern is resolved after it was noted.")
    return replace(entry, concern=_words(entry.concern, "A concern"))


def planned(work: UnitOfWork, entry: Planned, today: date) -> Planned:
    """A planned intervention with its name, which no other of its kind has in the same course."""
    name = _words(entry.intervention, "An intervention")
    not_ahead(entry.planned_on, today, "The day since which an intervention is planned")
    _not_before(entry.planned_on, entry.dropped_on, today, "An intervention is dropped after it was planned.")
    for other in work.file.planned.of(entry.client):
        same = (other.intervention.casefold(), other.kind) == (name.casefold(), entry.kind)
        if same and other.course == entry.course and other.id != entry.id:
            raise UnusableInput("That intervention is in the plan of this course. Edit that entry.")
    return replace(entry, intervention=name, why=_line(entry.why))


def goal(entry: Goal) -> Goal:
    """A goal with its words; the day of its review may lie anywhere."""
    if entry.review_on is not None:
        validity.record_date(entry.review_on)
    return replace(entry, goal=_words(entry.goal, "A goal"), client_words=_line(entry.client_words))


def preference(work: UnitOfWork, entry: Preference, today: date) -> Preference:
    """A preference with its words, which are on file once for the day on which it was stated."""
    words = _words(entry.preference, "A preference")
    not_ahead(entry.stated_on, today, "The day on which a preference was stated")
    for other in work.process.preferences(entry.client):
        if (other.stated_on, other.preference) == (entry.stated_on, words) and other.id != entry.id:
            raise UnusableInput("That preference is on file for this day. Edit that entry.")
    strength = None if entry.strength is None else tenths(entry.strength)
    return replace(entry, preference=words, strength=strength, reason=_line(entry.reason))


def adaptation(work: UnitOfWork, entry: Adaptation, catalogue: Catalogue) -> Adaptation:
    """What was changed to fit a characteristic of the catalogue, from a session on that is on file."""
    if entry.characteristic not in catalogue.characteristics:
        raise UnusableInput(f"“{entry.characteristic}” is no characteristic of the catalogue.")
    if work.sessions.by_number(entry.client, entry.session) is None:
        raise NotFound(f"There is no session {entry.session}.")
    key = (entry.session, entry.characteristic)
    for other in work.process.adaptations(entry.client):
        if (other.session, other.characteristic) == key and other.id != entry.id:
            raise UnusableInput(
                f"What was adapted to this from session {other.session} on is on file. Edit that entry."
            )
    return replace(entry, change=_words(entry.change, "An adaptation"))


def not_ahead(day: date, today: date, what: str) -> date:
    """``day`` when it has come; ``what`` says what day it is."""
    if validity.record_date(day) > today:
        raise UnusableInput(f"{what} cannot lie ahead. Choose today or an earlier day.")
    return day


def _not_before(began: date, ended: date | None, today: date, rule: str) -> None:
    if ended is not None and not_ahead(ended, today, "That day") < began:
        raise UnusableInput(f"{rule} Choose {long_day(began)} or a later day.")


def _words(text: str, what: str) -> str:
    if not text.strip():
        raise UnusableInput(f"{what} needs a few words.")
    return _line(text)


def _line(text: str) -> str:
    return validity.plain_text(text.strip(), LONGEST_LINE)
