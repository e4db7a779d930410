"""Tags: a few own words by which clients are found."""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.domain.validity import plain_text

LONGEST_TAG = 30
MOST_TAGS = 12


def tidy_tags(words: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: parted at commas, spaces single, no tag twice in whatever case, in the order given.

    Raises:
        UnusableInput: when there are more than 12, or one is longer than 30 characters.
    """
    tags: dict[str, str] = {}
    for tag in (" ".join(plain_text(part).split()) for word in words for part in word.split(",")):
        if len(tag) > LONGEST_TAG:
            raise UnusableInput(f"A tag has at most {LONGEST_TAG} characters; “{tag}” has {len(tag)}.")
        if tag:
            tags.setdefault(tag.casefold(), tag)
    if len(tags) > MOST_TAGS:
        raise UnusableInput(f"A client has at most {MOST_TAGS} tags; these are {len(tags)}.")
    return tuple(tags.values())
