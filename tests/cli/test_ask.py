"""`ecfmg-assistant ask`: the same answer as the library gives, as text or JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from tests.cli.conftest import Run

pytestmark = pytest.mark.slow
QUESTION = "Which OET scores do I need?"


def test_json_is_the_answer_of_the_library(run: Run, built: Path, small_assistant: Assistant) -> None:
    done = run("ask", QUESTION, "--json", DATA_DIR=built)
    assert (done.returncode, done.stderr) == (0, "")
    assert Answer.model_validate_json(done.stdout) == small_assistant.ask(QUESTION, today=date.today())


def test_text_shows_the_answer_and_its_sources_with_date_and_link(run: Run, built: Path) -> None:
    done = run("ask", QUESTION, DATA_DIR=built)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("ECFMG Pathway applicants need at least 350 in Listening, Reading and Speaking")
    assert (
        "[1] OET Medicine scores for ECFMG certification (ECFMG, official, as of 2026-10-01, season 2026)\n"
        "    https://www.ecfmg.org/certification/oet/\n"
    ) in done.stdout


def test_a_dash_reads_the_question_from_standard_input_whatever_its_bytes(run: Run, built: Path) -> None:
    done = run("ask", "-", "--json", stdin=b"\xff\xfe Which OET scores do I need?\x00", DATA_DIR=built)
    assert done.returncode == 0, done.stderr
    assert "at least 350" in Answer.model_validate_json(done.stdout).text


def test_an_argument_of_any_bytes_is_answered(run: Run, built: Path) -> None:
    done = run("ask", "\udcff\udc80 ?", "--json", DATA_DIR=built)
    assert done.returncode == 0, done.stderr
    assert Answer.model_validate_json(done.stdout).kind == "clarify"


def test_the_first_question_builds_the_index_and_says_so(run: Run, tmp_path: Path) -> None:
    done = run("ask", QUESTION, DATA_DIR=tmp_path / "data")
    assert done.returncode == 0
    assert done.stderr == "Building the index: there is no index yet.\n"
    assert (tmp_path / "data" / "index" / "current").is_file()


def test_quiet_builds_in_silence(run: Run, tmp_path: Path) -> None:
    done = run("ask", QUESTION, "--quiet", DATA_DIR=tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
