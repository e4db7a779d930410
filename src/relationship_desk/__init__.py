"""Relationship Desk: the therapeutic relationship, session by session, kept on one laptop."""

__version__ = "0.1.0"
