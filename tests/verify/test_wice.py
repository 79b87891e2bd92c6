"""The verifier's measures on human-made claims; needs the benchmark's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench_wice import FOLDER_VARIABLE, folder_from_environment, main, read_claims, run

pytestmark = pytest.mark.slow


def test_balanced_accuracy_is_at_least_74_percent_with_rules_alone() -> None:
    folder = folder_from_environment()
    if folder is None:
        pytest.skip(f"no WiCE: name the folder with the public benchmarks in {FOLDER_VARIABLE}")
    result = run(read_claims(folder))
    assert result.claims == 1043
    assert result.balanced_accuracy >= 0.74
    assert result.low < result.balanced_accuracy < result.high
    assert result.balanced_accuracy > result.cover_alone


def test_an_absent_benchmark_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--path", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("skipped: no oracle_chunks_dev.jsonl")
