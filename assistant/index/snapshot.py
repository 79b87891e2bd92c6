"""What a reader holds of one build: everything a question needs, in memory, never written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.corpus.document import Document, Statement
from assistant.corpus.load import Corpus
from assistant.embedding.encoder import Vectors
from assistant.errors import IndexStoreError
from assistant.index.lexical import LexicalIndex
from assistant.index.passages import Entry, Kind, Passage, entries_of, entries_of_gaps, entry_of_example, passages_of
from assistant.index.states import TokenStates
from assistant.index.vectors import TextVectors

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One build of the index.

    Rows of ``passage_vectors``, ``statement_vectors`` and ``question_vectors`` are unit vectors in the order of
    ``passages``, ``statements`` and the questions; ``passage_of_statement`` and ``statement_of_question`` hold
    positions in those orders. ``gap_vectors`` has a row for each question that the documents are known not to answer,
    ``example_vectors`` one for each labelled example message.
    ``statement_states`` are the token states of the statements, where the index keeps them.
    """

    name: str
    corpus: Corpus
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    passage_vectors: Vectors
    statement_vectors: Vectors
    question_vectors: Vectors
    questions: tuple[str, ...]
    passage_of_statement: Positions
    statement_of_question: Positions
    gap_vectors: Vectors
    example_vectors: Vectors
    statement_states: TokenStates | None = None

    @cached_property
    def lexical_passages(self) -> LexicalIndex:
        """BM25 over the passages, with their questions left out: those are vectors only."""
        return LexicalIndex([passage.embedded_text for passage in self.passages])

    @cached_property
    def lexical_statements(self) -> LexicalIndex:
        """BM25 over single statements under their headers."""
        return LexicalIndex(
            [
                f"{self.passages[passage].header} {statement.text}"
                for statement, passage in zip(self.statements, self.passage_of_statement, strict=True)
            ]
        )

    @cached_property
    def documents_of_statements(self) -> tuple[Document, ...]:
        """The document of every statement, by position."""
        return tuple(self.corpus.document(statement.id.split("#", 1)[0]) for statement in self.statements)


def all_entries(corpus: Corpus, examples: Sequence[str] = ()) -> tuple[list[Passage], list[Entry]]:
    """The passages of a corpus, and every text of it and of ``examples`` that gets a vector."""
    passages = [passage for document in corpus.documents for passage in passages_of(document)]
    entries = [entry for passage in passages for entry in entries_of(passage)]
    entries += [entry for document in corpus.documents for entry in entries_of_gaps(document)]
    return passages, [*entries, *(entry_of_example(number, text) for number, text in enumerate(examples))]


def make_snapshot(
    name: str,
    corpus: Corpus,
    vectors: TextVectors,
    examples: Sequence[str] = (),
    states: TokenStates | None = None,
) -> Snapshot:
    """Put documents, vectors and states together; raises :class:`IndexStoreError` where they do not fit."""
    passages, entries = all_entries(corpus, examples)
    hashes = [entry.text_hash for entry in entries]
    read = tuple(text for entry, text in zip(entries, hashes, strict=True) if entry.kind == "statement")
    if vectors.text_hashes != tuple(hashes) or (states is not None and states.text_hashes != read):
        raise IndexStoreError(f"the index {name} does not fit its documents: run `ecfmg-assistant index --rebuild`")
    position_of_passage = {passage.id: position for position, passage in enumerate(passages)}
    statements = [statement for passage in passages for statement in passage.statements]
    position_of_statement = {statement.id: position for position, statement in enumerate(statements)}
    questions = [entry for entry in entries if entry.kind == "question"]
    kinds = np.array([entry.kind for entry in entries])

    def matrix(kind: Kind) -> Vectors:
        of_kind: Vectors = vectors.vectors[kinds == kind]
        return of_kind

    return Snapshot(
        name=name,
        corpus=corpus,
        passages=tuple(passages),
        statements=tuple(statements),
        passage_vectors=matrix("passage"),
        statement_vectors=matrix("statement"),
        question_vectors=matrix("question"),
        questions=tuple(entry.text for entry in questions),
        passage_of_statement=np.array(
            [position_of_passage[entry.passage_id] for entry in entries if entry.kind == "statement"], dtype=np.intp
        ),
        statement_of_question=np.array(
            [position_of_statement[str(entry.statement_id)] for entry in questions], dtype=np.intp
        ),
        gap_vectors=matrix("gap"),
        example_vectors=matrix("example"),
        statement_states=states,
    )
