"""How many of something, in words."""

from __future__ import annotations


def counted(count: int, one: str, several: str = "") -> str:
    """Say ``count`` of them; ``several`` where an s does not make it more than one.

    >>> counted(1, "client"), counted(1200, "client"), counted(0, "family", "families")
    ('1 client', '1,200 clients', '0 families')
    """
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"
