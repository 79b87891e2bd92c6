"""Whom to ask where the corpus has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus.document import Document
from assistant.corpus.load import Corpus
from assistant.index.lexical import tokens_of

DEFAULT_DESK = "desks/ecfmg"


@dataclass(frozen=True)
class Desk:
    """A body that can answer, with its official page."""

    name: str
    url: str


def desk_for(corpus: Corpus, text: str, nearest: Sequence[Document]) -> Desk | None:
    """The desk whose matters the question names, else the desk of the nearest document, else ECFMG."""
    words = set(tokens_of(text))
    best: tuple[int, Document] | None = None
    for document in corpus.documents:
        if document.field != "desks":
            continue
        overlap = max((len(phrase) for phrase in _phrases(document) if phrase <= words), default=0)
        if overlap > 1 and (best is None or overlap > best[0]):
            best = overlap, document
    if best:
        return _desk(best[1])
    for candidate in (*(document.metadata.desk for document in nearest), DEFAULT_DESK):
        if candidate and candidate in corpus:
            return _desk(corpus.document(candidate))
    return None


def _phrases(document: Document) -> list[set[str]]:
    return [set(tokens_of(phrase)) for phrase in document.metadata.handles]


def _desk(document: Document) -> Desk:
    return Desk(document.metadata.publisher, document.metadata.url)
