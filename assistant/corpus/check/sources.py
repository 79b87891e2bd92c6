"""Every further source of a document carries something."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.check.finding import at_key
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding


def check_sources(corpus: Corpus) -> Iterator[Finding]:
    """Each entry of ``sources`` is the source of at least one statement."""
    for document in corpus.documents:
        used = {statement.source for statement in document.statements}
        for number, source in enumerate(document.metadata.sources, 2):
            if number not in used:
                yield at_key(
                    document,
                    "sources",
                    f"no statement rests on source {number} ({source.publisher})",
                    f"mark its statements {{source: {number}}}, or remove it",
                )
