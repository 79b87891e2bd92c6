"""How well every statement answers a query: one number from all signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found
from assistant.retrieve.signals import Scores
from assistant.retrieve.standing import unwelcome_statements


@dataclass(frozen=True)
class Weights:
    """Share of each signal in a statement's score; fitted on the dev questions (eval/README.md, ablation)."""

    statement_dense: float
    statement_question: float
    passage_dense: float
    passage_question: float
    statement_lexical: float
    passage_rank: float


WEIGHTS = Weights(
    statement_dense=0.15,
    statement_question=0.55,
    passage_dense=0.10,
    passage_question=0.10,
    statement_lexical=0.05,
    passage_rank=0.05,
)
# In a corpus without questions what is like the question in meaning stands in for them, and words count for more.
UNASKED = Weights(
    statement_dense=0.60,
    statement_question=0.0,
    passage_dense=0.20,
    passage_question=0.0,
    statement_lexical=0.15,
    passage_rank=0.05,
)
# What is taken from an outdated statement's score where the question is about the present.
OUTDATED_COST = 0.1


def score_statements(snapshot: Snapshot, found: Found, today: date) -> Scores:
    """Score of every statement, about 0 to 1, in the order of the snapshot."""
    weights = WEIGHTS if len(snapshot.questions) else UNASKED
    signals = found.signals
    passage = snapshot.passage_of_statement
    score: Scores = (
        weights.statement_dense * signals.statement_dense
        + weights.statement_question * signals.statement_question
        + weights.passage_dense * signals.passage_dense[passage]
        + weights.passage_question * signals.passage_question[passage]
        + weights.statement_lexical * _scaled(signals.statement_lexical)
        + weights.passage_rank * found.fused[passage]
    )
    unwelcome = unwelcome_statements(snapshot, found.query.scope, today)
    return (score - OUTDATED_COST * unwelcome).astype(np.float32)


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    return scores / top if top > 0 else scores
