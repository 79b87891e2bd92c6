"""The change feed: what changed in the rules and when, from the documents' own dates."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Standing
from assistant.corpus.document import Document
from assistant.corpus.load import Corpus


class Change(BaseModel):
    """One rule that came into force, or one that ended without a successor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date = Field(description="When the rule came into force, or the day after which the old one was gone.")
    document_id: str
    title: str
    summary: str = Field(description="The first statement of the document, word for word.")
    standing: Standing
    ended: bool = Field(description="True where a rule ended and nothing replaces it.")
    replaces: tuple[str, ...] = ()


def change_feed(corpus: Corpus, since: date | None = None) -> tuple[Change, ...]:
    """All changes on or after ``since``, newest first; pages that restate the rules of others are left out."""
    rules = [document for document in corpus.documents if not document.restates]
    changes = [change for document in rules for change in _changes_of(document, corpus)]
    wanted = [change for change in changes if since is None or change.day >= since]
    return tuple(sorted(wanted, key=lambda change: (-change.day.toordinal(), change.document_id)))


def _changes_of(document: Document, corpus: Corpus) -> list[Change]:
    meta = document.metadata
    found = []
    if meta.valid_from:
        found.append(_change(document, meta.valid_from, ended=False))
    if meta.valid_until and meta.standing != "current" and document.id not in corpus.superseded_by:
        found.append(_change(document, meta.valid_until, ended=True))
    return found


def _change(document: Document, day: date, *, ended: bool) -> Change:
    return Change(
        day=day,
        document_id=document.id,
        title=document.metadata.title,
        summary=document.statements[0].text,
        standing=document.metadata.standing,
        ended=ended,
        replaces=document.metadata.supersedes,
    )
