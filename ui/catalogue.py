"""Browsing the sources: filter by field, standing, age and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assistant import Document
from ui.shelf import AGES, Age, Shelf

STANDINGS = ("current", "superseded", "historical")
RECENT = timedelta(days=365)
MAX_WORDS_CHARACTERS = 120


@dataclass(frozen=True)
class Filter:
    """What a reader wants to see of the corpus; None is everything."""

    field: str | None = None
    standing: str | None = None
    age: Age = "any"
    words: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str], shelf: Shelf) -> Filter:
        """From the address of the page; a value that does not exist is ignored."""
        field = query.get("field")
        return cls(
            field=field if field in shelf.fields else None,
            standing=next((standing for standing in STANDINGS if standing == query.get("standing")), None),
            age=next((age for age in AGES if age == query.get("age")), "any"),
            words=" ".join(query.get("q", "").split())[:MAX_WORDS_CHARACTERS],
        )

    def lets_through(self, document: Document, today: date) -> bool:
        """Whether the reader wants to see ``document``."""
        return (
            self.field in (None, document.field)
            and self.standing in (None, document.metadata.standing)
            and _has_age(document, self.age, today)
            and all(word in _searched_text(document) for word in self.words.lower().split())
        )


def catalogue(shelf: Shelf, wanted: Filter, today: date) -> dict[str, list[Document]]:
    """The wanted documents by field; within a field current rules first, then by title."""
    found: dict[str, list[Document]] = {}
    for document in sorted(shelf.documents, key=lambda document: document.metadata.title):
        if wanted.lets_through(document, today):
            found.setdefault(document.field, []).append(document)
    for documents in found.values():
        documents.sort(key=lambda document: STANDINGS.index(document.metadata.standing))
    return dict(sorted(found.items()))


def is_due(document: Document, today: date) -> bool:
    """Whether a document that claims to be current was to be checked again before ``today``."""
    return document.metadata.standing == "current" and document.metadata.review_by < today


def _has_age(document: Document, age: Age, today: date) -> bool:
    recent = document.metadata.as_of >= today - RECENT
    return {"any": True, "due": is_due(document, today), "year": recent, "older": not recent}[age]


def _searched_text(document: Document) -> str:
    meta = document.metadata
    return " ".join(
        (meta.title, meta.publisher, *meta.topics, *(statement.text for statement in document.statements))
    ).lower()
