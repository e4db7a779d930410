"""A page of the library as plain data: blocks of text that the reading column lays out and the filter searches."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.catalogue.model import Listing
from relationship_desk.ui.models.tiers import RECALLED


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``lead`` names it at the left, such as "Low" or "Ask yourself"."""

    text: str
    lead: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A titled part of a page. ``head`` marks the title of a whole section, ``note`` stands muted after the title."""

    title: str
    lines: tuple[Line, ...] = ()
    note: str = ""
    head: bool = False
    listings: tuple[Listing, ...] = ()
    recalled: bool = False

    def holds(self, words: str) -> bool:
        """Whether ``words`` stand anywhere in the block, whatever their case."""
        said = (self.title, self.note, *(f"{line.lead} {line.text}" for line in self.lines))
        return words.casefold() in "\n".join((*said, RECALLED if self.recalled else "")).casefold()


Pages = dict[str, tuple[Block, ...]]
"""The pages behind a list, by key."""


def filtered(blocks: tuple[Block, ...], words: str) -> tuple[Block, ...]:
    """Return the blocks that hold ``words``, with the section heads that still have something under them.

    >>> a, b = Block("A", head=True), Block("B", head=True)
    >>> [block.title for block in filtered((a, Block("apple"), b, Block("bee")), "bee")]
    ['B', 'bee']
    """
    kept: list[Block] = []
    head: Block | None = None
    for block in blocks:
        if block.head:
            head = block
        elif block.holds(words):
            kept += [head, block] if head else [block]
            head = None
    return tuple(kept)
