"""Accuracy of an extraction against annotated papers.

A predicted concept is right when a gold concept of the same paper has its type (or accepts it as
``alt_type``) and one of their names or surfaces is the same after :func:`plain`; each gold concept is
matched once. Broad gold concepts count for nothing either way. Mentions are right when field,
start, end and type are (strict span F1).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graph.records import TYPES

Concepts = list[dict[str, Any]]
"""``[{"name", "type", "surfaces", "role", …}]``: gold has ``alt_type`` and ``broad`` too."""

_SEPARATORS = re.compile(r"[\s\-‐‑–_/]+")


def plain(text: str) -> str:
    """Case, hyphens, white space and plural endings of all words folded away: coarser than a store's names,
    so that the figure speaks of what was found and not of how it is written.
    """
    return " ".join(_singular(word.lower()) for word in _SEPARATORS.split(text.strip()) if word)


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def names(concept: Mapping[str, Any]) -> set[str]:
    return {plain(s) for s in (concept["name"], *concept.get("surfaces", ())) if plain(s)}


def match(gold: Concepts, predicted: Concepts, *, typed: bool = True) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) of indices, each used once: the largest such set, gold that is not broad served first."""
    called = [names(p) for p in predicted]
    edges = [
        [
            j
            for j, p in enumerate(predicted)
            if (not typed or p["type"] in (g["type"], g.get("alt_type"))) and names(g) & called[j]
        ]
        for g in gold
    ]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in sorted(range(len(gold)), key=lambda k: bool(gold[k].get("broad"))):
        place(i, set())
    return [(i, j) for j, i in owner.items()]


@dataclass(frozen=True, slots=True)
class Rate:
    """Right, predicted and gold; precision, recall and F1 of them."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of an evaluation; ``intervals`` are 95 % bootstrap intervals of F1 over papers."""

    papers: int
    mentions: dict[str, Rate]
    concepts: dict[str, Rate]
    untyped: Rate
    role_accuracy: float
    links: Rate
    intervals: dict[str, tuple[float, float]]
    calibration_error: float
    errors: list[tuple[str, str, str, str]]  # paper, missed or extra, type, name


def evaluate(
    gold: Mapping[str, Concepts],
    predicted: Mapping[str, Concepts],
    *,
    gold_spans: Mapping[str, set[tuple[str, int, int, str]]] | None = None,
    predicted_spans: Mapping[str, set[tuple[str, int, int, str]]] | None = None,
) -> Scores:
    """Score predictions for the papers of ``gold`` (concepts by paper id); a paper left out counts as empty."""
    rows: list[Counter[tuple[str, str]]] = []
    errors: list[tuple[str, str, str, str]] = []
    sure: list[tuple[float, bool]] = []
    for paper, wanted in gold.items():
        given = predicted.get(paper, [])
        rows.append(_paper(paper, wanted, given, errors, sure))
        for kind in TYPES:
            want, got = (
                {s for s in (spans or {}).get(paper, ()) if s[3] == kind} for spans in (gold_spans, predicted_spans)
            )
            rows[-1].update(
                {("m right", kind): len(want & got), ("m gold", kind): len(want), ("m pred", kind): len(got)}
            )
    total = sum(rows, Counter[tuple[str, str]]())
    return Scores(
        papers=len(gold),
        mentions=_rates(total, "m "),
        concepts=_rates(total, ""),
        untyped=Rate(total["untyped", "right"], total["untyped", "pred"], sum(total["gold", t] for t in TYPES)),
        role_accuracy=total["roles", "right"] / max(1, total["roles", "all"]),
        links=_links(gold, predicted),
        intervals={"concepts": _interval(rows, ""), "mentions": _interval(rows, "m ")},
        calibration_error=calibration_error(sure),
        errors=errors,
    )


def _paper(
    paper: str,
    gold: Concepts,
    given: Concepts,
    errors: list[tuple[str, str, str, str]],
    sure: list[tuple[float, bool]],
) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    pairs = match(gold, given)
    matched = {j: i for i, j in pairs}
    for i, j in pairs:
        if not gold[i].get("broad"):
            counts.update([("right", gold[i]["type"]), ("pred", gold[i]["type"]), ("roles", "all")])
            counts["roles", "right"] += gold[i]["role"] == given[j].get("role")
    for j, concept in enumerate(given):
        if j not in matched:
            counts["pred", concept["type"]] += 1
            errors.append((paper, "extra", concept["type"], concept["name"]))
        if j not in matched or not gold[matched[j]].get("broad"):
            sure.append((concept.get("confidence", 1.0), j in matched))
    found = {i for i, _ in pairs}
    for i, concept in enumerate(gold):
        if not concept.get("broad"):
            counts["gold", concept["type"]] += 1
            if i not in found:
                errors.append((paper, "missed", concept["type"], concept["name"]))
    loose = match(gold, given, typed=False)
    broad = sum(bool(gold[i].get("broad")) for i, _ in loose)
    counts.update({("untyped", "right"): len(loose) - broad, ("untyped", "pred"): len(given) - broad})
    return counts


def _rates(total: Mapping[tuple[str, str], int], which: str) -> dict[str, Rate]:
    by_type: dict[str, Rate] = {
        kind: Rate(total[f"{which}right", kind], total[f"{which}pred", kind], total[f"{which}gold", kind])
        for kind in TYPES
    }
    rates = by_type.values()
    return {
        "all": Rate(sum(r.right for r in rates), sum(r.predicted for r in rates), sum(r.gold for r in rates)),
        **by_type,
    }


def _interval(rows: Sequence[Counter[tuple[str, str]]], which: str, draws: int = 1000) -> tuple[float, float]:
    """95 % interval of F1 by drawing papers with replacement (Efron 1979); the same draws every time."""
    rng = random.Random(0)  # noqa: S311 - statistics, not secrets
    sums = [
        (sum(r[f"{which}right", t] for t in TYPES), sum(r[f"{which}pred", t] + r[f"{which}gold", t] for t in TYPES))
        for r in rows
    ]
    values = []
    for _ in range(draws if sums else 0):
        drawn = rng.choices(sums, k=len(sums))
        values.append(2 * sum(r for r, _ in drawn) / max(1, sum(n for _, n in drawn)))
    values.sort()
    return (values[int(0.025 * draws)], values[int(0.975 * draws)]) if values else (0.0, 0.0)


def _links(gold: Mapping[str, Concepts], predicted: Mapping[str, Concepts]) -> Rate:
    want = linked_pairs(gold)
    got = linked_pairs({paper: predicted.get(paper, []) for paper in gold})
    return Rate(len(want & got), len(got), len(want))


def linked_pairs(papers: Mapping[str, Concepts]) -> set[tuple[str, str]]:
    """Pairs of papers that share a concept by name, broad ones left out."""
    holders: dict[str, set[str]] = defaultdict(set)
    for paper, concepts in papers.items():
        for concept in concepts:
            if not concept.get("broad"):
                holders[plain(concept["name"])].add(paper)
    return {pair for members in holders.values() for pair in combinations(sorted(members), 2)}


def calibration_error(sure: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): mean distance of confidence and accuracy over equal bins."""
    cells: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in sure:
        cells[min(bins - 1, int(confidence * bins))].append((confidence, right))
    total = sum(map(len, cells.values()))
    return sum(abs(sum(c for c, _ in cell) - sum(r for _, r in cell)) for cell in cells.values()) / max(1, total)
