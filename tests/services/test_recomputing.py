"""Signals and prompts of the whole practice: computed when they have to be, stopped anywhere, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.ids import ALLIANCE, ClientId
from relationship_desk.domain.progress import Progress
from relationship_desk.domain.score import tenths
from relationship_desk.domain.vocabulary import Edition, Perspective, PromptStatus
from relationship_desk.insight.findings import Finding
from relationship_desk.insight.signals import analyse
from relationship_desk.services import prompting, recomputing
from relationship_desk.services.desk import Desk
from relationship_desk.settings.definitions import EDITION, GAP, LOCK_AFTER
from relationship_desk.store import audit

Found = dict[ClientId, list[Finding]]


def found(desk: Desk) -> Found:
    """What is stored of each client."""
    stored: Found = {}
    with desk.store.read() as records:
        for client, finding in records.prompts.findings():
            stored.setdefault(client, []).append(finding)
    return stored


def due(desk: Desk) -> bool:
    return desk.recomputing.due


def forget(desk: Desk) -> None:
    """As if no signal had ever been computed."""
    with desk.store.work("test", "signals") as work:
        for client in work.clients.all():
            work.prompts.replace_findings(client.id, ())
        work.practice.save_setting("signals.computed", None)


def stopped_after(clients: int) -> Progress:
    """A progress that is cancelled once so many clients are done."""
    progress = Progress()
    steps: list[str] = []

    def report(text: str, _share: float) -> None:
        steps.append(text)
        progress.cancelled = len(steps) >= clients

    progress.report = report
    return progress


def watch(monkeypatch: pytest.MonkeyPatch, before: Callable[[ClientId], None]) -> None:
    """Call ``before`` between the reading of each client's record and what is computed from it."""

    def watched(history: Any, *rest: Any) -> Any:
        before(history.client.id)
        return analyse(history, *rest)

    monkeypatch.setattr(prompting, "analyse", watched)


def test_a_practice_of_an_earlier_program_gets_its_signals(demo: Desk) -> None:
    before = found(demo)
    assert before
    assert not due(demo)
    forget(demo)
    assert due(demo)
    done = demo.recomputing.run(Progress())
    assert done.finished
    assert found(demo) == before
    assert not due(demo)
    assert done.changes.clients == frozenset(before)


