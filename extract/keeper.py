"""The keeper: how sure it is that a paper is about a concept, and which concepts are let go.

A logistic regression over what the tagger says of all spans of a name and the lexicon of the name, fitted on annotated
papers that the tagger was not trained on, so that its output is a probability and can weigh links.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from extract.definitions import definitions
from extract.found import Found, Kept, found, write
from extract.lexicon import ROW, Lexicon
from extract.roles import Group, group
from graph.records import TYPES

FEATURES = (
    "best", "mean", "worst", "spans", "title", "nested", "one_word", "two_words", "four_words", "words",
    "type_share", "broad", "own", "used", "Method", "Dataset", "Task", "capital_inside", "forms", "defined",
    "first", "nested_best", "task_best", "dataset_best", "known", "annotated", "whole",
)  # fmt: skip


def features(doc: Doc, one: Group, lexicon: Lexicon) -> NDArray[np.float64]:
    """The numbers that a group is judged by, in the order of :data:`FEATURES`."""
    scores = [member.score for member in one.members]
    nested = all(member.rule == "nested" for member in one.members)
    forms = {doc[m.start : m.end].text for m in one.members}
    words = len(one.name.split())
    title = doc.spans["title"][0].end if len(doc.spans["title"]) else 0
    best = _logit(max(scores))
    odds = lexicon.odds(one.name, one.type)
    return np.array(
        [
            best, _logit(float(np.mean(scores))), _logit(min(scores)), np.log(len(scores)),
            one.members[0].start < title, nested, words == 1, words == 2, words >= 4, words,
            _logit(one.type_share), one.broad, one.roles[0], one.roles[1], *(one.type == t for t in TYPES),
            any(char.isupper() for form in forms for char in form[1:]), len(forms) > 1,
            any(m.rule == "definition" for m in one.members), one.members[0].start / len(doc),
            nested * best, (one.type == "Task") * best, (one.type == "Dataset") * best,
            odds is not None, odds or 0.0, _logit(max(member.whole for member in one.members)),
        ],
        dtype=np.float64,
    )  # fmt: skip


def _logit(p: float) -> float:
    return float(np.log((p + 1e-4) / (1 - p + 1e-4)))


def candidates(doc: Doc) -> list[Group]:
    """Everything that could be a concept of this Doc, before the keeper."""
    return group(doc, found(doc), definitions(doc))


class Keeper:
    """Replaces the found spans by those of concepts that are kept, with role and confidence."""

    def __init__(self, weights: Sequence[float] = (), bias: float = 0.0, threshold: float = 0.5) -> None:
        self.weights = np.asarray(weights, dtype=np.float64)
        self.bias = bias
        self.threshold = threshold
        self._lexicon = Lexicon(np.empty(0, ROW))

    def confidence(self, doc: Doc, one: Group) -> float:
        """Probability, to three decimals, that the paper is about the concept."""
        return round(float(1 / (1 + np.exp(-(features(doc, one, self._lexicon) @ self.weights + self.bias)))), 3)

    def __call__(self, doc: Doc) -> Doc:
        rows: list[Kept] = []
        for one in candidates(doc):
            sure = self.confidence(doc, one)
            if sure >= self.threshold:
                rows.extend(_kept(one, member, sure) for member in one.members)
        write(doc, rows)
        return doc

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Keeper:
        """Load weights and threshold from the ``keeper`` part of ``config.json`` in a folder, and its lexicon."""
        given = json.loads((Path(path) / "config.json").read_text(encoding="utf-8"))["keeper"]
        if tuple(given["features"]) != FEATURES:
            raise ValueError("config.json was made for another keeper: train again")
        self.weights = np.asarray(given["weights"], dtype=np.float64)
        self.bias, self.threshold = given["bias"], given["threshold"]
        self._lexicon = Lexicon.load(Path(path))
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """The weights stay where they are: they are made by ``extract.train`` and never change here."""


def _kept(one: Group, member: Found, confidence: float) -> Kept:
    return Kept(member.start, member.end, one.name, one.type, one.role, one.broad > 0.5, confidence, member.rule)


@Language.factory("concite_keeper", requires=["doc.spans"], assigns=["doc.spans"])
def make_keeper(nlp: Language, name: str) -> Keeper:
    return Keeper()
