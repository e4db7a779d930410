"""Opens a practice in its window, as a process of its own, and prints what it took, as JSON.

Seconds are those of the processor, which say the same on a busy machine; ``memory`` is the highest, in bytes. What the
program does while the passphrase is typed is done before the clock starts.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.scale import LONG
from relationship_desk.app import qt
from relationship_desk.app.garbage import Collector
from relationship_desk.app.open_practice import OpenPractice
from relationship_desk.app.window import get_ready
from relationship_desk.domain.progress import Progress
from relationship_desk.sealing.keyfolder import read_keys
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.demo import PASSPHRASE, demo_day
from relationship_desk.ui import theme
from relationship_desk.ui.jobs import Jobs
from relationship_desk.ui.pages.client.trends import TrendsTab
from relationship_desk.ui.theme import Mode


class _Look:
    mode: Mode = "light"
    text_scale = 1.0

    def choose(self, mode: Mode, text_scale: float) -> None:
        """Nothing here changes the look."""


def main() -> None:
    folder, secret = Path(sys.argv[1]), Secret.passphrase(PASSPHRASE)
    app = QApplication([sys.argv[0], *theme.STYLE])
    Collector(app)
    theme.apply(app, "light")
    qt.know_every_class()
    get_ready(Progress())
    today = demo_day()
    took: dict[str, float] = {}
    start = time.process_time()
    read_keys(folder).unlock(secret)
    took["derivation"] = time.process_time() - start
    start = time.process_time()
    desk = practices.open_practice(folder, secret, today)
    jobs = Jobs()
    opened = OpenPractice(desk, jobs, _Look())
    opened.window.resize(1440, 900)
    opened.window.show()
    app.processEvents()
    took["today"] = time.process_time() - start
    client = desk.supervising.client_id(LONG)
    trends = TrendsTab(opened.context)
    trends.resize(1100, 760)
    analysis = desk.reviewing.analysis(client)
    start = time.process_time()
    trends.show_client(analysis)
    trends.grab()
    took["trend"] = time.process_time() - start
    for page, where in (("client", {"client": client}), ("clients", {})):
        opened.window.go(page, **where)
        app.processEvents()
        jobs.wait_all()
        app.processEvents()
    took["memory"] = highest_memory()
    print(json.dumps(took))
    opened.release()


def highest_memory() -> int:
    """The most memory this process has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says there begins with the memory of the process that started this one
        lines = status.read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
