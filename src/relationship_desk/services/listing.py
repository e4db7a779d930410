"""Signals and prompts as scripts read them: plain values, as they were known on a day. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.histories import client_by_code
from relationship_desk.services.identifiers import prompt_uid
from relationship_desk.services.prompting import Prompting
from relationship_desk.store.unit_of_work import Store


class Listing:
    """Lists of one client, by code, or of all."""

    def __init__(self, store: Store, prompting: Prompting, today: Callable[[], date]) -> None:
        self._store = store
        self._prompting = prompting
        self._today = today

    def signals(self, code: str | None, day: date) -> list[dict[str, object]]:
        """Every finding known on ``day``."""
        return [
            {
                "client": client.code,
                "signal": finding.signal,
                "subject": finding.subject,
                "perspective": finding.perspective or "",
                "session": finding.session,
                "strength": finding.strength,
                "detail": finding.detail,
            }
            for client in self._clients(code)
            for finding in self._prompting.analysis(client.id, day).findings
        ]

    def prompts(self, code: str | None, day: date) -> list[dict[str, object]]:
        """Every prompt as it stands on ``day``."""
        listed = []
        for client in self._clients(code):
            analysis = self._prompting.analysis(client.id, day)
            if day < self._today():
                analysis = _before_later_walks(analysis)
            prompts = self._prompting.prompts_by(analysis)
            listed += [_plain(client, prompt) for prompt in sorted(prompts, key=lambda one: (one.session, one.rule))]
        return listed

    def _clients(self, code: str | None) -> tuple[Client, ...]:
        with self._store.read() as records:
            return (client_by_code(records, code),) if code else records.clients.all()


def _before_later_walks(analysis: Analysis) -> Analysis:
    """``analysis`` of a day gone by without the prompts that nobody had answered by then.

    A row keeps only where its prompt stands now. Where one stood that had opened, made way and come back, or was
    withdrawn later, is computed anew; what was restored from elsewhere stays as it is.
    """
    own = {prompt_uid(rule, one.uid) for rule in all_rules().values() for one in analysis.history.attended}
    answered = tuple(
        one for one in analysis.history.prompts if one.status is not PromptStatus.OPEN or one.uid not in own
    )
    return replace(analysis, history=replace(analysis.history, prompts=answered))


def _plain(client: Client, prompt: Prompt) -> dict[str, object]:
    return {
        "client": client.code,
        "rule": prompt.rule,
        "session": prompt.session,
        "opened_on": prompt.opened_on.isoformat(),
        "status": prompt.status,
        "edition": prompt.edition or "",
        "tier": prompt.tier,
        "because": [{"what": one.what, "session": one.session, "value": one.value} for one in prompt.because],
    }
