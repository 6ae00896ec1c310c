"""Is everything in place? What ``concite doctor`` looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.document import Text
from extract.pipeline import Taggers
from extract.weights import MODEL
from graph.errors import StoreError, UnreadableInput, UsageError
from graph.relate import State, state

if TYPE_CHECKING:
    from api.settings import Settings


_SNAPSHOT: dict[State, str] = {
    "none": "there is none for Neo4j Browser: `concite relate` makes one",
    "partial": "it is not whole: run `concite relate` again",
    "older": "it is older than what is in the store: run `concite relate`",
    "current": "it shows what is in the store",
}


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    says: str


def examine(url: str | None) -> list[Check]:
    """Look at the model, the store and what is in it; a problem is a check that is not ok, never an exception."""
    from api.opening import open_store
    from api.settings import Settings

    settings = Settings()
    checks = [_model(), _aliases(settings)]
    try:
        store = open_store(settings, url)
    except (StoreError, UsageError) as error:
        return [*checks, Check("store", False, f"{error.message}. {error.hint}")]
    try:
        store.check()
        counts = store.read(lambda reader: reader.counts())
        checks.append(Check("store", True, f"{store.url} answers: {counts.papers} papers, {counts.concepts} concepts"))
        checks.append(_models(counts.models))
        if found := state(store):
            checks.append(Check("snapshot", True, _SNAPSHOT[found]))
    except StoreError as error:
        checks.append(Check("store", False, f"{error.message}. {error.hint}"))
    finally:
        store.close()
    return checks


def _model() -> Check:
    for file in ("tagger.onnx", "names.onnx", "cells.npy"):
        if not (MODEL / file).is_file():
            return Check("model", False, f"extract/model/{file} is missing: install Concite again")
    with Taggers() as taggers:
        (tags,) = taggers([Text("", "We train BERT on ImageNet for image classification.")])
        found = ", ".join(mention.surface for mention in tags.mentions)
        return Check("model", bool(tags.mentions), f"{taggers.model} finds {found or 'nothing'}")


def _aliases(settings: Settings) -> Check:
    from api.settings import own_aliases
    from graph.curated import shipped, together

    try:
        own = own_aliases(settings)
    except UnreadableInput as error:
        return Check("aliases", False, f"{error.message}. {error.hint}")
    says = f"{len(shipped())} in graph/aliases.tsv (shipped), "
    if settings.aliases is None:
        return Check("aliases", True, f"{says}none of your own (CONCITE_ALIASES)")
    instead = len(shipped()) + len(own) - len(together(shipped(), own))
    says += f"{len(own)} in {settings.aliases} (yours), {instead} of them in the place of shipped ones"
    return Check("aliases", True, f"{says}: after a change run `concite rebuild`")


def _models(models: dict[str, int]) -> Check:
    from extract.pipeline import model_id

    stale = sum(count for model, count in models.items() if model != model_id())
    says = f"{stale} papers were tagged by another model: run `concite retag`" if stale else "all papers by this model"
    return Check("tags", True, says)
