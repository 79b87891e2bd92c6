"""The counts of the corpus, and the README table made from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus.load import load_corpus
from assistant.corpus.stats import MARKER_END, MARKER_START, CorpusStats, corpus_stats, update_readme
from assistant.errors import CorpusError
from tests.corpus.pages import page, write


@pytest.fixture
def stats(tmp_path: Path) -> CorpusStats:
    sources = '[{publisher: A, url: "https://a.org/", authority: secondary, as_of: 2025-01-01}]'
    one = page("ecfmg/one", "A.", "B. {secondary}", "C. {source: 2}", as_of="2025-03-01", sources=sources)
    two = page("ecfmg/two", "D.", standing="superseded")
    three = page("visas/three", "E.", standing="historical", authority="secondary")
    three += "## Not answered here\n  - ? how much was it in 1990\n"
    return corpus_stats(load_corpus(write(tmp_path, one, two, three)))


def test_documents_and_statements_are_counted_by_field_standing_authority_and_age(stats: CorpusStats) -> None:
    assert stats.table() == (
        "| field | documents | current | superseded | historical | statements | official statements | as of |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| ecfmg | 2 | 1 | 1 | 0 | 4 | 2 (50%) | 2025-03-01 to 2026-01-12 |\n"
        "| visas | 1 | 0 | 0 | 1 | 1 | 0 (0%) | 2026-01-12 to 2026-01-12 |\n"
        "| all | 3 | 1 | 1 | 1 | 5 | 2 (40%) | 2025-03-01 to 2026-01-12 |\n"
        "\n"
        "Documents by the year of their as-of date: 2026: 2, 2025: 1. "
        "Questions: 15; known to have no answer here: 1."
    )


def test_the_readme_table_is_written_between_its_markers_and_then_found_true(
    stats: CorpusStats, tmp_path: Path
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{MARKER_START}\nold\n{MARKER_END}\nafter\n", encoding="utf-8")

    assert update_readme(readme, stats, check=True) is False
    assert "old" in readme.read_text(encoding="utf-8")
    assert update_readme(readme, stats, check=False) is False
    assert readme.read_text(encoding="utf-8") == f"before\n{MARKER_START}\n{stats.table()}\n{MARKER_END}\nafter\n"
    assert update_readme(readme, stats, check=True) is True


def test_a_readme_without_markers_is_refused_and_left_alone(stats: CorpusStats, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("no markers\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="no place for the table: add the lines"):
        update_readme(readme, stats, check=False)
    assert readme.read_text(encoding="utf-8") == "no markers\n"


def test_a_readme_that_is_not_there_is_named(stats: CorpusStats, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.md cannot be read"):
        update_readme(tmp_path / "none.md", stats, check=True)
