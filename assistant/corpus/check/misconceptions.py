"""A correction leads to the rule that holds, and can be found by the wrong claim."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.check.finding import at_statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

FIELD = "misconceptions"


def check_misconceptions(corpus: Corpus) -> Iterator[Finding]:
    """Every statement under ``misconceptions/`` sees a current document and names a premise."""
    for document in corpus.documents:
        if document.field != FIELD:
            continue
        for statement in document.statements:
            seen = [corpus.document(target) for target in statement.see if target in corpus]
            if not any(target.metadata.standing == "current" and target.field != FIELD for target in seen):
                yield at_statement(
                    document,
                    statement,
                    "a correction that sees no current document",
                    "add {see: id} with the document of the rule that holds",
                )
            if not statement.premises:
                yield at_statement(
                    document,
                    statement,
                    "a correction without a premise",
                    "add {premise: …} with the words by which people show the wrong belief",
                )
