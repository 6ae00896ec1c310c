"""The spaCy pipeline, from a title and an abstract as given to tags with offsets as given."""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extract.definitions
import extract.keeper
import extract.sentences
import extract.tagger
import extract.words  # noqa: F401 - these imports register the components
from extract.definitions import definitions
from extract.document import Layout, Text, make_doc, place
from extract.found import kept
from extract.weights import MODEL
from graph.records import Definition, Mention, Tags

RULES = 3
"""Version of everything beside the weights that changes what is found; part of the model's id."""

_BATCH = 16  # texts that a worker gets at a time
_AHEAD = 16  # batches that wait at most
_BEHIND = 5  # steps of priority by which workers stand behind the process that writes what they found


def load(path: Path = MODEL, *, keeper: bool = True) -> Language:
    """The pipeline with the weights in ``path``; without the keeper, it ends with everything that was found."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "concite.Words.v1"}}})
    nlp.add_pipe("concite_sentences")
    nlp.add_pipe("concite_tagger")
    nlp.add_pipe("concite_definitions")
    if keeper:
        nlp.add_pipe("concite_keeper")
    for name in ("concite_tagger", "concite_keeper")[: 1 + keeper]:
        nlp.get_pipe(name).from_disk(path)  # type: ignore[attr-defined] # spaCy types a pipe as any callable
    return nlp


def model_id(path: Path = MODEL) -> str:
    """Name and version of the weights in ``path`` and of the rules around them."""
    given = json.loads((path / "config.json").read_text(encoding="utf-8"))
    return f"{given['id']}+{RULES}"


def tag(nlp: Language, model: str, text: Text) -> Tags:
    """Everything that the pipeline finds in a text."""
    doc, layout = make_doc(nlp, text)
    if not len(doc):
        return Tags(model)
    return _tags(nlp(doc), layout, model, text)


class Taggers:
    """Tags texts in their order, by ``jobs`` processes; what comes out is the same whatever ``jobs`` is.

    A context manager: the processes end with it.
    """

    def __init__(self, jobs: int = 1, path: Path = MODEL) -> None:
        self.model = model_id(path)
        self._path = path
        # Spawned, not forked: an onnxruntime session does not survive a fork.
        self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_serve) if jobs > 1 else None

    def __call__(self, texts: Iterable[Text]) -> Iterator[Tags]:
        """Tags of each text; reads ahead of what is taken by a few batches at most."""
        if self._pool is None:
            yield from (_tag_here(self._path, text) for text in texts)
            return
        waiting: deque[Future[list[Tags]]] = deque()
        left = iter(texts)
        while batch := list(islice(left, _BATCH)):
            waiting.append(self._pool.submit(_tag_batch, self._path, batch))
            if len(waiting) > _AHEAD:
                yield from waiting.popleft().result()
        for rest in waiting:
            yield from rest.result()

    def __enter__(self) -> Taggers:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _serve() -> None:
    """Let a process of the pool end with the one that made it, also where that is killed, and let that one go first."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_BEHIND)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@cache
def _loaded(path: Path) -> tuple[Language, str]:
    return load(path), model_id(path)


def _tag_here(path: Path, text: Text) -> Tags:
    return tag(*_loaded(path), text)


def _tag_batch(path: Path, texts: list[Text]) -> list[Tags]:
    return [_tag_here(path, text) for text in texts]


def _tags(doc: Doc, layout: Layout, model: str, text: Text) -> Tags:
    def surface(where: str, start: int, end: int) -> str:
        return (text.title if where == "title" else text.abstract)[start:end]

    mentions = []
    for row in kept(doc):
        at = place(doc, layout, row.start, row.end)
        mentions.append(
            Mention(
                place=at,
                surface=surface(at.field, at.start, at.end),
                form=doc[row.start : row.end].text,
                name=row.name,
                type=row.type,
                role=row.role,
                confidence=row.confidence,
                broad=row.broad,
                rule=row.rule,
            )
        )
    names = {mention.name for mention in mentions}
    defined = [
        Definition(
            short=d.short,
            long=d.long,
            short_form=doc[d.start : d.end].text,
            long_form=doc[d.long_start : d.long_end].text,
            short_place=place(doc, layout, d.start, d.end),
            long_place=place(doc, layout, d.long_start, d.long_end),
        )
        for d in definitions(doc)
        if d.long in names
    ]
    return Tags(model, tuple(sorted(mentions, key=_order)), tuple(defined))


def _order(mention: Mention) -> tuple[bool, int, int, str]:
    at = mention.place
    return at.field != "title", at.start, at.end, mention.name
