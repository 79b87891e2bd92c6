"""An encoder that costs nothing: the vector of a text follows from its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from assistant import Settings
from assistant.embedding.encoder import ModelIdentity, Vectors
from assistant.index.build import Index

WIDTH = 8


class FakeEncoder:
    """Counts what it is given, so that a test sees which texts were embedded."""

    def __init__(self, identity: ModelIdentity | None = None) -> None:
        self.identity = identity or ModelIdentity("fake", "fake-checksum", None)
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], *, on_batch: Callable[[int], object] | None = None) -> Vectors:
        self.texts += texts
        if on_batch and texts:
            on_batch(len(texts))
        return np.stack([vector_of(text) for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)

    def encode_tokens(
        self, texts: Sequence[str], *, last_layer: bool = False, on_batch: Callable[[int], object] | None = None
    ) -> tuple[Vectors, list[Tensor]]:
        return self.encode(texts, on_batch=on_batch), [states_of(text) for text in texts]


class RefusingEncoder(FakeEncoder):
    """For tests in which nothing may be embedded: what is read must already be on disk."""

    def encode(self, texts: Sequence[str], *, on_batch: Callable[[int], object] | None = None) -> Vectors:
        raise AssertionError(f"{len(texts)} texts were embedded, though a whole index must be on disk")


def vector_of(text: str) -> Vectors:
    """A unit vector of its own for every text."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    vector = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
    return vector / np.linalg.norm(vector)


def states_of(text: str) -> Tensor:
    """A state for every word of the text."""
    return torch.from_numpy(np.stack([vector_of(word) for word in text.split()]))


def fake_index(settings: Settings, encoder: object = None, examples: Sequence[str] = ()) -> Index:
    """An index that keeps all it can keep, token states too."""
    return Index(settings, encoder or FakeEncoder(), examples=examples, token_states=True)  # type: ignore[arg-type]
