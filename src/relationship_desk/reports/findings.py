"""What the charts show, in sentences. Every word rests on a number of the same series; too little data says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relationship_desk.domain.capitals import small_first
from relationship_desk.domain.counts import counted
from relationship_desk.domain.score import format_value
from relationship_desk.domain.vocabulary import Missing
from relationship_desk.insight.baseline import DROP_SIGNAL, Baseline, drop
from relationship_desk.insight.episodes import Episode
from relationship_desk.insight.series import Series, SeriesPoint
from relationship_desk.reports.summary import FocusChart, Panel, View, Views

NAMED = 4
"""More elements than this are counted in a headline, not named."""


def alliance_headline(chart: FocusChart) -> str:
    """Say what the client's alliance did, and what the clinician's did meanwhile."""
    client = chart.views.client.series
    if not client.rated:
        return "No client rating of the alliance yet."
    if chart.views.baseline is None and not chart.episodes:
        return f"Too few sessions to say: the client has rated the alliance in {counted(len(client.rated), 'session')}."
    return f"{_ranges(chart)}{_meanwhile(chart)}."


def elements_headline(panels: Sequence[Panel], gap: float) -> str:
    """Say on which elements the client is below the own range or far from the clinician, and where the observer is."""
    shown = [panel.views for panel in panels if not panel.unavailable]
    judged = [views for views in shown if views.baseline is not None and views.client.series.last is not None]
    sentences = [_standing(judged)] if judged else [_too_few(shown)]
    return " ".join([*sentences, *_widest_gap(shown, gap), *_observer_nearness(shown)])


def panel_text(panel: Panel) -> str:
    """The alternative text of one panel."""
    if panel.unavailable:
        return f"{panel.views.title}: {' '.join(panel.unavailable.split())}."
    return _views_text(panel.views, _panel_finding(panel.views))


def focus_text(chart: FocusChart) -> str:
    """The alternative text of the alliance chart."""
    finding = alliance_headline(chart)
    return _views_text(chart.views, finding, (_range_text(episode.baseline) for episode in chart.episodes))


def missed(view: View) -> tuple[int, ...]:
    """The sessions in which a rating was due from this perspective and is missing."""
    return tuple(
        point.session
        for point in view.series.points
        if point.value is None and point.session in view.due and point.missing is not Missing.NOT_APPLICABLE
    )


def below_own_range(baseline: Baseline | None, value: float | None) -> bool:
    """Whether ``value`` has left the own range: a drop at signal level."""
    return baseline is not None and value is not None and drop(baseline, value) == DROP_SIGNAL


def gap_run(chart: FocusChart) -> tuple[SeriesPoint, ...]:
    """The clinician's points of the latest common sessions that all lie apart from the client's by more than the gap.

    Empty unless there are two or more, all on the same side.
    """
    run: list[SeriesPoint] = []
    client = chart.views.client.series
    for point in reversed(chart.views.clinician.series.rated):
        theirs = client.value_at(point.session)
        if theirs is None or point.value is None:
            continue
        apart = round(point.value - theirs, 3)
        if abs(apart) <= chart.gap or (run and _above(run[-1], client) != (apart > 0)):
            break
        run.append(point)
    return tuple(reversed(run)) if len(run) > 1 else ()


def join(words: Sequence[str]) -> str:
    """List ``words`` in a sentence."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def range_of(baseline: Baseline) -> str:
    """Name an own range by its numbers and the sessions that form it."""
    return f"mean {format_value(baseline.mean)} down to {format_value(baseline.floor)}, from {_span(baseline.sessions)}"


def _ranges(chart: FocusChart) -> str:
    client = chart.views.client.series
    if not chart.episodes:
        last, baseline = client.last, chart.views.baseline
        assert last is not None and last.value is not None and baseline is not None  # noqa: S101, PT018 - asked before
        where = "below" if below_own_range(baseline, last.value) else "not below"
        return (
            f"The client’s last rating, {format_value(last.value)} at {last.session}, is {where} the own range, "
            f"which runs down to {format_value(baseline.floor)}"
        )
    steps: list[str] = []
    for number, episode in enumerate(chart.episodes):
        steps.append(_left(client, episode, again=number > 0))
        if episode.end is not None:
            steps.append(f"came back by {episode.end}")
    return f"The client {join(steps)}"


def _left(client: Series, episode: Episode, *, again: bool) -> str:
    value = client.value_at(episode.start)
    if value is not None and not below_own_range(episode.baseline, value):
        return f"dropped to {format_value(value)} at {episode.start}"
    return f"left {'it again' if again else 'the own range'} at {episode.start}"


def _meanwhile(chart: FocusChart) -> str:
    """What clinician and client did since an open episode began, or else how far apart they have been."""
    clinician, client = chart.views.clinician.series, chart.views.client.series
    is_open = [episode for episode in chart.episodes if episode.end is None]
    if is_open and clinician.last and client.last and clinician.last.session > is_open[-1].start:
        start, last = clinician.value_at(is_open[-1].start), clinician.last.value
        if start is not None and last is not None:
            return f"; since then the clinician’s rating {_moved(start, last)}"
    run = gap_run(chart)
    if not run:
        return ""
    side = "above" if _above(run[-1], client) else "below"
    return f"; since {run[0].session} the clinician has rated it more than {format_value(chart.gap)} {side} the client"


