"""The figures of a run: what is printed, saved, compared and kept as the baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import AssistantError
from eval.metrics import METRICS, Estimate
from eval.outcome import Result, Run

DECIMALS = 4


class RunFileError(AssistantError):
    """A stored run or baseline cannot be used."""


class Sheet(BaseModel):
    """All figures of one set.

    ``values`` holds, for each compared metric, the value of every unit by its key; ``right`` whether each
    question was answered right in every respect.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    system: str
    set_name: str
    set_sha256: str
    questions: int
    totals: dict[str, Estimate]
    by_tag: dict[str, dict[str, Estimate]]
    values: dict[str, dict[str, float]]
    right: dict[str, bool]


class Sheets(BaseModel):
    """Sheets by the name of their set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sets: dict[str, Sheet]


def sheet_of(run: Run) -> Sheet:
    """Measure a run."""
    return Sheet(
        system=run.system,
        set_name=run.set_name,
        set_sha256=run.set_sha256,
        questions=len(run.results),
        totals=estimates(run.results),
        by_tag={tag: _present(estimates(results)) for tag, results in tagged(run.results).items()},
        values={
            metric.name: {sample.key: round(sample.value, DECIMALS) for sample in metric.samples(run.results)}
            for metric in METRICS
            if metric.compared
        },
        right={result.question.id: result.right for result in run.results},
    )


def estimates(results: Sequence[Result]) -> dict[str, Estimate]:
    """Every metric over some results, by name."""
    return {metric.name: metric.estimate(results) for metric in METRICS}


# Tags that group questions for the report; the others (topics, pairs) are too many to show one by one.
SHOWN_TAGS = ("type:", "field:", "time:", "lang:")


def tagged(results: Sequence[Result]) -> dict[str, list[Result]]:
    """Results by each tag worth a line of its own, sorted by tag; a tag without a colon always is."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        for tag in result.question.tags:
            if tag.startswith(SHOWN_TAGS) or ":" not in tag:
                groups.setdefault(tag, []).append(result)
    return dict(sorted(groups.items()))


def _present(found: Mapping[str, Estimate]) -> dict[str, Estimate]:
    return {name: estimate for name, estimate in found.items() if estimate.n}


def save_sheets(sheets: Sheets, path: Path) -> None:
    """Write sheets as JSON, one metric a line, so that a new baseline makes a readable diff."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    for name, sheet in sorted(sheets.sets.items()):
        content = sheet.model_dump(mode="json")
        parts = []
        for key, value in content.items():
            if isinstance(value, dict) and value and all(isinstance(inner, dict) for inner in value.values()):
                rows = ",\n".join(f"    {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
                parts.append(f"   {json.dumps(key)}: {{\n{rows}\n   }}")
            else:
                parts.append(f"   {json.dumps(key)}: {json.dumps(value)}")
        lines.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(parts) + "\n  }")
    path.write_text('{"sets": {\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


def load_sheets(path: Path) -> Sheets:
    """Read what :func:`save_sheets` wrote; raises :class:`RunFileError`."""
    try:
        return Sheets.model_validate_json(path.read_bytes())
    except OSError as error:
        raise RunFileError(f"cannot read {path} ({error.strerror}): name the figures.json of a run") from None
    except ValidationError:
        raise RunFileError(f"{path} holds no figures of a run: name the figures.json of a run") from None
