"""The latest measured figures, from the evaluation's own file, for the About page."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

_PACKAGE, _FILE = "eval", "baseline.json"
# Metric -> what it is called for a reader, in the order of the table. Shares are shown as percentages.
SHARES = {
    "key_points": "Key points given",
    "kind": "Right kind of reply",
    "verbatim": "Citations that are word for word in their source",
    "recall@5": "Right source among the first five",
}


class _Estimate(BaseModel):
    model_config = ConfigDict(extra="ignore")

    value: float | None
    low: float | None = None
    high: float | None = None


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="ignore")

    questions: int
    totals: dict[str, _Estimate]


class _Sheets(BaseModel):
    model_config = ConfigDict(extra="ignore")

    sets: dict[str, _Sheet]


@dataclass(frozen=True)
class Figures:
    """One question set: its name, its size, and for each label the share with its interval as text."""

    name: str
    questions: int
    shares: dict[str, str]


def latest_evaluation() -> list[Figures]:
    """One entry per set; empty where no evaluation came with this installation."""
    try:
        raw = files(_PACKAGE).joinpath(_FILE).read_bytes()
        sheets = _Sheets.model_validate_json(raw)
    except (ModuleNotFoundError, OSError, ValidationError):
        return []
    return [
        Figures(name, sheet.questions, {SHARES[key]: _text(sheet.totals.get(key)) for key in SHARES})
        for name, sheet in sheets.sets.items()
    ]


def _text(estimate: _Estimate | None) -> str:
    if estimate is None or estimate.value is None:
        return "not measured"
    text = f"{estimate.value:.0%}"
    if estimate.low is not None and estimate.high is not None:
        text += f" ({estimate.low:.0%} to {estimate.high:.0%})"
    return text
