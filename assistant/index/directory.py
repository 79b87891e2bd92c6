"""The index on disk: builds side by side, a pointer file that names the current one, one writer at a time.

    <data_dir>/current            name of the current build; replaced in one step, last
    <data_dir>/writer.lock        held while building
    <data_dir>/builds/<name>/     manifest.json, documents.json, vectors.safetensors, states.safetensors
                                  where a reader wants them and, for the embedded store, chroma/

A build is complete before the pointer names it and is never written afterwards, so that a crash, a full disk
or a second builder leaves either the old index or the new one.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from assistant.corpus.document import Document
from assistant.corpus.load import Corpus
from assistant.errors import IndexStoreError
from assistant.index.states import TokenStates
from assistant.index.vectors import TextVectors

_DOCUMENTS = TypeAdapter(tuple[Document, ...])
_STATES = "states.safetensors"
_VECTORS = "vectors.safetensors"
LOCK_TIMEOUT_SECONDS = 1_800


@dataclass(frozen=True)
class Fingerprint:
    """Everything the content of an index depends on."""

    corpus: str
    model: str
    model_checksum: str
    adapter: str | None
    chunker: int
    examples: str
    token_states: bool = False

    def difference(self, built_with: Fingerprint) -> str | None:
        """Why an index built with ``built_with`` cannot serve, in words; None where it can."""
        if (self.model, self.model_checksum) != (built_with.model, built_with.model_checksum):
            return "the embedding model changed"
        if self.adapter != built_with.adapter:
            return "the adapter of the embedding model changed"
        if self.chunker != built_with.chunker:
            return "this version makes passages differently"
        if self.corpus != built_with.corpus:
            return "the corpus changed"
        if self.examples != built_with.examples:
            return "the labelled examples changed"
        if self.token_states != built_with.token_states:
            return "this version reads statements word by word" if self.token_states else "the reader was taken away"
        return None

    def same_vectors(self, other: Fingerprint) -> bool:
        """Whether one text has the same vector under both."""
        return (self.model_checksum, self.adapter) == (other.model_checksum, other.adapter)


@dataclass(frozen=True)
class Manifest:
    """What a build says of itself."""

    fingerprint: Fingerprint
    collection: str
    chroma_url: str | None
    entries: int


class IndexDirectory:
    """Paths, pointer and lock under one data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "index"
        self.builds = self.root / "builds"
        self._pointer = self.root / "current"

    def current(self) -> str | None:
        """Name of the current build, or None where there is none yet."""
        try:
            # Garbage in the pointer names no build, which then counts as damaged.
            return self._pointer.read_text(encoding="utf-8", errors="replace").strip() or None
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise IndexStoreError(f"cannot read {self._pointer}: make it readable or delete it") from error

    def manifest(self, name: str) -> Manifest:
        """The manifest of a build; raises :class:`IndexStoreError` where it is damaged or foreign."""
        try:
            raw: dict[str, Any] = json.loads((self.builds / name / "manifest.json").read_text(encoding="utf-8"))
            return Manifest(**{**raw, "fingerprint": Fingerprint(**raw["fingerprint"])})
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexStoreError(f"the index {name} is damaged: run `ecfmg-assistant index --rebuild`") from error

    def corpus(self, name: str) -> Corpus:
        """The documents a build was made of."""
        try:
            return Corpus(_DOCUMENTS.validate_json((self.builds / name / "documents.json").read_bytes()))
        except (OSError, ValidationError) as error:
            raise IndexStoreError(f"the index {name} is damaged: run `ecfmg-assistant index --rebuild`") from error

    def chroma_folder(self, name: str) -> Path:
        """Where the embedded store of a build lives."""
        return self.builds / name / "chroma"

    def states(self, name: str) -> TokenStates:
        """The token states of a build that keeps them."""
        return TokenStates.read(self.builds / name / _STATES)

    def write_states(self, name: str, states: TokenStates) -> None:
        """Keep the token states of an unfinished build."""
        _write_synced(self.builds / name / _STATES, states.to_bytes())

    def vectors(self, name: str) -> TextVectors:
        """The vectors of a build."""
        return TextVectors.read(self.builds / name / _VECTORS)

    def write_vectors(self, name: str, vectors: TextVectors) -> None:
        """Keep the vectors of an unfinished build."""
        _write_synced(self.builds / name / _VECTORS, vectors.to_bytes())

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Hold the writer lock; a second builder waits for the first."""
        try:
            self.builds.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.root / "writer.lock")
            lock.acquire(timeout=LOCK_TIMEOUT_SECONDS)
        except Timeout:
            raise IndexStoreError(
                f"another process has been building in {self.root} for long: stop it, then try again"
            ) from None
        except OSError as error:
            raise IndexStoreError(
                f"cannot write to {self.root} ({error.strerror}): make it writable or set data_dir elsewhere"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def new_build(self) -> str:
        """A fresh, empty build directory; its name sorts by time."""
        name = f"{time.strftime('%Y%m%dT%H%M%S')}-{secrets.token_hex(4)}"
        (self.builds / name).mkdir()
        return name

    def finish_build(self, name: str, manifest: Manifest, corpus: Corpus) -> None:
        """Write the two files of the build and point to it."""
        folder = self.builds / name
        _write_synced(folder / "documents.json", _DOCUMENTS.dump_json(corpus.documents))
        _write_synced(folder / "manifest.json", json.dumps(asdict(manifest)).encode())
        next_pointer = self._pointer.with_suffix(".next")
        _write_synced(next_pointer, name.encode())
        next_pointer.replace(self._pointer)
        _sync_directory(self.root)

    def discard_build(self, name: str) -> None:
        """Remove an unfinished or outdated build."""
        shutil.rmtree(self.builds / name, ignore_errors=True)

    def outdated_builds(self, keep: tuple[str | None, ...]) -> list[str]:
        """Builds that are neither current nor kept: unfinished ones of a crash, and old ones."""
        return sorted(path.name for path in self.builds.iterdir() if path.name not in keep)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a directory; its rename is durable enough
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
