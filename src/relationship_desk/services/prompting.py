"""Signals and prompts of the practice: computing them, keeping them, and reading them with all they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from relationship_desk.catalogue.model import Catalogue, Element, Listing
from relationship_desk.domain.capitals import capital_first, small_first
from relationship_desk.domain.errors import NotFound
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import ClientId, PromptId
from relationship_desk.domain.prompt import Mute, Point, Prompt
from relationship_desk.domain.records import Client
from relationship_desk.domain.vocabulary import ClientStatus, Edition, PromptStatus
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.signals import Analysis, analyse
from relationship_desk.insight.thresholds import Thresholds
from relationship_desk.prompts.engine import Evaluation, evaluate
from relationship_desk.prompts.review import REVIEW_AFTER, Comparison, comparisons, sessions_since
from relationship_desk.prompts.rule import Rule
from relationship_desk.prompts.rules import all_rules
from relationship_desk.services.histories import client_by_code, history_of, up_to
from relationship_desk.services.identifiers import prompt_uid
from relationship_desk.services.preferences import Preferences
from relationship_desk.store.unit_of_work import Records, Store


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt in a list."""

    prompt: Prompt
    client: Client
    rule: Rule
    sentence: str
    data: str
    """The points in one line."""


@dataclass(frozen=True, slots=True)
class EditionView:
    """What one edition says of the entry a prompt rests on."""

    edition: Edition
    listing: Listing | None
    speaks: bool
    """Whether the prompt's tier comes from here."""


@dataclass(frozen=True, slots=True)
class Why:
    """Everything a prompt rests on."""

    row: PromptRow
    analysis: Analysis
    entry_title: str
    """Empty where no entry of the catalogue is about the rule."""
    rule_text: str
    editions: tuple[EditionView, ...]
    label: str
    """Such as "first edition only"; empty when the chosen edition speaks."""
    week: int
    next_session: int
    review_session: int
    """The number of the session after which the prompt is looked back on, or would be when accepted now."""
    since: int
    """How many sessions took place after the answer."""
    followed: tuple[Comparison, ...]
    """Before and after, once there were enough sessions since the answer."""
    mute: Mute | None
    """Set while the rule is silent for this client."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What one reading of a client's record comes to."""

    entry: int
    """The newest entry of the audit when it was read."""
    analysis: Analysis
    result: Evaluation
    stored: tuple[Finding, ...]
    """What was found the last time."""

    @property
    def has_news(self) -> bool:
        """Whether anything is to be kept."""
        found = self.result
        return bool(self.stored != self.analysis.findings or found.opened or found.changed or found.gone)


