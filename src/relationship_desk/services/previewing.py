"""What other settings would do to the prompts that stand, tried out on every client without keeping anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from typing_extensions import override

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.counts import counted
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import ClientStatus
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.preferences import Preferences
from relationship_desk.services.prompting import Prompting
from relationship_desk.settings.definitions import Setting, T
from relationship_desk.store.unit_of_work import Store

Standing = Mapping[str, Prompt]
"""By uid, the prompts that are open or put off."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of one prompt: it opens, it closes, or it speaks with another tier."""

    before: Prompt | None
    after: Prompt | None

    @property
    def opens(self) -> bool:
        """Whether it did not stand before."""
        return self.before is None

    @property
    def closes(self) -> bool:
        """Whether it does not stand after."""
        return self.after is None


@dataclass(frozen=True, slots=True)
class Effect:
    """What would become of one prompt, and whose it is."""

    client: str
    """The client's code."""
    title: str
    session: int
    turn: Turn


class _Tried(Preferences):
    """The preferences of the practice, but for what is tried out."""

    def __init__(self, store: Store, tried: Mapping[Setting[Any], object]) -> None:
        super().__init__(store)
        self._tried = {setting.key: setting.check(value) for setting, value in tried.items()}

    @override
    def __getitem__(self, setting: Setting[T]) -> T:
        value: T = self._tried[setting.key] if setting.key in self._tried else super().__getitem__(setting)
        return value


class Previewing:
    """Compares what the records come to under the settings in use and under others."""

    def __init__(self, store: Store, catalogue: Catalogue, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._today = today

    def effects(self, tried: Mapping[Setting[Any], object], progress: Progress) -> tuple[Effect, ...]:
        """What the values ``tried`` would do to the prompts that are open or put off; on any thread.

        What would close comes first, then what would open, then what would speak with another tier; each by client.
        Where the work has ended nothing waits for an answer.

        Raises:
            UnusableInput: when a value may not be set.
        """
        now = Prompting(self._store, self._catalogue, Preferences(self._store), self._today)
        then = Prompting(self._store, self._catalogue, _Tried(self._store, tried), self._today)
        with self._store.read() as records:
            in_care = [one for one in records.clients.all() if one.status is not ClientStatus.ENDED]
        clients, found = sorted(in_care, key=lambda one: one.code), list[Effect]()
        for place, client in enumerate(clients):
            progress.step(f"{place:,} of {counted(len(clients), 'client')}", place / len(clients))
            for turn in turns(_waiting(now.as_judged(client.id)), _waiting(then.as_judged(client.id))):
                prompt = turn.after or turn.before
                if prompt is not None and prompt.rule in all_rules():
                    found.append(Effect(client.code, all_rules()[prompt.rule].title, prompt.session, turn))
        return tuple(sorted(found, key=lambda one: (not one.turn.closes, not one.turn.opens)))

    def standing(self) -> Standing:
        """The prompts that stand, as they are kept, of everybody in care."""
        with self._store.read() as records:
            return _waiting(records.prompts.waiting())


def turns(before: Standing, after: Standing) -> Iterator[Turn]:
    """What became of the prompts between two times."""
    for uid in {**before, **after}:
        turn = Turn(before.get(uid), after.get(uid))
        if turn.before is None or turn.after is None or turn.before.tier != turn.after.tier:
            yield turn


def _waiting(prompts: tuple[Prompt, ...]) -> Standing:
    return {one.uid: one for one in prompts if one.waits}
