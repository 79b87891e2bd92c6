"""Is a question that rests on a dead or false rule corrected before anything else is said?"""

from __future__ import annotations

from eval.metrics.citations import MARKER
from eval.metrics.metric import SampledMetric, each_question
from eval.outcome import Result
from eval.question import compiled


def opening(text: str) -> str:
    """The first cited sentence: the text before the second marker."""
    markers = list(MARKER.finditer(text))
    return text[: markers[1].start()] if len(markers) > 1 else text


def corrected_first(result: Result) -> bool:
    """Whether the opening makes the correction, and no wrong claim beside it."""
    said = opening(result.outcome.text)
    corrected = any(compiled(pattern).search(said) for pattern in result.question.first)
    return corrected and not result.question.wrong_claims_in(said)


premise_corrected = SampledMetric(
    name="premise",
    meaning="Share of false premises (questions with `first`) that the first sentence (the text before the "
    "second marker) corrects, without a wrong claim.",
    sampler=each_question(lambda result: bool(result.question.first), corrected_first),
)
