"""The strongest partners of a paper, against a sum over all pairs."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

from graph.records import ROLES, TYPES, Type
from graph.score import DIGITS
from graph.store import Posting, Store
from tests.graph.store.builders import Say, fill, tagged


def populate(store: Store, seed: int, *, papers: int, concepts: int) -> None:
    """Few concepts are everywhere and many are rare; types are those of the concepts, now and then of another."""
    chance = random.Random(seed)
    weights = [1 / rank for rank in range(1, concepts + 1)]
    rows = []
    for number in range(papers):
        says = []
        for concept in chance.choices(range(concepts), weights, k=chance.randrange(7)):
            kind = TYPES[concept % 3] if chance.random() < 0.8 else chance.choice(TYPES)
            role = chance.choice(ROLES)
            says.append(Say(f"c{concept}", kind, role, chance.choice((0.6, 0.8, 0.95))))
        rows.append(tagged(f"p{number:04}", *says))
    chance.shuffle(rows)
    fill(store, *rows)


def expected(store: Store, paper: str, kinds: Sequence[Type]) -> list[tuple[str, float]]:
    """All partners by shared concepts, written out, best first."""
    ids = store.read(lambda reader: reader.paper_ids(limit=10**6))
    concepts = store.read(lambda reader: reader.concepts(reader.concept_ids(limit=10**6)))
    postings = store.read(lambda reader: reader.postings(ids))
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    norms: dict[str, float] = {}
    for posting in postings:
        weights[posting.paper][posting.concept] = posting.weight
        norms[posting.paper] = posting.norm
    scores = []
    for other in weights.keys() - {paper}:
        parts = []
        for concept in weights[paper].keys() & weights[other].keys():
            if concepts[concept].type in kinds:
                df = sum(concept in held for held in weights.values())
                idf = math.log(1 + (len(ids) - df + 0.5) / (df + 0.5))
                parts.append(idf * weights[paper][concept] * weights[other][concept] / (norms[paper] * norms[other]))
        if parts:
            scores.append((other, round(math.fsum(parts), DIGITS)))
    return sorted(scores, key=lambda row: (-row[1], row[0]))


def candidates(store: Store, paper: str, kinds: Sequence[Type], limit: int) -> list[str]:
    return store.read(lambda reader: reader.candidates(paper, kinds=kinds, limit=limit, near=False))


def postings(store: Store, papers: Sequence[str], concepts: Sequence[str] | None = None) -> list[Posting]:
    return store.read(lambda reader: reader.postings(papers, concepts))


@pytest.mark.parametrize("kinds", [TYPES, ("Method",), ("Dataset", "Task"), ()])
@pytest.mark.parametrize("seed", range(3))
def test_against_brute_force(store: Store, seed: int, kinds: tuple[Type, ...]) -> None:
    populate(store, seed, papers=250, concepts=40)
    for paper in store.read(lambda reader: reader.paper_ids())[::11]:
        best = expected(store, paper, kinds)
        scores = dict(best)
        for limit in (1, 10, 1000):
            chosen = candidates(store, paper, kinds, limit)
            least = best[min(limit, len(best)) - 1][1] if best else 0.0
            assert len(chosen) == len(set(chosen)) == min(limit, len(best))
            # Sums made in another order may differ in the last digit.
            assert all(scores[other] >= least - 2 * 10**-DIGITS for other in chosen)


def test_nobody_shares_anything(store: Store) -> None:
    fill(store, tagged("1", "BERT"), tagged("2", "GLUE"), tagged("3"))
    assert candidates(store, "1", TYPES, 5) == []
    assert candidates(store, "3", TYPES, 5) == []
    assert candidates(store, "unknown", TYPES, 5) == []


def test_a_concept_counts_as_the_type_that_most_mentions_say(store: Store) -> None:
    fill(store, tagged("1", Say("x", "Task")), tagged("2", Say("x", "Dataset")), tagged("3", Say("x", "Dataset")))
    assert candidates(store, "1", ["Dataset"], 5) == ["2", "3"]
    assert candidates(store, "1", ["Dataset"], 0) == []
    assert candidates(store, "1", ["Task", "Method"], 5) == []


def test_a_hub_is_not_cut_off_and_ties_fall_by_id(store: Store) -> None:
    ids = [f"{number:03}" for number in range(200)]
    chance = random.Random(1)
    fill(store, *(tagged(id_, "BERT") for id_ in chance.sample(ids, len(ids))), tagged("z", "BERT"))
    assert candidates(store, "z", TYPES, 10) == ids[:10]
    assert candidates(store, "z", TYPES, 500) == ids


def test_postings_of_papers_and_concepts(store: Store) -> None:
    fill(store, tagged("1", "BERT", "GLUE"), tagged("2", "BERT"))
    bert = postings(store, ["2", "1", "unknown"], ["bert", "unknown"])
    assert [(row.paper, row.concept, row.weight) for row in bert] == [("1", "bert", 0.5), ("2", "bert", 0.5)]
    assert len(postings(store, ["1"])) == 2
    assert postings(store, ["1"], []) == []


def test_words_are_counted_by_papers(store: Store) -> None:
    def counts(*words: str) -> dict[str, int]:
        return store.read(lambda reader: reader.word_counts(words))

    fill(store, tagged("1", "Parsers", "parse trees"), tagged("2", "parser", "BERT"))
    before = counts("parser", "tree", "bert", "nowhere")
    assert before == {"parser": 2, "tree": 1, "bert": 1}
    fill(store, tagged("2", "BERT"))
    assert counts("parser", "bert") == {"parser": 1, "bert": 1}
    store.write(lambda writer: writer.delete(["1"]))
    assert counts("parser", "tree", "bert") == {"bert": 1}
