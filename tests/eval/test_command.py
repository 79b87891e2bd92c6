from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.command import app
from eval.sets import QuestionSetError
from tests.test_imports import heavy_modules_after


def test_the_command_imports_nothing_heavy() -> None:
    assert heavy_modules_after("import eval.command") == []


@pytest.mark.parametrize("arguments", [["run"], ["table"], ["peers"], ["speed"], ["bench", "mtrag"]])
def test_every_command_explains_itself(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0


def test_a_faulty_set_costs_no_run(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text("{}")
    found = CliRunner().invoke(app, ["run", str(path)])
    assert isinstance(found.exception, QuestionSetError)


def test_outdated_tables_fail_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.table.is_up_to_date", lambda: False)
    found = CliRunner().invoke(app, ["table", "--check"])
    assert found.exit_code == 1
    assert "run `ecfmg-assistant eval table`" in found.output


def test_a_loss_is_the_exit_status(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for losses, status in (([], 0), (["own: 10 questions lost"], 1)):
        monkeypatch.setattr("eval.session.run_sets", lambda *_, losses=losses: losses)
        assert CliRunner().invoke(app, ["run", str(tmp_path / "own.jsonl")]).exit_code == status
