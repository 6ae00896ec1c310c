"""What else could find concepts: ``python -m extract.train.compare --data DIR`` prints one table from one run.

Ours against a spaCy CNN trained on the same papers and a keyword extractor, on annotated sets
that none of them has seen: concept F1 typed and with types ignored (keywords have none), and abstracts
a second on one thread. Needs the extra ``train``; YAKE (Campos et al. 2020), which is GPL and no part of
Concite, is measured too where somebody has installed it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
import torch
from spacy.language import Language
from spacy.training import Example

from extract.clean import clean
from extract.document import Text
from extract.evaluate import Concepts, evaluate
from extract.gold import Annotated, read, spans
from extract.pipeline import load, tag
from extract.train.__main__ import test_sets
from graph.fold import fold
from graph.holdings import concepts_of

Extractor = Callable[[Annotated], Concepts]
_KEYWORDS = 12  # as many as a paper has concepts


def ours() -> Extractor:
    nlp = load()

    def extract(paper: Annotated) -> Concepts:
        found = concepts_of(tag(nlp, "", Text(paper.title, paper.abstract)))
        return [{"name": c.name, "type": c.type, "surfaces": list(c.surfaces)} for c in found]

    return extract


def spacy_cnn(papers: list[Annotated], epochs: int) -> Extractor:
    """The entity recognizer of spaCy over its small convolutional encoder, with our tokenizer."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "concite.Words.v1"}}})
    nlp.add_pipe("ner")
    examples = [example for paper in papers for example in _examples(nlp, paper)]
    optimizer = nlp.initialize(lambda: examples)
    rng = random.Random(1)  # noqa: S311 - shuffling, not secrets
    for epoch in range(epochs):
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in range(0, len(examples), 32):
            nlp.update(examples[batch : batch + 32], drop=0.2, sgd=optimizer, losses=losses)
        sys.stderr.write(f"spaCy CNN, epoch {epoch + 1}: loss {losses['ner']:.0f}\n")

    def extract(paper: Annotated) -> Concepts:
        found: dict[tuple[str, str], set[str]] = {}
        for text in (paper.title, paper.abstract):
            for span in nlp(clean(text).text).ents:
                found.setdefault((fold(span.text), span.label_), set()).add(span.text)
        return [{"name": name, "type": kind, "surfaces": sorted(forms)} for (name, kind), forms in found.items()]

    return extract


def _examples(nlp: Language, paper: Annotated) -> Iterable[Example]:
    for raw in (paper.title, paper.abstract):
        text = clean(raw)
        doc = nlp.make_doc(text.text)
        places = [(*text.cleaned(span.start, span.end), span.concept["type"]) for span in spans(raw, paper.concepts)[0]]
        found = [doc.char_span(start, end, kind, alignment_mode="contract") for start, end, kind in places]
        reference = doc.copy()
        # Its transition system takes no span with white space or punctuation at an edge.
        kept = [s for s in found if s and not any(t.is_space for t in s) and not (s[0].is_punct or s[-1].is_punct)]
        reference.ents = spacy.util.filter_spans(kept)
        yield Example(doc, reference)


def yake() -> Extractor:
    import yake as library

    extractor = library.KeywordExtractor(lan="en", n=3, top=_KEYWORDS)
    return lambda paper: _keywords(word for word, _ in extractor.extract_keywords(f"{paper.title}. {paper.abstract}"))


def _keywords(words: Iterable[str]) -> Concepts:
    return [{"name": word, "type": "Method", "surfaces": [word]} for word in words]


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m extract.train.compare", description=__doc__.splitlines()[0])
    given.add_argument("--data", type=Path, required=True)
    given.add_argument("--epochs", type=int, default=5, help="of the spaCy CNN")
    options = given.parse_args()
    torch.set_num_threads(1)
    papers = read(options.data / "train_gold.json", options.data / "train_papers.jsonl")
    extractors: dict[str, Callable[[], Extractor]] = {
        "Concite": ours,
        "spaCy CNN, same papers": lambda: spacy_cnn(papers, options.epochs),
    }
    if find_spec("yake"):
        extractors[f"YAKE, {_KEYWORDS} keywords"] = yake
    sets = {name: read(gold, file) for name, gold, file in test_sets(options.data)}
    print("| extractor |", " | ".join(f"{name}: F1 | types ignored" for name in sets), "| abstracts/s |")  # noqa: T201
    print("|---|" + "---|" * (2 * len(sets) + 1))  # noqa: T201
    for name, make in extractors.items():
        print(f"| {name} |", " | ".join(_row(make(), sets)), "|", flush=True)  # noqa: T201


def _row(extract: Extractor, sets: dict[str, list[Annotated]]) -> list[str]:
    cells, seconds, count = [], 0.0, 0
    for papers in sets.values():
        gold: dict[str, Any] = {paper.id: paper.concepts for paper in papers}
        start = time.process_time()
        predicted = {paper.id: [{**c, "role": ""} for c in extract(paper)] for paper in papers}
        seconds, count = seconds + time.process_time() - start, count + len(papers)
        scores = evaluate(gold, predicted)
        cells += [f"{scores.concepts['all'].f1:.3f}", f"{scores.untyped.f1:.3f}"]
    return [*cells, f"{count / seconds:.0f}"]


if __name__ == "__main__":
    main()
