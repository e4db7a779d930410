"""Signs in a client's record of what does not help, for the clinician's self-check.

Four of the seven headings leave a trace in the records; the others are asked without one. A sign is no proof: it says
where it is worth asking oneself. The numbers of sessions are design choices.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from relationship_desk.domain.ids import ALLIANCE, ElementId
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.signals import Analysis

SESSIONS = 4
"""So many sessions are needed before anything is said of them."""
LATELY = 8
"""A rupture further back than so many attended sessions is not asked about any more."""
_RUPTURE_REPAIR = ElementId("rupture-repair")


class Sign(Enum):
    """What a record says about one heading."""

    SHOWN = "shown"
    NOT_SHOWN = "not shown"
    CANNOT_TELL = "cannot tell"


def sign_of(heading: str, analysis: Analysis) -> Sign:
    """Whether the record shows the sign of ``heading``, one of :data:`SIGNS`."""
    return SIGNS[heading](analysis)


def _assumptions(analysis: Analysis) -> Sign:
    """The client has not been heard on the last occasions that were due."""
    if len(analysis.history.attended) < SESSIONS:
        return Sign.CANNOT_TELL
    return _shown(_holds_now(analysis, f.NO_CLIENT_FEEDBACK))


def _therapist_centricity(analysis: Analysis) -> Sign:
    """Ratings are on file, and all of them are the clinician's."""
    by = {one.perspective for one in analysis.history.ratings if one.score is not None}
    by |= {one.perspective for one in analysis.history.administrations}
    if not by or len(analysis.history.attended) < SESSIONS:
        return Sign.CANNOT_TELL
    return _shown(by == {Perspective.CLINICIAN})


def _rigidity(analysis: Analysis) -> Sign:
    """One intervention in each of the last sessions, although the main measure says not on track."""
    last = analysis.history.attended[-SESSIONS:]
    done = [
        {
            one.intervention.casefold()
            for one in analysis.history.interventions
            if one.session == session.id and one.delivered
        }
        for session in last
    ]
    if len(last) < SESSIONS or not all(done):
        return Sign.CANNOT_TELL
    worse = any(
        one.signal == f.RELIABLE_CHANGE and one.strength == Outcome.DETERIORATED and one.current
        for one in analysis.findings
    )
    return _shown(bool(set.intersection(*done)) and (worse or _holds_now(analysis, f.NO_RESPONSE)))


def _ostrich(analysis: Analysis) -> Sign:
    """The client's alliance left its own range lately, and no word on a rupture or its repair was written down."""
    if not analysis.baselines.get((ALLIANCE, Perspective.CLIENT)):
        return Sign.CANNOT_TELL
    since = analysis.history.attended[-LATELY:][0].number
    repairs = [one.session for one in analysis.series_of(_RUPTURE_REPAIR, Perspective.CLINICIAN).rated]
    return _shown(
        any(
            episode.start >= since
            and not any(one.meets(episode) for one in analysis.recorded)
            and not any(session >= episode.start for session in repairs)
            for episode in analysis.episodes
        )
    )


def _holds_now(analysis: Analysis, signal: str) -> bool:
    return any(one.signal == signal and one.current and one.strength != f.NOT_ENOUGH for one in analysis.findings)


def _shown(found: bool) -> Sign:
    return Sign.SHOWN if found else Sign.NOT_SHOWN


SIGNS: dict[str, Callable[[Analysis], Sign]] = {
    "assumptions": _assumptions,
    "therapist-centricity": _therapist_centricity,
    "rigidity": _rigidity,
    "ostrich-behaviour": _ostrich,
}
"""By the id of the heading in the catalogue."""
