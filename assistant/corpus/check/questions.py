"""Every statement carries enough questions, and no question stands in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.check.finding import at_statement, place
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

QUESTIONS_NEEDED = 3
_NOT_WORD = re.compile(r"\W+")


def check_questions(corpus: Corpus) -> Iterator[Finding]:
    """At least three questions a statement; each question, apart from case and punctuation, only once.

    So a question that a statement answers is not told to be unanswered.
    """
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
                earlier = first_place.setdefault(_plain(question), place(document, statement))
                if earlier != place(document, statement):
                    yield at_statement(
                        document,
                        statement,
                        f"the question «{question}» stands also at {earlier}",
                        "keep it under the statement that answers it best",
                    )
    for document in corpus.documents:
        for question in document.gaps:
            earlier = first_place.setdefault(_plain(question), document.path)
            if earlier != document.path:
                yield Finding(
                    document.path,
                    1,
                    f"the unanswered question «{question}» stands also at {earlier}",
                    "take it away, here or there",
                )


def _plain(question: str) -> str:
    return _NOT_WORD.sub(" ", question.casefold()).strip()
