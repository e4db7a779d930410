"""The tables of the data package that are about a client."""

from __future__ import annotations

from relationship_desk.domain.case_file import AGE_BANDS, ConsentKind, ContactKind, CorrectionKind
from relationship_desk.domain.process import InterventionKind, Met, PreferenceKind
from relationship_desk.domain.vocabulary import AgreedBy, ClientKind, ClientStatus, GoalStatus, Source
from relationship_desk.exchange.columns import (
    Refers,
    Table,
    choice,
    counted,
    day,
    moment,
    one_of,
    owner,
    person,
    score,
    text,
    uid,
    words,
    yes_no,
)

_CLIENT = owner()
_COURSE = counted("course", "the course’s number", required=True, refers=Refers.COURSE)
_UID = uid()

CLIENTS = Table(
    "clients",
    "who is in care",
    (
        owner(held_as="code"),
        text("name", "optional name", free=True, full_only=True),
        choice("kind", "who is in care under the code", ClientKind, ClientKind.INDIVIDUAL),
        day("opened_on", "first day", required=True),
        day("closed_on", "last day"),
        choice("status", "where the work stands", ClientStatus, ClientStatus.ACTIVE),
        one_of("age_band", "age", AGE_BANDS),
        text("pronouns", "how to speak of the client", free=True),
        day("first_contact", "day of the first contact"),
        text("ended_reason", "why the work ended", free=True),
        yes_no("risk_flag", "whether a risk is to be kept in mind", default=False),
        words("tags", "own words for finding the client"),
        text("formulation", "how the clinician understands the case", free=True),
        text("emergency_contact", "whom to call in an emergency", free=True, full_only=True),
        text("other_treaters", "who else treats the client", free=True, full_only=True),
        day("of_age_on", "for a minor, the day of majority", full_only=True),
        text("hold", "why the record must not be erased", free=True),
        text("supervision", "what is to be asked in supervision", free=True),
    ),
    key=("client",),
)

MEMBERS = Table(
    "members",
    "who belongs to a group, couple or family",
    (
        owner("group", "the group’s code"),
        person("client", "the member’s code", required=True),
        day("joined_on", "first day", required=True),
        day("left_on", "last day"),
    ),
    order=("client", "joined_on"),
    key=("client", "joined_on"),
)

COURSES = Table(
    "courses",
    "courses of treatment",
    (
        _CLIENT,
        counted("course", "number within the client", required=True, held_as="number"),
        day("opened_on", "first day", required=True),
        day("closed_on", "last day"),
        text("focus", "what the course is about", free=True),
        text("main_measure", "id of the main measure"),
    ),
    order=("course",),
    key=("course",),
)

PROFILE = Table(
    "profile",
    "readings of characteristics",
    (
        _CLIENT,
        day("assessed_on", "day", required=True),
        text("characteristic", "the characteristic’s id", required=True),
        text("concern", "the concern or problem it is about", free=True),
        text("value", "score, stage, level or words", required=True, own_words=True),
        choice("source", "where the reading comes from", Source, Source.CLINICIAN),
    ),
    order=("assessed_on", "characteristic", "concern", "source"),
    key=("characteristic", "assessed_on", "concern", "source"),
)

PREFERENCES = Table(
    "preferences",
    "what the client prefers",
    (
        _CLIENT,
        day("stated_on", "day", required=True),
        text("preference", "what is preferred", required=True, free=True),
        score("strength", "how strongly, 0-10"),
        choice("met", "whether it was met", Met),
        text("reason", "why or why not", free=True),
        choice("kind", "what it is about", PreferenceKind),
    ),
    order=("stated_on",),
    key=("preference", "stated_on"),
)

GOALS = Table(
    "goals",
    "what the work is for",
    (
        _CLIENT,
        _UID,
        text("goal", "the goal", required=True, free=True),
        text("client_words", "the goal in the client’s words", free=True),
        day("set_on", "day", required=True),
        choice("agreed_by", "who agreed", AgreedBy, AgreedBy.CLINICIAN),
        choice("status", "whether it is worked on", GoalStatus, GoalStatus.OPEN),
        day("reviewed_on", "last review"),
        day("review_on", "day on which it is to be looked at again"),
    ),
    order=("set_on",),
)

CONCERNS = Table(
    "concerns",
    "what the client came with",
    (
        _CLIENT,
        _UID,
        _COURSE,
        text("concern", "the concern", required=True, free=True),
        day("noted_on", "day", required=True),
        day("resolved_on", "day from which it was none any more"),
    ),
    order=("course", "noted_on", "uid"),
)

PLANNED = Table(
    "planned",
    "interventions planned for a course",
    (
        _CLIENT,
        _UID,
        _COURSE,
        text("intervention", "its name", required=True, own_words=True),
        choice("kind", "what it is", InterventionKind, InterventionKind.SUPPORTED),
        day("planned_on", "day", required=True),
        day("dropped_on", "day on which it was given up"),
        text("why", "why it was planned or given up", free=True),
    ),
    order=("course", "planned_on", "uid"),
)

CONSENTS = Table(
    "consents",
    "what the client has agreed to",
    (
        _CLIENT,
        _UID,
        choice("kind", "to what", ConsentKind, required=True),
        day("given_on", "day", required=True),
        text("scope", "how far it goes", free=True),
        day("withdrawn_on", "day of its withdrawal"),
    ),
    order=("given_on", "kind", "uid"),
)

CONTACTS = Table(
    "contacts",
    "dated entries that are no session",
    (
        _CLIENT,
        _UID,
        day("held_on", "day", required=True),
        choice("kind", "how", ContactKind, required=True),
        text("with_whom", "with whom", free=True),
        text("text", "what it was about", free=True),
        text("author", "who wrote it", free=True),
        moment("written_at", "when it was written down"),
    ),
    order=("held_on", "written_at", "uid"),
    full_only=True,
)

CORRECTIONS = Table(
    "corrections",
    "what was put right after the fact",
    (
        _CLIENT,
        _UID,
        counted("session", "the number of the session it is about", refers=Refers.SESSION),
        choice("kind", "what was put right", CorrectionKind, required=True),
        text("before", "what stood there", free=True),
        text("after", "what stands there now", free=True),
        text("reason", "why", free=True),
        moment("made_at", "when", required=True),
        text("made_by", "who did it", free=True),
    ),
    order=("made_at", "uid"),
    full_only=True,
)
