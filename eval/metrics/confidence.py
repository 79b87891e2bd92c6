"""Does the system's confidence tell answerable questions from near misses?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.interval import CONFIDENCE, RESAMPLES, SEED, Estimate, Floats
from eval.metrics.kinds import is_near_miss
from eval.metrics.metric import Sample, Unit
from eval.outcome import Result


def area_under_roc(positives: Sequence[float], negatives: Sequence[float]) -> Estimate:
    """The chance that a positive scores above a negative, a tie counting half; stratified bootstrap.

    ``n`` is the size of the smaller class. Without both classes there is no figure.
    """
    if not positives or not negatives:
        return Estimate(n=0)
    above = np.sign(np.subtract.outer(np.asarray(positives, float), np.asarray(negatives, float))) / 2 + 0.5
    chance = np.random.default_rng(SEED)
    of_positives = _weights(chance, len(positives))
    of_negatives = _weights(chance, len(negatives))
    areas = ((of_positives @ above) * of_negatives).sum(axis=1)
    low, high = np.quantile(areas, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    value = float(above.mean())
    n = min(len(positives), len(negatives))
    if n == 1:  # one question of a class says nothing about the others
        low, high = 0.0, 1.0
    return Estimate(
        n=n,
        value=round(value, 6),
        low=round(min(float(low), value), 6),
        high=round(max(float(high), value), 6),
    )


def _weights(chance: np.random.Generator, n: int) -> Floats:
    """Share of every item in each resample, shape (RESAMPLES, n)."""
    return np.asarray(chance.multinomial(n, np.full(n, 1 / n), size=RESAMPLES) / n, dtype=np.float64)


@dataclass(frozen=True)
class ConfidenceArea:
    """AUROC of the confidence, answerable questions against near misses."""

    name: str = "confidence_auroc"
    meaning: str = (
        "AUROC of the confidence that a question is answered: answerable questions against near "
        "misses. No figure where the system gives no confidence."
    )
    unit: Unit = "auroc"
    higher_is_better: bool = True
    compared: bool = False

    def samples(self, results: Sequence[Result]) -> list[Sample]:
        """The confidence in every question that takes part."""
        return [
            Sample(result.question.id, result.outcome.confidence)
            for result in results
            if result.outcome.confidence is not None and (result.question.expect == "answered" or is_near_miss(result))
        ]

    def estimate(self, results: Sequence[Result]) -> Estimate:
        """The area with its interval."""
        answerable = {result.question.id for result in results if result.question.expect == "answered"}
        samples = self.samples(results)
        return area_under_roc(
            [sample.value for sample in samples if sample.key in answerable],
            [sample.value for sample in samples if sample.key not in answerable],
        )


confidence_area = ConfidenceArea()
