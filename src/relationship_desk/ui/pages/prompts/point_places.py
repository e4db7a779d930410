"""Where a data point is to be seen: the page that shows it, and the place there."""

from __future__ import annotations

from relationship_desk.catalogue.model import Catalogue
from relationship_desk.domain.prompt import Point
from relationship_desk.insight.signals import Analysis
from relationship_desk.prompts.points import rating_of

Place = tuple[str, dict[str, object]]
"""A page and where in it."""

_IN_PLAN = ("goal", "homework", "preference", "feedback planned")
_IN_TRENDS = ("client ratings", "own baseline", "gap before", "highest minus lowest", "cohesion")


def place_of(point: Point, analysis: Analysis, catalogue: Catalogue) -> Place | None:
    """Return where ``point`` can be looked at; None for one that belongs nowhere in particular."""
    name, client = point.what.casefold(), analysis.history.client_id
    record: dict[str, object] = {"client": client}
    at = {} if point.session is None else {"session": point.session}
    rating = rating_of(point, catalogue)
    if rating is not None:
        return "client", {**record, "tab": "trends", "element": rating[0], **at}
    if any(name.startswith(one) for one in _IN_TRENDS):
        return "client", {**record, "tab": "trends", **at}
    measure = next((one.measure for one in analysis.measures if name.startswith(one.measure.title.casefold())), None)
    if measure is not None:
        return "client", {**record, "tab": "measures", "measure": measure.id}
    if name == "risk record":
        return "client", {**record, "tab": "measures", **_risk(analysis, point)}
    about = name.partition(", ")[0]
    if any(
        about in (str(one.id).replace("-", " "), one.title.casefold()) for one in catalogue.characteristics.values()
    ):
        return "client", {**record, "tab": "profile"}
    if any(name.startswith(one) for one in _IN_PLAN):
        return "client", {**record, "tab": "plan"}
    held = next((one for one in analysis.history.sessions if one.number == point.session), None)
    return ("debrief", {"session": held.id}) if held else None


def _risk(analysis: Analysis, point: Point) -> dict[str, object]:
    """The risk record meant; where the point names none, the newest open one, or the newest."""
    records = analysis.history.risk
    named = [one for one in records if one.uid == point.row]
    found = named or [one for one in records if one.closed_on is None] or list(records)
    return {"risk": found[-1].id} if found else {}
