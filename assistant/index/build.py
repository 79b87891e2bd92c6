"""Build the index where it is missing or outdated, and open it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from assistant.corpus.load import Corpus, corpus_hash, load_corpus
from assistant.embedding.encoder import Encoder, Vectors
from assistant.errors import AssistantError, ChromaUnreachableError, IndexStoreError
from assistant.index.directory import Fingerprint, IndexDirectory, Manifest
from assistant.index.passages import CHUNKER_VERSION, Entry
from assistant.index.progress import progress_bar, remark
from assistant.index.snapshot import Snapshot, all_entries, make_snapshot
from assistant.index.states import TokenStates
from assistant.index.store import (
    EMBEDDED_COLLECTION,
    check_collection,
    embedded_client,
    server_client,
    write_collection,
)
from assistant.index.vectors import TextVectors
from assistant.settings import Settings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from torch import Tensor

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class BuildReport:
    """What :meth:`Index.ensure` did: ``reason`` is None where the index was up to date."""

    name: str
    reason: str | None
    entries: int
    embedded: int


@dataclass(frozen=True)
class _Known:
    """What the build before holds, by hash of the text."""

    vectors: Mapping[str, Vectors] = field(default_factory=dict)
    states: Mapping[str, Tensor] = field(default_factory=dict)

    def holds(self, entry: Entry, *, with_states: bool) -> bool:
        return entry.text_hash in self.vectors and (not with_states or entry.text_hash in self.states)


class Index:
    """The index of one configuration: keeps it up to date, opens it, notices a newer one.

    ``token_states`` keeps the embedding model's state at every token of the statements as well.
    """

    def __init__(
        self, settings: Settings, encoder: Encoder, *, examples: Sequence[str] = (), token_states: bool = False
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._examples = tuple(examples)
        self._token_states = token_states
        self._directory = IndexDirectory(settings.data_dir)

    def fingerprint(self) -> Fingerprint:
        """What an index of the corpus as it stands would be built with."""
        identity = self._encoder.identity
        return Fingerprint(
            corpus=corpus_hash(self._settings.corpus_dir),
            model=identity.name,
            model_checksum=identity.checksum,
            adapter=identity.adapter,
            chunker=CHUNKER_VERSION,
            examples=hashlib.sha256("\n".join(self._examples).encode()).hexdigest(),
            token_states=self._token_states,
        )

    def is_current(self, snapshot: Snapshot) -> bool:
        """Whether no other build has become current since ``snapshot`` was read; costs one small read."""
        return snapshot.name == self._directory.current()

    def open(self) -> Snapshot:
        """The current build, read into memory; built first where needed, rebuilt where damaged."""
        report = self.ensure()
        try:
            return self._read(report.name)
        except ChromaUnreachableError:
            raise
        except Exception as error:  # whatever a damaged store raises, the corpus can rebuild it
            return self._read(self._replace(report.name, type(error).__name__).name)

    def ensure(self, *, rebuild: bool = False) -> BuildReport:
        """Build where there is no index for the corpus as it stands, else do nothing.

        ``rebuild=True`` embeds everything anew. Raises :class:`IndexStoreError` where the data directory or the
        Chroma server cannot be used, and :class:`CorpusError` for a fault in a document.
        """
        wanted = self.fingerprint()
        if not rebuild and self._why(wanted) is None:
            name = self._directory.current()
            assert name is not None
            return BuildReport(name, None, self._directory.manifest(name).entries, 0)
        with self._directory.writer():
            reason = "a rebuild was asked for" if rebuild else self._why(wanted)
            current = self._directory.current()
            if reason is None and current:  # another process built it while this one waited
                return BuildReport(current, None, self._directory.manifest(current).entries, 0)
            return self._build(wanted, reason or "", carry_over=not rebuild)

    def _replace(self, damaged: str, problem: str) -> BuildReport:
        """Build anew in place of ``damaged``, unless another process has just put a build in its place."""
        with self._directory.writer():
            if self._directory.current() == damaged:
                return self._build(self.fingerprint(), f"the index is damaged ({problem})", carry_over=False)
        return self.ensure()

    def _why(self, wanted: Fingerprint) -> str | None:
        """Why a build is needed, in words; None where the current build serves."""
        name = self._directory.current()
        if name is None:
            return "there is no index yet"
        try:
            manifest = self._directory.manifest(name)
        except IndexStoreError:
            return "the index is damaged"
        if manifest.chroma_url != self._settings.chroma_url:
            return "another place for vectors is configured"
        return wanted.difference(manifest.fingerprint)

    def _read(self, name: str) -> Snapshot:
        manifest = self._directory.manifest(name)
        corpus = self._directory.corpus(name)
        states = self._directory.states(name) if self._token_states else None
        with self._client(name) as client:
            check_collection(client, manifest.collection, manifest.entries)
        return make_snapshot(name, corpus, self._directory.vectors(name), self._examples, states)

    def _client(self, name: str) -> AbstractContextManager[ClientAPI]:
        if self._settings.chroma_url:
            return server_client(self._settings.chroma_url)
        return embedded_client(self._directory.chroma_folder(name))

    def _build(self, wanted: Fingerprint, reason: str, *, carry_over: bool) -> BuildReport:
        remark(f"Building the index: {reason}.", quiet=self._settings.quiet)
        corpus = load_corpus(self._settings.corpus_dir)
        _, entries = all_entries(corpus, self._examples)
        previous = self._directory.current()
        known = self._known(previous, wanted) if carry_over and previous else _Known()
        try:
            name = self._directory.new_build()
        except OSError as error:
            raise _cannot_write(error) from error
        try:
            vectors, states, embedded = self._embed(entries, known)
            if states is not None:
                self._directory.write_states(name, states)
            self._directory.write_vectors(name, TextVectors(vectors, tuple(entry.text_hash for entry in entries)))
            self._write(name, entries, vectors, corpus, wanted)
        except BaseException as error:
            self._remove(name)
            if isinstance(error, AssistantError) or not isinstance(error, Exception):
                raise
            raise _cannot_write(error) from error
        for outdated in self._directory.outdated_builds(keep=(name, previous)):
            self._remove(outdated)
        return BuildReport(name, reason, len(entries), embedded)

    def _write(
        self,
        name: str,
        entries: list[Entry],
        vectors: Vectors,
        corpus: Corpus,
        wanted: Fingerprint,
    ) -> None:
        collection = self._collection(name)
        with (
            self._client(name) as client,
            progress_bar("Storing", len(entries), quiet=self._settings.quiet) as advance,
        ):
            write_collection(client, collection, entries, vectors, metadata={"corpus": wanted.corpus}, on_batch=advance)
        self._directory.finish_build(
            name, Manifest(wanted, collection, self._settings.chroma_url, len(entries)), corpus
        )

    def _embed(self, entries: list[Entry], known: _Known) -> tuple[Vectors, TokenStates | None, int]:
        """A vector for every entry, the states of the statements, and how many texts were embedded for it.

        Texts that are known are carried over.
        """
        read = [entry for entry in entries if self._token_states and entry.kind == "statement"]
        new_read = [entry for entry in read if not known.holds(entry, with_states=True)]
        hashes = {entry.text_hash for entry in new_read}
        new = [e for e in entries if e.text_hash not in hashes and not known.holds(e, with_states=False)]
        with progress_bar("Embedding", len(new_read) + len(new), quiet=self._settings.quiet) as advance:
            read_vectors, read_states = self._encoder.encode_tokens(
                [entry.text for entry in new_read], last_layer=True, on_batch=advance
            )
            new_vectors = self._encoder.encode([entry.text for entry in new], on_batch=advance)
        vectors = {**known.vectors, **_by_hash(new_read, read_vectors), **_by_hash(new, new_vectors)}
        states = {**known.states, **_by_hash(new_read, read_states)}
        kept = TokenStates.of([states[entry.text_hash] for entry in read], [entry.text_hash for entry in read])
        return (
            np.stack([vectors[entry.text_hash] for entry in entries]),
            kept if self._token_states else None,
            len(new_read) + len(new),
        )

    def _known(self, name: str, wanted: Fingerprint) -> _Known:
        """Vectors and states of the build before, where the same model made them; damage costs only time."""
        try:
            manifest = self._directory.manifest(name)
            if not wanted.same_vectors(manifest.fingerprint):
                return _Known()
            vectors = self._directory.vectors(name).by_text()
        except IndexStoreError:
            return _Known()
        if not self._token_states:
            return _Known(vectors)
        try:
            return _Known(vectors, self._directory.states(name).by_text())
        except IndexStoreError:
            return _Known(vectors)

    def _collection(self, name: str) -> str:
        """Name of a build's collection: its own on a server, where all builds share one store."""
        return f"ecfmg-{name}" if self._settings.chroma_url else EMBEDDED_COLLECTION

    def _remove(self, name: str) -> None:
        """Remove a build, finished or not, unless it is current; what cannot be removed costs only space."""
        if name == self._directory.current():
            return
        if self._settings.chroma_url:
            with suppress(Exception), self._client(name) as client:
                client.delete_collection(self._collection(name))
        self._directory.discard_build(name)


def _by_hash(entries: Sequence[Entry], values: Iterable[_Value]) -> dict[str, _Value]:
    return {entry.text_hash: value for entry, value in zip(entries, values, strict=True)}


def _cannot_write(error: Exception) -> IndexStoreError:
    return IndexStoreError(
        f"the index could not be written ({error}): free some space or set data_dir elsewhere, then try again"
    )
