"""Does the search find the documents that hold the answer?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ir_measures
from ir_measures import R, nDCG

from eval.metrics.metric import Sample, SampledMetric, Sampler
from eval.outcome import Result


def _searched(result: Result) -> bool:
    """Questions with known sources that stand alone: the public search takes no history."""
    question = result.question
    return bool(question.sources) and question.expect == "answered" and not question.history


def _by(measure: Any) -> Sampler:
    def samples(results: Sequence[Result]) -> list[Sample]:
        searched = [result for result in results if _searched(result)]
        wanted = {result.question.id: dict.fromkeys(result.question.sources, 1) for result in searched}
        # Scores only carry the order; a question for which nothing was found must still count, as 0.
        found = {
            result.question.id: {document: float(-rank) for rank, document in enumerate(result.outcome.retrieved)}
            or {"": 0.0}
            for result in searched
        }
        if not searched:
            return []
        values = {row.query_id: row.value for row in ir_measures.iter_calc([measure], wanted, found)}
        return [Sample(result.question.id, float(values[result.question.id])) for result in searched]

    return samples


recall_at_5 = SampledMetric(
    name="recall@5",
    meaning="Share of a question's source documents among the first 5 documents found.",
    sampler=_by(R @ 5),
)

ndcg_at_10 = SampledMetric(
    name="ndcg@10",
    meaning="nDCG of the first 10 documents found against the question's sources.",
    sampler=_by(nDCG @ 10),
)
