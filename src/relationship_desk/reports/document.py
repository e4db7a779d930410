"""The printed documents: data and Typst source in, PDF or page images out, all of it in memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import typst

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.reports.characters import check_characters, embedded_fonts
from relationship_desk.reports.payload import payload, texts
from relationship_desk.reports.summary import SupervisionSummary
from relationship_desk.shipped import shipped

WORDS = 24
"""How many words a recovery sheet holds."""

_SUMMARY = "supervision-summary.typ"
_SHEET = "recovery-sheet.typ"


def render_pdf(summary: SupervisionSummary) -> bytes:
    """The supervision summary as a tagged PDF (PDF/UA-1 and PDF/A-2a).

    Raises:
        UnusableInput: when a text holds a character that cannot be printed.
    """
    check_characters(texts(summary))
    data = payload(summary)
    year, month, day = data["date"]
    made = datetime(year, month, day, tzinfo=UTC)
    return typst.compile(
        _source(_SUMMARY),
        root=str(_folder()),
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=made,
    )


def render_pages(summary: SupervisionSummary, ppi: float = 110.0) -> tuple[bytes, ...]:
    """The same pages as PNG images, for the preview.

    Raises:
        UnusableInput: when a text holds a character that cannot be printed.
    """
    check_characters(texts(summary))
    pages: Any = typst.compile(
        _source(_SUMMARY),
        root=str(_folder()),
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=ppi,
        sys_inputs={"data": json.dumps(payload(summary))},
    )
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def recovery_sheet(words: Sequence[str]) -> bytes:
    """The sheet with the 24 recovery words as a tagged PDF; it names neither practice nor date.

    Raises:
        UnusableInput: when there are not 24 words.
    """
    if len(words) != WORDS:
        raise UnusableInput(f"A recovery sheet holds {WORDS} words; {len(words)} were given.")
    return typst.compile(
        _source(_SHEET),
        root=str(_folder()),
        font_paths=embedded_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(list(words))},
        pdf_standards=["ua-1"],
    )


def protect(pdf: bytes, password: str) -> bytes:
    """``pdf`` encrypted with AES-256 under ``password``; tags, title and structure stay, screen readers may read it.

    Raises:
        UnusableInput: when the password is empty.
    """
    import pikepdf  # 30 ms that only a protected export pays for

    if not password:
        raise UnusableInput("Give a password: an empty one protects nothing.")
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner=password, R=6, aes=True))
    return out.getvalue()


def _folder() -> Path:
    return shipped("resources") / "reports"


def _source(name: str) -> str:
    """The path of a shipped source: it holds no data, which is passed beside it and never pasted in."""
    return str(_folder() / name)
