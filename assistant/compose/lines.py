"""Answers that are not made from a search: short, kind, and each says what to do next.

The texts are in ``lines.toml``. What can change, such as a telephone number or a rule, is quoted from the corpus.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.answer import Answer, Notice
from assistant.compose.citations import cite
from assistant.compose.desks import Desk
from assistant.compose.extractive import INDEPENDENCE, Part, marked, statements_of
from assistant.compose.notices import truncation
from assistant.corpus.load import Corpus
from assistant.evidence.select import Evidence
from assistant.index.passages import passages_of
from assistant.understand.question import Question
from assistant.understand.route import Route, RouteKind

GREETING = Route("clarify", "greeting")
UNREADABLE = Route("clarify", "unreadable")
UNANSWERED = Route("not_found", "unanswered")
CRISIS_LINE = ("care/crisis-lines", "988lifeline.org")
MAX_NEAREST = 3


class Line(BaseModel):
    """One fixed text. ``quotes`` holds pairs: a document's id and words of the statement that is quoted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    quotes: tuple[tuple[str, str], ...] = ()
    closing: str | None = None
    desk: bool = False


@lru_cache(maxsize=1)
def all_lines() -> dict[Route, Line]:
    """Every fixed text by its route."""
    raw = tomllib.loads((files("assistant.compose") / "lines.toml").read_text(encoding="utf-8"))
    read = TypeAdapter(dict[RouteKind, dict[str, Line]]).validate_python(raw)
    return {Route(kind, topic): line for kind, lines in read.items() for topic, line in lines.items()}


def routed(
    route: Route,
    question: Question,
    corpus: Corpus,
    *,
    desk: Desk | None = None,
    nearest: Sequence[str] = (),
) -> Answer:
    """The fixed answer for ``route``.

    ``desk`` is the body to ask, ``nearest`` the titles of the nearest topics; both are named where the line calls
    for them.
    """
    line = all_lines()[route]
    evidence = [item for quote in line.quotes if (item := quoted(corpus, *quote))]
    statements = statements_of([Part(tuple(evidence))])
    blocks = [line.text.strip()]
    if statements:
        blocks.append("\n".join(f"- {marked(statement)}" for statement in statements))
    if line.closing:
        blocks.append(line.closing)
    if line.desk and desk:
        blocks.append(f"Whom to ask: [{desk.name}]({desk.url}).")
    if line.desk and nearest:
        blocks.append(f"Near your question I have: {'; '.join(f'«{title}»' for title in nearest[:MAX_NEAREST])}.")
    if route.kind in ("not_found", "declined"):
        blocks.append(INDEPENDENCE)
    return Answer(
        kind=route.kind,
        text="\n\n".join(blocks),
        statements=statements,
        citations=cite(corpus, evidence, question.today),
        notices=(truncation(),) if question.truncated else (),
    )


def not_found(question: Question, corpus: Corpus, desk: Desk | None, nearest: Sequence[str]) -> Answer:
    """Nothing in the corpus answers the question."""
    return routed(UNANSWERED, question, corpus, desk=desk, nearest=nearest)


def clarify(question: Question) -> Answer:
    """For an empty, unreadable or bare message."""
    return Answer(
        kind="clarify",
        text=all_lines()[UNREADABLE].text.strip(),
        notices=(truncation(),) if question.truncated else (),
    )


def care(corpus: Corpus) -> Notice:
    """A line of help beside the answer to somebody who is under strain."""
    line = quoted(corpus, *CRISIS_LINE)
    where = f" {line.statement.text}" if line else ""
    return Notice(kind="care", text=f"This is a lot to carry, and you do not have to carry it alone.{where}")


def quoted(corpus: Corpus, document_id: str, words: str) -> Evidence | None:
    """The current statement of a document that holds ``words``; None where the corpus has none."""
    if document_id not in corpus:
        return None
    document = corpus.document(document_id)
    for passage in passages_of(document):
        for position, statement in enumerate(passage.statements):
            if words in statement.text:
                return Evidence(statement, passage, document, 1.0, position)
    return None


def quotes_missing(corpus: Corpus) -> list[tuple[str, str]]:
    """Quotes of the fixed texts that the corpus does not hold."""
    return [quote for line in all_lines().values() for quote in line.quotes if quoted(corpus, *quote) is None]
