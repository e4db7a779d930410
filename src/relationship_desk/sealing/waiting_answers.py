"""Where sealed answers wait in the practice folder; to look for them takes neither key nor cryptography."""

from __future__ import annotations

from pathlib import Path

FOLDER, SUFFIX = "answers", ".sealed"


def answer_files(practice: Path) -> list[Path]:
    """The sealed answers that wait in the practice folder, by name."""
    folder = practice / FOLDER
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
