"""Row ids that follow a row through export and import."""

from __future__ import annotations

import hashlib
import secrets

from relationship_desk.prompts.rule import Rule


def new_uid() -> str:
    """A random uid: 20 hexadecimal digits."""
    return secrets.token_hex(10)


def prompt_uid(rule: Rule, over: str) -> str:
    """The uid of the prompt that ``rule`` opens over the row with the uid ``over``: a session, or what is not safe.

    The same records give the same prompts anywhere.
    """
    return hashlib.sha256(f"{rule.id}\0{over}".encode()).hexdigest()[:20]
