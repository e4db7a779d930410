"""The one runner of long work: on a thread, with progress and cancel, and its result back on the GUI thread.

Work gets plain data and a :class:`Progress`, opens its own connection, and touches no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Slot

from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.ui.events import Event

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work under way. ``title`` says what it is, in words for the person."""

    title: str
    progress: Progress = field(default_factory=Progress)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.progress.cancelled = True


@dataclass(frozen=True, slots=True)
class Step:
    """Where a job is: its words and the share done, 0 to 1."""

    job: Job
    text: str
    share: float


class _Bridge(QObject):
    """Carries calls from the work threads to the thread it was made on, in order."""

    _called: Event[Callable[[], None]] = Event(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Queued even from the thread it lives in: work that ends at once must not overtake its own steps.
        self._called.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def call(self, what: Callable[[], None]) -> None:
        """Run ``what`` on the GUI thread, soon."""
        self._called.emit(what)

    @Slot(object)
    def _run(self, what: Callable[[], None]) -> None:
        what()


class Jobs(QObject):
    """Runs work on a few threads and hands each result back on the GUI thread, exactly once."""

    started: Event[Job] = Event(Job)
    stepped: Event[Step] = Event(Step)
    ended: Event[Job] = Event(Job)

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._bridge = _Bridge(self)
        self._threads = threads
        self._running: dict[Job, tuple[Future[Any], Callable[[], None]]] = {}

    @cached_property
    def _executor(self) -> ThreadPoolExecutor:
        """Made with the first job: the entrance shows itself before there is any."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(self._threads, thread_name_prefix="job")

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        title: str = "Working",
    ) -> Job:
        """Start ``work``; later call ``done`` with its result, or ``failed`` with what it raised.

        A cancelled job ends with :class:`Cancelled` in ``failed``. Without ``failed`` an error is raised on the GUI
        thread, where the error boundary meets it; a cancel then just ends the job.
        """
        job = Job(title)
        job.progress.report = self._reporter(job)
        future = self._executor.submit(work, job.progress)

        def deliver() -> None:
            # Whoever comes first, the bridge or wait_all, delivers; the other finds nothing.
            if self._running.pop(job, None) is None:
                return
            self.ended.emit(job)
            error = future.exception()
            if error is None:
                done(future.result())
            elif isinstance(error, Exception) and failed is not None:
                failed(error)
            elif not isinstance(error, Cancelled):
                raise error

        self._running[job] = (future, deliver)
        self.started.emit(job)
        future.add_done_callback(self._messenger(deliver))
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way, oldest first."""
        return tuple(self._running)

    def cancel_all(self) -> None:
        """Ask every job to stop at its next step."""
        for job in self.running:
            job.cancel()

    def wait_all(self) -> None:
        """Block until every job has ended and its result is delivered; for closing, after saying so."""
        from concurrent.futures import wait as wait_for

        while self._running:
            under_way = list(self._running.values())
            wait_for([future for future, _ in under_way])
            for _, deliver in under_way:
                deliver()

    def close(self) -> None:
        """Wait for every job, then end the threads."""
        self.wait_all()
        self._executor.shutdown()

    def _reporter(self, job: Job) -> Callable[[str, float], None]:
        def report(text: str, share: float) -> None:
            self._bridge.call(lambda: self.stepped.emit(Step(job, text, share)))

        return report

    def _messenger(self, deliver: Callable[[], None]) -> Callable[[Future[Any]], None]:
        def tell(_future: Future[Any]) -> None:
            self._bridge.call(deliver)

        return tell
