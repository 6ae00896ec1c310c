"""How well links rank, beside what else could rank them, on papers that people judged.

    python -m tests.benchmarks.links_quality PAPERS.jsonl QRELS.jsonl [--encoder MODULE:NAME | --store URL]

PAPERS  one object a line: {"id", "title", "abstract"}
QRELS   one object a line: {"query", "facet", "cands": [ids], "rel": [grade of each, 0 to 3]}

as in CSFCube (Mysore et al. 2021). Printed for each facet and for all queries: NDCG of the top 20 % of the pool (as
published: gain = grade, discount log2 of the rank from rank 2 on), for all also the mean average precision (relevant:
grade 2 and up) and the range of NDCG with one query left out. ``MODULE:NAME`` is what makes a name's vector: called
without arguments, it gives a function from a name to 384 int8 as bytes. With ``--store`` papers are ranked as they are
linked in that store, where they stand among others (``concite add PAPERS.jsonl``).
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.document import Text
from extract.pipeline import Taggers
from graph.add import put
from graph.connect import open_store
from graph.curated import shipped
from graph.holdings import PaperConcept, concepts_of
from graph.measure import ANY, BROAD, Asked, Aspect, Held, Profile, emphasis, tie, weight
from graph.near import components
from graph.records import Concept, Paper, Record, Source, Tagged
from graph.resolve import verdicts
from graph.score import idf
from graph.store import Reader, Store
from graph.ties import Ties
from graph.wording import rarities, unit, words

Ranker = Callable[[str, str, str], float]
"""The score of a paper for a query paper and a facet."""
Stress = Callable[[PaperConcept], float]
_SOURCE = Source("papers.jsonl", "0" * 64)
_TOP = 0.2  # of a pool
_ROLES = {"own": 1.0, "used": 0.8, "mentioned": 0.4}  # of the measure that was first drawn up


@dataclass(frozen=True, slots=True)
class Query:
    paper: str
    facet: str
    grades: dict[str, int]


@dataclass(frozen=True)
class Corpus:
    """Papers with their concepts and words, as a store has them."""

    papers: dict[str, Paper]
    held: dict[str, list[PaperConcept]]
    concepts: dict[str, Concept]
    vectors: Mapping[str, NDArray[np.int8]]

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        return {one.id: words(f"{one.title or ''}\n{one.abstract or ''}") for one in self.papers.values()}

    @cached_property
    def users(self) -> Counter[str]:
        """How many papers use each word."""
        return Counter(word for counts in self.counts.values() for word in counts)

    def idf(self, concept: str) -> float:
        return idf(len(self.papers), self.concepts[concept].papers)

    def shared(self, a: str, b: str) -> set[str]:
        return {one.id for one in self.held[a]} & {one.id for one in self.held[b]}


def read_corpus(path: Path, encode: Callable[[str], bytes]) -> Corpus:
    """Tag papers, put them into a store and take them out again as it has them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    papers = [_paper(str(row["id"]), row.get("title"), row.get("abstract")) for row in rows]
    with Taggers() as tag, tempfile.TemporaryDirectory() as folder:
        tags = tag(Text(paper.title or "", paper.abstract or "") for paper in papers)
        tagged = (Tagged(paper, found) for paper, found in zip(papers, tags, strict=True))
        store = open_store(f"sqlite:///{folder}/papers.db")
        while batch := list(islice(tagged, 500)):
            store.write(lambda writer, batch=batch: put(writer, (), batch, (), shipped()))  # type: ignore[misc]
        held, concepts = store.read(lambda reader: _held(reader, [paper.id for paper in papers]))
        store.close()
    vectors = {one.id: components([encode(one.name)])[0] for one in concepts.values()}
    return Corpus({paper.id: paper for paper in papers}, held, concepts, vectors)


def _paper(key: str, title: str | None, abstract: str | None) -> Paper:
    return Paper(key, title, abstract, (Record(_SOURCE, key, title, abstract, key=key),))


def _held(reader: Reader, papers: Sequence[str]) -> tuple[dict[str, list[PaperConcept]], dict[str, Concept]]:
    tagged = reader.tagged(papers)
    names = {mention.name for one in tagged.values() for mention in one.tags.mentions}
    concept_of = {name: naming.concept for name, naming in reader.namings(names).items()}
    given = verdicts(reader, set(concept_of.values()), papers)
    held = {paper: concepts_of(one.tags, concept_of, paper=paper, verdicts=given) for paper, one in tagged.items()}
    return held, reader.concepts({one.id for rows in held.values() for one in rows})


