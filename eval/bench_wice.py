"""How well the verifier's rules tell supported from unsupported claims of WiCE, a human-made benchmark.

    python -m eval.bench_wice --path FOLDER

``FOLDER`` holds ``oracle_chunks_dev.jsonl`` (claims of Wikipedia with sentences of the pages they cite). A claim
counts as supported only where it is fully supported. Weights and threshold of each fold are learned on the other
folds; all chunks of one claim stay in one fold.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from assistant.verify.measures import measure, rarity

FILE = "oracle_chunks_dev.jsonl"
FOLDER_VARIABLE = "ECFMG_BENCH_DIR"
FOLDS = 10
RESAMPLES = 1_000
SEED = 7

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Claims(NamedTuple):
    """Measures, one row a claim and chunk; whether it is fully supported; and which claim it is."""

    measures: Floats
    supported: Flags
    groups: npt.NDArray[np.intp]


class BenchResult(NamedTuple):
    """Balanced accuracy with its 95 % interval over resampled claims."""

    claims: int
    balanced_accuracy: float
    low: float
    high: float
    cover_alone: float


def folder_from_environment() -> Path | None:
    """The benchmark's folder where it is present, else None."""
    root = os.environ.get(FOLDER_VARIABLE)
    if not root:
        return None
    for folder in (Path(root), Path(root) / "wice"):
        if (folder / FILE).is_file():
            return folder
    return None


def read_claims(folder: Path) -> Claims:
    """Measure every claim of the file against its chunk."""
    rows = [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]
    weight = rarity(sentence for row in rows for sentence in row["evidence"])
    groups = {claim: number for number, claim in enumerate(dict.fromkeys(row["claim"] for row in rows))}
    return Claims(
        np.array([measure(row["claim"], row["evidence"], weight) for row in rows], dtype=np.float64),
        np.array([row["label"] == "supported" for row in rows]),
        np.array([groups[row["claim"]] for row in rows]),
    )


def balanced_accuracy(truth: Flags, said: Flags) -> float:
    """Mean of the shares found among supported and among other claims; a side without claims counts as found."""
    shares = [
        float(np.mean(said[truth])) if truth.any() else 1.0,
        float(np.mean(~said[~truth])) if (~truth).any() else 1.0,
    ]
    return sum(shares) / 2


def run(claims: Claims) -> BenchResult:
    """Cross-validated balanced accuracy, and its interval by resampling whole claims."""
    said = _decisions(claims, range(claims.measures.shape[1]))
    chance = np.random.default_rng(SEED)
    members = [np.flatnonzero(claims.groups == group) for group in range(claims.groups.max() + 1)]
    draws = []
    for _ in range(RESAMPLES):
        picked = np.concatenate([members[group] for group in chance.integers(0, len(members), len(members))])
        draws.append(balanced_accuracy(claims.supported[picked], said[picked]))
    low, high = np.quantile(draws, [0.025, 0.975])
    return BenchResult(
        len(claims.supported),
        balanced_accuracy(claims.supported, said),
        float(low),
        float(high),
        balanced_accuracy(claims.supported, _decisions(claims, [0])),
    )


def _decisions(claims: Claims, columns: Sequence[int]) -> Flags:
    """For every claim, whether the weights and the threshold of the other folds call it supported."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    said = np.zeros(len(claims.supported), dtype=bool)
    chosen = claims.measures[:, list(columns)]
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(chosen, claims.supported, claims.groups)
    for train, held_out in folds:
        model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", C=0.1))
        model.fit(chosen[train], claims.supported[train])
        scores = model.decision_function(chosen[train])
        candidates = np.quantile(scores, np.linspace(0.02, 0.98, 97))
        threshold = max(candidates, key=lambda cut: _smoothed(claims.supported[train], scores, cut))
        said[held_out] = model.decision_function(chosen[held_out]) >= threshold
    return said


def _smoothed(truth: Flags, scores: Floats, cut: float) -> float:
    """Balanced accuracy around a threshold: a peak of its own would be chance."""
    width = 0.15 * float(np.std(scores))
    return float(np.mean([balanced_accuracy(truth, scores >= cut + shift) for shift in (-width, 0.0, width)]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the result; a missing file is told, not raised."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_wice", description="The verifier's rules on WiCE dev.")
    parser.add_argument("--path", type=Path, default=folder_from_environment(), help=f"folder with {FILE}")
    folder = parser.parse_args(arguments).path
    if folder is None or not (folder / FILE).is_file():
        print(f"skipped: no {FILE}; name its folder with --path or in {FOLDER_VARIABLE}")
        return 0
    result = run(read_claims(folder))
    print(
        f"WiCE dev, {result.claims} claims: balanced accuracy {result.balanced_accuracy:.3f} "
        f"[{result.low:.3f}, {result.high:.3f}]; weighted cover alone {result.cover_alone:.3f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
