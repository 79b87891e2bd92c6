"""Does the answer say what an expert's short answer would?"""

from __future__ import annotations

from eval.metrics.metric import SampledMetric, each_question
from eval.outcome import Result


def _has_points(result: Result) -> bool:
    return bool(result.question.must)


def _share_met(result: Result) -> float:
    return sum(result.met) / len(result.met)


key_point_recall = SampledMetric(
    name="key_points",
    meaning="Share of a question's key points that the answer makes; every question weighs the same.",
    sampler=each_question(_has_points, _share_met),
)

all_key_points = SampledMetric(
    name="complete",
    meaning="Share of questions whose answer makes every key point.",
    sampler=each_question(_has_points, lambda result: all(result.met)),
)
