"""A mistake of the user: one line that says what to do, exit status 1, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def one_error(run: Run, *arguments: str, **settings: object) -> str:
    """The error line of a command that fails; remarks of a build may stand above it."""
    done = run(*arguments, **settings)
    assert done.returncode == 1, done.stdout
    assert done.stdout == ""
    *remarks, line = done.stderr.splitlines()
    assert all(remark.startswith("Building the index: ") for remark in remarks), done.stderr
    assert line.startswith("Error: ")
    return line.removeprefix("Error: ")


def test_a_setting_that_cannot_be_used(run: Run) -> None:
    assert one_error(run, "ask", "what?", CHROMA_URL="localhost").startswith(
        "ECFMG_ASSISTANT_CHROMA_URL cannot be used ("
    )
    assert one_error(run, "ask", "what?", ANSWER_WORDS="many").endswith("): correct or unset it")


def test_a_corpus_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    told = f"no corpus folder at {tmp_path / 'none'}: set corpus_dir to the folder with the documents"
    assert one_error(run, "corpus", "changes", CORPUS_DIR=tmp_path / "none") == told
    assert one_error(run, "corpus", "check", str(tmp_path / "none")) == told


@pytest.mark.slow
def test_a_malformed_document(
    run: Run, small_corpus: Path, tmp_path: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(small_corpus / "ecfmg/oet-scores.md", "as_of: 2026-10-01", "as_of: yesterday")
    told = one_error(run, "ask", "what?", CORPUS_DIR=small_corpus, DATA_DIR=tmp_path / "data")
    assert told.startswith(f"{small_corpus}/ecfmg/oet-scores.md:7: front matter key «as_of»: ")


@pytest.mark.slow
def test_a_data_directory_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = one_error(run, "index", DATA_DIR=tmp_path / "file")
    assert told.startswith(f"cannot write to {tmp_path / 'file' / 'index'} (")
    assert told.endswith("): make it writable or set data_dir elsewhere")


@pytest.mark.slow
def test_a_chroma_server_that_does_not_answer(run: Run, tmp_path: Path) -> None:
    told = one_error(run, "index", DATA_DIR=tmp_path / "data", CHROMA_URL="http://127.0.0.1:9")
    assert told == ("no Chroma server answers at http://127.0.0.1:9: start one with `chroma run` or correct chroma_url")


@pytest.mark.slow
def test_a_model_that_is_not_there(run: Run, tmp_path: Path) -> None:
    told = one_error(run, "ask", "what?", DATA_DIR=tmp_path / "data", EMBEDDING_MODEL="/no/such/model")
    assert told == "no model at /no/such/model: check the path in embedding_model"


@pytest.mark.parametrize(
    "arguments", [["ask"], ["nothing"], ["ask", "what?", "--jsn"], ["corpus", "changes", "--since", "soon"]]
)
def test_a_wrong_call_shows_the_usage(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Usage: ecfmg-assistant" in done.stderr
    assert "Traceback" not in done.stderr


def test_version_and_help(run: Run) -> None:
    from assistant import __version__

    assert run("--version").stdout == f"ecfmg-assistant {__version__}\n"
    help_text = run("--help").stdout
    for command in ("ask", "index", "corpus", "chat", "eval"):
        assert command in help_text
