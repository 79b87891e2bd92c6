"""The best passages for a text: what `Assistant.search` and the LangChain retriever return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.answer import Authority, Standing
from assistant.embedding.encoder import Encoder, Vectors
from assistant.index.snapshot import Snapshot
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.signals import Scores, Signals, measure
from assistant.understand.query import Query

if TYPE_CHECKING:
    from torch import Tensor


class SearchResult(BaseModel):
    """A passage found for a question, with the facts that a reader needs to weigh it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    score: float
    passage_id: str
    document_id: str
    title: str
    section: str
    text: str
    publisher: str
    url: str
    authority: Authority
    as_of: date
    season: str | None
    standing: Standing


@dataclass(frozen=True)
class Found:
    """What one query is and finds: its unit vector, the signals, the fused score of every passage.

    ``states`` are the token states of the query's first embedded text, where the index keeps those of its statements.
    """

    query: Query
    vector: Vectors
    signals: Signals
    fused: Scores
    states: Tensor | None = None

    def best_passages(self, k: int) -> list[int]:
        """Positions of the k best passages, best first."""
        return [int(position) for position in np.argsort(-self.fused, kind="stable")[:k]]


def find(snapshot: Snapshot, encoder: Encoder, queries: list[Query], today: date) -> list[Found]:
    """Search for several queries at once; they are embedded in one batch."""
    # A follow-up is searched with and without its context: they share a text.
    texts = list(dict.fromkeys(text for query in queries for text in query.embedded_texts))
    if snapshot.statement_states is None:
        vectors, states = encoder.encode(texts), None
    else:
        vectors, states = encoder.encode_tokens(texts)
    place = {text: row for row, text in enumerate(texts)}
    found = []
    for query in queries:
        rows = [place[text] for text in query.embedded_texts]
        vector = _unit_sum(vectors[rows])
        signals = measure(snapshot, vector, query.words)
        fused = fuse_passages(snapshot, signals, query.scope, today)
        found.append(Found(query, vector, signals, fused, states[rows[0]] if states else None))
    return found


def _unit_sum(vectors: Vectors) -> Vectors:
    total: Vectors = np.sum(vectors, axis=0)
    return total / np.linalg.norm(total)


def results(snapshot: Snapshot, found: Found, k: int) -> list[SearchResult]:
    """The k best passages as public values."""
    rows = []
    for position in found.best_passages(k):
        passage = snapshot.passages[position]
        document = snapshot.corpus.document(passage.document_id)
        meta = document.metadata
        rows.append(
            SearchResult(
                score=round(float(found.fused[position]), 6),
                passage_id=passage.id,
                document_id=passage.document_id,
                title=passage.title,
                section=passage.section,
                text=passage.text,
                publisher=meta.publisher,
                url=meta.url,
                authority=meta.authority,
                as_of=meta.as_of,
                season=document.season,
                standing=meta.standing,
            )
        )
    return rows
