"""All clients at once: where each stands, read from what is stored. Nothing is computed from the record here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.case_file import Details
from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus, Perspective
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.measure_signals import BETTER
from relationship_desk.insight.not_seen import is_long_ago
from relationship_desk.insight.reliable_change import Outcome
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.store.repositories.caseload import Extent, Whose
from relationship_desk.store.unit_of_work import Records

SPARKLINE_SESSIONS = 14
"""The client list draws so many sessions at most."""

_LOOK, _REMINDER, _GOOD, _NOTHING = 6, 7, 8, 9
_URGENCY = {
    f.RISK: 0,
    f.RUPTURE: 1,
    f.BASELINE_DROP: 2,
    f.COHESION_FALL: 2,
    f.SPLIT_ALLIANCE: 3,
    f.GAP_REVERSED: 3,
    f.SLOW_DECLINE: 3,
    f.RELIABLE_CHANGE: 3,
    f.CLINICAL_CHANGE: 3,
    f.SUDDEN_LOSS: 3,
    f.NO_RESPONSE: 4,
    f.NO_CLIENT_FEEDBACK: 5,
    f.GAP_WIDENING: _REMINDER,
    f.CEILING: _REMINDER,
    f.GOALS_UNREVIEWED: _REMINDER,
    f.HOMEWORK_NOT_DONE: _REMINDER,
    f.NOT_SEEN: _REMINDER,
    f.SUDDEN_GAIN: _GOOD,
    f.EARLY_RESPONSE: _GOOD,
    f.REPAIR: _GOOD,
}
"""The lower, the sooner it is looked at. Risk is before all."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client list."""

    client: Client
    focus: str
    members: int
    sessions: int
    """The number of the latest session."""
    week: int
    last_seen: date | None
    sparks: Mapping[Perspective, Sequence[float | None]]
    """Alliance over the latest sessions, oldest first; empty where they were not asked for."""
    findings: tuple[Finding, ...]
    """What holds now, the strongest first, without the points it rests on."""
    open_prompts: int
    details: Details
    last_feedback: date | None = None
    """The day on which the client last rated a session or filled in a questionnaire."""
    unseen: int = 0
    """For so many days an active client has not been seen; 0 where that is not long yet."""


def client_rows(records: Records, today: date, thresholds: Thresholds, *, ended: bool = True) -> tuple[ClientRow, ...]:
    """The client list: those with the risk flag first, then those that need attention, then by code; ended ones last.

    Without ``ended``, clients whose work has ended come without their sparklines and the day of their last answer: in
    a practice of decades they are nearly all there are.
    """
    whose = Whose.ALL if ended else Whose.IN_CARE
    load = _Caseload(
        records.caseload.extents(),
        records.caseload.focuses(),
        records.caseload.member_counts(),
        records.caseload.courses(ALLIANCE, SPARKLINE_SESSIONS, whose),
        records.caseload.last_answers(whose),
        records.caseload.current_findings(),
        records.caseload.open_prompts(),
        records.file.all_details(),
    )
    rows = (load.row(client, today, thresholds) for client in records.clients.all())
    return tuple(sorted(rows, key=_by_attention))


@dataclass(frozen=True, slots=True)
class _Caseload:
    """What the store knows of all clients at once."""

    extents: Mapping[ClientId, Extent]
    focuses: Mapping[ClientId, str]
    members: Mapping[ClientId, int]
    courses: Mapping[ClientId, Mapping[Perspective, Sequence[float | None]]]
    answers: Mapping[ClientId, date]
    findings: Mapping[ClientId, Sequence[Finding]]
    open_prompts: Mapping[ClientId, int]
    details: Mapping[ClientId, Details]

    def row(self, client: Client, today: date, thresholds: Thresholds) -> ClientRow:
        """What is known of ``client``, as of ``today``."""
        extent, key = self.extents.get(client.id), client.id
        seen = extent.last_seen if extent else None
        waits = seen and client.status is ClientStatus.ACTIVE and is_long_ago(seen, today, thresholds)
        return ClientRow(
            client=client,
            focus=self.focuses.get(key, ""),
            members=self.members.get(key, 0),
            sessions=extent.sessions if extent else 0,
            week=(seen - extent.first).days // 7 + 1 if extent and seen else 0,
            last_seen=seen,
            sparks=self.courses.get(key, dict.fromkeys(Perspective, ())),
            findings=news(self.findings.get(key, ())),
            open_prompts=self.open_prompts.get(key, 0),
            details=self.details.get(key) or Details(key),
            last_feedback=self.answers.get(key),
            unseen=(today - seen).days if seen and waits else 0,
        )


def news(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of ``findings`` that say something, the most urgent first.

    That nothing has changed is no news; where it is clear what a change comes to, neither is that there is one.
    """
    kept = [one for one in findings if one.strength not in (f.NOT_ENOUGH, Outcome.UNCHANGED)]
    told = {(one.subject, one.perspective, one.session) for one in kept if one.signal == f.CLINICAL_CHANGE}
    return tuple(
        sorted(
            (
                one
                for one in kept
                if one.signal != f.RELIABLE_CHANGE or (one.subject, one.perspective, one.session) not in told
            ),
            key=_urgency,
        )
    )


def is_good_news(finding: Finding) -> bool:
    """Whether a finding says that something has become better."""
    return finding.strength in BETTER or _URGENCY.get(finding.signal) == _GOOD


def _by_attention(row: ClientRow) -> tuple[bool, bool, int, str]:
    strongest = _urgency(row.findings[0])[0] if row.findings else _NOTHING
    over = row.client.status is ClientStatus.ENDED
    return (over, not row.details.risk_flag, min(strongest, _REMINDER if row.unseen else _NOTHING), row.client.code)


def _urgency(finding: Finding) -> tuple[int, int]:
    rank = _URGENCY.get(finding.signal, _REMINDER)
    if is_good_news(finding):
        rank = _GOOD
    elif finding.strength == f.LOOK:
        rank = _LOOK
    return (rank, -finding.session)
