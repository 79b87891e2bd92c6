"""Figures as a reader sees them."""

from __future__ import annotations

from eval.metrics import Estimate, Metric
from eval.metrics.metric import Unit

NOTHING = "–"


def number(value: float | None, unit: Unit) -> str:
    """«93.4 %», «12», «141 words», «8.2 ms», «3.1 ×», «0.951»; a dash where there is nothing."""
    if value is None:
        return NOTHING
    match unit:
        case "share":
            return f"{100 * value:.1f} %"
        case "count":
            return f"{value:.0f}"
        case "words":
            return f"{value:.0f} words"
        case "ms":
            return f"{value:.1f} ms"
        case "times":
            return f"{value:.1f} ×"
        case "auroc":
            return f"{value:.3f}"


def figure(metric: Metric, estimate: Estimate) -> str:
    """The value alone."""
    return number(estimate.value, metric.unit)


def interval_text(metric: Metric, estimate: Estimate) -> str:
    """«91.2–95.1 %»: the interval with its unit once."""
    if estimate.low is None or estimate.high is None:
        return NOTHING
    low, high = number(estimate.low, metric.unit), number(estimate.high, metric.unit)
    return f"{low.split(' ')[0]}–{high}"
