"""Links between documents lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.check.finding import at_key, at_statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding


def check_links(corpus: Corpus) -> Iterator[Finding]:
    """Every ``desk`` and every ``{see: …}`` names a document, and not the one it stands in."""
    for document in corpus.documents:
        desk = document.metadata.desk
        if desk and desk not in corpus:
            yield at_key(document, "desk", f"no document «{desk}»", "name a document under desks/")
        for statement in document.statements:
            for target in statement.see:
                if target not in corpus:
                    yield at_statement(
                        document,
                        statement,
                        f"{{see: {target}}} names no document",
                        "correct or remove the link",
                    )
                elif target == document.id:
                    yield at_statement(
                        document,
                        statement,
                        f"{{see: {target}}} points at its own document",
                        "remove the link",
                    )
