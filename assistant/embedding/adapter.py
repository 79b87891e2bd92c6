"""The small adapter tuned on the corpus' own questions: read, check against its base, merge.

An adapter is one safetensors file: for every adapted weight ``W`` two factors ``<W>.A`` (rank x in) and
``<W>.B`` (out x rank), and metadata with the checksum of the base model it belongs to and the scale.
Merged, ``W + scale * B @ A`` costs nothing at run time. LoRA: Hu et al. 2021, arXiv:2106.09685.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.embedding.weights import file_sha256

if TYPE_CHECKING:
    import torch

ADAPTER_FILE = Path(__file__).with_name("adapter.safetensors")


@dataclass(frozen=True)
class Adapter:
    """What is known of an adapter file before its factors are read."""

    path: Path
    checksum: str
    base_sha256: str
    scale: float


@lru_cache(maxsize=2)
def read_adapter(path: Path = ADAPTER_FILE) -> Adapter | None:
    """The adapter at ``path``, or None where there is none."""
    from safetensors import safe_open

    if not path.is_file():
        return None
    with safe_open(path, framework="np") as file:
        metadata = file.metadata() or {}
    return Adapter(path, file_sha256(path), metadata["base_sha256"], float(metadata["scale"]))


def fitting_adapter(base_sha256: str, path: Path = ADAPTER_FILE) -> Adapter | None:
    """The adapter, if it was trained on the base model with this checksum; else None (the plain model serves)."""
    adapter = read_adapter(path)
    return adapter if adapter and adapter.base_sha256 == base_sha256 else None


def merge(adapter: Adapter, weights: torch.nn.Module) -> None:
    """Add the adapter's factors to the weights of ``weights`` in place."""
    import torch
    from safetensors.torch import load_file

    factors = {name: factor.float() for name, factor in load_file(adapter.path).items()}
    parameters = dict(weights.named_parameters())
    with torch.no_grad():
        for name in sorted({key.rsplit(".", 1)[0] for key in factors}):
            parameters[name].add_(factors[f"{name}.B"] @ factors[f"{name}.A"], alpha=adapter.scale)
