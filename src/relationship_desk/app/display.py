"""Whether there is a display to open a window on."""

from __future__ import annotations

import os
import sys

from relationship_desk.domain.errors import UnusableInput


def require_display(verb: str) -> None:
    """Say in one line how to go on where there is no display; Qt would abort instead.

    Raises:
        UnusableInput: on Linux without a display server and without a platform that needs none.
    """
    if not sys.platform.startswith("linux"):
        return
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return
    raise UnusableInput(f"There is no display here. With the xvfb package installed, run: xvfb-run -a make {verb}")
