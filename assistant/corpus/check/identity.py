"""The id of a document is its path."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.check.finding import at_key
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding


def check_identity(corpus: Corpus) -> Iterator[Finding]:
    """Every id equals the path under the corpus folder without ``.md``."""
    for document in corpus.documents:
        wanted = document.path.removesuffix(".md")
        if document.id != wanted:
            yield at_key(document, "id", f"the id «{document.id}» is not the path", f"write 'id: {wanted}'")
