"""What a docstring shows is what its function returns."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import relationship_desk

_ROOT = Path(relationship_desk.__file__).parent.parent
_SHOWING = [
    ".".join(file.relative_to(_ROOT).with_suffix("").parts)
    for file in sorted(_ROOT.rglob("*.py"))
    if ">>>" in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", _SHOWING)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    done = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert done.attempted > 0
    assert done.failed == 0
