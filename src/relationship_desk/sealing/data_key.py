"""The key that everything in a practice is encrypted under."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class DataKey:
    """A random 256-bit key. It is never shown: neither printing nor a traceback reveals it."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        self._raw = raw

    @classmethod
    def new(cls) -> DataKey:
        """Return a fresh random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def raw(self) -> bytes:
        """The key itself, for the store and for wrapping it in a key slot."""
        return self._raw

    def subkey(self, purpose: str) -> bytes:
        """Return the 256-bit key for one purpose, derived with HKDF-SHA256 (RFC 5869)."""
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(self._raw)

    def __repr__(self) -> str:
        return "DataKey(hidden)"
