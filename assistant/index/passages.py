"""Documents -> passages, the unit of retrieval, and the texts that get a vector."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.corpus.document import Document, Statement

# Raise it when passages or embedded texts are made differently: every index is then built anew.
CHUNKER_VERSION = 1
# MiniLM reads 256 tokens; English text of this length with its header stays below.
MAX_PASSAGE_WORDS = 150


@dataclass(frozen=True)
class Passage:
    """Statements under one heading of one document; what retrieval returns and a citation shows."""

    id: str
    document_id: str
    title: str
    section: str
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """The statements, one a line."""
        return "\n".join(statement.text for statement in self.statements)

    @property
    def header(self) -> str:
        """«title › section», which stands at the head of the embedded text."""
        return f"{self.title} › {self.section}"

    @property
    def embedded_text(self) -> str:
        """What the passage's vector and the lexical index are made of."""
        return f"{self.header}\n{self.text}"


Kind = Literal["passage", "statement", "question", "gap", "example"]


@dataclass(frozen=True)
class Entry:
    """One text with a vector: a passage, a statement under its header, a statement's question, a question that a
    document is known not to answer, or a labelled example.

    A gap belongs to no passage and an example to no document; their ids are empty.
    """

    id: str
    kind: Kind
    text: str
    document_id: str
    passage_id: str
    statement_id: str | None

    @property
    def text_hash(self) -> str:
        """Names the text in any index, so that an unchanged text is not embedded again."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:32]


def passages_of(document: Document) -> list[Passage]:
    """The passages of a document: one a heading; a long one is split between statements, evenly."""
    passages: list[Passage] = []
    for section in document.sections:
        for statements in _split(section.statements):
            passages.append(
                Passage(
                    id=f"{document.id}/{len(passages) + 1}",
                    document_id=document.id,
                    title=document.metadata.title,
                    section=section.heading,
                    statements=statements,
                )
            )
    return passages


def _words(statements: Sequence[Statement]) -> int:
    return sum(len(statement.text.split()) for statement in statements)


def _split(statements: tuple[Statement, ...]) -> Iterator[tuple[Statement, ...]]:
    parts = -(-_words(statements) // MAX_PASSAGE_WORDS)
    target = _words(statements) / max(parts, 1)
    part: list[Statement] = []
    for statement in statements:
        over = _words([*part, statement])
        if part and (over > MAX_PASSAGE_WORDS or _words(part) >= target):
            yield tuple(part)
            part = []
        part.append(statement)
    if part:
        yield tuple(part)


def entries_of(passage: Passage) -> Iterator[Entry]:
    """Everything of a passage that gets a vector: itself, its statements, their questions."""
    yield Entry(passage.id, "passage", passage.embedded_text, passage.document_id, passage.id, None)
    for statement in passage.statements:
        yield Entry(
            statement.id,
            "statement",
            headed(passage, statement),
            passage.document_id,
            passage.id,
            statement.id,
        )
        for number, question in enumerate(statement.questions, 1):
            yield Entry(
                f"{statement.id}?{number}",
                "question",
                question,
                passage.document_id,
                passage.id,
                statement.id,
            )


def headed(passage: Passage, statement: Statement) -> str:
    """A statement under its header, as it is embedded."""
    return f"{passage.header}: {statement.text}"


def entries_of_gaps(document: Document) -> Iterator[Entry]:
    """The questions that a document is known not to answer."""
    for number, question in enumerate(document.gaps, 1):
        yield Entry(f"{document.id}!{number}", "gap", question, document.id, "", None)


def entry_of_example(number: int, text: str) -> Entry:
    """A labelled example message, by its place in the list of examples from 0."""
    return Entry(f"example/{number}", "example", text, "", "", None)
