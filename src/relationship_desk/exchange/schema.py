"""The tables of the data package, in the order in which they refer to each other. Names never change."""

from __future__ import annotations

from relationship_desk.exchange import client_tables as of_client
from relationship_desk.exchange import form_tables as of_form
from relationship_desk.exchange import measure_tables as of_measure
from relationship_desk.exchange import prompt_tables as of_prompt
from relationship_desk.exchange import session_tables as of_session
from relationship_desk.exchange.columns import Table

TABLES: tuple[Table, ...] = (
    of_client.CLIENTS,
    of_client.MEMBERS,
    of_client.COURSES,
    of_session.SESSIONS,
    of_session.ATTENDANCE,
    of_session.NOTES,
    of_session.RATINGS,
    of_session.COMMENTS,
    of_session.EVENTS,
    of_client.PROFILE,
    of_client.PREFERENCES,
    of_session.ADAPTATIONS,
    of_session.INTERVENTIONS,
    of_session.HOMEWORK,
    of_client.CONCERNS,
    of_client.GOALS,
    of_client.PLANNED,
    of_client.CONSENTS,
    of_client.CONTACTS,
    of_client.CORRECTIONS,
    # Risk comes first: answers that call for a risk record find the one that is there.
    of_measure.RISK,
    of_measure.MEASURES,
    of_form.PLANS,
    of_form.FORMS,
    of_prompt.PROMPTS,
    of_prompt.MUTES,
    of_prompt.GUIDED_REVIEWS,
)

BY_NAME = {table.name: table for table in TABLES}
