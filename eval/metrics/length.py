"""How much has the reader to read?"""

from __future__ import annotations

from eval.metrics.interval import COUNT, quantile
from eval.metrics.metric import SampledMetric, each_question
from eval.outcome import Result


def quoted_words(result: Result) -> int:
    """Words of the statements; the fixed lines around them do not count."""
    return sum(len(statement.text.split()) for statement in result.outcome.statements)


answer_words = SampledMetric(
    name="words",
    meaning="Median number of words of an answer's statements, without the fixed lines around them.",
    sampler=each_question(lambda result: bool(result.outcome.statements), quoted_words),
    statistic=quantile(0.5),
    bounds=COUNT,
    unit="words",
    higher_is_better=False,
    compared=False,
)
