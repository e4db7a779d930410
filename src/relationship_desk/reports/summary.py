"""What a supervision summary shows, as one frozen tree: built by a service from records, drawn by this room.

Series and episodes are the very objects that the window plots. Nothing here is computed, and nothing is a date, a name
or a note unless :class:`FullIdentity` says that it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.vocabulary import ClientKind
from relationship_desk.insight.baseline import Baseline
from relationship_desk.insight.episodes import Episode
from relationship_desk.insight.series import Series

NOT_YET = "not yet"
"""How a goal line says that one side has not agreed; printed bold."""
NOT_LISTED = "–"
"""The tier of an entry in an edition that does not list it."""
RECALLED = "*"
"""Follows the letter of a tier that was recalled and not checked against its source."""


@dataclass(frozen=True)
class FullIdentity:
    """What only a summary with full identity says."""

    name: str
    first_day: date
    last_day: date
    made_on: date


@dataclass(frozen=True)
class View:
    """One perspective on an element, with the sessions in which a rating was due from it."""

    series: Series
    due: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Views:
    """One element as clinician, client and observer see it."""

    title: str
    """The print title, worded so that up is good."""
    clinician: View
    client: View
    observer: View
    baseline: Baseline | None = None
    """The client's own baseline that the client's latest rating is judged by, None while there are too few."""


@dataclass(frozen=True)
class FocusChart:
    """The alliance, session by session."""

    views: Views
    episodes: tuple[Episode, ...] = ()
    gap: float = 1.5
    """A difference between clinician and client beyond this is drawn and said."""


@dataclass(frozen=True)
class Panel:
    """One cell of the small multiples."""

    views: Views
    group: str
    """The heading it stands under, such as "Demonstrably effective, 2002"."""
    unavailable: str = ""
    """Why the element cannot apply to this client; empty when it can."""


@dataclass(frozen=True)
class GoalLine:
    """A goal, who agreed to it ("agreed", "proposed at 5", :data:`NOT_YET`) and where it stands."""

    goal: str
    clinician: str
    client: str
    reviewed_session: int | None
    status: str


@dataclass(frozen=True)
class RuptureLine:
    """One rupture, recorded or only possible, with the three views of its alliance (0.0 to 10.0)."""

    start: int
    end: int | None
    """None while it is open."""
    kind: str
    """One word before "rupture": "withdrawal", "confrontation", "possible"."""
    markers: str
    clinician: float | None
    client: float | None
    observer: float | None
    repair: str
    result: str
    """What stands in bold: "Full at 14.", "Open."."""


@dataclass(frozen=True)
class ProfileLine:
    """A characteristic, its reading with source and session, and how the work was adapted to it."""

    characteristic: str
    reading: str
    adaptation: str
    tiers: tuple[str, str, str]
    """Letters in the editions 2002, 2011 and 2018."""


@dataclass(frozen=True)
class PromptLine:
    """A prompt, the points that opened it, what was decided and what came of it."""

    label: str
    session: int
    consider: str
    because: str
    tiers: tuple[str, str, str]
    """Letters in the editions 2002, 2011 and 2018."""
    decided: str
    outcome: str = ""


@dataclass(frozen=True)
class RateRow:
    """An element that the supervisor is asked to rate, with its anchors."""

    title: str
    low: str
    high: str


@dataclass(frozen=True)
class SupervisionSummary:
    """The whole document. Tuples that are empty leave their section out or say so, never a hole."""

    code: str
    """In reduced identity the one drawn at random for this export."""
    kind: ClientKind
    status_line: str
    sessions_from: int
    sessions_to: int
    sessions_held: int
    weeks: tuple[int, int]
    years: tuple[int, ...]
    question: str
    alliance: FocusChart
    panels: tuple[Panel, ...]
    course: tuple[tuple[str, str], ...] = ()
    goals: tuple[GoalLine, ...] = ()
    ruptures: tuple[RuptureLine, ...] = ()
    profile: tuple[ProfileLine, ...] = ()
    prompts: tuple[PromptLine, ...] = ()
    last_review: int | None = None
    """The session of the last review: older prompts are the first to move to an extra page."""
    rate: tuple[RateRow, ...] = ()
    full: FullIdentity | None = None
    """None is reduced identity."""
    edition: int = 2018
    """The edition in use; a prompt shows it beside 2002."""

    @property
    def full_identity(self) -> bool:
        """Whether name and dates are printed."""
        return self.full is not None
