from __future__ import annotations

from tests.histories import Scores, alliance

from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.episodes import Episode, find_episodes
from relationship_desk.insight.series import series_of, series_set
from relationship_desk.insight.thresholds import DEFAULTS

STABLE = [7.0, 7.2, 6.8, 7.0, 7.1, 6.9, 7.0, 7.2]


def episodes(scores: Scores, supported: set[int] | None = None) -> tuple[Episode, ...]:
    history = alliance(scores)
    series = series_of(series_set(history), history, ALLIANCE, Perspective.CLIENT)
    return find_episodes(series, DEFAULTS, supported or set())


def test_a_stable_course_has_none() -> None:
    assert episodes(STABLE * 3) == ()


def test_a_drop_opens_one_and_two_sessions_back_end_it() -> None:
    (found,) = episodes([*STABLE, 4.5, 5.0, 7.0, 7.1, 7.0])
    assert (found.start, found.end, found.seen_back) == (9, 11, 12)
    assert found.baseline.sessions == (1, 2, 3, 4, 5, 6, 7, 8)


def test_one_session_back_is_not_enough() -> None:
    (found,) = episodes([*STABLE, 4.5, 7.0, 4.8])
    assert (found.start, found.end) == (9, None)


def test_an_unrated_session_neither_ends_nor_breaks_the_return() -> None:
    (found,) = episodes([*STABLE, 4.5, 7.0, None, 7.1])
    assert (found.start, found.end, found.seen_back) == (9, 10, 12)


def test_the_next_baseline_leaves_the_episode_out() -> None:
    first, second = episodes([*STABLE, 4.5, 7.0, 7.1, 7.0, 4.4])
    assert first.end == 10
    assert second.start == 13
    assert set(second.baseline.sessions).isdisjoint({9, 10})


def test_without_four_rated_sessions_nothing_is_said() -> None:
    assert episodes([7.0, 7.0, 7.0, 2.0]) == ()


def test_a_drop_at_look_level_counts_only_when_something_supports_it() -> None:
    wide = [6.0, 7.0, 8.0, 7.0]
    assert episodes([*wide, 4.4]) == ()
    (found,) = episodes([*wide, 4.4], supported={5})
    assert found.start == 5


def test_it_stands_open_until_the_return_is_known() -> None:
    (found,) = episodes([*STABLE, 4.5, 5.0, 7.0, 7.1])
    assert [found.open_at(n) for n in (8, 9, 11, 12)] == [False, True, True, False]
    assert [found.contains(n) for n in (8, 9, 11, 12)] == [False, True, True, False]


def test_exactly_half_the_limit_is_back_whatever_the_last_binary_digit_says() -> None:
    means = (2.1, 2.2, 4.1, 7.3, 8.2)
    ends = [episodes([*[mean] * 8, mean - 1.5, mean - 0.5, mean - 0.5])[0].end for mean in means]
    assert ends == [10] * len(means)
