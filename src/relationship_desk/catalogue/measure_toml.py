"""A measure as TOML from what was entered in a form; what it says is judged by the parser alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Value = str | int | float | bool | Sequence[int] | Sequence[str]


def measure_toml(values: Mapping[str, Value], subscales: Mapping[str, Sequence[int]], texts: Sequence[str]) -> str:
    """Write ``values`` in their order, then the subscales by id, then the texts of the items from the first one."""
    lines = [f"{key} = {_written(value)}" for key, value in values.items()]
    for name, items in subscales.items():
        lines += ["", "[[subscale]]", f"id = {_written(name)}", f"items = {_written(items)}"]
    for number, text in enumerate(texts, start=1):
        lines += ["", "[[item]]", f"number = {number}", f"text = {_written(text)}"]
    return "\n".join(lines) + "\n"


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A JSON string is a basic TOML string but for one control character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float):
        return repr(value)
    return f"[{', '.join(map(_written, value))}]"
