"""How near every passage and every statement is to a query, by each measure on its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.embedding.cosines import cosines, nearness
from assistant.embedding.encoder import Vectors
from assistant.index.snapshot import Snapshot

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Signals:
    """Scores in the order of the snapshot's passages and statements.

    Dense and question scores are cosines in [-1, 1]; lexical scores are BM25, at least 0. ``*_question`` is the
    cosine of the nearest user question that the corpus holds for the statement, or for any statement of the passage;
    in a corpus without questions the dense scores stand in for them. ``near_answered`` and ``near_unanswered`` tell how
    near the questions are that the corpus answers, and those that it is known not to answer; -1 where it lists none of
    the latter.
    """

    passage_dense: Scores
    passage_lexical: Scores
    passage_question: Scores
    statement_dense: Scores
    statement_lexical: Scores
    statement_question: Scores
    near_answered: float
    near_unanswered: float

    @property
    def near_corpus(self) -> float:
        """How near questions on the corpus' matters are, answered or not."""
        return max(self.near_answered, self.near_unanswered)

    @property
    def answered_lead(self) -> float | None:
        """How much nearer answered questions are than unanswered ones; None where the corpus lists none of these."""
        return self.near_answered - self.near_unanswered if self.near_unanswered > -1 else None


def measure(snapshot: Snapshot, vector: Vectors, words: Mapping[str, float]) -> Signals:
    """All signals of one query, given its unit vector and its weighted stems; exact, no approximate search."""
    statement_dense = cosines(snapshot.statement_vectors, vector)
    passage_dense = cosines(snapshot.passage_vectors, vector)
    if len(snapshot.questions):
        questions = cosines(snapshot.question_vectors, vector)
        statement_question = np.full(len(snapshot.statements), -1.0, dtype=np.float32)
        np.maximum.at(statement_question, snapshot.statement_of_question, questions)
        near_answered = nearness(questions)
        passage_question = np.full(len(snapshot.passages), -1.0, dtype=np.float32)
        np.maximum.at(passage_question, snapshot.passage_of_statement, statement_question)
    else:
        statement_question, passage_question = statement_dense, passage_dense
        near_answered = nearness(statement_dense)
    return Signals(
        passage_dense=passage_dense,
        passage_lexical=snapshot.lexical_passages.weighted_scores(words),
        passage_question=passage_question,
        statement_dense=statement_dense,
        statement_lexical=snapshot.lexical_statements.weighted_scores(words),
        statement_question=statement_question,
        near_answered=near_answered,
        near_unanswered=nearness(cosines(snapshot.gap_vectors, vector)),
    )
