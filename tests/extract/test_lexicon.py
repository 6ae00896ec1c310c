"""The lexicon: made from annotated papers, asked by name and type."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from extract.gold import Annotated
from extract.lexicon import Lexicon
from extract.train.lexicon import lexicon_of
from extract.weights import MODEL


def paper(n: int, abstract: str, **concepts: str) -> Annotated:
    return Annotated(str(n), "", abstract, [{"type": kind, "surfaces": [name]} for name, kind in concepts.items()])


def test_odds_are_of_papers_that_have_the_name(tmp_path: Path) -> None:
    papers = [
        paper(1, "We train GANs on ImageNet.", GANs="Method", ImageNet="Dataset"),
        paper(2, "A GAN is not what we use.", ImageNet="Dataset"),
        paper(3, "Gans (GAN) twice, in one paper.", GAN="Method"),
    ]
    np.save(tmp_path / "lexicon.npy", lexicon_of(papers))
    lexicon = Lexicon.load(tmp_path)
    assert lexicon.odds("gan", "Method") == math.log(3 / 2)  # annotated in two of three
    assert lexicon.odds("gan", "Task") == math.log(1 / 4)
    assert lexicon.odds("imagenet", "Dataset") == math.log(3 / 1)  # the second names it nowhere, but it was annotated
    assert lexicon.odds("bert", "Method") is None


def test_the_shipped_one_knows_well_known_names() -> None:
    lexicon = Lexicon.load(MODEL)
    imagenet, method = lexicon.odds("imagenet", "Dataset"), lexicon.odds("method", "Method")
    assert imagenet and imagenet > 1
    assert method is None or method < -3
