"""What a change was, in words, as in "alliance 7"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.ids import ElementId
from relationship_desk.domain.process import EventKind
from relationship_desk.domain.session_state import Difference, Part, Row
from relationship_desk.domain.vocabulary import Missing, NoteKind, Perspective
from relationship_desk.ui.pages.debrief.process_words import EVENT_WORDS

_MOST = 2
"""So many changes of one step are named."""
_FRAME = {
    "held_on": "date",
    "start": "start",
    "minutes": "length",
    "setting": "setting",
    "attendance": "attendance",
    "notice": "notice",
    "focus": "focus",
}
_MISSING = {
    Missing.NOT_APPLICABLE.value: "not applicable",
    Missing.NOT_OBSERVED.value: "not observed",
    Missing.DECLINED.value: "declined",
}
_NAMED = {Part.INTERVENTION: "intervention", Part.HOMEWORK: "homework"}
_OTHERS = {
    Part.COMMENT: "comment",
    Part.ATTENDANCE: "attendance of a member",
    Part.FORM: "form",
    Part.RUPTURE_END: "end of a rupture",
    Part.HOMEWORK_REVIEW: "homework review",
    Part.INTENTION: "what became of an intention",
}


def change_words(catalogue: Catalogue, changes: Iterable[Difference]) -> str:
    """Name what was changed, at most two things of it."""
    said = tuple(dict.fromkeys(_one(catalogue, one) for one in changes if one.part is not Part.ORDER))
    return ", ".join(said[:_MOST]) + (" and more" if len(said) > _MOST else "")


def _one(catalogue: Catalogue, change: Difference) -> str:
    row = change.after or change.before or {}
    if change.part is Part.FRAME:
        return _frame(change)
    if change.part is Part.RATING:
        return _rating(catalogue, row, cleared=change.after is None)
    if change.part is Part.NOTE:
        return _note(change)
    if change.part is Part.EVENT:
        return f"{small_first(EVENT_WORDS[EventKind(row['event'])])} {_done(change)}"
    if change.part is Part.INTERVENTION:
        return f"{row['intervention']} {_done(change)}"
    return f"{_NAMED[change.part]} {_done(change)}" if change.part in _NAMED else _OTHERS[change.part]


def _frame(change: Difference) -> str:
    (name,) = change.key
    value = (change.after or {}).get(name)
    if name == "directiveness":
        return "directiveness cleared" if value is None else f"directiveness {_score(value)}"
    return f"focus {value}" if name == "focus" and value else _FRAME[name]


def _rating(catalogue: Catalogue, row: Row, *, cleared: bool) -> str:
    title = small_first(catalogue.elements[ElementId(row["element"])].short_title)
    whose = "" if row["perspective"] == Perspective.CLINICIAN else f"{row['perspective']}, "
    what = "cleared" if cleared else _MISSING[row["missing"]] if row["missing"] else _score(row["score"])
    return f"{whose}{title} {what}"


def _note(change: Difference) -> str:
    old, new = change.before or {}, change.after or {}
    if old and new and old.get("text") == new.get("text"):
        return "format of the note"
    row = new or old
    whose = " about a member" if row.get("member_id") else ""
    return "words in the process note" if row.get("kind") == NoteKind.PROCESS else f"words in the note{whose}"


def _done(change: Difference) -> str:
    return "added" if change.before is None else "removed" if change.after is None else "edited"


def _score(tenths: Any) -> str:
    return f"{tenths / 10:g}"
