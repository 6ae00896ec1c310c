"""Make the name encoder: ``python -m extract.train.names --out DIR`` (extra ``train``).

Nothing is trained: all-MiniLM-L6-v2 (Apache-2.0) is written as int8 ONNX with its mean over pieces. OUT gets
``names.onnx`` and ``names.json``; ``python -m extract.train.cells`` makes the cells that it needs, too.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from extract.train.encoder import load_encoder, minilm
from extract.train.export import export
from extract.train.net import Net

_LAYERS = 6


class Names(nn.Module):
    """ids: (1, length) → mean of its pieces: (1, WIDTH)."""

    def __init__(self) -> None:
        super().__init__()
        self.net = Net(_LAYERS, dropout=0)
        load_encoder(self.net, minilm())

    def forward(self, ids: Tensor) -> Tensor:
        return self.net.encode(self.net.piece(ids), ids).mean(1)


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m extract.train.names", description=__doc__.splitlines()[0])
    given.add_argument("--out", type=Path, required=True, help="folder for the encoder")
    out = given.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    digest = export(Names(), out / "names.onnx", ("ids",), "mean", of_pieces=False)
    card = {"encoder": "all-MiniLM-L6-v2", "names_sha256": digest}  # the id is of the cells as well
    (out / "cells.npy").unlink(missing_ok=True)
    (out / "names.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with torch.no_grad():
        main()
