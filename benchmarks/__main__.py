"""``make bench``: prints every ratio with its budget. It never fails a build; it is read by people."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import measures
from relationship_desk.services import practices

BUDGETS = {
    "start to unlock window / bare PySide6 window": 1.5,
    "save a session's ratings / plain SQLCipher": 2.0,
    "open a client / bare queries": 0.0,
    "supervision PDF / bare Typst": 1.5,
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        practice = Path(folder) / "Bench.desk"
        desk = practices.make_demo(practice)
        rows = [
            measures.save_session(desk),
            measures.open_client(desk),
            measures.print_summary(desk),
        ]
        desk.close()
        rows.insert(0, measures.start_to_unlock(practice))
    print(f"{'measure':<48}{'ours':>10}{'plain':>10}{'ratio':>8}{'budget':>8}")
    for (name, budget), (ours, plain) in zip(BUDGETS.items(), rows, strict=True):
        limit = f"{budget:.1f}" if budget else "–"
        print(f"{name:<48}{ours * 1000:>7.1f} ms{plain * 1000:>7.1f} ms{ours / plain:>8.2f}{limit:>8}")


main()
