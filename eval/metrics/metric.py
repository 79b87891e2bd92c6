"""What a metric is: a name, a meaning, the questions it applies to, and how their values make a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from eval.metrics.interval import SHARE, Bounds, Estimate, Statistic, estimate, mean
from eval.outcome import Result

Unit = Literal["share", "count", "words", "ms", "times", "auroc"]


class Sample(NamedTuple):
    """The value of one unit: a question, or a pair or group of questions named by its tag."""

    key: str
    value: float


Sampler = Callable[[Sequence[Result]], list[Sample]]


class Metric(Protocol):
    """One figure of a run."""

    @property
    def name(self) -> str:
        """As it is printed and stored."""
        ...

    @property
    def meaning(self) -> str:
        """One sentence for readers of a report."""
        ...

    @property
    def unit(self) -> Unit:
        """How the figure is printed."""
        ...

    @property
    def higher_is_better(self) -> bool:
        """The direction of a loss."""
        ...

    @property
    def compared(self) -> bool:
        """Whether two runs are compared by it."""
        ...

    def samples(self, results: Sequence[Result]) -> list[Sample]:
        """The values of the units to which the metric applies, in the order of the run."""
        ...

    def estimate(self, results: Sequence[Result]) -> Estimate:
        """The figure with its interval."""
        ...


@dataclass(frozen=True)
class SampledMetric:
    """A figure made of one value a unit."""

    name: str
    meaning: str
    sampler: Sampler
    statistic: Statistic = mean
    bounds: Bounds = SHARE
    unit: Unit = "share"
    higher_is_better: bool = True
    compared: bool = True

    def samples(self, results: Sequence[Result]) -> list[Sample]:
        """The values of the units to which the metric applies, in the order of the run."""
        return self.sampler(results)

    def estimate(self, results: Sequence[Result]) -> Estimate:
        """The figure with its interval."""
        return estimate([sample.value for sample in self.samples(results)], self.statistic, self.bounds)


def each_question(applies: Callable[[Result], bool], value: Callable[[Result], float]) -> Sampler:
    """One value for each question to which the metric applies."""

    def samples(results: Sequence[Result]) -> list[Sample]:
        return [Sample(result.question.id, float(value(result))) for result in results if applies(result)]

    return samples


def by_tag(results: Iterable[Result], name: str) -> dict[str, list[Result]]:
    """Results grouped by the value of their ``name:`` tag; results without one are left out."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        value = result.question.tag_value(name)
        if value is not None:
            groups.setdefault(value, []).append(result)
    return groups
