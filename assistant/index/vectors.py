"""The vector of every text of a build, as the search takes them: one matrix in a file.

Chroma holds the same vectors for whoever wants to search them there. Its client hands vectors out as Python numbers:
for 50,000 texts twenty million of them, which takes seconds and half a gigabyte; this file takes neither.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from safetensors import safe_open
from safetensors.numpy import save

from assistant.embedding.encoder import Vectors
from assistant.errors import IndexStoreError


@dataclass(frozen=True, eq=False)
class TextVectors:
    """Unit vectors (texts, size) and, in the same order, the hashes that name their texts."""

    vectors: Vectors
    text_hashes: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> TextVectors:
        """What :meth:`to_bytes` gave; raises :class:`IndexStoreError` where it is missing or damaged."""
        try:
            with safe_open(path, framework="np") as file:
                hashes: list[str] = json.loads(file.metadata()["text_hashes"])
                vectors: Vectors = file.get_tensor("vectors")
        except Exception as error:  # safetensors has its own, the operating system others
            raise IndexStoreError(f"{path.name} is damaged: run `ecfmg-assistant index --rebuild`") from error
        if vectors.ndim != 2 or len(vectors) != len(hashes):
            raise IndexStoreError(f"{path.name} is damaged: run `ecfmg-assistant index --rebuild`")
        return cls(vectors, tuple(hashes))

    def to_bytes(self) -> bytes:
        """Content of the file that :meth:`read` reads."""
        return save({"vectors": self.vectors}, metadata={"text_hashes": json.dumps(self.text_hashes)})

    def by_text(self) -> dict[str, Vectors]:
        """Hash of the text -> its vector."""
        return dict(zip(self.text_hashes, self.vectors, strict=True))
