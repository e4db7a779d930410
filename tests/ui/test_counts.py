"""Numbers in words: none, one, many."""

from __future__ import annotations

import pytest
from tests.histories import alliance

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.counts import counted
from relationship_desk.services.own_record import Pointing
from relationship_desk.ui.pages.prompts.self_check_view import sign_words


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 clients"), (1, "1 client"), (2, "2 clients"), (2500, "2,500 clients")]
)
def test_one_is_no_plural(count: int, said: str) -> None:
    assert counted(count, "client") == said


def test_a_plural_of_its_own() -> None:
    assert [counted(count, "family", "families") for count in (1, 2)] == ["1 family", "2 families"]


@pytest.mark.parametrize(
    ("shown", "of", "said"),
    [
        (0, 0, "Too few sessions to tell: "),
        (0, 1, "Not with the one client in care: "),
        (1, 1, "With the one client in care: "),
        (0, 4, "With none of 4 clients in care: "),
        (3, 4, "With 3 of 4 clients in care: "),
    ],
)
def test_the_self_check_counts_in_words(shown: int, of: int, said: str) -> None:
    heading = next(one for one in load_catalogue().not_effective.values() if one.sign)
    assert sign_words(heading, Pointing((alliance([]).client,) * shown, of)).startswith(said)