def _moved(start: float, last: float) -> str:
    before, after = format_value(start), format_value(last)
    if before == after:
        return f"is where it was, at {after}"
    return f"has {'risen' if last > start else 'fallen'} from {before} to {after}"


def _above(mine: SeriesPoint, client: Series) -> bool:
    theirs = client.value_at(mine.session)
    return mine.value is not None and theirs is not None and mine.value > theirs


def _standing(judged: Sequence[Views]) -> str:
    below = [views for views in judged if below_own_range(views.baseline, _last(views.client.series))]
    start = "At the last rating the client was below the own range on"
    if not below or len(below) > NAMED:
        return f"{start} {len(below) or 'none'} of {counted(len(judged), 'element')}."
    rest = len(judged) - len(below)
    kept = f", and not below it on {rest} other{'s' if rest > 1 else ''}" if rest else ""
    return f"{start} {join([small_first(views.title) for views in below])}{kept}."


def _too_few(shown: Sequence[Views]) -> str:
    most = max((len(views.client.series.rated) for views in shown), default=0)
    if most == 0:
        return "No client rating yet."
    return f"Too few sessions to say: the client has rated no element in more than {counted(most, 'session')}."


def latest_gap(views: Views) -> tuple[SeriesPoint, float] | None:
    """The client's point in the latest session that clinician and client both rated, and client minus clinician."""
    for point in reversed(views.client.series.rated):
        mine = views.clinician.series.value_at(point.session)
        if mine is not None and point.value is not None:
            return point, round(point.value - mine, 3)
    return None


def _widest_gap(shown: Sequence[Views], gap: float) -> list[str]:
    gaps = [(found[1], views.title) for views in shown if (found := latest_gap(views))]
    wide = [one for one in gaps if abs(one[0]) > gap]
    if not wide:
        return []
    most, title = max(wide, key=lambda one: abs(one[0]))
    place = f"{len(wide)} of {len(gaps)}, most on {small_first(title)}"
    side = f"client {format_value(abs(most))} {'above' if most > 0 else 'below'}"
    return [f"Client and clinician are more than {format_value(gap)} apart on {place} ({side})."]


def _observer_nearness(shown: Sequence[Views]) -> list[str]:
    observed = [views.observer.series.last.session for views in shown if views.observer.series.last]
    if not observed:
        return []
    session = max(observed)
    nearer, compared = 0, 0
    for views in shown:
        values = [view.series.value_at(session) for view in (views.clinician, views.client, views.observer)]
        if any(value is None for value in values):
            continue
        mine, theirs, seen = (round(value or 0.0, 3) for value in values)
        compared += 1
        nearer += round(abs(seen - theirs), 3) < round(abs(seen - mine), 3)
    if not compared:
        return []
    return [f"At {session} the observer was nearer the client than the clinician on {nearer or 'none'} of {compared}."]


def _panel_finding(views: Views) -> str:
    last = views.client.series.last
    if last is None or last.value is None:
        return ""
    if views.baseline is None:
        return f"Too few client ratings to say: {len(views.client.series.rated)}."
    where = "below" if below_own_range(views.baseline, last.value) else "not below"
    return f"The client’s last rating, {format_value(last.value)}, is {where} the own range."


def _views_text(views: Views, finding: str, ranges: Iterable[str] = ()) -> str:
    parts = [f"{views.title}, scale 0 to 10.", *([finding] if finding else []), *ranges]
    if views.baseline is not None and (own := _range_text(views.baseline)) not in parts:
        parts.append(own)
    for name, view in (("Clinician", views.clinician), ("Client", views.client), ("Observer", views.observer)):
        parts.append(_perspective_text(name, view.series))
        if gone := missed(view):
            parts.append(f"{name} not rated at {join([str(session) for session in gone])}.")
    return " ".join(parts)


def _range_text(baseline: Baseline) -> str:
    return f"The client’s own range: {range_of(baseline)}."


def _perspective_text(name: str, series: Series) -> str:
    rated = series.rated
    if not rated:
        return f"No {name.lower()} rating."
    if len(rated) == 1:
        return f"{name} {_at(rated[0])}, the only rating."
    lowest = min(rated, key=lambda point: point.value or 0.0)
    return f"{name} first {_at(rated[0])}, lowest {_at(lowest)}, last {_at(rated[-1])}."


def _at(point: SeriesPoint) -> str:
    return f"{format_value(point.value or 0.0)} at {point.session}"


def _last(series: Series) -> float | None:
    return series.last.value if series.last else None


def _span(sessions: Sequence[int]) -> str:
    if len(sessions) == sessions[-1] - sessions[0] + 1:
        return f"sessions {sessions[0]} to {sessions[-1]}"
    return f"{len(sessions)} of the sessions {sessions[0]} to {sessions[-1]}"
