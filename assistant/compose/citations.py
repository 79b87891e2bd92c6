"""Chosen statements -> numbered citations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation, Standing
from assistant.corpus.document import Document, Source, Statement
from assistant.corpus.load import Corpus
from assistant.evidence.select import Evidence

# Documents with this publisher are pages of ours: they cite the page whose rule they retell.
OWN_PUBLISHER = "ECFMG assistant"


def cited_source(corpus: Corpus, document: Document, statement: Statement) -> Source:
    """The page that a reader should open for a statement."""
    own = document.metadata.publisher.startswith(OWN_PUBLISHER)
    if statement.source == 1 and own:
        for document_id in statement.see:
            if document_id in corpus:
                rule = corpus.document(document_id)
                return rule.source_of(rule.statements[0])
    return document.source_of(statement)


def cite(corpus: Corpus, evidence: Sequence[Evidence], today: date, *, first: int = 1) -> tuple[Citation, ...]:
    """One citation a statement, numbered from ``first``."""
    return tuple(_citation(corpus, item, number, today) for number, item in enumerate(evidence, first))


def _citation(corpus: Corpus, item: Evidence, number: int, today: date) -> Citation:
    source = cited_source(corpus, item.document, item.statement)
    return Citation(
        number=number,
        document_id=item.document.id,
        title=item.document.metadata.title,
        publisher=source.publisher,
        url=source.url,
        section=item.statement.section,
        quote=item.statement.text,
        passage=item.passage.text,
        as_of=source.as_of,
        season=item.document.season,
        standing=standing_of(item.statement, item.document, today),
        authority="secondary" if item.statement.secondary else source.authority,
        replaces=item.document.metadata.supersedes,
    )


def standing_of(statement: Statement, document: Document, today: date) -> Standing:
    """The document's standing; a statement that ended on its own is historical."""
    if document.metadata.standing == "current" and statement.until and statement.until < today:
        return "historical"
    return document.metadata.standing
