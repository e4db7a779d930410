"""The tables of the store, private to this room. The migrations make them; a test holds both against each other."""

from __future__ import annotations

from relationship_desk.store.tables.case_file import (
    attachment,
    attachment_content,
    concern,
    consent,
    contact,
    correction,
    details,
    planned,
)
from relationship_desk.store.tables.client_voice import administration, form, hand_over, rating_plan, risk
from relationship_desk.store.tables.clients import adaptation, client, course, goal, membership, preference, profile
from relationship_desk.store.tables.columns import REFERS, metadata
from relationship_desk.store.tables.practice import (
    audit,
    erasure,
    export_code,
    note_template,
    own_measure,
    practice,
    setting,
)
from relationship_desk.store.tables.process import event, homework, intervention
from relationship_desk.store.tables.prompts import guided_review, mute, prompt, signal
from relationship_desk.store.tables.sessions import SIGNED_NOTE, attendance, comment, note, rating, session

__all__ = [
    "REFERS",
    "SIGNED_NOTE",
    "adaptation",
    "administration",
    "attachment",
    "attachment_content",
    "attendance",
    "audit",
    "client",
    "comment",
    "concern",
    "consent",
    "contact",
    "correction",
    "course",
    "details",
    "erasure",
    "event",
    "export_code",
    "form",
    "goal",
    "guided_review",
    "hand_over",
    "homework",
    "intervention",
    "membership",
    "metadata",
    "mute",
    "note",
    "note_template",
    "own_measure",
    "planned",
    "practice",
    "preference",
    "profile",
    "prompt",
    "rating",
    "rating_plan",
    "risk",
    "session",
    "setting",
    "signal",
]
