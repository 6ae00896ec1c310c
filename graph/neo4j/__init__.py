"""The server store: one Neo4j database."""

from graph.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
