"""The signals of rupture and repair: what the client's alliance shows, and what the clinician recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ALLIANCE
from relationship_desk.domain.prompt import Point
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.baseline import Baselines, drop
from relationship_desk.insight.episodes import Episode, RecordedRupture
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.series import Series

MARKER, COMMENT, OBSERVED = "a marker on record", "a comment of the client", "a drop by the observer"
"""What lets a drop at look level open an episode."""


def supports(history: History, observed: Baselines) -> dict[int, str]:
    """By session, what supports a small drop of the client's alliance there, the strongest.

    ``observed`` are the baselines of the alliance by the observer.
    """
    number_of = history.number_of
    return {
        **{number_of[one.session]: COMMENT for one in history.comments if one.perspective is Perspective.CLIENT},
        **{number_of[event.session]: MARKER for event in history.events if event.markers and event.kind},
        **{found.session: OBSERVED for found in observed.drops()},
    }


def ruptures(
    history: History,
    alliance: Series,
    episodes: tuple[Episode, ...],
    recorded: tuple[RecordedRupture, ...],
    supported: Mapping[int, str],
) -> Iterator[Finding]:
    """The episodes in the client's ratings, confirmed where the clinician recorded a rupture."""
    latest = history.attended[-1].number if history.attended else 0
    for episode in episodes:
        value = alliance.value_at(episode.start)
        if value is None:
            continue
        confirmed = any(one.meets(episode) for one in recorded)
        mean, small = format_value(episode.baseline.mean), drop(episode.baseline, value) == f.LOOK
        support = supported.get(episode.start, "") if small else ""
        said = (
            f"fell to {format_value(value)}, {format_value(episode.baseline.mean - value)} below its own baseline of "
            f"{mean}, with {support} in the same session"
            if small
            else f"left its own range of {mean} with {format_value(value)}"
        )
        yield Finding(
            f.RUPTURE,
            ALLIANCE,
            Perspective.CLIENT,
            episode.start,
            f.CONFIRMED if confirmed else f.POSSIBLE,
            f"{'Rupture' if confirmed else 'Possible rupture'}: the client’s alliance {said}.",
            (
                Point("Alliance, client", episode.start, format_value(value)),
                Point("own baseline", None, f"{mean}, limit {format_value(episode.baseline.limit)}"),
                *([Point("supported by", episode.start, support)] if support else []),
            ),
            current=episode.open_at(latest) or any(one.start == episode.start and one.end is None for one in recorded),
        )


def recorded_alone(episodes: tuple[Episode, ...], recorded: tuple[RecordedRupture, ...]) -> Iterator[Finding]:
    """The recorded ruptures that show in no rating of the client."""
    for rupture in recorded:
        if not any(rupture.meets(episode) for episode in episodes):
            kind = rupture.event.kind or "rupture"
            yield Finding(
                f.RUPTURE,
                ALLIANCE,
                Perspective.CLINICIAN,
                rupture.start,
                f.CONFIRMED,
                f"Rupture recorded by the clinician: {kind}.",
                (Point("rupture, recorded", rupture.start, str(kind)),),
                current=rupture.end is None,
            )


def repairs(history: History, alliance: Series, episodes: tuple[Episode, ...]) -> Iterator[Finding]:
    """That the client's alliance came back; whether a rupture was repaired only the clinician can say."""
    latest = history.attended[-1].number if history.attended else 0
    for episode in episodes:
        if episode.end is None or episode.seen_back is None:
            continue
        points = tuple(
            Point("Alliance, client", number, format_value(value))
            for number in (episode.end, episode.seen_back)
            for value in [alliance.value_at(number)]
            if value is not None
        )
        yield Finding(
            f.REPAIR,
            ALLIANCE,
            Perspective.CLIENT,
            episode.seen_back,
            f.BACK,
            f"The client’s alliance is back in its own range of {format_value(episode.baseline.mean)} for two rated "
            f"sessions, after it fell in session {episode.start}.",
            points,
            current=episode.seen_back == latest,
        )