# -- what could rank -----------------------------------------------------------------------------------
def overlaps(corpus: Corpus) -> dict[str, Ranker]:
    """Measures of the concepts that both papers have."""

    def size(paper: str) -> int:
        return len(corpus.held[paper]) or 1

    def total(part: Callable[[str], float]) -> Ranker:
        return lambda a, b, _: math.fsum(part(concept) for concept in corpus.shared(a, b))

    def normalised(stress: Stress) -> Ranker:
        weights = {paper: {one.id: stress(one) for one in rows} for paper, rows in corpus.held.items()}
        lengths = {paper: math.hypot(*rows.values()) or 1 for paper, rows in weights.items()}

        def score(a: str, b: str, _: str) -> float:
            both = (corpus.idf(c) * weights[a][c] * weights[b][c] for c in corpus.shared(a, b))
            return math.fsum(both) / lengths[a] / lengths[b]

        return score

    def saturated(a: str, b: str, _: str) -> float:
        often = {one.id: len(one.mentions) for one in corpus.held[b]}
        mean = sum(map(len, corpus.held.values())) / len(corpus.held)
        long = 1.2 * (0.25 + 0.75 * size(b) / mean)
        return math.fsum(corpus.idf(c) * 2.2 * often[c] / (often[c] + long) for c in corpus.shared(a, b))

    return {
        "shared count": total(lambda _: 1.0),
        "Jaccard": lambda a, b, _: len(n := corpus.shared(a, b)) / (size(a) + size(b) - len(n)),
        "cosine (Salton)": lambda a, b, _: len(corpus.shared(a, b)) / math.sqrt(size(a) * size(b)),
        "association strength (van Eck & Waltman 2009)": lambda a, b, _: len(corpus.shared(a, b)) / (size(a) * size(b)),
        "resource allocation (Zhou et al. 2009)": total(lambda c: 1 / corpus.concepts[c].papers),
        "idf sum": total(corpus.idf),
        "BM25 (Robertson & Zaragoza 2009)": saturated,
        "idf sum, normalised": normalised(lambda _: 1.0),
        "idf sum, normalised, confidence x role x broad": normalised(
            lambda one: one.confidence * _ROLES[one.role] * _broad(one)
        ),
    }


