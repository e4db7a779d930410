"""Example histories of every rule: it fires, it does not, and the boundary between. ``docs/rules.md`` lists them."""

from __future__ import annotations

from tests.prompts.examples import adaptations, process, relationship
from tests.prompts.examples.example import Example

EXAMPLES: tuple[Example, ...] = (*relationship.EXAMPLES, *process.EXAMPLES, *adaptations.EXAMPLES)
