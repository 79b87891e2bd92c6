"""The vectors of the labelled examples, packaged, so that no first start and no test has to embed them.

One file for one embedding model and one list of examples: rows in eight bits with a scale each, which moves no cosine
by more than 0.002. ``python -m assistant.understand.example_vectors`` writes it anew after the examples or the model
changed, and so does the training of the reading; until then the index embeds the examples.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

from assistant.embedding.encoder import Encoder, ModelIdentity, Vectors
from assistant.embedding.weights_file import belongs_to
from assistant.settings import Settings
from assistant.understand.routing_examples import example_texts

VECTORS_FILE = Path(__file__).with_name("examples.safetensors")
HIGHEST = 127


def write_vectors(encoder: Encoder, path: Path = VECTORS_FILE, texts: Sequence[str] | None = None) -> None:
    """Embed ``texts``, by default the packaged examples, and write their vectors to ``path``."""
    texts = example_texts() if texts is None else texts
    vectors = encoder.encode(texts)
    scales = np.abs(vectors).max(axis=1, keepdims=True) / HIGHEST
    rows = {"rows": np.round(vectors / scales).astype(np.int8), "scales": scales}
    save_file(rows, path, metadata=_made_of(encoder.identity, texts))


def fitting_vectors(
    identity: ModelIdentity, path: Path = VECTORS_FILE, texts: Sequence[str] | None = None
) -> Vectors | None:
    """The packaged vectors (texts, size), if they are those of ``texts`` by exactly this embedding model; else None."""
    if not path.is_file():
        return None
    with safe_open(path, framework="np") as file:
        if file.metadata() != _made_of(identity, example_texts() if texts is None else texts):
            return None
        vectors: Vectors = file.get_tensor("rows") * file.get_tensor("scales")
    return vectors


def _made_of(identity: ModelIdentity, texts: Sequence[str]) -> dict[str, str]:
    return belongs_to(identity) | {"texts_sha256": hashlib.sha256("\n".join(texts).encode()).hexdigest()}


if __name__ == "__main__":
    settings = Settings()
    write_vectors(Encoder(settings.embedding_model, adapter=settings.adapter))
