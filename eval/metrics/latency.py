"""How long does an answer take, in milliseconds and in embeddings of the bare question?

The second depends little on the machine: each question is embedded right before it is asked, and the median
of these embeddings is the unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from statistics import median

from eval.metrics.interval import COUNT, quantile
from eval.metrics.metric import Sample, SampledMetric
from eval.outcome import Result


def _milliseconds(results: Sequence[Result]) -> list[Sample]:
    return [Sample(result.question.id, 1_000 * result.timing.answer) for result in results]


def _embeddings(results: Sequence[Result]) -> list[Sample]:
    unit = median(result.timing.embedding for result in results) if results else 0.0
    if unit == 0:  # a system measured without embeddings beside it
        return []
    return [Sample(result.question.id, result.timing.answer / unit) for result in results]


_timed = partial(SampledMetric, bounds=COUNT, higher_is_better=False, compared=False)

latency_p50 = _timed(
    name="ms_p50",
    meaning="Median milliseconds of an answer.",
    sampler=_milliseconds,
    statistic=quantile(0.5),
    unit="ms",
)
latency_p95 = _timed(
    name="ms_p95",
    meaning="95 % of answers take at most this.",
    sampler=_milliseconds,
    statistic=quantile(0.95),
    unit="ms",
)
embeddings_p50 = _timed(
    name="embeddings_p50",
    meaning="Median time of an answer in bare query embeddings of the same run.",
    sampler=_embeddings,
    statistic=quantile(0.5),
    unit="times",
)
embeddings_p95 = _timed(
    name="embeddings_p95",
    meaning="95 % of answers take at most this, in bare query embeddings of the same run.",
    sampler=_embeddings,
    statistic=quantile(0.95),
    unit="times",
)
