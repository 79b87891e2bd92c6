"""How well every statement answers a query: one number from all signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from assistant.corpus.document import Document, Statement
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found
from assistant.retrieve.signals import Scores


@dataclass(frozen=True)
class Weights:
    """Share of each signal in a statement's score; fitted on the dev questions (eval/README.md, ablation)."""

    statement_dense: float = 0.30
    statement_question: float = 0.30
    passage_dense: float = 0.10
    passage_question: float = 0.10
    statement_lexical: float = 0.10
    passage_lexical: float = 0.05
    passage_rank: float = 0.05


WEIGHTS = Weights()
# What is taken from an outdated statement's score where the question is about the present.
OUTDATED_COST = 0.15


def score_statements(snapshot: Snapshot, found: Found, today: date, weights: Weights = WEIGHTS) -> Scores:
    """Score of every statement, about 0 to 1, in the order of the snapshot."""
    signals = found.signals
    passage = snapshot.passage_of_statement
    score: Scores = (
        weights.statement_dense * signals.statement_dense
        + weights.statement_question * signals.statement_question
        + weights.passage_dense * signals.passage_dense[passage]
        + weights.passage_question * signals.passage_question[passage]
        + weights.statement_lexical * _scaled(signals.statement_lexical)
        + weights.passage_lexical * _scaled(signals.passage_lexical)[passage]
        + weights.passage_rank * found.fused[passage]
    )
    if not found.query.scope.wants_past:
        score = score - OUTDATED_COST * outdated_statements(snapshot, today)
    return score.astype(np.float32)


def outdated_statements(snapshot: Snapshot, today: date) -> npt.NDArray[np.float32]:
    """1 where a statement no longer holds on ``today``, else 0."""
    return np.array(
        [
            is_outdated(statement, document, today)
            for statement, document in zip(snapshot.statements, snapshot.documents_of_statements, strict=True)
        ],
        dtype=np.float32,
    )


def is_outdated(statement: Statement, document: Document, today: date) -> bool:
    """Whether a statement speaks of a rule that has ended by ``today``."""
    if statement.until and statement.until < today:
        return True
    return document.metadata.standing != "current"


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    return scores / top if top > 0 else scores
