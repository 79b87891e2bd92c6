"""Dates are possible and stand in their order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.corpus.check.finding import at_key, at_statement
from assistant.corpus.document import Document
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding


def check_dates(corpus: Corpus, today: date) -> Iterator[Finding]:
    """No source is known from the future; every period ends after it begins; review follows knowledge."""
    for document in corpus.documents:
        yield from _metadata_dates(document, today)
        for statement in document.statements:
            if statement.since and statement.until and statement.since > statement.until:
                yield at_statement(
                    document,
                    statement,
                    f"{{since: {statement.since}}} lies after {{until: {statement.until}}}",
                    "correct one of the two marks",
                )


def _metadata_dates(document: Document, today: date) -> Iterator[Finding]:
    meta = document.metadata
    if meta.as_of > today:
        yield at_key(
            document,
            "as_of",
            f"as_of {meta.as_of} lies in the future",
            "give the day for which the source is known",
        )
    for number, source in enumerate(meta.sources, 2):
        if source.as_of > today:
            yield at_key(
                document,
                "sources",
                f"as_of {source.as_of} of source {number} lies in the future",
                "give the day for which the source is known",
            )
    if meta.review_by <= meta.as_of:
        yield at_key(
            document,
            "review_by",
            f"review_by {meta.review_by} is not after as_of {meta.as_of}",
            "give the day on which the source must be looked at again",
        )
    if meta.valid_from and meta.valid_until and meta.valid_from > meta.valid_until:
        yield at_key(
            document,
            "valid_from",
            f"valid_from {meta.valid_from} lies after valid_until {meta.valid_until}",
            "correct one of the two dates",
        )
    if meta.standing == "current" and meta.valid_until and meta.valid_until < today:
        yield at_key(
            document,
            "valid_until",
            f"a current document whose rule ended on {meta.valid_until}",
            "set its standing to superseded or historical",
        )
