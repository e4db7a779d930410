from __future__ import annotations

from tests.histories import alliance

from relationship_desk.catalogue.load import load_catalogue
from relationship_desk.domain.ids import ALLIANCE, GOAL_CONSENSUS
from relationship_desk.domain.vocabulary import Perspective
from relationship_desk.insight.signals import analyse
from relationship_desk.insight.thresholds import DEFAULTS


def test_every_series_is_made_once_the_unrated_too() -> None:
    analysis = analyse(alliance([7.0, None]), load_catalogue(), DEFAULTS)
    for element in (ALLIANCE, GOAL_CONSENSUS):
        first = analysis.series_of(element, Perspective.CLIENT)
        assert analysis.series_of(element, Perspective.CLIENT) is first
        assert len(first.points) == 2
