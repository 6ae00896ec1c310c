"""The chain of outer tags in training: how surprised it is by a row of tags."""

from __future__ import annotations

import json

import torch
from torch import Tensor, nn

from extract.chain import FREE
from extract.labels import TAGS


class Chain(nn.Module):
    """Logarithms of the weights of :class:`extract.chain.Chain`: of beginning, of each step, of ending."""

    def __init__(self) -> None:
        super().__init__()
        self.start, self.end = nn.Parameter(torch.zeros(len(TAGS))), nn.Parameter(torch.zeros(len(TAGS)))
        self.step = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("first", _never(torch.from_numpy(FREE.start)), persistent=False)
        self.register_buffer("next", _never(torch.from_numpy(FREE.step)), persistent=False)

    def surprise(self, scores: Tensor, path: Tensor) -> Tensor:
        """Sum over rows of -log p(path), by the forward sums (Lafferty, McCallum & Pereira 2001).

        ``scores``: (rows, words, tags). ``path``: the tag of each word, (rows, words), legal, -1 behind the last word.
        """
        there = path >= 0
        tag = path.clamp(min=0)
        start, step = self.start + self.first, self.step + self.next
        at = start + scores[:, 0]
        for word in range(1, scores.shape[1]):
            through = torch.logsumexp(at[:, :, None] + step, 1) + scores[:, word]
            at = torch.where(there[:, word, None], through, at)
        of_all = torch.logsumexp(at + self.end, 1)
        said = (scores.gather(2, tag[..., None])[..., 0] * there).sum(1)
        moved = (step[tag[:, :-1], tag[:, 1:]] * there[:, 1:]).sum(1)
        last = tag.gather(1, there.sum(1, keepdim=True) - 1)[:, 0]
        return (of_all - start[tag[:, 0]] - said - moved - self.end[last]).sum()

    def written(self) -> str:
        """For the ONNX file: the arguments of :meth:`extract.chain.Chain.of`, in JSON."""
        weights = {"start": self.start, "step": self.step, "end": self.end}
        return json.dumps({name: value.detach().numpy().round(5).tolist() for name, value in weights.items()})


def _never(weights: Tensor) -> Tensor:
    """Zero where a weight is above zero, else so little that it never happens."""
    return torch.where(weights > 0, 0.0, -1e4)
