"""The network: a small BERT encoder with four linear heads over its word pieces.

Written out, so that the same forward pass trains and exports. Its first weights come from
``extract.train.encoder``. Heads: outer and inner BIO tags, role, broad; the chain, which ties outer tags
together, is read off beside the network.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from extract.labels import HEADS
from extract.train.chain import Chain
from extract.words import SHAPES

WIDTH, ATTENTION_HEADS, INNER, POSITIONS, PIECES = 384, 12, 1536, 512, 30522
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
        # Plain operators: onnxruntime fuses them, and in bf16 they take half the time of the fused attention of torch.
        alike = query @ key.transpose(-1, -2) / (WIDTH // ATTENTION_HEADS) ** 0.5
        if mask is not None:
            alike = alike.masked_fill(~mask, -1e4)
        heard = torch.softmax(alike, -1).to(value.dtype) @ value
        heard = heard.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm_attention(x + self.dropout(self.out(heard)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Net(nn.Module):
    """ids, shapes: (rows, length) → scores of all heads side by side: (rows, length, columns)."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(PIECES, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shape_in = nn.Embedding(SHAPES, WIDTH)
        self.shape_out = nn.Embedding(SHAPES, _SHAPE_WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(WIDTH + _SHAPE_WIDTH, sum(map(len, HEADS.values())))
        self.chain = Chain()
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
