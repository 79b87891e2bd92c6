"""The embedding model's last state at every token of every statement, kept so that a reader need not embed them again.

One file a build, in half precision, about 20 MB per thousand statements. Each text is named by its hash, so that the
next build carries unchanged ones over.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save
from torch import Tensor

from assistant.errors import IndexStoreError


class TokenStates:
    """States of several texts behind one another: ``states`` (all tokens, size), ``starts`` (texts + 1,)."""

    def __init__(self, states: Tensor, starts: Sequence[int], text_hashes: Sequence[str]) -> None:
        self._states = states
        self._starts = list(starts)
        self.text_hashes = tuple(text_hashes)

    @classmethod
    def of(cls, texts: Sequence[Tensor], text_hashes: Sequence[str]) -> TokenStates:
        """Put texts (each tokens, size) behind one another."""
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text))
        states = torch.cat([text.half() for text in texts]) if texts else torch.zeros((0, 0), dtype=torch.half)
        return cls(states, starts, text_hashes)

    @classmethod
    def read(cls, path: Path) -> TokenStates:
        """What :meth:`to_bytes` gave; raises :class:`IndexStoreError` where it is missing or damaged."""
        try:
            with safe_open(path, framework="pt") as file:
                hashes: list[str] = json.loads(file.metadata()["text_hashes"])
                states, starts = file.get_tensor("states"), file.get_tensor("starts").tolist()
        except Exception as error:  # safetensors has its own, the operating system others
            raise IndexStoreError(f"{path.name} is damaged: run `ecfmg-assistant index --rebuild`") from error
        if len(starts) != len(hashes) + 1 or starts[-1] != len(states):
            raise IndexStoreError(f"{path.name} is damaged: run `ecfmg-assistant index --rebuild`")
        return cls(states, starts, hashes)

    def to_bytes(self) -> bytes:
        """Content of the file that :meth:`read` reads."""
        tensors = {"states": self._states, "starts": torch.tensor(self._starts, dtype=torch.int64)}
        return save(tensors, metadata={"text_hashes": json.dumps(self.text_hashes)})

    def __len__(self) -> int:
        return len(self.text_hashes)

    def __getitem__(self, position: int) -> Tensor:
        """States of the text at ``position`` (tokens, size), in half precision."""
        return self._states[self._starts[position] : self._starts[position + 1]]

    def by_text(self) -> dict[str, Tensor]:
        """Hash of the text -> its states."""
        return {text_hash: self[position] for position, text_hash in enumerate(self.text_hashes)}
