"""Signals and prompts of the practice: computing them, keeping them, and reading them with all they rest on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, PromptId
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.signals import Analysis, analyse
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.engine import Evaluation, evaluate
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.histories import history_of, up_to
from relationship_desk.services.identifiers import prompt_uid
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.prompt_rows import PromptRow, row_of, rows_of
from relationship_desk.services.why import Why, why_of
from relationship_desk.store.unit_of_work import Records, Store


@dataclass(frozen=True, slots=True)
class _Judged:
    """What one reading of a client's record comes to."""

    entry: int
    """The newest entry of the audit when it was read."""
    analysis: Analysis
    result: Evaluation
    stored: tuple[Finding, ...]
    """What was found the last time."""

    @property
    def has_news(self) -> bool:
        """Whether anything is to be kept."""
        found = self.result
        return bool(self.stored != self.analysis.findings or found.opened or found.changed or found.gone)


class Prompting:
    """The way from the record to a suggestion."""

    def __init__(self, store: Store, catalogue: Catalogue, preferences: Preferences, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferences = preferences
        self._today = today

    @property
    def thresholds(self) -> Thresholds:
        """What signals and rules go by."""
        return self._preferences.thresholds

    def analysis(self, client: ClientId, as_of: date | None = None) -> Analysis:
        """Series, baselines, episodes and findings of a client, computed from the record."""
        with self._store.read() as records:
            history = history_of(records, client, as_of)
        return analyse(history, self._catalogue, self.thresholds, as_of or self._today())

    def until_today(self, client: ClientId) -> Analysis:
        """As :meth:`analysis` without the sessions to come: nothing has followed in them yet."""
        with self._store.read() as records:
            return self._analysed(history_of(records, client))

    def _analysed(self, history: History) -> Analysis:
        # Sessions to come wait for their day. Answers do not: one given later than a wrong clock says is not undone.
        # Nor do risk records: one that is open is shown whatever its day says.
        known = replace(up_to(history, self._today()), prompts=history.prompts, risk=history.risk)
        return analyse(known, self._catalogue, self.thresholds)

    def evaluate(self, client: ClientId) -> Analysis:
        """Compute a client's signals and prompts and keep them. Called when a session is signed or left."""
        with self._store.read() as records:
            judged = self._judge(records, client)
        if not judged.has_news:
            return judged.analysis
        with self._store.work("evaluate", "client") as work:
            if work.last_entry != judged.entry:
                # Something was written meanwhile, by the window or by a job: what is kept rests on the record as it is.
                judged = self._judge(work, client)
            if judged.stored != judged.analysis.findings:
                work.prompts.replace_findings(client, judged.analysis.findings)
            for prompt in judged.result.opened:
                work.prompts.add(prompt)
            for prompt in judged.result.changed:
                work.prompts.save(prompt)
            for prompt in judged.result.gone:
                work.prompts.remove(prompt.id)
            work.touch(client=client, prompts=True)
        return judged.analysis

    def as_judged(self, client: ClientId) -> tuple[Prompt, ...]:
        """A client's prompts as they would stand after :meth:`evaluate`; nothing is kept."""
        return self.prompts_by(self.until_today(client))

    def prompts_by(self, analysis: Analysis) -> tuple[Prompt, ...]:
        """The prompts of a history as they stand by what is found in it; nothing is kept."""
        found = self._evaluated(analysis)
        changed, gone = {prompt.uid: prompt for prompt in found.changed}, {prompt.uid for prompt in found.gone}
        left = (prompt for prompt in analysis.history.prompts if prompt.uid not in gone)
        return (*(changed.get(prompt.uid, prompt) for prompt in left), *found.opened)

    def _judge(self, records: Records, client: ClientId) -> _Judged:
        analysis = self._analysed(history_of(records, client))
        stored = tuple(finding for _, finding in records.prompts.findings(client))
        return _Judged(records.last_entry, analysis, self._evaluated(analysis), stored)

    def _evaluated(self, analysis: Analysis) -> Evaluation:
        rules = tuple(all_rules().values())
        return evaluate(analysis, rules, self._preferences.edition, prompt_uid)

    def rows(self, client: ClientId | None = None) -> tuple[PromptRow, ...]:
        """Every prompt, or those of one client, most urgent and newest first.

        Of clients whose work has ended nothing waits for an answer any more; they are asked for one by one.
        """
        with self._store.read() as records:
            if client is not None:
                return _rows(records, records.prompts.of(client))
            rows = _rows(records, records.prompts.all())
        return tuple(row for row in rows if not row.prompt.waits or row.client.status is not ClientStatus.ENDED)

    def waiting_rows(self) -> tuple[PromptRow, ...]:
        """The prompts that somebody is still to do something about, in the same order."""
        with self._store.read() as records:
            return _rows(records, records.prompts.waiting())

    def why(self, prompt: PromptId) -> Why:
        """Everything that prompt ``prompt`` rests on."""
        with self._store.read() as records:
            found = records.prompts.get(prompt)
            client = records.clients.get(found.client) if found else None
            mutes = records.prompts.mutes.of(found.client) if found else ()
        if found is None or client is None:
            raise NotFound("That prompt is not in this practice.")
        analysis = self.until_today(found.client)
        return why_of(row_of(found, client), analysis, self._catalogue, self._preferences.edition, mutes)


def _rows(records: Records, prompts: tuple[Prompt, ...]) -> tuple[PromptRow, ...]:
    return rows_of(prompts, records.clients.among({prompt.client for prompt in prompts}))
