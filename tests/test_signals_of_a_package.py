"""Signals of an imported practice: by command, in the store and in the window the same; and on published data sets."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from tests.conftest import PASSPHRASE

from relationship_desk.cli import run
from relationship_desk.insight.findings import BASELINE_DROP, GAP_WIDENING, NOT_SEEN, RISK
from relationship_desk.sealing.secret import Secret
from relationship_desk.services import practices
from relationship_desk.services.caseload import news
from relationship_desk.services.demo import demo_day
from relationship_desk.services.desk import Desk
from relationship_desk.services.exporting import Shape
from relationship_desk.ui.pages.client.words import what_holds

FIRST = date(2026, 1, 5)
AS_OF = FIRST + timedelta(days=200)
Signals = Callable[[Path, date], list[dict[str, object]]]
Totals = Sequence[float | None]


@pytest.fixture
def into_new(empty_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Import a folder into a new practice by command."""

    def call(folder: Path) -> Path:
        practice = tmp_path / "New.desk"
        shutil.copytree(empty_template, practice)
        monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\n"))
        assert run(["import", str(practice), str(folder), "--passphrase-file", "-"]) == 0
        return practice

    return call


@pytest.fixture
def signals(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Signals:
    """What ``signals --json`` prints."""

    def call(practice: Path, day: date) -> list[dict[str, object]]:
        monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\n"))
        capsys.readouterr()
        assert run(["signals", str(practice), "--json", "--as-of", day.isoformat(), "--passphrase-file", "-"]) == 0
        printed: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return printed

    return call


def opened(practice: Path, day: date) -> Desk:
    return practices.open_practice(practice, Secret.passphrase(PASSPHRASE), day)


# A whole practice


def test_an_imported_practice_has_the_same_signals_everywhere(
    demo: Desk, tmp_path: Path, into_new: Callable[[Path], Path], signals: Signals
) -> None:
    demo.exporting.export(tmp_path / "package", Shape(reduced=False))
    before = demo.listing.signals(None, demo_day())
    assert {"homework-not-done", "risk", "goals-unreviewed", "clinical-change", "gap-reversed", NOT_SEEN} <= {
        one["signal"] for one in before
    }
    practice = into_new(tmp_path / "package")
    printed = signals(practice, demo_day())
    assert printed == before
    other = opened(practice, demo_day())
    rows = {row.client.code: row for row in other.reviewing.clients()}
    for client in other.reviewing.everybody():
        told = [one for one in printed if one["client"] == client.code]
        analysis = other.reviewing.analysis(client.id)
        assert [one.detail for one in analysis.findings] == [one["detail"] for one in told]
        with other.store.read() as records:
            stored = [finding for _, finding in records.prompts.findings(client.id)]
        assert stored == [one for one in analysis.findings if one.signal != NOT_SEEN]
        held = [one for one in analysis.findings if one.current]
        listed = rows[client.code]
        assert [one.detail for one in listed.findings] == [one.detail for one in news(held) if one.signal != NOT_SEEN]
        assert bool(listed.unseen) == any(one.signal == NOT_SEEN for one in held)
        # What the page does not say as a sentence of its own is part of a sentence about several elements.
        sentences = {said.text for said in what_holds(analysis, other.catalogue)}
        apart = [one for one in news(held) if one.signal not in (RISK, BASELINE_DROP, GAP_WIDENING)]
        assert {one.detail for one in apart} <= sentences
    other.close()


# Published data sets, of which only the totals are known


def package(folder: Path, toml: str, clients: Mapping[str, Totals], *, absent: Sequence[int] = ()) -> Path:
    """A data package with one total a session and client; the measure is the main one of everybody's course."""
    (folder / "measures").mkdir(parents=True)
    (folder / "measures" / "own.toml").write_text(toml, "utf-8")
    tables = {
        "clients": ["client,kind,opened_on", *(f"{code},individual,{FIRST}" for code in clients)],
        "courses": ["client,course,opened_on,main_measure", *(f"{code},1,{FIRST},own" for code in clients)],
        "sessions": ["client,session,course,held_on,attendance"],
        "measures": ["client,session,administered_on,measure,total"],
    }
    for code, totals in clients.items():
        for number, total in enumerate(totals, start=1):
            day = FIRST + timedelta(weeks=number - 1)
            came = "no_show" if number in absent else "attended"
            tables["sessions"].append(f"{code},{number},1,{day},{came}")
            if total is not None:
                tables["measures"].append(f"{code},{number},{day},own,{total}")
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]), "utf-8")
    return folder


def own(direction: str, **figures: float) -> str:
    """The TOML of a measure from 0 to 63 of which only totals are entered."""
    fixed = f'id = "own"\nversion = "1"\ntitle = "Own"\ndirection = "{direction}"\nitems = 0\ntotal_max = 63\n'
    return fixed + "".join(f"{key} = {value}\n" for key, value in figures.items())


