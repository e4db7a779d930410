"""The settings and names of the practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relationship_desk.domain import validity
from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.records import Practice
from relationship_desk.domain.vocabulary import Edition
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.settings import definitions as d
from relationship_desk.settings.definitions import Setting, Settings, T
from relationship_desk.store.unit_of_work import Store


class Preferences:
    """Reading and keeping what the clinician has chosen."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._settings: Settings | None = None

    def __getitem__(self, setting: Setting[T]) -> T:
        if self._settings is None:
            with self._store.read() as records:
                self._settings = Settings(records.practice.settings())
        return self._settings[setting]

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep ``value``; the default is kept as no value at all."""
        checked = setting.check(value)
        with self._store.work("set", "setting") as work:
            work.practice.save_setting(setting.key, None if checked == setting.default else checked)
            self._settings = None
            work.touch(settings=True)

    def set_all(self, values: Mapping[Setting[Any], object]) -> None:
        """Keep several values in one step, as :meth:`set` does; none where one of them is refused."""
        checked = {setting: setting.check(value) for setting, value in values.items()}
        with self._store.work("set", "setting") as work:
            for setting, value in checked.items():
                work.practice.save_setting(setting.key, None if value == setting.default else value)
            self._settings = None
            work.touch(settings=True)

    @property
    def edition(self) -> Edition:
        """The edition that prompts speak from."""
        return Edition(self[d.EDITION])

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds that signals and rules take."""
        return Thresholds(
            high=self[d.HIGH],
            low=self[d.LOW],
            gap=self[d.GAP],
            review_after=self[d.REVIEW_AFTER],
            goals_by=self[d.GOALS_BY],
            no_response_by=self[d.NO_RESPONSE_BY],
            early_response_by=self[d.EARLY_RESPONSE_BY],
            not_seen_days=self[d.NOT_SEEN_DAYS],
            homework_missed=self[d.HOMEWORK_MISSED],
            impairment=self[d.IMPAIRMENT],
            repair_within=self[d.REPAIR_WITHIN],
            baseline_window=self[d.BASELINE_WINDOW],
            baseline_least=self[d.BASELINE_LEAST],
            least_drop=self[d.LEAST_DROP],
            ceiling=self[d.CEILING],
            ceiling_run=self[d.CEILING_RUN],
            split=self[d.SPLIT],
            cohesion_members=self[d.COHESION_MEMBERS],
            feedback_missed=self[d.FEEDBACK_MISSED],
            reactions=self[d.REACTIONS],
        )

    @property
    def practice(self) -> Practice:
        """The practice's names."""
        with self._store.read() as records:
            return records.practice.get()

    def save_practice(self, practice: Practice) -> None:
        """Keep changed names."""
        tidy = tidy_practice(practice)
        with self._store.work("edit", "practice") as work:
            work.practice.save(tidy)
            work.touch(settings=True)


def tidy_practice(practice: Practice) -> Practice:
    """The names as they are kept.

    Raises:
        UnusableInput: when the practice has no name, or a name is too long or no text.
    """
    if not practice.name.strip():
        raise UnusableInput("A practice needs a name.")
    return Practice(
        validity.plain_text(practice.name.strip(), 200),
        validity.plain_text(practice.clinician.strip(), 200),
        validity.plain_text(practice.credential.strip(), 200),
        validity.plain_text(practice.report_name.strip(), 200),
    )
