"""Fit the keeper on annotated papers that the tagger has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Doc

from extract import evaluate
from extract.document import Text, make_doc
from extract.gold import Annotated
from extract.keeper import FEATURES, candidates, features
from extract.lexicon import Lexicon
from extract.pipeline import load
from extract.roles import Group
from graph.records import role_word

_FOLDS = 5
_BESIDE = 5  # points of the curve that are taken together
Array = NDArray[np.float64]


def fit_keeper(papers: Sequence[Annotated], folder: Path) -> dict[str, Any]:
    """Weights, bias and threshold for ``config.json``; the tagger's files and the lexicon lie in ``folder``.

    The threshold is the one with the best concept F1 when each fold is judged by the others, on average with those
    beside it: single points of the curve are noise.
    """
    nlp = load(folder, keeper=False)
    lexicon = Lexicon.load(folder)
    docs = [nlp(make_doc(nlp, Text(paper.title, paper.abstract))[0]) for paper in papers]
    groups = [candidates(doc) for doc in docs]
    pairs = [
        evaluate.match(paper.concepts, [_plain(doc, one) for one in found])
        for paper, doc, found in zip(papers, docs, groups, strict=True)
    ]
    rows, right, weight, fold = [], [], [], []
    for n, (paper, doc, found, matched) in enumerate(zip(papers, docs, groups, pairs, strict=True)):
        gold_of = {j: i for i, j in matched}
        for j, one in enumerate(found):
            rows.append(features(doc, one, lexicon))
            right.append(j in gold_of)
            # Broad concepts count for nothing in the figures, but they too are right or wrong.
            weight.append(0.3 if j in gold_of and paper.concepts[gold_of[j]].get("broad") else 1.0)
            fold.append(n)
    x, y, w, g = np.array(rows), np.array(right), np.array(weight), np.array(fold)
    sure = np.zeros(len(y))
    for train, test in GroupKFold(_FOLDS).split(x, y, g):
        weights, bias = _logistic(x[train], y[train], w[train])
        sure[test] = 1 / (1 + np.exp(-(x[test] @ weights + bias)))
    gold = {paper.id: paper.concepts for paper in papers}
    curve = []
    for threshold in np.arange(0.2, 0.7, 0.025):
        kept: dict[str, evaluate.Concepts] = {paper.id: [] for paper in papers}
        at = 0
        for paper, doc, found in zip(papers, docs, groups, strict=True):
            for one in found:
                if sure[at] >= threshold:
                    kept[paper.id].append(_plain(doc, one))
                at += 1
        rate = evaluate.evaluate(gold, kept).concepts["all"]
        curve.append((round(float(threshold), 3), rate.precision, rate.recall, rate.f1))
    weights, bias = _logistic(x, y, w)
    smooth = np.convolve([row[3] for row in curve], np.full(_BESIDE, 1 / _BESIDE), mode="valid")
    return {
        "features": list(FEATURES),
        "weights": [round(float(v), 6) for v in weights],
        "bias": round(float(bias), 6),
        "threshold": curve[int(smooth.argmax()) + _BESIDE // 2][0],
        "curve": [[t, *(round(v, 4) for v in rest)] for t, *rest in curve],
        "calibration_error": round(evaluate.calibration_error(zip(sure.tolist(), y.tolist(), strict=True)), 4),
    }


def _plain(doc: Doc, one: Group) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type,
        "surfaces": list(dict.fromkeys(doc[m.start : m.end].text for m in one.members)),
        "role": role_word(one.type, one.role),
    }


def _logistic(x: Array, y: Array, weight: Array) -> tuple[Array, float]:
    """Weights for the features as they come: the scaling that the fit needs is folded in."""
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=1000).fit((x - mean) / spread, y, sample_weight=weight)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)
