"""Whom to ask where the corpus has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus.document import Document
from assistant.corpus.load import Corpus
from assistant.index.lexical import tokens_of

DEFAULT_DESK = "desks/ecfmg"
# Their names stand in questions on all sorts of matters.
NAMED_IN_PASSING = ("desks/ecfmg", "desks/usmle")


@dataclass(frozen=True)
class Desk:
    """A body that can answer, with its official page."""

    name: str
    url: str


def desk_for(corpus: Corpus, text: str, nearest: Sequence[Document]) -> Desk | None:
    """The desk whose matters the question names, else the one that it names itself, else that of the nearest document.

    A name counts where it is the only one, besides those that stand in most questions.
    """
    words = set(tokens_of(text))
    desks = [document for document in corpus.documents if document.field == "desks"]
    overlaps = [max((len(phrase) for phrase in _phrases(document) if phrase <= words), default=0) for document in desks]
    if max(overlaps, default=0) > 1:
        return _desk(desks[overlaps.index(max(overlaps))])
    named = [document for document in desks if any(len(name) == 1 and name <= words for name in _names(document))]
    named = [document for document in named if document.id not in NAMED_IN_PASSING]
    if len(named) == 1:
        return _desk(named[0])
    for candidate in (*(document.metadata.desk for document in nearest), DEFAULT_DESK):
        if candidate and candidate in corpus:
            return _desk(corpus.document(candidate))
    return None


def _phrases(document: Document) -> list[set[str]]:
    return [set(tokens_of(phrase)) for phrase in document.metadata.handles]


def _names(document: Document) -> list[set[str]]:
    """The desk's own name, as in its id, and the matters of one word."""
    return [set(tokens_of(document.id.split("/", 1)[1])), *_phrases(document)]


def _desk(document: Document) -> Desk:
    return Desk(document.metadata.publisher, document.metadata.url)
