"""From trained weights to an ONNX file: int8 weights, plain operators, any length."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from extract.train.data import sha256
from extract.train.net import ATTENTION_HEADS, WIDTH, Net


def export_tagger(net: Net, folder: Path) -> str:
    """Write ``tagger.onnx``, its chain in the metadata; gives its sha256."""
    path = folder / "tagger.onnx"
    export(net, path, ("ids", "shapes"), "scores", of_pieces=True)
    whole = onnx.load(str(path))
    onnx.helper.set_model_props(whole, {"chain": net.chain.written()})
    onnx.save(whole, str(path))
    return sha256(path)


def export(net: torch.nn.Module, path: Path, inputs: Sequence[str], output: str, *, of_pieces: bool) -> str:
    """Write ``net`` as an int8 ONNX file (weights and activations quantized dynamically); gives its sha256.

    Inputs are of shape (1, length); the output is (1, length, columns) if it is ``of_pieces``, else (1, columns).
    """
    example = torch.ones((1, 16), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            net.eval(),
            (example,) * len(inputs),
            str(plain),
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes={name: {1: "length"} for name in (*inputs, output)[: len(inputs) + of_pieces]},
            opset_version=17,
            dynamo=False,
        )
        model = optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=ATTENTION_HEADS, hidden_size=WIDTH, opt_level=0
        )
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # seven bits: eight overflow, and so score otherwise, on processors without VNNI
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    return sha256(path)
