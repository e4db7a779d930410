"""The blank form for a client to mark by hand: one line of exactly 100 mm a question."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typst

from relationship_desk.catalogue.questions import Wording
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.hand_over import HEAD
from relationship_desk.reports.characters import embedded_fonts
from relationship_desk.shipped import shipped

NOT_VALIDATED = "The lines are no validated test."


def client_form(questions: Sequence[Wording]) -> bytes:
    """The form as a tagged PDF (PDF/UA-1); it names neither client nor day, which are written in by hand.

    Raises:
        UnusableInput: when nothing is asked.
    """
    if not questions:
        raise UnusableInput("Choose at least one question for the form.")
    data = {
        "head": HEAD,
        "note": NOT_VALIDATED,
        "questions": [{"text": one.text, "low": one.low, "high": one.high} for one in questions],
    }
    folder = shipped("resources") / "reports"
    return typst.compile(
        str(folder / "client-form.typ"),
        root=str(folder),
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
    )
