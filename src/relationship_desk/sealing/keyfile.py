"""The key file: the data key of one practice, wrapped once for every secret that opens it.

Three things guard it. A plain SHA-256 tells accidental damage before anything is asked for. AES-256-GCM tells
a wrong secret, and holds each slot to its parameters and its practice. An HMAC under a key derived from the data
key shows, once unlocked, that nobody without that key has changed the file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from relationship_desk.domain.errors import DamagedKeys, NewerStore, WrongSecret
from relationship_desk.sealing.data_key import KEY_BYTES, DataKey
from relationship_desk.sealing.kdf import SALT_BYTES, KdfParameters
from relationship_desk.sealing.secret import Secret, SecretKind

FORMAT = 1
MAX_BYTES = 16_384
_NONCE_BYTES = 12
_WRAPPED_BYTES = KEY_BYTES + 16
_MAC_PURPOSE = "relationship-desk key file"
_WRONG = {
    SecretKind.PASSPHRASE: "This passphrase does not open the practice. Nothing has been changed; try again.",
    SecretKind.RECOVERY: "These recovery words belong to another practice, or were replaced or taken away.",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key wrapped under one secret."""

    kind: SecretKind
    kdf: KdfParameters
    salt: bytes
    nonce: bytes
    wrapped: bytes = field(repr=False)

    @classmethod
    def seal(cls, practice: str, data_key: DataKey, secret: Secret, kdf: KdfParameters) -> Slot:
        """Wrap ``data_key`` under ``secret``, with fresh salt and nonce."""
        if not kdf.acceptable:
            raise ValueError("key derivation parameters out of bounds")
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
        key = kdf.derive(secret.material, salt)
        wrapped = AESGCM(key).encrypt(nonce, data_key.raw, _bound(practice, secret.kind, kdf, salt))
        return cls(secret.kind, kdf, salt, nonce, wrapped)

    def open(self, practice: str, secret: Secret) -> DataKey:
        """Unwrap the data key, or raise :class:`WrongSecret`."""
        key = self.kdf.derive(secret.material, self.salt)
        bound = _bound(practice, self.kind, self.kdf, self.salt)
        try:
            return DataKey(AESGCM(key).decrypt(self.nonce, self.wrapped, bound))
        except InvalidTag:
            raise WrongSecret(_WRONG[secret.kind]) from None


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of ``keys.json``. Every change is a new key file of the next generation."""

    practice: str
    """The ``uid`` of the practice."""
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes

    @classmethod
    def create(cls, practice: str, data_key: DataKey, opened_by: tuple[Secret, ...], kdf: KdfParameters) -> KeyFile:
        """Make the first generation, with one slot for every secret."""
        slots = tuple(Slot.seal(practice, data_key, secret, kdf) for secret in opened_by)
        return _authenticated(practice, 1, slots, data_key)

    def unlock(self, secret: Secret) -> DataKey:
        """Return the data key.

        Raises:
            WrongSecret: when no slot of this kind opens with ``secret``.
            DamagedKeys: when a slot opens, but the file as a whole was altered.
        """
        data_key = self._unwrap(secret)
        if not self.holds(data_key):
            raise DamagedKeys("The key file was altered by something other than this program. Restore a backup.")
        return data_key

    def with_slot(self, data_key: DataKey, secret: Secret, kdf: KdfParameters | None = None) -> KeyFile:
        """Return the next generation, in which ``secret`` is the only one of its kind.

        Without ``kdf`` the slot costs what the slots so far do.
        """
        slot = Slot.seal(self.practice, data_key, secret, kdf or self.slots[0].kdf)
        return self._next((*self._slots_but(secret.kind), slot), data_key)

    def without_slot(self, data_key: DataKey, kind: SecretKind) -> KeyFile:
        """Return the next generation, which no secret of ``kind`` opens. The passphrase is never taken away."""
        if kind is SecretKind.PASSPHRASE:
            raise ValueError("a practice always has a passphrase")
        return self._next(self._slots_but(kind), data_key)

    def for_key(self, data_key: DataKey, opened_by: tuple[Secret, ...]) -> KeyFile:
        """Return the next generation, which holds another data key and opens with ``opened_by`` alone.

        Each slot costs what the slots so far do.
        """
        if SecretKind.PASSPHRASE not in {secret.kind for secret in opened_by}:
            raise ValueError("a practice always has a passphrase")
        kdf = self.slots[0].kdf
        slots = tuple(Slot.seal(self.practice, data_key, secret, kdf) for secret in opened_by)
        return self._next(slots, data_key)

    def holds(self, data_key: DataKey) -> bool:
        """Whether this is a key file of ``data_key``, unaltered."""
        return hmac.compare_digest(self.mac, _mac(data_key, _body(self.practice, self.generation, self.slots)))

    def slot(self, kind: SecretKind) -> Slot | None:
        """The slot that a secret of ``kind`` opens, None where there is none."""
        return next((slot for slot in self.slots if slot.kind is kind), None)

    def to_bytes(self) -> bytes:
        """Write the file: canonical, so that one content has exactly one form."""
        signed: dict[str, object] = {
            **_body(self.practice, self.generation, self.slots),
            "mac": self.mac.hex(),
        }
        return _canonical({**signed, "sha256": hashlib.sha256(_canonical(signed)).hexdigest()})

    @classmethod
    def from_bytes(cls, data: bytes) -> KeyFile:
        """Read what :meth:`to_bytes` wrote, and nothing else.

        Raises:
            DamagedKeys: for any other bytes, and for parameters weaker or heavier than ever used.
            NewerStore: for an intact file of a later format.
        """
        try:
            content = json.loads(data.decode("ascii")) if len(data) <= MAX_BYTES else None
            keyfile = _parse(content)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedKeys("The key file is damaged. Restore a backup.") from error
        if keyfile.to_bytes() != data:
            raise DamagedKeys("The key file is damaged. Restore a backup.")
        if not all(slot.kdf.acceptable for slot in keyfile.slots):
            raise DamagedKeys("The key file asks for a protection that this program never uses: it was altered.")
        return keyfile

    def _unwrap(self, secret: Secret) -> DataKey:
        slot = self.slot(secret.kind)
        if slot is None:
            raise WrongSecret(_WRONG[secret.kind])
        return slot.open(self.practice, secret)

    def _slots_but(self, kind: SecretKind) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind is not kind)

    def _next(self, slots: tuple[Slot, ...], data_key: DataKey) -> KeyFile:
        return _authenticated(self.practice, self.generation + 1, slots, data_key)


def _authenticated(practice: str, generation: int, slots: tuple[Slot, ...], data_key: DataKey) -> KeyFile:
    mac = _mac(data_key, _body(practice, generation, slots))
    return KeyFile(practice, generation, slots, mac)


def _mac(data_key: DataKey, body: dict[str, object]) -> bytes:
    return hmac.digest(data_key.subkey(_MAC_PURPOSE), _canonical(body), "sha256")


def _bound(practice: str, kind: SecretKind, kdf: KdfParameters, salt: bytes) -> bytes:
    """What a slot is held to: it opens in no other practice, as no other kind and under no other parameters."""
    return _canonical({"format": FORMAT, "practice": practice, **_lock(kind, kdf, salt)})


def _lock(kind: SecretKind, kdf: KdfParameters, salt: bytes) -> dict[str, object]:
    return {
        "kind": kind.value,
        "kdf": {
            "name": "argon2id",
            "memory_kib": kdf.memory_kib,
            "passes": kdf.passes,
            "lanes": kdf.lanes,
        },
        "salt": salt.hex(),
    }


def _body(practice: str, generation: int, slots: tuple[Slot, ...]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "practice": practice,
        "generation": generation,
        "slots": [
            {**_lock(slot.kind, slot.kdf, slot.salt), "nonce": slot.nonce.hex(), "wrapped": slot.wrapped.hex()}
            for slot in slots
        ],
    }


def _canonical(content: dict[str, object]) -> bytes:
    return json.dumps(content, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def _parse(content: object) -> KeyFile:
    """Take the values out. What is left over or written differently shows when the file is written again."""
    fields = _object(content)
    if _whole(fields["format"]) > FORMAT and _intact(fields):
        raise NewerStore("A newer version of the program has written the key file. Install that version.")
    slots = fields["slots"]
    if not isinstance(slots, list) or not slots:
        raise ValueError("no slots")
    return KeyFile(
        practice=_text(fields["practice"]),
        generation=_whole(fields["generation"]),
        slots=tuple(_parse_slot(_object(slot)) for slot in slots),
        mac=_hex(fields["mac"], 32),
    )


def _parse_slot(fields: dict[str, object]) -> Slot:
    kdf = _object(fields["kdf"])
    return Slot(
        kind=SecretKind(_text(fields["kind"])),
        kdf=KdfParameters(_whole(kdf["memory_kib"]), _whole(kdf["passes"]), _whole(kdf["lanes"])),
        salt=_hex(fields["salt"], SALT_BYTES),
        nonce=_hex(fields["nonce"], _NONCE_BYTES),
        wrapped=_hex(fields["wrapped"], _WRAPPED_BYTES),
    )


def _intact(fields: dict[str, object]) -> bool:
    signed = {name: value for name, value in fields.items() if name != "sha256"}
    return fields.get("sha256") == hashlib.sha256(_canonical(signed)).hexdigest()


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or not 1 <= value < 2**31:
        raise ValueError("not a number from 1")
    return value


def _hex(value: object, length: int) -> bytes:
    data = bytes.fromhex(_text(value))
    if len(data) != length:
        raise ValueError("wrong length")
    return data
