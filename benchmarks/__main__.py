"""``make bench``: prints every measure beside its budget. It never fails a build; it is read by people.

``python -m benchmarks 250 3400`` measures a smaller practice of so many clients and sessions.
"""

from __future__ import annotations

import sys
import tempfile
from math import inf, isinf
from pathlib import Path

from benchmarks import measures
from benchmarks.scale import LENGTHS, Size, enlarge
from benchmarks.start import start_to_unlock
from relationship_desk.services import practices

MILLION = 1e6


def row(name: str, ours: float, plain: float, budget: float) -> None:
    """Print a ratio; a sign stands where it is above ``budget``."""
    mark = "  over" if ours / plain > budget else ""
    print(
        f"{name:<50}{ours * 1000:>9.1f} ms{plain * 1000:>9.1f} ms{ours / plain:>8.2f}{_limit(budget):>8}{mark}",
        flush=True,
    )


def _limit(budget: float) -> str:
    return "–" if isinf(budget) else f"{budget:.2f}"


def single(name: str, ours: float, budget: float, unit: str) -> None:
    """Print a figure that stands for itself."""
    mark = "  over" if ours > budget else ""
    print(f"{name:<50}{ours:>9.1f} {unit}{'':>20}{'–' if isinf(budget) else f'{budget:.0f}':>8}{mark}", flush=True)


def main() -> None:
    size = Size(*map(int, sys.argv[1:3])) if len(sys.argv) > 2 else Size()
    print(f"{size.clients} clients, {size.sessions} sessions, {size.sessions * 24} ratings and more\n")
    print(f"{'measure':<50}{'ours':>12}{'plain':>12}{'ratio':>8}{'budget':>8}")
    with tempfile.TemporaryDirectory() as folder:
        practice = Path(folder) / "Bench.desk"
        desk = practices.make_demo(practice)
        small = practices.make_demo(Path(folder) / "Demo.desk")
        enlarge(desk, size)
        both, opening = measures.open_in_both(desk, small), measures.open_client(desk)
        small.close()
        computed = measures.compute_all(desk)
        listed = measures.list_clients(desk)
        evaluated = {sessions: measures.evaluate(desk, f"LEN-{sessions}") for sessions in LENGTHS}
        save, search, pdf = measures.save_session(desk), measures.search_notes(desk), measures.print_summary(desk)
        desk.close()
        start = start_to_unlock(practice)
        window = measures.in_the_window(practice)
    ours, bare, field = start
    row("start to unlock window / bare window (processor)", ours, bare, 1.5)
    row("start to unlock window / bare passphrase field", ours, field, inf)
    row("keep a session’s ratings / plain SQLCipher", *save, 2.0)
    row("note search / bare full-text query", *search, 1.5)
    row("open a client in this practice / in the demo", *both, 1.25)
    row("open a client / bare queries", *opening, float("inf"))
    row("supervision PDF / bare Typst", *pdf, 1.5)
    for sessions, seconds in evaluated.items():
        budget = 20 if sessions <= 30 else inf
        single(f"signals after a save, {sessions} sessions (processor)", seconds * 1000, budget, "ms")
    single("signals of the whole practice (processor)", computed, 30, "s ")
    single("list of clients in care", listed[0] * 1000, 250, "ms")
    single("list of everybody", listed[1] * 1000, 1000, "ms")
    single("open a client", opening[0] * 1000, 50, "ms")
    single(
        "unlock to Today without key derivation (processor)", (window["today"] - window["derivation"]) * 1000, 500, "ms"
    )
    single("trends of 1,408 sessions, 33 series (processor)", window["trend"] * 1000, 250, "ms")
    single("memory at its highest", window["memory"] / MILLION, 300, "MB")


main()
