"""Old and new rules know each other: what replaces what is written down at both ends."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.check.finding import at_key
from assistant.corpus.document import Document
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding


def check_supersession(corpus: Corpus) -> Iterator[Finding]:
    """Targets exist and are superseded, every superseded document has a successor, nothing goes in a circle."""
    for document in corpus.documents:
        yield from _targets(document, corpus)
        if document.metadata.standing == "superseded" and document.id not in corpus.superseded_by:
            yield at_key(
                document,
                "standing",
                "a superseded document that no document supersedes",
                f"add {document.id} to `supersedes` of its successor, or set the standing to historical",
            )
        if document.metadata.standing != "current" and document.metadata.valid_until is None:
            yield at_key(
                document,
                "standing",
                f"a {document.metadata.standing} document without `valid_until`",
                "give the last day on which its rule held",
            )
        if _in_circle(document, corpus):
            yield at_key(
                document,
                "supersedes",
                "a circle: the document replaces itself in the end",
                "remove one link of it",
            )


def _targets(document: Document, corpus: Corpus) -> Iterator[Finding]:
    for target in document.metadata.supersedes:
        if target not in corpus:
            yield at_key(document, "supersedes", f"no document «{target}»", "correct or remove the id")
        elif (standing := corpus.document(target).metadata.standing) != "superseded":
            yield at_key(
                document,
                "supersedes",
                f"«{target}» has the standing {standing}",
                "set its standing to superseded, or remove it here",
            )


def _in_circle(document: Document, corpus: Corpus) -> bool:
    seen: set[str] = set()
    ahead = list(document.metadata.supersedes)
    while ahead:
        target = ahead.pop()
        if target == document.id:
            return True
        if target in corpus and target not in seen:
            seen.add(target)
            ahead += corpus.document(target).metadata.supersedes
    return False
