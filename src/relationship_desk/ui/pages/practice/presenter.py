"""What the view of the practice does: count beside the window, and show what was counted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.services.surveying import Survey
from relationship_desk.ui.context import Context
from relationship_desk.ui.jobs import Job, Step
from relationship_desk.ui.pages.practice.view import PERIODS, PracticeView


class PracticePresenter(QObject):
    """Counts anew whenever it is shown; what it showed before stays until the new counts are there."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._asked = 0
        self.view = PracticeView()
        self.view.period.choose("year")
        self.view.period.chosen.connect(self._on_period_chosen)
        context.jobs.stepped.connect(self._on_jobs_stepped)

    def show_survey(self) -> None:
        """Count over the chosen time."""
        self.stop()
        months, surveying = PERIODS[self.view.period.choice][1], self._context.desk.surveying

        def work(progress: Progress) -> Survey:
            return surveying.survey(months, progress)

        self._asked += 1
        counted = partial(self._on_counted, self._asked)
        self._job = self._context.jobs.run(work, counted, self._on_failed, "Counting")

    def stop(self) -> None:
        """Count no further; nobody looks."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_period_chosen(self, _period: str) -> None:
        self.show_survey()

    def _on_jobs_stepped(self, step: Step) -> None:
        if step.job is self._job:
            self.view.state.show_text(f"{step.text} …")

    def _on_counted(self, asked: int, survey: Survey) -> None:
        if asked == self._asked:  # otherwise another time was chosen when this one had just been counted
            self._job = None
            self.view.show_survey(survey)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            raise error
