"""Every statement carries enough questions, and no question stands under two statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.check.finding import at_statement, place
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

QUESTIONS_NEEDED = 3
_NOT_WORD = re.compile(r"\W+")


def check_questions(corpus: Corpus) -> Iterator[Finding]:
    """At least three questions a statement; each question, apart from case and punctuation, only once."""
    first_place: dict[str, str] = {}
    for document in corpus.documents:
        for statement in document.statements:
            if len(statement.questions) < QUESTIONS_NEEDED:
                yield at_statement(
                    document,
                    statement,
                    f"a statement with {len(statement.questions)} of {QUESTIONS_NEEDED} questions",
                    "write '  - ? ' lines in users' manner: plain, personal, in other words",
                )
            for question in statement.questions:
                earlier = first_place.setdefault(
                    _NOT_WORD.sub(" ", question.casefold()).strip(), place(document, statement)
                )
                if earlier != place(document, statement):
                    yield at_statement(
                        document,
                        statement,
                        f"the question «{question}» stands also at {earlier}",
                        "keep it under the statement that answers it best",
                    )
