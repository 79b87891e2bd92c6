"""The feedback file and its export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from eval.question import parse_question
from ui.command import feedback as feedback_command
from ui.feedback import Feedback, FeedbackError, FeedbackFile

DAY = date(2026, 11, 22)
FULL = Feedback(
    vote="helpful",
    comment="thanks",
    question="Is CS over?",
    kind="answered",
    answer="Yes. [1]",
    document_ids=("usmle/cs",),
)


def test_entries_come_back_as_they_were_given(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path / "new")
    assert file.entries() == []
    file.add(FULL, DAY)
    file.add(FULL.without_turn(), DAY)
    assert [entry for _, _, entry in file.entries()] == [FULL, Feedback(vote="helpful", comment="thanks")]


def test_an_unwritable_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(FeedbackError, match="check that the data folder can be written"):
        FeedbackFile(tmp_path / "data").add(FULL, DAY)


def test_the_export_is_a_question_set_that_the_evaluation_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECFMG_ASSISTANT_DATA_DIR", str(tmp_path))
    file = FeedbackFile(tmp_path)
    file.add(FULL, DAY)
    file.add(FULL.without_turn(), DAY)
    app = Typer()
    app.command()(feedback_command)
    output = tmp_path / "set.jsonl"
    assert CliRunner().invoke(app, ["--output", str(output)]).exit_code == 0
    (line,) = output.read_text(encoding="utf-8").splitlines()
    question, problems = parse_question(line, 1)
    assert problems == []
    assert question is not None
    assert question.sources == ("usmle/cs",)
    assert question.tags == ("feedback", "vote:helpful", "day:2026-11-22")
