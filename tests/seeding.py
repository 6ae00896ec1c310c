"""A store with the seeds."""

from __future__ import annotations

from api import ingest
from api.embedding import open_embedding
from api.settings import Settings
from extract.pipeline import Taggers
from graph.curated import shipped
from tests.docs.console import ROOT


def seed(url: str) -> ingest.Totals:
    """Tag the seeds into the store at ``url``, as ``concite add`` does."""
    embedding = open_embedding(Settings(store=url))
    with embedding.bulk() as store, Taggers() as taggers:
        totals = ingest.add(store, [ROOT / "seeds"], taggers, shipped())
    embedding.close()
    return totals
