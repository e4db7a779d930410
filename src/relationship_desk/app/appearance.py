"""Theme and text size: needed before a practice is open, so kept beside it in one small file."""

from __future__ import annotations

import os
from typing import cast, get_args

from PySide6.QtWidgets import QApplication

from relationship_desk.app.paths import appearance_file
from relationship_desk.ui import theme
from relationship_desk.ui.theme import Mode


class StoredAppearance:
    """The look as it was chosen last. A missing or unreadable file means: as the system says."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._mode: Mode = "system"
        self._text_scale = 1.0
        self._read()
        theme.apply(app, self._mode, self._text_scale)

    @property
    def mode(self) -> Mode:
        """Light, dark, high contrast, or as the system says."""
        return self._mode

    @property
    def text_scale(self) -> float:
        """1.0 to 2.0."""
        return self._text_scale

    def choose(self, mode: Mode, text_scale: float) -> None:
        """Apply at once and keep; a disk that cannot be written only means that it is not remembered."""
        self._mode, self._text_scale = mode, min(2.0, max(1.0, text_scale))
        theme.apply(self._app, self._mode, self._text_scale)
        file = appearance_file()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft = file.with_suffix(".new")
            draft.write_text(f'mode = "{self._mode}"\ntext_scale = {self._text_scale:.2f}\n', "utf-8")
            os.replace(draft, file)  # noqa: PTH105 - atomic on every system
        except OSError:
            return

    def _read(self) -> None:
        try:
            written = appearance_file().read_text("utf-8")
        except (OSError, ValueError):
            return
        import tomllib

        try:
            kept = tomllib.loads(written)
        except ValueError:
            return
        if kept.get("mode") in get_args(Mode):
            self._mode = cast("Mode", kept["mode"])
        scale = kept.get("text_scale")
        if isinstance(scale, float | int):
            self._text_scale = min(2.0, max(1.0, float(scale)))
