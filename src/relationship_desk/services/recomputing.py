"""Signals and prompts of the whole practice: whether what is stored still holds, and computing all of it anew.

A small mark in the store says by which rules and thresholds the stored findings were computed, and how far a run has
come that was stopped. Each client is one transaction, so a run can end after any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.counts import counted
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.ids import ClientId
from relationship_desk.domain.progress import Cancelled, Progress
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.definitions import COMPUTED
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.prompting import Prompting
from relationship_desk.store.unit_of_work import Store

SIGNALS = 4
"""Raised when signals find in the same records what they did not find before; rules are known by their names."""
_EVERY = 50
"""So many clients at most are computed twice when the program ends in the middle of a run."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What a run has done; one that was stopped goes on from there the next time."""

    done: int
    """How many clients are computed, those of an earlier part of the run included."""
    of: int
    changes: Changes
    """What is not published yet: the run may have been on another thread than whoever listens."""

    @property
    def finished(self) -> bool:
        """Whether nobody is left."""
        return self.done == self.of


@dataclass(frozen=True, slots=True)
class _Mark:
    """Which signals, rules and settings the stored findings come from, and the last client of a stopped run."""

    by: str
    after: int | None = None
    """None: everybody is computed."""


class Recomputing:
    """Knows when the stored findings are out of date, and puts all of them right."""

    def __init__(self, store: Store, catalogue: Catalogue, preferences: Preferences, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferences = preferences
        self._today = today

    @property
    def due(self) -> bool:
        """Whether other signals, rules, thresholds or another edition hold now, or a run was stopped."""
        with self._store.read() as records:
            anybody = records.caseload.anybody()
        return anybody and _kept(self._store) != _Mark(_by(self._preferences))

    def run(self, progress: Progress) -> Recomputed:
        """Compute signals and prompts of every client, or of those whom a stopped run has left.

        It may run on any thread, beside whatever else is written. Cancelling it keeps what is done. Nothing is
        published; pass the result to :meth:`publish`.
        """
        changes: list[Changes] = []
        store = Store(self._store.vault)
        store.published = changes.append
        preferences = Preferences(store)
        prompting = Prompting(store, self._catalogue, preferences, self._today)
        by = _by(preferences)
        begun = _kept(store)
        after = begun.after if begun and begun.by == by and begun.after is not None else 0
        with store.read() as records:
            everybody = sorted(client.id for client in records.clients.all())
        left = [client for client in everybody if client > after]
        done = of = len(everybody)
        done -= len(left)
        _keep(store, _Mark(by, after))
        try:
            for client in left:
                progress.step(f"{done:,} of {counted(of, 'client')}", done / of)
                with suppress(NotFound):  # erased or merged meanwhile
                    prompting.evaluate(client)
                done, after = done + 1, client
                if done % _EVERY == 0:
                    _keep(store, _Mark(by, after))
        except Cancelled:
            _keep(store, _Mark(by, after))
        else:
            _keep(store, _Mark(by))
        return Recomputed(done, of, _together(changes))

    def publish(self, recomputed: Recomputed) -> None:
        """Let everybody who listens know what a run has changed."""
        self._store.published(recomputed.changes)


def _by(preferences: Preferences) -> str:
    """Whatever the findings and prompts of the same records depend on, in short."""
    all_of_it = (SIGNALS, sorted(all_rules()), preferences.edition, preferences.thresholds)
    return sha256(repr(all_of_it).encode()).hexdigest()[:16]


def _kept(store: Store) -> _Mark | None:
    with store.read() as records:
        kept = records.practice.settings().get(COMPUTED)
    return _Mark(kept["by"], kept["after"]) if isinstance(kept, dict) else None


def _keep(store: Store, mark: _Mark) -> None:
    if mark == _kept(store):
        return
    with store.work("compute", "signals") as work:
        work.practice.save_setting(COMPUTED, {"by": mark.by, "after": mark.after})


def _together(changes: list[Changes]) -> Changes:
    """All of ``changes`` in one; joined at once, since thousands joined pair by pair take longer than the run."""
    clients: frozenset[ClientId] = frozenset().union(*(one.clients for one in changes))
    return Changes(clients, prompts=True)
