"""`ecfmg-assistant index`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.slow


def test_an_index_is_built_once_and_again_on_demand(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = run("index", DATA_DIR=data)
    assert first.returncode == 0
    assert first.stdout.startswith("The index is built, ")
    assert run("index", DATA_DIR=data).stdout == "The index is up to date.\n"
    again = run("index", "--rebuild", DATA_DIR=data)
    assert again.stderr == "Building the index: a rebuild was asked for.\n"
    assert again.stdout == first.stdout
    assert [again.stdout for again in [run("index", "--quiet", DATA_DIR=data)]] == [""]
