"""The tables of cases: one case a line, columns parted by tabs."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[tuple[str, ...]]:
    """The rows of a table; «\\n» in a cell stands for a line break."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(cell.replace("\\n", "\n") for cell in line.split("\t")) for line in lines]
