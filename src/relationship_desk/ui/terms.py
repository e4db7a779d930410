"""Terms: which entry of the library explains a widget, or the current row of a list.

A term is a kind and the id of an entry, such as ``entry/alliance`` or ``marker/silence``. A widget carries it as a
property (:func:`set_term`), a row of a model or of a combo box under :data:`TERM_ROLE`. Shift+F1 explains the one at
hand; a test holds every term that is set against the library.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QWidget

from relationship_desk.prompts.rule import Rule

Kind = Literal[
    "entry", "stage", "process", "level", "marker", "repair", "avoid", "method", "signal", "measure", "word", "source"
]
"""Element or characteristic; stage of change and its processes; level of assimilation; rupture marker and repair; what
does not work; method; finding; questionnaire; word of the glossary; reference."""
TERM_ROLE = Qt.ItemDataRole.UserRole + 90
_TERM = "term"


def term(kind: Kind, key: object) -> str:
    """Return the term for the entry with id ``key``."""
    return f"{kind}/{key}"


def set_term(widget: QWidget, kind: Kind, key: object) -> None:
    """Let the entry with id ``key`` explain ``widget`` and what stands in it."""
    put_term(widget, term(kind, key))


def rule_term(rule: Rule) -> str:
    """Return the term for the entry a rule is about; what is about none is about risk."""
    return term("entry", rule.evidence) if rule.evidence else term("signal", "risk")


def put_term(widget: QWidget, wanted: str) -> None:
    """Let ``wanted`` explain ``widget``; nothing does where it is empty."""
    widget.setProperty(_TERM, wanted)


def own_term(widget: QWidget) -> str:
    """Return the term that ``widget`` itself carries now, or nothing."""
    found: object = None
    if isinstance(widget, QAbstractItemView):
        found = widget.currentIndex().data(TERM_ROLE)
    elif isinstance(widget, QComboBox):
        found = widget.currentData(TERM_ROLE)
    return str(found or widget.property(_TERM) or "")


def term_at(widget: QWidget | None) -> str:
    """Return the term at hand where ``widget`` has the focus: its own, or that of what it stands in."""
    while widget is not None:
        found = own_term(widget)
        if found or widget.isWindow():
            return found
        widget = widget.parentWidget()
    return ""


def terms_in_sight(window: QWidget) -> tuple[str, ...]:
    """Return the terms of everything that can be seen in ``window``, in reading order."""
    placed = [
        (widget.mapTo(window, QPoint(0, 0)), own_term(widget))
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and own_term(widget) and not widget.visibleRegion().isEmpty()
    ]
    placed.sort(key=lambda one: (one[0].y(), one[0].x()))
    return tuple(dict.fromkeys(found for _, found in placed))
