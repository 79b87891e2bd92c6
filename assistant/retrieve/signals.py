"""How near every passage and every statement is to a query, by each measure on its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.embedding.cosines import cosines, nearness
from assistant.embedding.encoder import Vectors
from assistant.index.snapshot import Positions, Snapshot

Scores = npt.NDArray[np.float32]

# What the nearest of a statement's questions counts, beside the next one: one alone may be chance (chosen on dev).
NEAREST_SHARE = 0.6


@dataclass(frozen=True)
class Signals:
    """Scores in the order of the snapshot's passages and statements.

    Dense and question scores are cosines in [-1, 1]; lexical scores are BM25, at least 0. ``*_question`` tells how near
    the user questions are that the corpus holds for the statement (:func:`near_questions`), or for any statement of the
    passage; in a corpus without questions the dense scores stand in for them. ``near_answered`` and ``near_unanswered`` tell how
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
        near_answered = nearness(questions)
        statement_question, passage_question = near_questions(snapshot, questions)
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


def near_questions(snapshot: Snapshot, likeness: Vectors) -> tuple[Scores, Scores]:
    """How near the questions of every statement, and of every passage, are; -1 where there are none.

    ``likeness`` holds the cosines of all questions of the snapshot; one of -1 does not count.
    """
    nearest = _highest(len(snapshot.statements), snapshot.statement_of_question, likeness)
    others = np.where(likeness < nearest[snapshot.statement_of_question], likeness, np.float32(-1))
    next_one = _highest(len(snapshot.statements), snapshot.statement_of_question, others)
    next_one = np.where(next_one > -1, next_one, nearest)
    of_statements: Scores = (NEAREST_SHARE * nearest + (1 - NEAREST_SHARE) * next_one).astype(np.float32)
    return of_statements, _highest(len(snapshot.passages), snapshot.passage_of_statement, of_statements)


def _highest(count: int, owners: Positions, scores: Scores) -> Scores:
    """The highest of the scores that each of ``count`` owners has; -1 where it has none."""
    highest = np.full(count, -1.0, dtype=np.float32)
    np.maximum.at(highest, owners, scores)
    return highest
