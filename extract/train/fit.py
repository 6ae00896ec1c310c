"""The training loop: AdamW with warm-up, batches by length, an average of the weights, checkpoints."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from extract.chain import path
from extract.gold import Annotated
from extract.labels import HEADS
from extract.pieces import Pieces
from extract.train.data import Example, examples
from extract.train.net import Net


@dataclass(frozen=True, slots=True)
class Config:
    """What a training run depends on besides its data; ``config.toml``, ``student.toml`` and ``chain.toml``
    beside this file hold those of the three runs behind the shipped one.
    """

    seed: int = 1
    layers: int = 8  # of the encoder's twelve
    epochs: int = 3
    rate: float = 2e-4
    head_rate: float = 1e-3
    chain_rate: float = 1e-2
    warm_up: float = 0.1  # share of all steps
    batch_pieces: int = 1024
    average: float = 0.998  # decay of the moving average of weights
    start_share: float = 0.0  # of the weights that a run went on from, in what it ends with (Wortsman et al. 2022)
    untitled: float = 0.1  # share of papers read without their title in an epoch
    held_out: int = 300  # papers kept aside to fit the keeper
    unlabelled: int = 12000  # papers without annotations to learn from teachers, where there are any
    dropout: float = 0.1
    bf16: bool = True  # only where the processor has it: 40 times slower elsewhere
    weights: tuple[float, float, float, float] = (1.0, 0.3, 0.2, 0.1)  # of the heads' losses


def batches(rows: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Rows of like length together, at most ``pieces`` to a batch with padding, in random order."""
    order = sorted(rows, key=lambda row: len(row.window.ids) + rng.random() * 15)
    out: list[list[Example]] = [[]]
    for row in order:
        if out[-1] and len(row.window.ids) * (len(out[-1]) + 1) > pieces:
            out.append([])
        out[-1].append(row)
    rng.shuffle(out)
    return out


def tensors(batch: list[Example]) -> dict[str, Tensor]:
    """Pad a batch: ids, shapes and mask of shape (rows, longest), targets of each head at the words' first pieces;
    ``at`` the first piece of each word and ``path`` its outer tag (-1: no word), of shape (rows, most words).
    """
    longest = max(len(row.window.ids) for row in batch)
    size = (len(batch), longest)
    out: dict[str, NDArray[Any]] = {
        "ids": np.zeros(size, np.int64),
        "shapes": np.zeros(size, np.int64),
        "mask": np.zeros(size, bool),
    }
    targets = {head: np.zeros((*size, len(tags)), np.float32) for head, tags in HEADS.items()}
    words = (len(batch), max(len(row.window.piece_of) for row in batch))
    out |= {"at": np.zeros(words, np.int64), "path": np.full(words, -1, np.int64)}
    for i, row in enumerate(batch):
        length, count = len(row.window.ids), len(row.window.piece_of)
        out["ids"][i, :length] = row.window.ids
        out["shapes"][i, :length] = row.window.shapes
        out["mask"][i, :length] = True
        out["at"][i, :count] = row.window.piece_of
        out["path"][i, :count] = path(row.targets["outer"])
        for head in HEADS:
            targets[head][i, row.window.piece_of] = row.targets[head]
    return {name: torch.from_numpy(array) for name, array in {**out, **targets}.items()}


def loss_of(net: Net, batch: dict[str, Tensor], config: Config) -> Tensor:
    """Weighted sum over heads of their surprise: of the outer tags as a chain, for a word on average; of
    the others the mean cross entropy between scores and targets.
    """
    with torch.autocast("cpu", torch.bfloat16, enabled=config.bf16):
        scores = net(batch["ids"], batch["shapes"], batch["mask"])
    columns = torch.split(scores.float(), [len(tags) for tags in HEADS.values()], dim=-1)
    total = columns[0].new_zeros(())
    for weight, head, part in zip(config.weights, HEADS, columns, strict=True):
        if head == "outer":
            of_words = part.gather(1, batch["at"][..., None].expand(-1, -1, part.shape[-1]))
            surprise = net.chain.surprise(of_words, batch["path"]) / (batch["path"] >= 0).sum()
        else:
            target = batch[head]
            surprise = -(target * part.log_softmax(-1)).sum() / target.sum().clamp(min=1)
        total = total + weight * surprise
    return total


def fit(
    net: Net,
    papers: list[Annotated],
    others: list[Example],
    pieces: Pieces,
    config: Config,
    checkpoint: Path,
    report: Callable[[str], None],
) -> Net:
    """Train ``net`` in place on annotated papers and ``others``, and give it back with averaged weights.

    Goes on from ``checkpoint`` where there is one.
    """
    torch.manual_seed(config.seed)
    titled = [list(examples(paper, pieces)) for paper in papers]
    untitled = [list(examples(paper, pieces, with_title=False)) for paper in papers]
    net.piece.weight.requires_grad_(False)
    encoder = [
        p for n, p in net.named_parameters() if p.requires_grad and not n.startswith(("heads", "shape", "chain"))
    ]
    heads = [p for n, p in net.named_parameters() if n.startswith(("heads", "shape"))]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": config.rate, "weight_decay": 0.01},
            {"params": heads, "lr": config.head_rate, "weight_decay": 0.0},
            {"params": net.chain.parameters(), "lr": config.chain_rate, "weight_decay": 0.0},
        ],
        fused=True,
    )

    def rows_of(epoch: int) -> list[list[Example]]:
        rng = random.Random(f"{config.seed}-{epoch}")  # noqa: S311 - shuffling, not secrets
        rows = [*others]
        for with_, without in zip(titled, untitled, strict=True):
            rows += without if rng.random() < config.untitled else with_
        return batches(rows, config.batch_pieces, rng)

    steps = len(rows_of(0)) * config.epochs
    warm = max(1, int(config.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    averaged = {name: value.clone() for name, value in net.state_dict().items()}
    step = first = 0
    if checkpoint.exists():
        saved: dict[str, Any] = torch.load(checkpoint, weights_only=True)
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        averaged, step, first = saved["averaged"], saved["step"], saved["epoch"]
        report(f"going on after epoch {first}")
    names = [name for name in averaged if name != "piece.weight"]
    for epoch in range(first, config.epochs):
        began, total, seen = time.monotonic(), 0.0, 0
        net.train()
        torch.manual_seed(config.seed * 1000 + epoch)
        for n, batch in enumerate(rows_of(epoch), 1):
            given = tensors(batch)
            loss = loss_of(net, given, config)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(config.average, (1 + step) / (10 + step))
            with torch.no_grad():
                state = net.state_dict()
                torch._foreach_lerp_([averaged[n] for n in names], [state[n] for n in names], 1 - decay)
            total, seen = total + loss.item(), seen + int(given["mask"].sum())
            if step % 100 == 0:
                speed = seen / (time.monotonic() - began)
                report(f"epoch {epoch + 1}, step {step}/{steps}, loss {total / n:.3f}, {speed:.0f} pieces/s")
        torch.save(
            {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
             "averaged": averaged, "step": step, "epoch": epoch + 1},
            checkpoint,
        )  # fmt: skip
    net.load_state_dict(averaged)
    return net.eval()
