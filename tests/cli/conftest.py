"""The command line as a person runs it: the installed program, in a process of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from tests.places import PROGRAM, SMALL_CORPUS

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the program on the small corpus, away from the repository; settings are given in upper case."""

    def program(*arguments: str, stdin: bytes = b"", **settings: object) -> subprocess.CompletedProcess[str]:
        given = {"CORPUS_DIR": SMALL_CORPUS, **settings}
        environment = {**os.environ, **{f"ECFMG_ASSISTANT_{name}": str(value) for name, value in given.items()}}
        done = subprocess.run(
            [PROGRAM, *arguments], input=stdin, capture_output=True, env=environment, cwd=tmp_path, check=False
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return program


@pytest.fixture
def built(small_assistant: Assistant) -> Path:
    """Data directory with the index of the small corpus."""
    return small_assistant.settings.data_dir
