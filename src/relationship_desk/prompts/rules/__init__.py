"""The rules, one module each, every one exporting ``RULE``. Adding a module here is all it takes to add a rule."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from relationship_desk.domain.ids import RuleId
from relationship_desk.prompts.rule import Rule


@cache
def all_rules() -> dict[RuleId, Rule]:
    """Every rule by its id, most urgent first."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    rules: list[Rule] = [module.RULE for module in modules]
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: (rule.urgency, rule.id))}