class Prompting:
    """The way from the record to a suggestion."""

    def __init__(self, store: Store, catalogue: Catalogue, preferences: Preferences, today: Callable[[], date]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._preferences = preferences
        self._today = today

    @property
    def thresholds(self) -> Thresholds:
        """What signals and rules go by."""
        return self._preferences.thresholds

    def analysis(self, client: ClientId, as_of: date | None = None) -> Analysis:
        """Series, baselines, episodes and findings of a client, computed from the record."""
        with self._store.read() as records:
            history = history_of(records, client, as_of)
        return analyse(history, self._catalogue, self.thresholds, as_of or self._today())

    def until_today(self, client: ClientId) -> Analysis:
        """As :meth:`analysis` without the sessions to come: nothing has followed in them yet."""
        with self._store.read() as records:
            return self._analysed(history_of(records, client))

    def _analysed(self, history: History) -> Analysis:
        # Sessions to come wait for their day. Answers do not: one given later than a wrong clock says is not undone.
        # Nor do risk records: one that is open is shown whatever its day says.
        known = replace(up_to(history, self._today()), prompts=history.prompts, risk=history.risk)
        return analyse(known, self._catalogue, self.thresholds)

    def evaluate(self, client: ClientId) -> Analysis:
        """Compute a client's signals and prompts and keep them. Called when a session is signed or left."""
        with self._store.read() as records:
            judged = self._judge(records, client)
        if not judged.has_news:
            return judged.analysis
        with self._store.work("evaluate", "client") as work:
            if work.last_entry != judged.entry:
                # Something was written meanwhile, by the window or by a job: what is kept rests on the record as it is.
                judged = self._judge(work, client)
            if judged.stored != judged.analysis.findings:
                work.prompts.replace_findings(client, judged.analysis.findings)
            for prompt in judged.result.opened:
                work.prompts.add(prompt)
            for prompt in judged.result.changed:
                work.prompts.save(prompt)
            for prompt in judged.result.gone:
                work.prompts.remove(prompt.id)
            work.touch(client=client, prompts=True)
        return judged.analysis

    def as_judged(self, client: ClientId) -> tuple[Prompt, ...]:
        """A client's prompts as they would stand after :meth:`evaluate`; nothing is kept."""
        with self._store.read() as records:
            judged = self._judge(records, client)
        return _after(judged.analysis.history.prompts, judged.result)

    def _judge(self, records: Records, client: ClientId) -> _Judged:
        analysis = self._analysed(history_of(records, client))
        stored = tuple(finding for _, finding in records.prompts.findings(client))
        return _Judged(records.last_entry, analysis, self._evaluated(analysis), stored)

    def _evaluated(self, analysis: Analysis) -> Evaluation:
        rules = tuple(all_rules().values())
        return evaluate(analysis, rules, self._preferences.edition, prompt_uid)

    # Lists for scripts

    def signal_list(self, code: str | None, day: date) -> list[dict[str, object]]:
        """Every finding known on ``day``, of one client or of all, as plain values."""
        return [
            {
                "client": client.code,
                "signal": finding.signal,
                "subject": finding.subject,
                "perspective": finding.perspective or "",
                "session": finding.session,
                "strength": finding.strength,
                "detail": finding.detail,
            }
            for client in self._clients(code)
            for finding in self.analysis(client.id, day).findings
        ]

    def prompt_list(self, code: str | None, day: date) -> list[dict[str, object]]:
        """Every prompt as it stands on ``day``, of one client or of all, as plain values. Nothing is kept."""
        listed = []
        for client in self._clients(code):
            analysis = self.analysis(client.id, day)
            if day < self._today():
                analysis = _before_later_walks(analysis)
            prompts = _after(analysis.history.prompts, self._evaluated(analysis))
            listed += [_plain(client, prompt) for prompt in sorted(prompts, key=lambda one: (one.session, one.rule))]
        return listed

    def _clients(self, code: str | None) -> tuple[Client, ...]:
        with self._store.read() as records:
            return (client_by_code(records, code),) if code else records.clients.all()

    # Reading

    def rows(self, client: ClientId | None = None) -> tuple[PromptRow, ...]:
        """Every prompt, or those of one client, most urgent and newest first.

        Of clients whose work has ended nothing waits for an answer any more; they are asked for one by one.
        """
        with self._store.read() as records:
            if client is not None:
                return self._rows(records, records.prompts.of(client))
            rows = self._rows(records, records.prompts.all())
        return tuple(row for row in rows if not row.prompt.waits or row.client.status is not ClientStatus.ENDED)

    def waiting_rows(self) -> tuple[PromptRow, ...]:
        """The prompts that somebody is still to do something about, in the same order."""
        with self._store.read() as records:
            return self._rows(records, records.prompts.waiting())

    def _rows(self, records: Records, prompts: Iterable[Prompt]) -> tuple[PromptRow, ...]:
        rules = all_rules()
        known = [prompt for prompt in prompts if prompt.rule in rules]
        clients = records.clients.among({prompt.client for prompt in known})
        rows = [self._row(prompt, clients[prompt.client], rules[prompt.rule]) for prompt in known]
        return tuple(
            sorted(rows, key=lambda row: (row.rule.urgency, -row.prompt.opened_on.toordinal(), row.client.code))
        )

    def why(self, prompt: PromptId) -> Why:
        """Everything that prompt ``prompt`` rests on."""
        with self._store.read() as records:
            found = records.prompts.get(prompt)
            client = records.clients.get(found.client) if found else None
            mutes = records.prompts.mutes.of(found.client) if found else ()
        if found is None or client is None:
            raise NotFound("That prompt is not in this practice.")
        rule = all_rules()[found.rule]
        analysis = self.until_today(found.client)
        entry = self._catalogue.entry(rule.evidence) if rule.evidence else None
        speaking = self._catalogue.speaking(rule.evidence, self._preferences.edition) if rule.evidence else None
        listings = entry.listings if entry else {}
        history = analysis.history
        last = history.attended[-1].number if history.attended else 0
        since = sessions_since(analysis, found)
        return Why(
            row=self._row(found, client, rule),
            analysis=analysis,
            entry_title=entry.short_title if isinstance(entry, Element) else entry.title if entry else "",
            rule_text=rule.states(self._preferences.thresholds),
            editions=tuple(
                EditionView(edition, listings.get(edition), edition == found.edition) for edition in Edition
            ),
            label=speaking.label if speaking else "",
            week=history.week(found.opened_on),
            next_session=last + 1,
            review_session=last + max(0, REVIEW_AFTER - len(since)),
            since=len(since),
            followed=comparisons(analysis, found, self._catalogue) if len(since) >= REVIEW_AFTER else (),
            mute=next((one for one in mutes if one.rule == found.rule and one.ended_on is None), None),
        )

    @staticmethod
    def _row(prompt: Prompt, client: Client, rule: Rule) -> PromptRow:
        return PromptRow(prompt, client, rule, rule.consider(prompt), points_line(prompt.because))


def points_line(points: Iterable[Point]) -> str:
    """The points of a prompt in one line; what several of them share is said once.

    >>> points_line([Point("alliance, client", 4, "5.5"), Point("alliance, client", 5, "5.1")])
    'Alliance, client: 5.5 in session 4, 5.1 in session 5'
    """
    parts: list[str] = []
    for what, shared in groupby(points, key=_what):
        said = [f"{one.value} in session {one.session}" if one.session else one.value for one in shared]
        name = small_first(what) if parts else what
        parts.append(f"{name}: {', '.join(said)}")
    return capital_first("; ".join(parts))


def _what(point: Point) -> str:
    return point.what


def _before_later_walks(analysis: Analysis) -> Analysis:
    """``analysis`` of a day gone by without the prompts that nobody had answered by then.

    A row keeps only where its prompt stands now. Where one stood that had opened, made way and come back, or was
    withdrawn later, is computed anew; what was restored from elsewhere stays as it is.
    """
    own = {prompt_uid(rule, one.uid) for rule in all_rules().values() for one in analysis.history.attended}
    answered = tuple(
        one for one in analysis.history.prompts if one.status is not PromptStatus.OPEN or one.uid not in own
    )
    return replace(analysis, history=replace(analysis.history, prompts=answered))


def _after(prompts: Iterable[Prompt], result: Evaluation) -> tuple[Prompt, ...]:
    """``prompts`` with what an evaluation has changed and opened, without what it has taken away."""
    changed, gone = {prompt.uid: prompt for prompt in result.changed}, {prompt.uid for prompt in result.gone}
    return (*(changed.get(one.uid, one) for one in prompts if one.uid not in gone), *result.opened)


def _plain(client: Client, prompt: Prompt) -> dict[str, object]:
    return {
        "client": client.code,
        "rule": prompt.rule,
        "session": prompt.session,
        "opened_on": prompt.opened_on.isoformat(),
        "status": prompt.status,
        "edition": prompt.edition or "",
        "tier": prompt.tier,
        "because": [{"what": one.what, "session": one.session, "value": one.value} for one in prompt.because],
    }
