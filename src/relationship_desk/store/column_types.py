"""How words of closed lists, short texts and numbers lie in the columns of the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Text, TypeDecorator
from typing_extensions import override


class Word(TypeDecorator[StrEnum]):
    """One of a closed list, kept as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    @override
    def process_bind_param(self, value: StrEnum | None, dialect: Any) -> str | None:
        return None if value is None else str(value)

    @override
    def process_result_value(self, value: str | None, dialect: Any) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """Short texts in order, kept as JSON."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Any) -> str:
        return json.dumps(value or (), ensure_ascii=False)

    @override
    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...]:
        return tuple(json.loads(value or "[]"))


class Json(TypeDecorator[Any]):
    """Lists and mappings of numbers and words, kept as JSON; lists come back as tuples."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Any) -> str:
        return json.dumps(dict(value) if isinstance(value, Mapping) else value, ensure_ascii=False)

    @override
    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        read = json.loads(value or "null")
        return tuple(read) if isinstance(read, list) else read
