"""Make the cells of the name encoder: ``python -m extract.train.cells NAMES --model DIR`` (extra ``train``).

NAMES has a concept name a line. DIR holds ``names.onnx`` and gets ``cells.npy``, the middles of the cells into which
k-means (Lloyd 1982) parts the vectors of these names; ``names.json`` is renewed, so that stores take up the new cells.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from extract.names import NameEncoder, scaled

_CELLS = 2048  # with eight for each vector, 97 in 100 near pairs share one, and 5 in 100 of all pairs
_ROUNDS = 12
_SEED = 7


def middles(vectors: NDArray[np.int8], *, cells: int) -> NDArray[np.int8]:
    """Middles of so many cells, as rows of the length of the vectors."""
    means = KMeans(cells, init="random", n_init=1, max_iter=_ROUNDS, random_state=_SEED, algorithm="lloyd")
    return scaled(means.fit(vectors.astype(np.float32)).cluster_centers_)


def write(model: Path, names: Sequence[str]) -> None:
    """Fit the cells to these names and write them beside the encoder."""
    encoder = NameEncoder(model)
    np.save(model / "cells.npy", middles(np.stack([encoder.vector(name) for name in names]), cells=_CELLS))
    card = json.loads((model / "names.json").read_text(encoding="utf-8"))
    digests = [hashlib.sha256((model / file).read_bytes()).hexdigest() for file in ("names.onnx", "cells.npy")]
    card |= {"id": "names-" + "-".join(digest[:10] for digest in digests)}
    card |= dict(zip(("names_sha256", "cells_sha256"), digests, strict=True))
    (model / "names.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    given = argparse.ArgumentParser(prog="python -m extract.train.cells", description=__doc__.splitlines()[0])
    given.add_argument("names", type=Path, help="a file with a name a line")
    given.add_argument("--model", type=Path, required=True, help="folder of the encoder")
    options = given.parse_args()
    write(options.model, options.names.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    main()
