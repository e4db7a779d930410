"""Argon2id (RFC 9106): what it costs to try one passphrase."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from relationship_desk.domain.errors import UnusableInput
from relationship_desk.sealing.data_key import KEY_BYTES

MIB = 1024
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """Cost of one derivation: memory in KiB, passes over it, lanes worked in parallel."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def acceptable(self) -> bool:
        """Whether a key file may ask for this: neither weaker than the floor nor more than a laptop can give."""
        return (
            FLOOR.memory_kib <= self.memory_kib <= CEILING.memory_kib
            and FLOOR.passes <= self.passes <= CEILING.passes
            and 1 <= self.lanes <= CEILING.lanes
        )

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return the 256-bit key for ``secret``.

        Raises:
            UnusableInput: when this computer has too little free memory.
        """
        kdf = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        )
        try:
            return kdf.derive(secret)
        except MemoryError as error:
            needed = self.memory_kib // MIB
            raise UnusableInput(f"The passphrase check needs {needed} MB of free memory. Close others.") from error


FLOOR = KdfParameters(memory_kib=64 * MIB, passes=3, lanes=4)
"""The least that is ever used or accepted; its lanes are the usual number, fewer are accepted."""
CEILING = KdfParameters(memory_kib=4096 * MIB, passes=64, lanes=16)
_TRIAL = KdfParameters(memory_kib=256 * MIB, passes=3, lanes=4)


def seconds_for(parameters: KdfParameters) -> float:
    """Measure one derivation on this computer."""
    start = time.perf_counter()
    parameters.derive(b"measured once", bytes(SALT_BYTES))
    return time.perf_counter() - start


def calibrate(target_seconds: float = 1.0, measure: Callable[[KdfParameters], float] = seconds_for) -> KdfParameters:
    """Choose parameters that take about ``target_seconds`` here, never below :data:`FLOOR`.

    One derivation at 256 MiB is measured. A faster computer gets more passes, a slower one less memory.
    """
    share = target_seconds / max(measure(_TRIAL), 0.001)
    if share >= 1:
        passes = min(round(_TRIAL.passes * share), CEILING.passes)
        return KdfParameters(_TRIAL.memory_kib, passes, _TRIAL.lanes)
    memory = max(FLOOR.memory_kib, int(_TRIAL.memory_kib * share) // MIB * MIB)
    return KdfParameters(memory, FLOOR.passes, FLOOR.lanes)
