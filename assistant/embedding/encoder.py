"""Texts -> unit vectors, with the model that the settings name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from assistant.embedding.adapter import Adapter, fitting_adapter, merge
from assistant.embedding.weights import model_location
from assistant.errors import EmbeddingModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor
    from torch.nn import Module

Vectors = npt.NDArray[np.float32]
BATCH = 64


@dataclass(frozen=True)
class ModelIdentity:
    """What vectors depend on; an index built with another identity is not used."""

    name: str
    checksum: str
    adapter: str | None


class Encoder:
    """The embedding model, loaded on first use.

    ``adapter=True`` merges the packaged adapter where it was trained on exactly these weights.
    """

    def __init__(self, name: str, *, adapter: bool = True) -> None:
        self._name = name
        self._want_adapter = adapter

    @cached_property
    def _location(self) -> tuple[str, str]:
        return model_location(self._name)

    @cached_property
    def _adapter(self) -> Adapter | None:
        return fitting_adapter(self._location[1]) if self._want_adapter else None

    @property
    def identity(self) -> ModelIdentity:
        """Name, checksum and adapter of the model; cheap, loads no weights."""
        adapter = self._adapter
        return ModelIdentity(self._name, self._location[1], adapter.checksum if adapter else None)

    @cached_property
    def model(self) -> SentenceTransformer:
        """The loaded sentence-transformers model, adapter merged."""
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        location, _ = self._location
        try:
            model = SentenceTransformer(location, device="cpu", local_files_only=Path(location).is_dir())
        except Exception as error:
            raise EmbeddingModelError(
                f"the embedding model «{self._name}» cannot be loaded ({type(error).__name__}): "
                "check the name or the path in embedding_model"
            ) from error
        if self._adapter:
            merge(self._adapter, cast("Module", model[0].auto_model))
        return model

    @cached_property
    def whole_words(self) -> frozenset[str]:
        """The words that the model's tokenizer keeps whole: common ones, so that none of them is a slip."""
        return frozenset(token for token in self.model.tokenizer.get_vocab() if token.isalpha())

    def encode(self, texts: Sequence[str], *, on_batch: Callable[[int], object] | None = None) -> Vectors:
        """Unit vectors, one row a text; ``on_batch`` is told how many texts each batch had."""
        if not texts:
            return self._no_vectors()
        rows: dict[int, Vectors] = {}
        for part in _batches(texts):
            rows.update(zip(part, self._encode([texts[position] for position in part]), strict=True))
            if on_batch:
                on_batch(len(part))
        return np.stack([rows[position] for position in range(len(texts))])

    def encode_tokens(
        self, texts: Sequence[str], *, on_batch: Callable[[int], object] | None = None
    ) -> tuple[Vectors, list[Tensor]]:
        """Unit vectors as :meth:`encode` gives them, and the states that they are pooled from (tokens, size) a text."""
        if not texts:
            return self._no_vectors(), []
        rows: dict[int, tuple[Vectors, Tensor]] = {}
        for part in _batches(texts):
            rows.update(zip(part, self._encode_tokens([texts[position] for position in part]), strict=True))
            if on_batch:
                on_batch(len(part))
        vectors, states = zip(*(rows[position] for position in range(len(texts))), strict=True)
        return np.stack(vectors), list(states)

    def _no_vectors(self) -> Vectors:
        return np.zeros((0, self.model.get_embedding_dimension() or 0), dtype=np.float32)

    def _encode_tokens(self, texts: Sequence[str]) -> Iterator[tuple[Vectors, Tensor]]:
        rows = self.model.encode(list(texts), batch_size=BATCH, output_value=None, show_progress_bar=False)
        for row in cast("list[dict[str, Tensor]]", rows):
            vector: Vectors = row["sentence_embedding"].numpy()
            yield vector / np.linalg.norm(vector), row["token_embeddings"][row["attention_mask"].bool()]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self.model.encode(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Positions, longest text first, as the library takes them, so that a batch holds texts of like length."""
    order = sorted(range(len(texts)), key=lambda position: -len(texts[position]))
    for start in range(0, len(order), BATCH * 4):
        yield order[start : start + BATCH * 4]
