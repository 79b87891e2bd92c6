"""Does the same question in other words, or with typing errors, get the same key points?

An answer to a variant counts when it keeps every key point of the reference; saying more is no fault. Where
the reference makes none there is nothing to keep, and the question does not count.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.metrics.metric import Sample, SampledMetric, by_tag, each_question
from eval.outcome import Result


def keeps(reference: Sequence[bool], variant: Sequence[bool]) -> bool:
    """Whether every key point met in the reference is met in the variant."""
    return all(found for wanted, found in zip(reference, variant, strict=True) if wanted)


def _phrasings(results: Sequence[Result]) -> list[Sample]:
    samples = []
    for members in by_tag(results, "group").values():
        width = min(len(result.met) for result in members)
        # What most phrasings get is the reference: no single one is the yardstick of the others.
        reference = [2 * sum(result.met[point] for result in members) > len(members) for point in range(width)]
        if any(reference):
            samples += [Sample(result.question.id, float(keeps(reference, result.met[:width]))) for result in members]
    return samples


same_in_other_words = SampledMetric(
    name="phrasings",
    meaning="Share of phrasings (tag `group:`) that get every key point which most of their group get.",
    sampler=_phrasings,
)

same_with_typos = SampledMetric(
    name="typos",
    meaning="Share of questions that keep all their key points when asked with three typing errors.",
    sampler=each_question(
        lambda result: result.misspelt_text is not None and any(result.met),
        lambda result: keeps(result.met, result.question.met_in(result.misspelt_text or "")),
    ),
)
