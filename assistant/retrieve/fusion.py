"""Ranks of several measures -> one ranking of passages, current rules before old ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from assistant.index.snapshot import Snapshot
from assistant.retrieve.signals import Scores, Signals
from assistant.retrieve.standing import unwelcome_passages
from assistant.understand.time import TimeScope

# Cormack, Clarke & Büttcher 2009: reciprocal rank fusion with k = 60.
RRF_K = 60
# What an outdated passage keeps of its fused score where the question is about the present.
OUTDATED_SHARE = 0.6


def ranks(scores: Scores) -> Scores:
    """Rank of every score, 0 the best; equal scores in their order, so that results repeat."""
    order = np.argsort(-scores, kind="stable")
    found = np.empty(len(scores), dtype=np.float32)
    found[order] = np.arange(len(scores), dtype=np.float32)
    return found


def reciprocal_rank_fusion(measures: Sequence[Scores]) -> Scores:
    """Fused score of every item: the sum of 1 / (k + rank), scaled so that rank 0 in all is 1."""
    total: Scores = np.sum([1 / (RRF_K + ranks(scores)) for scores in measures], axis=0)
    return (total * RRF_K / len(measures)).astype(np.float32)


def fuse_passages(snapshot: Snapshot, signals: Signals, scope: TimeScope, today: date) -> Scores:
    """Fused score of every passage for a question about ``scope`` on the day ``today``."""
    measures = [signals.passage_dense, signals.passage_lexical]
    if len(snapshot.questions):
        measures.append(signals.passage_question)
    fused = reciprocal_rank_fusion(measures)
    kept: Scores = np.where(unwelcome_passages(snapshot, scope, today), OUTDATED_SHARE, 1.0).astype(np.float32)
    return fused * kept
