"""Statements made once, since building one costs more than running it and a record is read from many tables."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Column, Select, bindparam, select


@cache
def rows_of(owner: Column[Any], *order: Column[Any]) -> Select[Any]:
    """Whole rows of the table of ``owner``, a column whose value is bound as ``whose``."""
    return select(owner.table).where(owner == bindparam("whose")).order_by(*order)
