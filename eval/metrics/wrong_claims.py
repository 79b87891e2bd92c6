"""Does the answer present a stale or wrong rule as current?"""

from __future__ import annotations

from eval.metrics.interval import SHARE, total
from eval.metrics.metric import SampledMetric, each_question

wrong_claims = SampledMetric(
    name="wrong_claims",
    meaning="Number of answers with a stale or wrong claim, among the questions that watch for some.",
    sampler=each_question(lambda result: bool(result.question.must_not), lambda result: bool(result.wrong_claims)),
    statistic=total,
    bounds=SHARE,
    unit="count",
    higher_is_better=False,
)
