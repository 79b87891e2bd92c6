"""Is the answer right about when a rule holds: what holds now, what held then, what changed?"""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.metric import Sample, SampledMetric, by_tag
from eval.outcome import Result


def _pairs(results: Sequence[Result]) -> list[Sample]:
    temporal = [result for result in results if result.question.is_type("temporal")]
    pairs = by_tag(temporal, "pair")
    alone = [result for result in temporal if result.question.tag_value("pair") is None]
    return [
        *(Sample(f"pair:{name}", float(all(result.right for result in members))) for name, members in pairs.items()),
        *(Sample(result.question.id, float(result.right)) for result in alone),
    ]


temporal_pairs = SampledMetric(
    name="temporal",
    meaning="Share of temporal pairs (tag `pair:`) with all questions right; a lone one is its own pair.",
    sampler=_pairs,
)
