"""What other thresholds would do to the prompts that stand, tried out on every client without keeping anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.prompting import Prompting
from relationship_desk.store.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class Effect:
    """One prompt that would open, or that would close."""

    client: str
    """The client's code."""
    title: str
    session: int
    opens: bool


class _Tried(Preferences):
    """The preferences of the practice, but for the thresholds."""

    def __init__(self, store: Store, thresholds: Thresholds) -> None:
        super().__init__(store)
        self._tried = thresholds

    @property
    def thresholds(self) -> Thresholds:
        return self._tried


class Previewing:
    """Compares what the records come to under the thresholds in use and under others."""

    def __init__(self, store: Store, catalogue: Catalogue, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._today = today

    def effects(self, thresholds: Thresholds, progress: Progress) -> tuple[Effect, ...]:
        """What ``thresholds`` would do to the prompts that are open or put off; on any thread.

        What would close comes first, each by client.
        """
        now = Prompting(self._store, self._catalogue, Preferences(self._store), self._today)
        then = Prompting(self._store, self._catalogue, _Tried(self._store, thresholds), self._today)
        with self._store.read() as records:
            clients = sorted(records.clients.all(), key=lambda one: one.code)
        found: list[Effect] = []
        for place, client in enumerate(clients):
            progress.step(f"{place:,} of {len(clients):,} clients", place / len(clients))
            before, after = _standing(now, client.id), _standing(then, client.id)
            changed = {uid: one for uid, one in {**before, **after}.items() if (uid in before) != (uid in after)}
            found += [
                Effect(client.code, all_rules()[one.rule].title, one.session, opens=uid in after)
                for uid, one in changed.items()
                if one.rule in all_rules()
            ]
        return tuple(sorted(found, key=lambda one: one.opens))


def _standing(prompting: Prompting, client: ClientId) -> Mapping[str, Prompt]:
    return {one.uid: one for one in prompting.as_judged(client) if one.waits}
