"""What is not needed is not imported: the library and its command line start fast."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from tests.places import PROGRAM

HEAVY = ("torch", "chromadb", "sentence_transformers", "transformers", "gradio", "langchain", "langchain_core", "bm25s")
HELP_SECONDS = 0.5


def heavy_modules_after(code: str) -> list[str]:
    """Which heavy packages a fresh Python has imported after ``code``."""
    report = f"import sys\n{code}\nprint(*sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return done.stderr.split()


@pytest.mark.parametrize(
    "code",
    [
        "import assistant",
        "from assistant import Settings, Answer, AssistantError, Document, Profile; Settings()",
        "from assistant.corpus.check import check_corpus",
    ],
)
def test_these_imports_are_light(code: str) -> None:
    assert heavy_modules_after(code) == []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["ask", "--help"], ["corpus", "--help"], ["chat", "--help"]]
)
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"sys.argv = ['ecfmg-assistant', *{arguments!r}]\n"
        "from assistant.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )
    assert heavy_modules_after(code) == []


@pytest.mark.slow
def test_help_is_there_within_half_a_second() -> None:
    command = [PROGRAM, "--help"]
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Processor time: what else runs on the machine is no fault of the command.
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < HELP_SECONDS
