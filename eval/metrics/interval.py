"""A figure with its 95 % interval, by bootstrap over the sampled units (questions, pairs, groups)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

Floats = npt.NDArray[np.float64]
# Takes samples of shape (resamples, n) to figures of shape (resamples,).
Statistic = Callable[[Floats], Floats]
# Smallest and largest value that one sample can take; None where there is no bound.
Bounds = tuple[float | None, float | None]
SHARE: Bounds = (0.0, 1.0)
COUNT: Bounds = (0.0, None)

RESAMPLES = 2_000
SEED = 20_261_122
CONFIDENCE = 0.95


class Estimate(BaseModel):
    """A figure over ``n`` units; all None where there was nothing to measure, never NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def mean(samples: Floats) -> Floats:
    """The mean of every row."""
    return np.asarray(samples.mean(axis=1), dtype=np.float64)


def total(samples: Floats) -> Floats:
    """The sum of every row."""
    return np.asarray(samples.sum(axis=1), dtype=np.float64)


def quantile(share: float) -> Statistic:
    """The ``share`` quantile of every row, linear between neighbours."""

    def of(samples: Floats) -> Floats:
        return np.asarray(np.quantile(samples, share, axis=1), dtype=np.float64)

    return of


def resample_positions(n: int) -> npt.NDArray[np.intp]:
    """Positions of shape (RESAMPLES, n), drawn with replacement, the same for every call with this ``n``."""
    return np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))


def estimate(values: Sequence[float], statistic: Statistic = mean, bounds: Bounds = (None, None)) -> Estimate:
    """The figure of ``values`` with its percentile bootstrap interval.

    No values: n = 0 and no figure. All values alike (one value is the smallest such case): resampling would
    claim certainty, so the bounds take its place. With n like values, a share of up to 1 - 0.05^(1/n) of all
    questions may still be otherwise (the exact form of the rule of three), each as far as the bounds allow.
    """
    samples = np.asarray(values, dtype=np.float64)
    n = len(samples)
    if n == 0:
        return Estimate(n=0)
    value = _figure(statistic, samples)
    if (samples == samples[0]).all():
        unseen = 1 - (1 - CONFIDENCE) ** (1 / n)
        low, high = (
            value if bound is None else _figure(statistic, samples + unseen * (bound - samples)) for bound in bounds
        )
    else:
        figures = statistic(samples[resample_positions(n)])
        low, high = (float(edge) for edge in np.quantile(figures, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]))
    return Estimate(n=n, value=_rounded(value), low=_rounded(min(low, value)), high=_rounded(max(high, value)))


def _figure(statistic: Statistic, samples: Floats) -> float:
    return float(statistic(samples[np.newaxis, :])[0])


def _rounded(value: float) -> float:
    """Six decimals: more would differ between processors."""
    return round(value, 6)
