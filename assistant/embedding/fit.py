"""The training loop of the small networks that read the embedding model's states."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn: ``batch`` texts at a time, the rate rising over the share ``warm_up``."""

    epochs: int
    batch: int
    learning_rate: float
    weight_decay: float = 0.05
    warm_up: float = 0.1


def fit(
    network: nn.Module,
    plan: Plan,
    lengths: Sequence[int],
    loss_of: Callable[[list[int]], Tensor],
    chance: random.Random,
) -> None:
    """Fit ``network`` by ``plan`` and leave it ready for use.

    ``lengths`` holds the number of tokens of each text, so that texts of about the same length go together;
    ``loss_of`` gives the loss of a batch, named by its places among them; ``chance`` draws the order.
    """
    optimizer = torch.optim.AdamW(network.parameters(), lr=plan.learning_rate, weight_decay=plan.weight_decay)
    steps = plan.epochs * (len(lengths) // plan.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.learning_rate, total_steps=steps + 1, pct_start=plan.warm_up
    )
    for epoch in range(plan.epochs):
        total = 0.0
        batches = _batches(lengths, plan.batch, chance)
        for batch in batches:
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {plan.epochs}: loss {total / len(batches):.3f}", flush=True)  # noqa: T201
    network.eval()


def _batches(lengths: Sequence[int], size: int, chance: random.Random) -> list[list[int]]:
    """Full batches of places of texts of about the same length, in random order."""
    ordered = sorted(range(len(lengths)), key=lambda place: lengths[place] + 4 * chance.random())
    batches = [ordered[start : start + size] for start in range(0, len(ordered) - size + 1, size)]
    chance.shuffle(batches)
    return batches
