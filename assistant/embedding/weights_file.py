"""Weights of the small networks that read the embedding model's states: a file belongs to one embedding model."""

from __future__ import annotations

from pathlib import Path

from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import nn

from assistant.embedding.encoder import ModelIdentity


def save_weights(network: nn.Module, identity: ModelIdentity, path: Path) -> None:
    """Write the weights in half precision, with the embedding model that they belong to."""
    weights = {name: weight.half().contiguous() for name, weight in network.state_dict().items()}
    save_file(weights, path, metadata=belongs_to(identity))


def load_weights(network: nn.Module, identity: ModelIdentity, path: Path) -> bool:
    """Load what :func:`save_weights` wrote, if it belongs to exactly this embedding model; whether it does."""
    if not path.is_file():
        return False
    with safe_open(path, framework="pt") as file:
        if file.metadata() != belongs_to(identity):
            return False
    network.load_state_dict({name: weight.float() for name, weight in load_file(path).items()})
    return True


def belongs_to(identity: ModelIdentity) -> dict[str, str]:
    """The metadata of a file that belongs to this embedding model alone."""
    return {"model_sha256": identity.checksum, "adapter_sha256": identity.adapter or ""}
