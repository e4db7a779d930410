"""What a person unlocks a practice with."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.sealing.recovery_words import entropy_of


class SecretKind(StrEnum):
    """The two kinds of key slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a slot
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Secret:
    """A passphrase or recovery words as the bytes that a key is derived from; its text form hides them."""

    kind: SecretKind
    material: bytes = field(repr=False)

    @classmethod
    def passphrase(cls, text: str) -> Secret:
        """Take a passphrase: NFKC, then UTF-8, so that it opens from every keyboard and system.

        Raises:
            UnusableInput: when it is empty, or not text at all.
        """
        try:
            material = unicodedata.normalize("NFKC", text).encode()
        except UnicodeEncodeError as error:
            raise UnusableInput("The passphrase holds something that is not text. Nothing has been changed.") from error
        if not material:
            raise UnusableInput("A passphrase has at least one character. Nothing has been changed.")
        return cls(SecretKind.PASSPHRASE, material)

    @classmethod
    def recovery(cls, words: Sequence[str]) -> Secret:
        """Take the 24 recovery words.

        Raises:
            UnusableInput: naming the word that is wrong.
        """
        return cls(SecretKind.RECOVERY, entropy_of(words))
