"""The embedded store: one SQLite file."""

from graph.sqlite.store import SQLiteStore

__all__ = ["SQLiteStore"]
