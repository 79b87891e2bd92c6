"""The tables of cases, one case a line with columns parted by tabs; and the questions of the corpus."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.corpus.load import load_corpus
from assistant.settings import bundled_corpus

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[tuple[str, ...]]:
    """The rows of a table; «\\n» in a cell stands for a line break."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(cell.replace("\\n", "\n") for cell in line.split("\t")) for line in lines]


def column(name: str) -> list[str]:
    """The cells of a table with one column."""
    return [cell for (cell,) in table(name)]


@lru_cache(maxsize=1)
def corpus_questions() -> list[str]:
    """Every question that the corpus answers, each once, in the order of the alphabet."""
    return sorted(
        {
            question
            for document in load_corpus(bundled_corpus()).documents
            for statement in document.statements
            for question in statement.questions
        }
    )
