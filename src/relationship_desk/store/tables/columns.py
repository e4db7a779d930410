"""The columns that many tables share, and the one collection all tables stand in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REFERS = "refers"
"""Under this key the ``info`` of a column names the table it refers to where no foreign key can say so."""


def client_id(name: str = "client_id", *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    """The client a row is about."""
    return Column(name, Integer, ForeignKey("client.id"), nullable=nullable, primary_key=primary_key)


def session_id() -> Column[int]:
    """The session a row is about."""
    return Column("session_id", Integer, ForeignKey("session.id"), nullable=False)


# What follows is read and written as whole rows (repositories/rows.py): a column's key is the attribute's name.


def record_of_client(name: str, *columns: Column[Any]) -> Table:
    """A table of rows that have an id, a uid and a client."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("uid", Text, nullable=False, unique=True),
        Column("client_id", Integer, ForeignKey("client.id"), key="client", nullable=False),
        *columns,
        Index(f"ix_{name}_client_id", "client"),
        sqlite_autoincrement=True,
    )


def in_session() -> Column[int]:
    """The session of a row that may have none."""
    return Column("session_id", Integer, ForeignKey("session.id"), key="session")


def in_course() -> Column[int]:
    """The course of therapy of a row."""
    return Column("course_id", Integer, ForeignKey("course.id"), key="course", nullable=False)


def about_member() -> Column[int]:
    """The member of a group, couple or family a row is about, where it is about one."""
    return Column("member_id", Integer, ForeignKey("client.id"), key="member")
