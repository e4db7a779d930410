"""Own templates of notes: a name and the headings to write under."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain import validity
from relationship_desk.domain.errors import NotFound, UnusableInput
from relationship_desk.domain.note_text import LONGEST_HEADING
from relationship_desk.domain.plan import NoteTemplate, TemplateId
from relationship_desk.domain.vocabulary import NoteFormat
from relationship_desk.store.unit_of_work import Store, UnitOfWork

MOST_HEADINGS = 8
LONGEST_NAME = 40
_TAKEN = frozenset(note_format.value.casefold() for note_format in NoteFormat)


class NoteTemplates:
    """A note holds the headings it was begun with, so that no change here ever touches one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> tuple[NoteTemplate, ...]:
        """Every own template, by name."""
        with self._store.read() as records:
            return tuple(sorted(records.file.templates.all(), key=lambda one: one.name.casefold()))

    def add(self, name: str, headings: Sequence[str]) -> NoteTemplate:
        """Keep a new template.

        Raises:
            UnusableInput: when the name is taken or the headings cannot be written under.
        """
        with self._store.work("add", "template") as work:
            added = work.file.templates.add(self._checked(work, TemplateId(0), name, headings))
            work.touch(settings=True)
        return added

    def edit(self, template: TemplateId, name: str, headings: Sequence[str]) -> None:
        """Keep a changed template; raises as :meth:`add`."""
        with self._store.work("edit", "template") as work:
            self._held(work, template)
            work.file.templates.save(self._checked(work, template, name, headings))
            work.touch(settings=True)

    def remove(self, template: TemplateId) -> None:
        """Take a template off the list; notes written under it stay as they are."""
        with self._store.work("remove", "template") as work:
            self._held(work, template)
            work.file.templates.remove(template)
            work.touch(settings=True)

    @staticmethod
    def _held(work: UnitOfWork, template: TemplateId) -> None:
        if work.file.templates.get(template) is None:
            raise NotFound("That template is not on the list any more.")

    @staticmethod
    def _checked(work: UnitOfWork, key: TemplateId, name: str, headings: Sequence[str]) -> NoteTemplate:
        tidy = _one_line(name)
        if not 1 <= len(tidy) <= LONGEST_NAME:
            raise UnusableInput(f"A template needs a name of 1 to {LONGEST_NAME} characters.")
        others = {one.name.casefold() for one in work.file.templates.all() if one.id != key}
        if tidy.casefold() in _TAKEN | others:
            raise UnusableInput(f"There is a format called {tidy} already. Choose another name.")
        return NoteTemplate(key, tidy, _checked_headings(headings))


def _checked_headings(headings: Sequence[str]) -> tuple[str, ...]:
    tidy = tuple(_one_line(heading) for heading in headings)
    if not 1 <= len(tidy) <= MOST_HEADINGS:
        raise UnusableInput(f"A template has 1 to {MOST_HEADINGS} headings.")
    for place, heading in enumerate(tidy, start=1):
        if not 1 <= len(heading) <= LONGEST_HEADING or heading.startswith("#"):
            raise UnusableInput(f"Heading {place} needs 1 to {LONGEST_HEADING} characters and no # at the beginning.")
        if heading.casefold() in (other.casefold() for other in tidy[: place - 1]):
            raise UnusableInput(f"The heading {heading} stands there twice.")
    return tidy


def _one_line(text: str) -> str:
    tidy = validity.plain_text(text.strip())
    if "\n" in tidy or "\t" in tidy:
        raise UnusableInput("A name or heading stands on one line.")
    return tidy
