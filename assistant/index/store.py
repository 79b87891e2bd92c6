"""Vectors in Chroma: one collection a build, embedded in the build's own directory or on a server.

A finished collection is never written again. Other programs may search it as any collection; the assistant itself
searches the same vectors exactly, in memory (:mod:`assistant.index.vectors`): that takes a few milliseconds, and two
builds of one corpus answer alike, which an approximate graph does not promise.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.embedding.encoder import Vectors
from assistant.errors import ChromaUnreachableError, IndexStoreError
from assistant.index.passages import Entry

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

WRITE_BATCH = 2_000
EMBEDDED_COLLECTION = "passages"
# Chroma shares one store between the clients of a folder, but opens and closes it without regard to other threads.
_opening_or_closing = threading.Lock()


@contextmanager
def embedded_client(folder: Path) -> Iterator[ClientAPI]:
    """Chroma's embedded store in ``folder``, closed on leaving."""
    import chromadb
    from chromadb.config import Settings

    with _opening_or_closing:
        client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    try:
        yield client
    finally:
        with _opening_or_closing:
            client.close()  # type: ignore[attr-defined]  # both clients have it, their common type does not say so


@contextmanager
def server_client(url: str) -> Iterator[ClientAPI]:
    """A client of the Chroma server at ``url``; raises :class:`ChromaUnreachableError`."""
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    try:
        client = chromadb.HttpClient(
            host=parts.hostname or "",
            port=parts.port or (443 if secure else 80),
            ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )
        client.heartbeat()
    except Exception as error:
        raise ChromaUnreachableError(
            f"no Chroma server answers at {url}: start one with `chroma run` or correct chroma_url"
        ) from error
    try:
        yield client
    finally:
        client.close()  # type: ignore[attr-defined]  # as above
        _close_connections(client)


def _close_connections(client: ClientAPI) -> None:
    """Chroma's own ``close`` leaves the connections of its two HTTP clients open."""
    for owner in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(owner, "_server", None), "_session", None)
        if session:
            session.close()


def write_collection(
    client: ClientAPI,
    name: str,
    entries: Sequence[Entry],
    vectors: Vectors,
    *,
    metadata: dict[str, Any],
    on_batch: Callable[[int], object] | None = None,
) -> None:
    """Create the collection ``name`` and fill it; its metadata says ``complete`` only after the last row."""
    collection = client.create_collection(
        name,
        metadata={**metadata, "complete": False},
        configuration={"hnsw": {"space": "cosine"}},
        embedding_function=None,
    )
    for start in range(0, len(entries), WRITE_BATCH):
        part = entries[start : start + WRITE_BATCH]
        collection.add(
            ids=[entry.id for entry in part],
            embeddings=vectors[start : start + WRITE_BATCH],
            documents=[entry.text for entry in part],
            metadatas=[_row_metadata(entry) for entry in part],
        )
        if on_batch:
            on_batch(len(part))
    collection.modify(metadata={**metadata, "complete": True})


def _row_metadata(entry: Entry) -> dict[str, str]:
    row = {
        "kind": entry.kind,
        "document_id": entry.document_id,
        "passage_id": entry.passage_id,
        "text_hash": entry.text_hash,
    }
    if entry.statement_id:
        row["statement_id"] = entry.statement_id
    return row


def check_collection(client: ClientAPI, name: str, rows: int) -> None:
    """Raises :class:`IndexStoreError` where the collection is not complete, with this many rows."""
    collection = client.get_collection(name, embedding_function=None)
    if not (collection.metadata or {}).get("complete") or collection.count() != rows:
        raise IndexStoreError(f"the collection {name} is incomplete: run `ecfmg-assistant index --rebuild`")