def test_it_is_due_when_what_findings_depend_on_has_changed(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    demo.preferences.set(LOCK_AFTER, 20)
    assert not due(demo)
    demo.preferences.set(GAP, 2.5)
    assert due(demo)
    demo.preferences.set(GAP, GAP.default)
    demo.preferences.set(EDITION, Edition.E2002.value)
    assert due(demo)
    demo.preferences.set(EDITION, EDITION.default)
    assert not due(demo)
    monkeypatch.setattr(recomputing, "SIGNALS", recomputing.SIGNALS + 1)
    assert due(demo)


def test_other_thresholds_find_other_things_everywhere(demo: Desk) -> None:
    reversed_in = {client for client, ones in found(demo).items() if any(one.signal == "gap-reversed" for one in ones)}
    assert reversed_in
    demo.preferences.set(GAP, 5.0)
    demo.recomputing.run(Progress())
    assert not any(one.signal == "gap-reversed" for ones in found(demo).values() for one in ones)
    demo.preferences.set(GAP, GAP.default)
    demo.recomputing.run(Progress())
    assert {
        client for client, ones in found(demo).items() if any(one.signal == "gap-reversed" for one in ones)
    } == reversed_in


def test_what_is_done_stays_and_the_next_run_goes_on(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(demo)
    forget(demo)
    judged: list[ClientId] = []
    watch(monkeypatch, judged.append)
    stopped = demo.recomputing.run(stopped_after(5))
    everybody = sorted(client.id for client in demo.reviewing.everybody())
    assert judged == everybody[:5]
    assert (stopped.done, stopped.of, stopped.finished) == (5, len(everybody), False)
    assert found(demo) == {client: ones for client, ones in before.items() if client in everybody[:5]}
    assert due(demo)
    rest = demo.recomputing.run(Progress())
    assert judged == everybody
    assert rest.finished
    assert found(demo) == before


def test_a_stopped_run_starts_again_under_other_thresholds(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(demo)
    demo.recomputing.run(stopped_after(5))
    demo.preferences.set(GAP, 2.5)
    judged: list[ClientId] = []
    watch(monkeypatch, judged.append)
    demo.recomputing.run(Progress())
    assert judged == sorted(client.id for client in demo.reviewing.everybody())


def test_a_run_asked_for_computes_everybody(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[ClientId] = []
    watch(monkeypatch, judged.append)
    assert demo.recomputing.run(Progress()).finished
    assert len(judged) == len(demo.reviewing.everybody())


def test_progress_says_how_many(demo: Desk) -> None:
    said: list[tuple[str, float]] = []
    progress = Progress(lambda text, share: said.append((text, share)))
    demo.recomputing.run(progress)
    of = len(demo.reviewing.everybody())
    assert said[0] == (f"0 of {of} clients", 0.0)
    assert said[7][0] == f"7 of {of} clients"
    assert [share for _, share in said] == sorted(share for _, share in said)


def test_nothing_is_published_until_it_is_asked_for(demo: Desk) -> None:
    forget(demo)
    heard: list[Changes] = []
    demo.publish_to(heard.append)
    done = demo.recomputing.run(Progress())
    assert not heard
    demo.recomputing.publish(done)
    assert heard == [done.changes]
    assert done.changes.prompts


def test_a_rating_entered_meanwhile_is_judged(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = demo.supervising.client_id("T-30")
    session = demo.reviewing.sessions(client)[0].session
    assert not any(one.current for one in found(demo).get(client, ()) if one.signal == "rupture")
    demo.preferences.set(GAP, 2.5)
    entered: list[ClientId] = []

    def rate_once(judged: ClientId) -> None:
        if judged == client and not entered:
            entered.append(judged)
            demo.recording.rate(session.id, ALLIANCE, Perspective.CLIENT, tenths(0))

    watch(monkeypatch, rate_once)
    with demo.store.work("test", "signals") as work:
        work.prompts.replace_findings(client, ())
    demo.recomputing.run(Progress())
    assert entered
    kept = found(demo)[client]
    assert any(one.current for one in kept if one.signal == "rupture"), "the stale record was judged"
    assert kept == list(demo.prompting.analysis(client).findings)


def test_an_answer_given_meanwhile_stands(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(row for row in demo.prompting.rows() if row.prompt.status is PromptStatus.OPEN)
    forget(demo)

    def accept_once(judged: ClientId) -> None:
        if judged == row.client.id and not accepted:
            accepted.append(judged)
            demo.answering.accept(row.prompt.id, "Ask about it")

    accepted: list[ClientId] = []
    watch(monkeypatch, accept_once)
    demo.recomputing.run(Progress())
    now = demo.prompting.why(row.prompt.id).row.prompt
    assert (now.status, now.intention) == (PromptStatus.ACCEPTED, "Ask about it")


def test_two_that_judge_one_client_at_once_open_a_prompt_once(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(row for row in demo.prompting.rows() if row.prompt.status is PromptStatus.OPEN)
    with demo.store.work("test", "prompt") as work:
        work.prompts.remove(row.prompt.id)
        work.practice.save_setting("signals.computed", None)
    inside: list[ClientId] = []

    def judge_too(judged: ClientId) -> None:
        if judged == row.client.id and not inside:
            inside.append(judged)
            demo.prompting.evaluate(judged)

    watch(monkeypatch, judge_too)
    demo.recomputing.run(Progress())
    again = [one.prompt for one in demo.prompting.rows(row.client.id) if one.prompt.uid == row.prompt.uid]
    assert len(again) == 1


def test_a_client_erased_meanwhile_is_passed_over(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(demo)
    last = demo.reviewing.everybody()[-1].id
    gone: list[ClientId] = []

    def erase_once(judged: ClientId) -> None:
        if judged != last and not gone:
            gone.append(last)
            with demo.store.work("test", "client") as work:
                work.retention.erase(last)

    watch(monkeypatch, erase_once)
    assert demo.recomputing.run(Progress()).finished
    assert last not in found(demo)


def test_the_audit_stays_whole(demo: Desk) -> None:
    forget(demo)
    demo.recomputing.run(stopped_after(3))
    demo.recomputing.run(Progress())
    with demo.store.read() as records:
        assert audit.verify(records.connection, audit.audit_key(demo.store.vault.data_key)) == []
