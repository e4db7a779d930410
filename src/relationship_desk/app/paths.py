"""Where practices and the look are kept on this computer."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path

_NAME = "relationship-desk"


def practices_folder() -> Path:
    """The local application data folder, where new practices go unless another place is chosen."""
    return user_data_path(_NAME, appauthor=False)


def appearance_file() -> Path:
    """Theme, text size and window place: the only thing kept outside a practice, and nothing personal."""
    return user_config_path(_NAME, appauthor=False) / "appearance.toml"


def only_practice() -> Path | None:
    """The practice to unlock when none is named: the one in the usual folder, if there is exactly one."""
    folder = practices_folder()
    found = sorted(folder.glob("*.desk")) if folder.is_dir() else []
    return found[0] if len(found) == 1 else None
