"""How long the keys of a debrief without note take, by the keystroke-level model of Card, Moran and Newell (1980).

The model times a practised person without errors. Its operators are recalled from the literature, not checked; the
response of the program is left out, since a key has its effect long before the next one. It knows nothing of the time
to remember the session: what the minute leaves for that is said beside.

``python -m benchmarks.keystrokes`` prints the reckoning. A test types the very keys of :data:`GROUP` and
:data:`INDIVIDUAL` in the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

KEY = {"skilled typist": 0.20, "average typist": 0.28}
"""K: one key, a modifier being a key of its own; seconds."""
MENTAL = 1.35
"""M: getting ready for what is done next; seconds."""
HAND = 0.40
"""H: the hand from the mouse to the keys, once; seconds."""
MOST_KEYS, MOST_SECONDS = 20, 60.0


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: thought of once, then typed. ``Alt+A`` is two keys at once."""

    what: str
    keys: tuple[str, ...]


_ROWS = (
    "alliance",
    "cohesion",
    "empathy",
    "goals and collaboration",
    "positive regard",
    "congruence",
    "feedback given",
    "rupture repair",
    "self-disclosure",
    "countertransference",
    "relational interpretations",
)
_SIGN = Act("sign", ("Ctrl+Return",))
GROUP = (
    Act("everybody attended", ("Alt+A", "Alt+L", "Return")),
    *(Act(row, (digit,)) for row, digit in zip(_ROWS, "76768765765", strict=True)),
    _SIGN,
)
"""A group: attendance of every member, eleven rows, the signature."""
INDIVIDUAL = (
    Act("came late", ("Alt+A", "C", "Return")),
    *(Act(row, (digit,)) for row, digit in zip(_ROWS, "7-768765765", strict=True) if row != "cohesion"),
    _SIGN,
)
"""One person: attendance, the ten rows that apply, the signature."""


def count(acts: Iterable[Act]) -> int:
    """The keys pressed."""
    return sum(len(chord.split("+")) for act in acts for chord in act.keys)


def seconds(acts: Iterable[Act], key: float = KEY["average typist"]) -> float:
    """What the model says ``acts`` take: the hand goes to the keys once, each act is thought of once."""
    done = tuple(acts)
    return HAND + len(done) * MENTAL + count(done) * key


def main() -> None:
    for name, acts in (("group", GROUP), ("one person", INDIVIDUAL)):
        print(f"Debrief without note, {name}: {count(acts)} keys, {len(acts)} acts")
        for typist, key in KEY.items():
            spent = seconds(acts, key)
            left = (MOST_SECONDS - spent) / len(acts)
            print(f"  {typist:<16}{spent:5.1f} s; of a minute {left:.1f} s more are left to think of each act")


if __name__ == "__main__":
    main()
