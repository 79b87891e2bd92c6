"""Documents are looked at again in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.corpus.check.finding import at_key
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding


def check_review(corpus: Corpus, today: date) -> Iterator[Finding]:
    """No document is past its ``review_by`` day."""
    for document in corpus.documents:
        if document.metadata.review_by < today:
            yield at_key(
                document,
                "review_by",
                f"the review was due on {document.metadata.review_by}",
                "check the source, then move as_of and review_by",
            )
