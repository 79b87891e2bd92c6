"""Two runs of the same set, question by question: what was won, what was lost, and whether that is chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from eval.metrics import METRICS, Metric
from eval.metrics.interval import Bounds, Estimate, estimate
from eval.sheet import Sheet

SIGNIFICANCE = 0.05


def mcnemar(won: int, lost: int) -> float:
    """Exact two-sided p-value: the chance of a split at least this uneven if both runs were equally good.

    Without any difference it is 1.
    """
    n = won + lost
    splits = sum(comb(n, k) for k in range(min(won, lost) + 1))
    return min(1.0, 2 * splits / 2.0**n)


@dataclass(frozen=True)
class Change:
    """One metric before and now, over the units that both runs share.

    ``difference`` is now minus before, with the interval of a paired bootstrap.
    """

    metric: Metric
    before: float
    now: float
    difference: Estimate

    @property
    def is_significant_loss(self) -> bool:
        """Whether the whole interval of the difference lies on the worse side of zero."""
        if self.difference.low is None or self.difference.high is None:
            return False
        return self.difference.high < 0 if self.metric.higher_is_better else self.difference.low > 0


@dataclass(frozen=True)
class Comparison:
    """What changed between two runs of a set."""

    set_name: str
    won: tuple[str, ...]
    lost: tuple[str, ...]
    p_value: float
    changes: tuple[Change, ...]
    only_before: int
    only_now: int

    @property
    def losses(self) -> list[str]:
        """Every significant loss, as a sentence."""
        found = []
        if len(self.lost) > len(self.won) and self.p_value < SIGNIFICANCE:
            counts = f"{len(self.lost)} questions lost, {len(self.won)} won"
            found.append(f"{self.set_name}: {counts} (McNemar p = {self.p_value:.3f})")
        found += [
            f"{self.set_name}: {change.metric.name} went from {change.before:.3f} to {change.now:.3f}"
            for change in self.changes
            if change.is_significant_loss
        ]
        return found


def compare(before: Sheet, now: Sheet) -> Comparison:
    """Compare two sheets; units that only one of them has are counted and left out."""
    shared = [key for key in now.right if key in before.right]
    won = tuple(key for key in shared if now.right[key] and not before.right[key])
    lost = tuple(key for key in shared if before.right[key] and not now.right[key])
    return Comparison(
        set_name=now.set_name,
        won=won,
        lost=lost,
        p_value=mcnemar(len(won), len(lost)),
        changes=tuple(change for metric in METRICS if (change := _change(metric, before, now))),
        only_before=len(before.right) - len(shared),
        only_now=len(now.right) - len(shared),
    )


def _change(metric: Metric, before: Sheet, now: Sheet) -> Change | None:
    earlier, later = before.values.get(metric.name, {}), now.values.get(metric.name, {})
    shared = [key for key in later if key in earlier]
    if not shared:
        return None
    old = np.array([earlier[key] for key in shared])
    new = np.array([later[key] for key in shared])
    # No bounds: without any difference the interval is the point zero, which is no loss.
    unbounded: Bounds = (None, None)
    return Change(metric, float(old.mean()), float(new.mean()), estimate(new - old, bounds=unbounded))
