"""Identifiers. Numbers are given by one store; a ``uid`` follows a row through export and import."""

from __future__ import annotations

from typing import NewType

ClientId = NewType("ClientId", int)
CourseId = NewType("CourseId", int)
SessionId = NewType("SessionId", int)
NoteId = NewType("NoteId", int)
GoalId = NewType("GoalId", int)
ProfileId = NewType("ProfileId", int)
PromptId = NewType("PromptId", int)

ElementId = NewType("ElementId", str)
"""An element of the catalogue, such as ``alliance``."""
CharacteristicId = NewType("CharacteristicId", str)
"""A characteristic of the catalogue, such as ``resistance``."""
EntryId = NewType("EntryId", str)
"""An element or a characteristic of the catalogue."""
RuleId = NewType("RuleId", str)
"""A prompt rule, such as ``R1``."""

ALLIANCE = ElementId("alliance")
GOAL_CONSENSUS = ElementId("goal-consensus")
RUPTURE_REPAIR = ElementId("rupture-repair")
COHESION = ElementId("cohesion")
RESISTANCE = CharacteristicId("resistance")