def best_matches(corpus: Corpus, least: float) -> Ranker:
    """Each concept meets its nearest on the other side: idf-weighted mean of the cosines above ``least``, both ways."""

    def side(paper: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        ids = [one.id for one in corpus.held[paper]]
        return np.array([corpus.idf(c) for c in ids]), np.array([corpus.vectors[c] for c in ids], dtype=np.float64)

    sides = {paper: side(paper) for paper in corpus.papers}

    def score(a: str, b: str, _: str) -> float:
        (wa, va), (wb, vb) = sides[a], sides[b]
        if not len(wa) or not len(wb):
            return 0.0
        near = np.clip((va @ vb.T / 127**2 - least) / (1 - least), 0, 1)
        return float((wa @ near.max(1)) / wa.sum() + (wb @ near.max(0)) / wb.sum()) / 2

    return score


def ties(
    corpus: Corpus,
    stress: Stress,
    *,
    rarity: float = 1.0,
    aspects: Mapping[str, Aspect] | None = None,
    wording: bool = False,
    same: bool = False,
) -> Ranker:
    """The measure of :mod:`graph.measure`; ``same`` lets only shared concepts count, ``rarity`` is a power of idf."""

    @cache
    def profile(paper: str, aspect: Aspect) -> Profile:
        rows = corpus.held[paper]
        size = len(corpus.papers)
        held = [
            Held(
                one.id,
                (kind := corpus.concepts[one.id].type),
                weight(stress(one), kind, corpus.concepts[one.id].papers, size, aspect)
                * corpus.idf(one.id) ** ((rarity - 1) / 2),
            )
            for one in rows
        ]
        return Profile.of(held, [corpus.vectors[one.id].tobytes() for one in rows])

    @cache
    def used(paper: str) -> dict[str, float]:
        return unit(corpus.counts[paper], rarities(corpus.users, len(corpus.papers)), 0.0)

    def score(a: str, b: str, facet: str) -> float:
        aspect = (aspects or {}).get(facet, "all")
        found = tie(profile(a, aspect), profile(b, aspect), (used(a), used(b)) if wording else None)
        return math.fsum(pair.share for pair in found.pairs if pair.shared) if same else found.score

    return score


def by_words(corpus: Corpus, power: float) -> Ranker:
    """Cosine of the words of both texts; with a power of 1 TF-IDF, of 0.5 the wording of a link."""

    def vector(paper: str) -> dict[str, float]:
        counts, users, size = corpus.counts[paper], corpus.users, len(corpus.papers)
        row = {word: (1 + math.log(n)) * idf(size, users[word]) ** power for word, n in counts.items()}
        length = math.hypot(*row.values()) or 1
        return {word: value / length for word, value in row.items()}

    vectors = {paper: vector(paper) for paper in corpus.papers}
    return lambda a, b, _: math.fsum(value * vectors[b].get(word, 0) for word, value in vectors[a].items())


def _title(one: PaperConcept) -> bool:
    return any(mention.place.field == "title" for mention in one.mentions)


def _stress(one: PaperConcept) -> float:
    return emphasis(one.role, len(one.mentions), in_title=_title(one), broad=one.broad)


def _broad(one: PaperConcept) -> float:
    return BROAD if one.broad else 1.0


def rankers(corpus: Corpus) -> dict[str, Ranker]:
    """Everything that is compared, by name."""
    aspects: dict[str, Aspect] = {"background": "background", "method": "method"}
    return {
        **overlaps(corpus),
        "best matches, cosine from 0 up": best_matches(corpus, 0.0),
        "best matches, cosine from 0.3 up": best_matches(corpus, 0.3),
        "soft cosine, all concepts alike": ties(corpus, lambda _: 1.0),
        "chosen without roles": ties(corpus, lambda one: emphasis("own", len(one.mentions), in_title=_title(one))),
        "chosen without title": ties(corpus, lambda one: emphasis(one.role, len(one.mentions), in_title=False)),
        "chosen without mentions": ties(corpus, lambda one: emphasis(one.role, 1, in_title=_title(one))),
        "chosen without near": ties(corpus, _stress, same=True),
        "chosen without idf": ties(corpus, _stress, rarity=0.0),
        "chosen with idf twice": ties(corpus, _stress, rarity=2.0),
        "chosen x confidence": ties(corpus, lambda one: _stress(one) * one.confidence),
        "chosen without broad": ties(corpus, lambda one: _stress(one) / _broad(one)),
        "chosen": ties(corpus, _stress),
        "chosen, by aspect": ties(corpus, _stress, aspects=aspects),
        "TF-IDF of words": by_words(corpus, 1.0),
        "wording alone (idf once)": by_words(corpus, 0.5),
        "chosen with wording": ties(corpus, _stress, wording=True),
        "chosen with wording, by aspect": ties(corpus, _stress, wording=True, aspects=aspects),
    }


def stored(store: Store) -> dict[str, Ranker]:
    """The links of papers in a store; a paper that is not in it is linked to none."""

    def ranker(asked: Asked, aspects: Mapping[str, Aspect]) -> Ranker:
        def score(a: str, b: str, facet: str) -> float:
            wanted = replace(asked, aspect=aspects.get(facet, "all"))
            best = store.read(lambda reader: Ties(reader, [a, b], wanted).best([a], 1))
            return best[0][1][a].score if best else 0.0

        return score

    aspects: dict[str, Aspect] = {"background": "background", "method": "method"}
    return {
        "links": ranker(ANY, {}),
        "links, by aspect": ranker(ANY, aspects),
        "links, shared only": ranker(Asked(shared_only=True), {}),
    }


# -- how well ------------------------------------------------------------------------------------------
def ndcg(grades: Sequence[int]) -> float:
    """Of the top 20 % of a pool, given the grades in the order of a ranking."""
    top = math.ceil(len(grades) * _TOP)
    ideal = _gain(sorted(grades, reverse=True)[:top])
    return _gain(grades[:top]) / ideal if ideal else 0.0


def _gain(grades: Iterable[int]) -> float:
    return math.fsum(grade / max(1.0, math.log2(rank)) for rank, grade in enumerate(grades, 1))


def precision(grades: Sequence[int]) -> float:
    """Average precision; nan where nothing is relevant."""
    found = [rank for rank, grade in enumerate(grades, 1) if grade >= 2]
    return sum(n / rank for n, rank in enumerate(found, 1)) / len(found) if found else math.nan


def row(name: str, queries: Sequence[Query], ranker: Ranker) -> str:
    """A line of the table."""
    ranked = []
    for query in queries:
        scores = {paper: ranker(query.paper, paper, query.facet) for paper in query.grades}
        ranked.append([query.grades[paper] for paper in sorted(scores, key=lambda p: (-scores[p], p))])
    gains = 100 * np.array([ndcg(grades) for grades in ranked])
    left = [np.delete(gains, n).mean() for n in range(len(gains))]
    facets = np.array([query.facet for query in queries])
    cells = [f"{gains[facets == facet].mean():.1f}" for facet in dict.fromkeys(facets)]
    means = f"{gains.mean():.1f} | {100 * np.nanmean([precision(grades) for grades in ranked]):.1f}"
    return f"| {name} | {' | '.join(cells)} | {means} | {min(left):.1f} to {max(left):.1f} |"


def read_queries(path: Path) -> list[Query]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Query(str(r["query"]), r["facet"], dict(zip(map(str, r["cands"]), r["rel"], strict=True))) for r in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=Path)
    parser.add_argument("qrels", type=Path)
    parser.add_argument("--encoder", default="extract.names:NameEncoder")
    parser.add_argument("--store", help="URL of a store that has the papers")
    given = parser.parse_args()
    queries = read_queries(given.qrels)
    if given.store:
        ranked = stored(open_store(given.store))
    else:
        module, _, name = given.encoder.partition(":")
        encoder: Any = getattr(importlib.import_module(module), name)()
        ranked = rankers(read_corpus(given.papers, encoder))
    facets = list(dict.fromkeys(query.facet for query in queries))
    print(f"| ranking | {' | '.join(facets)} | all | MAP | all, one query left out |")  # noqa: T201
    print("|---" * (len(facets) + 4) + "|")  # noqa: T201
    for label, ranker in ranked.items():
        print(row(label, queries, ranker), flush=True)  # noqa: T201 - what a benchmark is for


if __name__ == "__main__":
    main()
