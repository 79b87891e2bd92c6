from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Settings
from eval.bench_mtrag import (
    STATEMENT_WORDS,
    MtragError,
    PoolText,
    measure_mtrag,
    pool_document,
    pool_statements,
    read_rows,
)
from eval.measured_files import MtragFigures, keep, kept
from eval.measuring import measure_bench
from eval.metrics import Estimate
from eval.sheet import RunFileError


def test_sentences_are_joined_until_a_statement_is_full() -> None:
    sentence = "word " * 20
    assert [len(part.split()) for part in pool_statements(f"{sentence}. {sentence}. {sentence}.")] == [42, 21]


@given(st.text(max_size=600))
def test_no_word_of_a_pool_text_is_lost_and_no_statement_is_too_long(text: str) -> None:
    parts = list(pool_statements(text))
    assert " ".join(parts).split() == text.split()
    assert all(0 < len(part.split()) <= STATEMENT_WORDS for part in parts)


def test_a_short_first_line_is_the_title_and_a_long_one_is_not() -> None:
    assert pool_document(PoolText(id="t1", text="FEMA: Floods\nStay dry."), 4).metadata.title == "FEMA: Floods"
    assert pool_document(PoolText(id="t1", text="Just one sentence."), 4).metadata.title == "Untitled"
    assert pool_document(PoolText(id="t1", text="Just one sentence."), 4).id == "pool/4"


def test_an_absent_benchmark_is_skipped_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure_bench(tmp_path)
    assert capsys.readouterr().out.startswith("Skipped: no tasks.jsonl in")


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passages.jsonl"
    path.write_text('{"no": "pool"}\n')
    with pytest.raises(MtragError, match="check --path"):
        read_rows(path, PoolText)


@pytest.mark.slow
def test_a_follow_up_finds_its_text_in_a_small_pool(tmp_path: Path) -> None:
    texts = {
        "cat": "Cats sleep for about fifteen hours a day.",
        "dog": "Dogs need a walk three times a day.",
        "sun": "The sun is a star made of hydrogen.",
    }
    pool = [{"id": name, "text": text} for name, text in texts.items()]
    conversation = [("user", "Tell me about cats."), ("agent", "They purr."), ("user", "How long do they sleep?")]
    turns = [{"speaker": speaker, "text": text} for speaker, text in conversation]
    other = [{"speaker": "user", "text": "Who won the chess championship in 1972?"}]
    tasks = [
        {"task_id": "1", "input": turns, "answerability": "ANSWERABLE", "relevant": ["cat"]},
        {"task_id": "2", "input": other, "answerability": "UNANSWERABLE", "relevant": []},
    ]
    for name, rows in (("passages", pool), ("tasks", tasks)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    figures = measure_mtrag(tmp_path, Settings())
    assert (figures.recall_at_5.n, figures.recall_at_5.value) == (1, 1.0)
    assert figures.ndcg_at_5.value == 1.0
    assert figures.abstention_auroc.n == 1


def test_kept_figures_are_read_again_and_damage_is_told(tmp_path: Path) -> None:
    figure = Estimate(n=1, value=0.5, low=0.0, high=1.0)
    figures = MtragFigures(recall_at_5=figure, ndcg_at_5=figure, abstention_auroc=figure)
    assert kept(MtragFigures, tmp_path) is None
    path = keep(figures, tmp_path)
    assert path.name == "mtrag.json"
    assert kept(MtragFigures, tmp_path) == figures
    path.write_text("{}")
    with pytest.raises(RunFileError, match="measure again or restore it"):
        kept(MtragFigures, tmp_path)
