"""The metrics of a run, one idea a file, in the order in which they are shown."""

from __future__ import annotations

from eval.metrics.citations import quotes_verbatim, statements_cited
from eval.metrics.confidence import confidence_area
from eval.metrics.interval import Estimate
from eval.metrics.key_points import all_key_points, key_point_recall
from eval.metrics.kinds import (
    abstention_precision,
    abstention_recall,
    answerable_refused,
    kind_accuracy,
    near_misses,
    over_refusal,
    routing,
)
from eval.metrics.latency import embeddings_p50, embeddings_p95, latency_p50, latency_p95
from eval.metrics.length import answer_words
from eval.metrics.metric import Metric, Sample
from eval.metrics.premise import premise_corrected
from eval.metrics.retrieval import ndcg_at_10, recall_at_5
from eval.metrics.robustness import same_in_other_words, same_with_typos
from eval.metrics.temporal import temporal_pairs
from eval.metrics.wrong_claims import wrong_claims

METRICS: tuple[Metric, ...] = (
    key_point_recall,
    all_key_points,
    answer_words,
    wrong_claims,
    kind_accuracy,
    answerable_refused,
    near_misses,
    abstention_recall,
    abstention_precision,
    confidence_area,
    temporal_pairs,
    premise_corrected,
    routing,
    over_refusal,
    same_in_other_words,
    same_with_typos,
    recall_at_5,
    ndcg_at_10,
    statements_cited,
    quotes_verbatim,
    latency_p50,
    latency_p95,
    embeddings_p50,
    embeddings_p95,
)

__all__ = ["METRICS", "Estimate", "Metric", "Sample"]
