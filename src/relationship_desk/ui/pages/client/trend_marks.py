"""What is marked below a trend: what was recorded, what the ratings show, what was done, and the prompts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from relationship_desk.catalogue.model import Element
from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.history import History
from relationship_desk.domain.ids import SessionId
from relationship_desk.domain.process import EventKind, Intervention, InterventionKind, Repair
from relationship_desk.domain.prompt import Prompt
from relationship_desk.domain.vocabulary import Perspective, PromptStatus
from relationship_desk.insight import findings as f
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.signals import Analysis
from relationship_desk.ui.pages.client.words import PROMPT_ICONS, PROMPT_WORDS
from relationship_desk.ui.pages.debrief.process_words import EVENT_ICONS
from relationship_desk.ui.plots.trend import Mark
from relationship_desk.ui.widgets.perspective_mark import WORDS

_EVENT_WORDS = {
    EventKind.RUPTURE: "Rupture",
    EventKind.SELF_DISCLOSURE: "Self-disclosure",
    EventKind.INTERPRETATION: "Interpretation",
    EventKind.FEEDBACK_GIVEN: "Feedback",
    EventKind.COUNTERTRANSFERENCE: "Countertransference",
    EventKind.IMMEDIACY: "Immediacy",
}
_REPAIR_WORDS = {Repair.FULL: "Repaired", Repair.PARTIAL: "Partly repaired"}
_LASTING = {
    f.GAP_REVERSED: ("gap", "Gap reversed", "attention"),
    f.SLOW_DECLINE: ("arrow-down", "Slow decline", "attention"),
    f.GAP_WIDENING: ("gap", "Gap widened", "notice"),
    f.CEILING: ("info", "Ratings stand still", "notice"),
}
"""Signals that go on from session to session: marked where they begin."""
_OF_THE_CLIENT = {
    f.RISK: ("triangle-alert", "Risk", "risk"),
    f.SUDDEN_LOSS: ("arrow-down", "Sudden loss", "attention"),
    f.SUDDEN_GAIN: ("check", "Sudden gain", "success"),
}
"""Signals that are about no element and belong to one session: marked below each."""
_OF_BOTH = (f.GAP_REVERSED, f.GAP_WIDENING)
_INTERVENTION_ICONS = {InterventionKind.SUPPORTED: "sliders", InterventionKind.PROCESS: "redo"}


def event_marks(analysis: Analysis, element: Element) -> tuple[Mark, ...]:
    """What happened in the relationship, and what the ratings of ``element`` show, by session."""
    return tuple(sorted((*_of_the_client(analysis), *_recorded(analysis), *_found(analysis, element)), key=_session))


def prompt_marks(prompts: Iterable[Prompt]) -> tuple[Mark, ...]:
    """Each prompt in the session that opened it, by what became of it; before the first there is no place for one."""
    return tuple(_prompt_mark(prompt) for prompt in prompts if prompt.session)


def intervention_marks(history: History, done: Sequence[Intervention]) -> tuple[Mark, ...]:
    """One mark a session: the first intervention, and how many more; all of them are read out."""
    known = sorted((one for one in done if one.session in history.number_of), key=lambda one: _number(history, one))
    return tuple(
        _intervention_mark(number, list(ones)) for number, ones in groupby(known, lambda one: _number(history, one))
    )


def _number(history: History, one: Intervention) -> int:
    return history.number_of[SessionId(one.session)]


def _intervention_mark(number: int, ones: Sequence[Intervention]) -> Mark:
    more = f" +{len(ones) - 1}" if len(ones) > 1 else ""
    said = (f"{one.intervention} ({one.adherence})" if one.adherence else one.intervention for one in ones)
    first = ones[0]
    return Mark(number, _INTERVENTION_ICONS[first.kind], first.intervention + more, said="; ".join(said))


def _session(mark: Mark) -> int:
    return mark.session


def _recorded(analysis: Analysis) -> Iterator[Mark]:
    """What the clinician recorded, ruptures first: where a session has room for one mark only, the first one stays."""
    history = analysis.history
    for event in sorted(history.events, key=lambda event: event.event is not EventKind.RUPTURE):
        ink = "attention" if event.event is EventKind.RUPTURE else "text"
        yield Mark(history.number_of[event.session], EVENT_ICONS[event.event], _EVENT_WORDS[event.event], ink)
        if event.repair is not None and event.ended_session is not None:
            yield Mark(event.ended_session, "link", _REPAIR_WORDS[event.repair], "success")


def _of_the_client(analysis: Analysis) -> Iterator[Mark]:
    """Risk and sudden changes, risk first: where a session has room for one mark only, the first one stays."""
    for signal, (icon, word, ink) in _OF_THE_CLIENT.items():
        for one in analysis.findings:
            if one.signal == signal and one.strength != f.NOT_ENOUGH and one.session:
                yield Mark(one.session, icon, word, ink, detail=one.detail)


def _found(analysis: Analysis, element: Element) -> Iterator[Mark]:
    """What the ratings show."""
    for episode in analysis.episodes:
        yield Mark(episode.start, "pulse", "Left range", "attention")
        if episode.end is not None:
            yield Mark(episode.end, "link", "Back", "success")
    inside = {one.number for one in analysis.history.sessions if any(e.contains(one.number) for e in analysis.episodes)}
    lasting: dict[str, list[Finding]] = {signal: [] for signal in _LASTING}
    for finding in analysis.findings:
        if finding.strength == f.NOT_ENOUGH or finding.subject != element.id:
            continue
        if finding.signal in _LASTING:
            lasting[finding.signal].append(finding)
        elif _is_drop(finding) and finding.session not in inside:
            who = WORDS[finding.perspective].lower() if finding.perspective else ""
            yield Mark(finding.session, "arrow-down", f"Drop, {who}", "attention", detail=finding.detail)
    for signal, held in lasting.items():
        judged = _judged(analysis, element, both=signal in _OF_BOTH) if held else ()
        starts = set(begins({one.session for one in held}, judged))
        for finding in held:
            if finding.session in starts:
                icon, word, ink = _LASTING[signal]
                yield Mark(finding.session, icon, word, ink, detail=finding.detail)


def _is_drop(finding: Finding) -> bool:
    return finding.signal in (f.BASELINE_DROP, f.COHESION_FALL) and finding.strength == f.SIGNAL


def _judged(analysis: Analysis, element: Element, *, both: bool) -> list[int]:
    """The sessions in which the client rated ``element``, or ``both`` client and clinician."""
    client = [point.session for point in analysis.series_of(element.id, Perspective.CLIENT).rated]
    if not both:
        return client
    clinician = {point.session for point in analysis.series_of(element.id, Perspective.CLINICIAN).rated}
    return [session for session in client if session in clinician]


def begins(held: Collection[int], judged: Iterable[int]) -> list[int]:
    """Return those of the sessions ``held`` at which it did not hold in the session ``judged`` before.

    >>> begins({4, 5, 9}, [3, 4, 5, 7, 9])
    [4, 9]
    """
    found, before = [], False
    for session in judged:
        if session in held and not before:
            found.append(session)
        before = session in held
    return found


def _prompt_mark(prompt: Prompt) -> Mark:
    word = said = PROMPT_WORDS[prompt.status]
    if prompt.status is PromptStatus.DEFERRED and prompt.until is not None:
        word, said = f"Until {prompt.until}", f"{said} until session {prompt.until}"
    return Mark(prompt.session, PROMPT_ICONS[prompt.status], word, said=f"Prompt {small_first(said)}")