SUDDEN: Mapping[str, tuple[Totals, int | None, int | None]] = {
    "sg-1": ((35, 37, 23, 23, 24, 21), 3, None),
    "sg-2": ((35, 37, 34, 24, 24, 21), 4, None),
    "sg-3": ((35, 37, 34, 34, 24, 21), 5, None),
    "sg-4": ((35, 37, 34, 37, 37, 37), None, None),
    "sg-5": ((28, 19, 23, 12, 13, None), None, None),
    "sg-6": ((28, 19, 23, 11, 12, None), 4, None),
    "sl-1": ((10, 11, 12, 30, 28, 33), None, 4),
    "sl-2": ((10, 11, 12, 10, 28, 33), None, 5),
    "sl-3": ((10, 11, 30, 30, 28, 33), None, 3),
    "sl-4": ((35, 37, 34, 23, 24, 21), 4, None),
}
"""The rows of the R package suddengains: totals, the session after the gain, the session after the loss."""


@pytest.mark.parametrize("direction", ["lower", "higher"])
def test_published_rows_of_sudden_gains(
    direction: str, tmp_path: Path, into_new: Callable[[Path], Path], signals: Signals
) -> None:
    clients = {code: _turned(totals, direction) for code, (totals, _, _) in SUDDEN.items()}
    folder = package(tmp_path / "in", own(direction, reliable_change=7), clients)
    printed = signals(into_new(folder), AS_OF)
    for code, (_, gain, loss) in SUDDEN.items():
        for signal, session in (("sudden-gain", gain), ("sudden-loss", loss)):
            found = [one["session"] for one in printed if (one["client"], one["signal"]) == (code, signal)]
            assert found == ([session] if session else []), (code, signal)


def _turned(totals: Totals, direction: str) -> Totals:
    return totals if direction == "lower" else [None if one is None else 63 - one for one in totals]


CHANGES: Mapping[str, tuple[str, Totals, Mapping[str, str]]] = {
    # Jacobson and Truax's example: RC 3.16, cut-off c 50, higher is better.
    "example": (
        own("higher", sd=7.5, reliability=0.8, clinical_mean=40, clinical_sd=7.5)
        + "functional_mean = 60\nfunctional_sd = 7.5\n",
        (32.5, 47.5),
        {"reliable-change": "improved", "clinical-change": "improved"},
    ),
    "crossed": (
        own("higher", sd=7.5, reliability=0.8, clinical_mean=40, clinical_sd=7.5)
        + "functional_mean = 60\nfunctional_sd = 7.5\n",
        (32.5, 50.5),
        {"reliable-change": "improved", "clinical-change": "recovered"},
    ),
    # The suddengains package: SD 10.5, r .961, change value 5.7476.
    "computed, not exceeded": (own("lower", sd=10.5, reliability=0.961), (30, 24.3), {}),
    "computed, exceeded": (own("lower", sd=10.5, reliability=0.961), (30, 24.2), {"reliable-change": "improved"}),
    "computed, worse": (own("lower", sd=10.5, reliability=0.961), (24.2, 30), {"reliable-change": "deteriorated"}),
    # CORE-10 as published: 6 at 90 %, cut-off 11.
    "published, reached": (
        own("lower", reliable_change=6, confidence=0.9, cutoff=11),
        (16, 10),
        {"reliable-change": "improved", "clinical-change": "recovered"},
    ),
    "published, at the cut-off": (
        own("lower", reliable_change=6, confidence=0.9, cutoff=11),
        (17, 11),
        {"reliable-change": "improved", "clinical-change": "improved"},
    ),
    "published, not reached": (
        own("lower", reliable_change=6, confidence=0.9, cutoff=11),
        (16, 10.1),
        {"clinical-change": "unchanged"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_published_change_and_cutoff_values(
    name: str, tmp_path: Path, into_new: Callable[[Path], Path], signals: Signals
) -> None:
    toml, totals, outcome = CHANGES[name]
    printed = signals(into_new(package(tmp_path / "in", toml, {"K-17": totals})), AS_OF)
    said = {str(one["signal"]): one["strength"] for one in printed if one["session"] == 2}
    assert {signal: said[signal] for signal in ("reliable-change", "clinical-change") if signal in said} == outcome


def test_sessions_that_were_missed_or_not_measured(
    tmp_path: Path, into_new: Callable[[Path], Path], signals: Signals
) -> None:
    clients = {"gone": (35, 37, 34, None, 24, 24, 21, 21, 21)}
    printed = signals(into_new(package(tmp_path / "in", own("lower", reliable_change=7), clients, absent=[4])), AS_OF)
    found = [(one["signal"], one["session"]) for one in printed if one["strength"] == "signal"]
    assert ("sudden-gain", 5) in found
    assert ("early-response", 5) in found, "the fourth that was attended"


def test_totals_without_sessions_are_compared_too(
    tmp_path: Path, into_new: Callable[[Path], Path], signals: Signals
) -> None:
    folder = package(tmp_path / "in", own("lower", reliable_change=7), {"K-17": (35, 37, 34, 24, 24, 21)})
    (folder / "sessions.csv").unlink()
    lines = [line.split(",") for line in (folder / "measures.csv").read_text("utf-8").splitlines()]
    (folder / "measures.csv").write_text("".join(",".join(one[:1] + one[2:]) + "\n" for one in lines), "utf-8")
    printed = signals(into_new(folder), AS_OF)
    assert [(one["session"], one["strength"]) for one in printed if one["signal"] == "reliable-change"] == [
        (0, "improved")
    ] * 3
