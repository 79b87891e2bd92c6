"""Texts -> unit vectors, with the model that the settings name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

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
_Row = TypeVar("_Row")


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
    def _layered_model(self) -> SentenceTransformer:
        """The model, from now on with ``layer_states`` among what it gives."""
        transformer = cast("Any", self.model[0])
        transformer.auto_model.config.output_hidden_states = True
        transformer.register_forward_hook(_layers_side_by_side)
        return self.model

    @cached_property
    def whole_words(self) -> frozenset[str]:
        """The words that the model's tokenizer keeps whole: common ones, so that none of them is a slip."""
        return frozenset(token for token in self.model.tokenizer.get_vocab() if token.isalpha())

    def encode(self, texts: Sequence[str], *, on_batch: Callable[[int], object] | None = None) -> Vectors:
        """Unit vectors, one row a text; ``on_batch`` is told how many texts each batch had."""
        return self._stacked(_in_batches(texts, self._encode, on_batch))

    def encode_tokens(
        self, texts: Sequence[str], *, last_layer: bool = False, on_batch: Callable[[int], object] | None = None
    ) -> tuple[Vectors, list[Tensor]]:
        """Unit vectors as :meth:`encode` gives them, and the token states of each text.

        The states of several layers lie side by side, (tokens, :data:`~assistant.embedding.texts.STATE_SIZE`), or those
        of the ``last_layer`` alone.
        """
        rows = _in_batches(texts, partial(self._encode_tokens, last_layer=last_layer), on_batch)
        return self._stacked([vector for vector, _ in rows]), [states for _, states in rows]

    def _stacked(self, rows: Sequence[Vectors]) -> Vectors:
        return np.stack(rows) if rows else np.zeros((0, self.model.get_embedding_dimension() or 0), dtype=np.float32)

    def _encode_tokens(self, texts: Sequence[str], *, last_layer: bool) -> Iterator[tuple[Vectors, Tensor]]:
        model, states = (self.model, "token_embeddings") if last_layer else (self._layered_model, "layer_states")
        rows = model.encode(list(texts), batch_size=BATCH, output_value=None, show_progress_bar=False)
        for row in cast("list[dict[str, Tensor]]", rows):
            vector: Vectors = row["sentence_embedding"].numpy()
            yield vector / np.linalg.norm(vector), row[states][row["attention_mask"].bool()]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self.model.encode(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _layers_side_by_side(_: Module, __: object, features: dict[str, Any]) -> dict[str, Any]:
    import torch

    from assistant.embedding.texts import STATE_LAYERS

    layers = features.pop("all_layer_embeddings")
    return {**features, "layer_states": torch.cat([layers[layer] for layer in STATE_LAYERS], -1)}


def _in_batches(
    texts: Sequence[str], embed: Callable[[Sequence[str]], Iterable[_Row]], on_batch: Callable[[int], object] | None
) -> list[_Row]:
    """What ``embed`` gives for each text, in order.

    Texts are taken longest first, as the library takes them, so that a batch holds texts of like length.
    """
    order = sorted(range(len(texts)), key=lambda position: -len(texts[position]))
    rows: dict[int, _Row] = {}
    for start in range(0, len(order), BATCH * 4):
        part = order[start : start + BATCH * 4]
        rows.update(zip(part, embed([texts[position] for position in part]), strict=True))
        if on_batch:
            on_batch(len(part))
    return [rows[position] for position in range(len(texts))]
