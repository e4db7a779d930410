"""The bounds that docs/statistics.md states for simulated clients, on fewer of them."""

from __future__ import annotations

from random import Random

from docs.simulation import KINDS, MOST_FALSE, SESSIONS, STABLE, Kind, scores, simulate

from relationship_desk.catalogue.load import load_catalogue

CATALOGUE = load_catalogue()


def kind(begins: str) -> Kind:
    return next(one for one in KINDS if one.name.startswith(begins))


def test_a_stable_client_is_seldom_taken_for_a_rupture() -> None:
    tally = simulate(STABLE, 4000, CATALOGUE)  # fewer scatter too far to tell
    assert 0 < tally.rate <= MOST_FALSE
    assert tally.plain_with_false > 3 * tally.with_false


def test_a_true_drop_is_found_the_more_surely_the_larger_it_is() -> None:
    found = [simulate(kind(f"one drop of {size}"), 300, CATALOGUE).caught / 300 for size in (2, 3, 4)]
    assert found == sorted(found)
    assert found[0] > 0.4
    assert found[1] > 0.75
    assert found[2] > 0.85


def test_a_drift_is_found_and_a_rise_is_none() -> None:
    down, up = simulate(kind("drifting down"), 200, CATALOGUE), simulate(kind("rising"), 200, CATALOGUE)
    assert down.slow > 0.3 * down.clients
    assert up.slow < 0.05 * up.clients


def test_the_same_clients_every_time() -> None:
    course = scores(STABLE, Random("the same"))
    assert course == scores(STABLE, Random("the same"))
    assert len(course) == SESSIONS
    assert all(0 <= score <= 10 for score in course)
    assert simulate(STABLE, 20, CATALOGUE) == simulate(STABLE, 20, CATALOGUE)
