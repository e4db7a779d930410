"""Sealing to a practice without its key: what a client enters in a keyless process can be read only once unlocked.

HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and AES-256-GCM. The key pair is derived from the data key, so
that nothing more has to be kept; base mode does not say who sealed, which is why the answers carry their own token.
"""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from relationship_desk.domain.errors import DeskError
from relationship_desk.sealing.data_key import DataKey

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PURPOSE = "sealed answers"
_BLOCK = 1024
"""Messages are filled up to whole blocks: the length of a file tells less of what is in it."""


class NotSealedForThis(DeskError):
    """A sealed message is damaged, or was sealed for another practice."""

    title = "The answers cannot be read"


def public_key(data_key: DataKey) -> bytes:
    """The 32 bytes that anyone may know who is to seal for this practice."""
    return _private_key(data_key).public_key().public_bytes_raw()


def seal(public: bytes, message: bytes, info: bytes) -> bytes:
    """Seal ``message``; ``info`` has to be the same when it is opened."""
    padded = len(message).to_bytes(4, "big") + message
    padded += bytes(-len(padded) % _BLOCK)
    return _SUITE.encrypt(padded, X25519PublicKey.from_public_bytes(public), info)


def opening_key(data_key: DataKey) -> bytes:
    """The 32 bytes that open what was sealed; nothing else of the data key can be found out from them."""
    return data_key.subkey(_PURPOSE)


def unseal(data_key: DataKey, sealed: bytes, info: bytes, earlier: Iterable[bytes] = ()) -> bytes:
    """Open what was sealed for the practice with this key, or with one of the ``earlier`` opening keys.

    Raises:
        NotSealedForThis: when it is damaged, or was sealed for another practice or under another ``info``.
    """
    for key in (opening_key(data_key), *earlier):
        try:
            padded = _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(key), info)
        except (InvalidTag, ValueError):
            continue
        length = int.from_bytes(padded[:4], "big")
        return padded[4 : 4 + length]
    raise NotSealedForThis("These answers are damaged or belong to another practice.")


def _private_key(data_key: DataKey) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(opening_key(data_key))
