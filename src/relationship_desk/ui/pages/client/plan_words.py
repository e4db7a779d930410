"""What the plan says in words, one row of a list for each entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.days import short_day
from relationship_desk.domain.plan import Concern, Planned
from relationship_desk.domain.process import Adaptation, InterventionKind, Met, Preference
from relationship_desk.domain.records import Course
from relationship_desk.domain.score import format_value
from relationship_desk.services.plan_view import Delivery, HomeworkStanding, PlannedStanding
from relationship_desk.ui.pages.client.words import in_a_row
from relationship_desk.ui.widgets.row_delegate import Row

NO_CONCERNS = "No concerns yet. Write down what the client came with."
NO_PREFERENCES = "No preferences yet. Ask what the client would like of your role, the method and the activities."
NO_PLANNED = "Nothing planned yet. What is planned is offered first in the debrief, and its delivery is counted here."
NO_HOMEWORK = "No homework yet. It is set and reviewed in the debrief of a session."
NO_ADAPTATIONS = "Nothing adapted yet. Write down what you changed to fit the client, and from which session on."
NO_SESSION = "An adaptation starts in a session. Begin with a debrief."
_MET = {Met.YES: "met", Met.PARTLY: "partly met", Met.NO: "not met", None: ""}
OWN_WORDS = "in own words"


def concern_row(concern: Concern) -> Row:
    """A concern, and since when it is noted or resolved."""
    noted = f"noted {short_day(concern.noted_on)}"
    if concern.resolved_on is None:
        return Row(concern.id, concern.concern, in_a_row(noted))
    return Row(
        concern.id, concern.concern, f"Resolved {short_day(concern.resolved_on)}, {noted}", icon="check", quiet=True
    )


def preference_row(preference: Preference) -> Row:
    """A preference: what it is about, how strong, whether it is met, and why."""
    met = _MET[preference.met]
    said = (
        preference.kind.value if preference.kind else "",
        "" if preference.strength is None else f"strength {format_value(preference.strength / 10)}",
        ": ".join(part for part in (met, preference.reason) if part),
        f"stated {short_day(preference.stated_on)}",
    )
    return Row(preference.id, preference.preference, in_a_row(*said))


def adaptation_row(adaptation: Adaptation, catalogue: Catalogue) -> Row:
    """What was changed, to fit what, from which session on."""
    title = catalogue.characteristics[adaptation.characteristic].title
    return Row(adaptation.id, adaptation.change, f"To fit {title.lower()} · from session {adaptation.session}")


def homework_row(standing: HomeworkStanding) -> Row:
    """Homework, in which session it was set and reviewed, and whether it was done."""
    homework = standing.homework
    if homework.reviewed_session is None:
        state, icon = "not reviewed yet", "clock"
    else:
        state = f"{'done' if homework.done else 'not done'}, reviewed in session {homework.reviewed_session}"
        icon = "check" if homework.done else "cross"
    return Row(homework.session, homework.text, f"Set in session {standing.set_in} · {state}", icon=icon)


def homework_count(standings: Sequence[HomeworkStanding]) -> str:
    """How much of the homework that was reviewed was done: ``3 of 4 done``."""
    reviewed = [one for one in standings if one.homework.reviewed_session is not None]
    done = sum(bool(one.homework.done) for one in reviewed)
    return f"{done} of {len(reviewed)} done" if reviewed else ""


def planned_since(planned: Planned) -> str:
    """Since when an intervention is planned."""
    return short_day(planned.planned_on)


def planned_note(planned: Planned) -> str:
    """What stands under the name: that it was dropped, that it is a process of change, why it is planned."""
    dropped = f"dropped {short_day(planned.dropped_on)}" if planned.dropped_on else ""
    kind = planned.kind.value if planned.kind is InterventionKind.PROCESS else ""
    return in_a_row(dropped, kind, planned.why)


def delivered_count(standing: PlannedStanding) -> str:
    """In how many of the sessions it was delivered: ``3 of 5 sessions``."""
    return f"{standing.delivered} of {standing.held} {'session' if standing.held == 1 else 'sessions'}"


def adherence_words(standing: PlannedStanding) -> str:
    """How often how closely to plan: ``as planned 2, changed 1``."""
    counts = Counter(_word(one) for one in standing.said)
    return ", ".join(f"{word} {count}" for word, count in counts.items())


def delivery_words(standing: PlannedStanding) -> str:
    """Each session in words, for the tooltip and for screen readers."""
    said = [f"session {one.session} {_word(one)}{f' ({one.words})' if one.words else ''}" for one in standing.said]
    return ", ".join(part for part in (delivered_count(standing), adherence_words(standing), *said) if part)


def course_words(course: Course) -> str:
    """Number and days of a course: ``Course 2, since 3 Mar 2026``."""
    began = short_day(course.opened_on)
    days = f"{began} to {short_day(course.closed_on)}" if course.closed_on else f"since {began}"
    return f"Course {course.number}, {days}"


def _word(delivery: Delivery) -> str:
    return delivery.adherence.value if delivery.adherence else OWN_WORDS
