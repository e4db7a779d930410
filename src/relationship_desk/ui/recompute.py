"""Keeps the stored signals of the whole practice up to date: a run beside the window, in sight once it takes a while.

A run starts by itself when other thresholds, another edition or a newer program make the stored signals out of date,
and by name or button. Cancelling keeps what is done; the next run goes on from there.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from relationship_desk.domain.counts import counted
from relationship_desk.services.recomputing import Recomputed, Recomputing
from relationship_desk.ui.hub import Hub, Published
from relationship_desk.ui.jobs import Job, Jobs, Step
from relationship_desk.ui.shell.main_window import MainWindow

TITLE = "Compute all signals again"
SHOWN_AFTER = 500
"""Milliseconds; nobody is told of a run that is shorter."""
_KEY = "signals"


class Recompute(QObject):
    """One for an open practice."""

    def __init__(self, recomputing: Recomputing, hub: Hub, jobs: Jobs, shell: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._recomputing, self._jobs, self._shell = recomputing, jobs, shell
        self._job: Job | None = None
        self._again = self._stopped = False
        self._said = ""
        self._show = QTimer(self)
        self._show.setSingleShot(True)
        self._show.setInterval(SHOWN_AFTER)
        self._show.timeout.connect(self._on_show_timeout)
        hub.changed.connect(self._on_hub_changed)
        jobs.stepped.connect(self._on_jobs_stepped)

    @property
    def running(self) -> bool:
        """Whether a run is under way."""
        return self._job is not None

    def start_if_due(self) -> None:
        """Start where the stored signals are out of date."""
        if self._recomputing.due:
            self.start()

    def start(self) -> None:
        """Compute all signals; a run under way is stopped for it, since it may have begun under other settings."""
        if self._job is not None:
            self._again = True
            self._job.cancel()
            return
        self._again, self._said = False, ""
        self._shell.clear_message(_KEY)
        self._job = self._jobs.run(self._recomputing.run, self._on_done, self._on_failed, TITLE)
        self._show.start()

    def stop(self) -> None:
        """End the run under way: the practice is about to close, and the next one goes on."""
        self._stopped = True
        self._show.stop()
        if self._job is not None:
            self._job.cancel()

    def _on_hub_changed(self, published: Published) -> None:
        if published.changes.settings and not self._stopped:
            self.start_if_due()

    def _on_jobs_stepped(self, step: Step) -> None:
        if step.job is self._job:
            self._said = step.text
            # A screen reader hears of the run once; looking on is enough for the rest.
            self._shell.change_message(_KEY, self._words)

    def _on_show_timeout(self) -> None:
        self._shell.show_message(
            self._words, "notice", key=_KEY, action="Cancel", on_action=self._on_cancel_clicked, closes=False
        )

    @property
    def _words(self) -> str:
        return f"Computing signals: {self._said} …" if self._said else "Computing signals …"

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_done(self, done: Recomputed) -> None:
        self._end()
        if self._stopped:
            return
        self._recomputing.publish(done)
        if self._again or (done.finished and self._recomputing.due):
            self.start()
        elif not done.finished:
            self._tell(
                f"Signals are computed for {done.done:,} of {counted(done.of, 'client')}, and kept. The rest follows "
                "when the practice is opened the next time, or now.",
                "Go on",
            )

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if self._stopped:
            return
        self._tell("The signals could not all be computed. Your records are safe, and what is done is kept.", "Go on")
        raise error

    def _end(self) -> None:
        self._job = None
        self._show.stop()
        self._shell.clear_message(_KEY)

    def _tell(self, words: str, action: str) -> None:
        self._shell.show_message(words, "notice", key=_KEY, action=action, on_action=self.start)
