"""The real assistant over the small corpus, asked a set of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from eval.outcome import Run
from eval.report import report_html
from eval.runner import AssistantSystem, run_set
from eval.session import Wishes, run_sets
from eval.sets import QuestionSet, load_set
from eval.sheet import sheet_of
from eval.table import filled, is_up_to_date
from tests.conftest import SMALL_CORPUS

LINES = (
    '{"id": "oet", "question": "What is the minimum OET score in Writing?", "expect": "answered",'
    ' "must": [["300"]], "sources": ["ecfmg/oet-scores"], "tags": ["type:fact"]}',
    '{"id": "step-1", "question": "Does Step 1 still have a three-digit score?", "expect": "answered",'
    ' "must": [["pass"]], "sources": ["usmle/step-1-result"], "tags": ["type:fact"]}',
    '{"id": "old", "question": "and before?", "history": [["user", "OET Writing minimum"], ["assistant", "300"]],'
    ' "expect": "answered", "must": [["350"]], "today": "2025-01-01", "tags": ["type:followup"]}',
    '{"id": "empty", "question": "", "expect": "clarify"}',
)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    path = tmp_path_factory.mktemp("sets") / "own.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return load_set(path)


@pytest.fixture(scope="module")
def run(small_assistant: Assistant, questions: QuestionSet) -> Run:
    return run_set(AssistantSystem(small_assistant), questions, embed=len)


def without_times(run: Run) -> str:
    return run.model_dump_json(exclude={"results": {"__all__": {"timing"}}})


def test_every_question_is_asked_and_its_citations_are_checked(run: Run) -> None:
    assert [result.question.id for result in run.results] == ["oet", "step-1", "old", "empty"]
    answered = [result for result in run.results if result.outcome.citations]
    assert answered
    assert all(citation.verbatim for result in answered for citation in result.outcome.citations)
    assert run.results[0].outcome.retrieved[0] == "ecfmg/oet-scores"
    assert run.results[0].misspelt_text
    assert run.results[3].misspelt_text is None


def test_confidence_is_asked_for_where_it_is_measured(run: Run) -> None:
    assert run.results[0].outcome.confidence is not None
    assert run.results[3].outcome.confidence is None


@pytest.mark.slow
def test_two_runs_are_alike_also_over_a_new_index(run: Run, questions: QuestionSet, tmp_path: Path) -> None:
    again = Assistant(Settings(corpus_dir=SMALL_CORPUS, data_dir=tmp_path, quiet=True))
    assert without_times(run_set(AssistantSystem(again), questions, embed=len)) == without_times(run)


def test_the_report_stands_alone_and_shows_what_was_missed(run: Run) -> None:
    page = report_html(run, sheet_of(run), totals_only=False)
    assert "<script" not in page
    assert 'name="viewport"' in page
    assert "What is the minimum OET score in Writing?" in page
    assert "ecfmg/oet-scores" in page


def test_the_report_of_a_held_out_set_holds_no_question(run: Run) -> None:
    page = report_html(run, sheet_of(run), totals_only=True)
    assert "What is the minimum OET score in Writing?" not in page
    assert "key_points" in page


@pytest.mark.slow
def test_a_session_saves_figures_and_answers_and_finds_no_loss_against_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ECFMG_ASSISTANT_CORPUS_DIR", str(SMALL_CORPUS))
    monkeypatch.setenv("ECFMG_ASSISTANT_DATA_DIR", str(small_assistant.settings.data_dir))
    for name in ("own", "test"):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(LINES[:2]), encoding="utf-8")
    sets = [tmp_path / "own.jsonl", tmp_path / "test.jsonl"]
    out = tmp_path / "first"
    assert run_sets(sets, Wishes(out=out, typos=False, baseline=tmp_path / "baseline.json")) == []
    assert sorted(path.name for path in out.iterdir()) == ["figures.json", "own.html", "own.json", "test.html"]
    assert (tmp_path / "baseline.json").read_text() == (out / "figures.json").read_text()
    capsys.readouterr()
    assert run_sets(sets, Wishes(out=tmp_path / "second", typos=False, compare=out / "figures.json")) == []
    shown = capsys.readouterr().out
    assert "own: 0 questions won, 0 lost" in shown
    assert "type:fact" not in shown.split("test: 2 questions")[1]


def test_a_model_is_measured_beside_the_answers_without_one(
    small_assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ECFMG_ASSISTANT_CORPUS_DIR", str(SMALL_CORPUS))
    monkeypatch.setenv("ECFMG_ASSISTANT_DATA_DIR", str(small_assistant.settings.data_dir))
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "own.jsonl").write_text(LINES[0], encoding="utf-8")
    run_sets([tmp_path / "own.jsonl"], Wishes(out=tmp_path / "out", typos=False, model="scripted:faithful"))
    title, *lines = capsys.readouterr().out.splitlines()
    assert title.strip() == "own: 1 questions, scripted:faithful"
    assert any("figure" in line and "assistant" in line for line in lines)
    assert next(line for line in lines if "key_points" in line).count("100.0 %") >= 2


def test_the_tables_of_the_readme_are_up_to_date() -> None:
    assert is_up_to_date()


def test_an_unknown_block_is_left_alone() -> None:
    text = "<!-- generated: unknown -->\nkept\n<!-- end generated -->"
    assert filled(text) == text
