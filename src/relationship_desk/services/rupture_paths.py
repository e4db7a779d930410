"""The ways on from a possible rupture (R2 to R4), and how far the rupture has come."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.ids import RuleId, SessionId
from relationship_desk.domain.process import Event, Repair
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import PromptStatus
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.rule import WayOn
from relationship_desk.prompts.rules import all_rules

FLAG = RuleId("R5")
"""The rule that sends a rupture to supervision."""
_STANDING = (PromptStatus.OPEN, PromptStatus.DEFERRED, PromptStatus.ACCEPTED, PromptStatus.REVIEWED)
_ENDS: dict[Repair | None, str] = {Repair.FULL: "repaired", Repair.PARTIAL: "partly repaired"}


@dataclass(frozen=True, slots=True)
class RupturePath:
    """Where a possible rupture stands: in the client's ratings, and as the clinician recorded it."""

    start: int
    """The session in which it began."""
    session: SessionId
    passed: int
    """How many sessions were attended since."""
    back_since: int | None
    """The first session of those back in the client's own range; None while it is open, or without enough ratings."""
    recorded: Event | None
    """The clinician's record of it."""

    @property
    def waits(self) -> bool:
        """Whether it stands open and is not on record."""
        return self.recorded is None and self.back_since is None

    @property
    def is_settled(self) -> bool:
        """Whether the clinician has recorded how it ended."""
        return self.recorded is not None and self.recorded.ended_session is not None


def rupture_path(analysis: Analysis, prompt: Prompt) -> RupturePath | None:
    """The path of the rupture that ``prompt`` is about; None where its episode does not hold any more."""
    points = [point.session for point in prompt.because if point.session is not None]
    start = points[0] if points else prompt.session
    held = next((one for one in analysis.history.sessions if one.number == start), None)
    if held is None:
        return None
    episode = next((one for one in analysis.episodes if one.start == start), None)
    recorded = next((one for one in analysis.recorded if episode and one.meets(episode)), None)
    recorded = recorded or next((one for one in analysis.recorded if one.start == start), None)
    if episode is None and recorded is None:
        return None
    return RupturePath(
        start,
        held.id,
        sum(one.number > start for one in analysis.history.attended),
        episode.end if episode and episode.seen_back is not None else None,
        recorded.event if recorded else None,
    )


def not_recorded(analysis: Analysis, session: int) -> int | None:
    """The session before ``session`` in which a possible rupture began that stands open and is not on record.

    None where there is none, or where its prompt was declined: then it was found to be something else.
    """
    leading = (one.id for one in all_rules().values() if one.way_on is WayOn.RUPTURE)
    rules = frozenset(leading)
    asked = (one for one in analysis.history.prompts if one.rule in rules and one.status in _STANDING)
    paths = (rupture_path(analysis, one) for one in asked)
    return next((one.start for one in paths if one and one.waits and one.start < session), None)


def state_words(path: RupturePath) -> str:
    """Where the rupture stands, in one sentence or two."""
    since = {0: ", the latest", 1: ", for 1 session"}.get(path.passed, f", for {path.passed} sessions")
    said = (
        f"The client’s alliance is back in its own range since session {path.back_since}."
        if path.back_since
        else f"Open since session {path.start}{since}."
    )
    if path.recorded is None:
        return f"{said} Not recorded as a rupture yet."
    kind = f" as {path.recorded.kind}" if path.recorded.kind else ""
    ended = path.recorded.ended_session
    if ended is None:
        return f"{said} Recorded{kind}, not repaired yet."
    how = _ENDS.get(path.recorded.repair, "closed without repair")
    return f"Recorded{kind}, {how} in session {ended}. {said if path.back_since else ''}".strip()
