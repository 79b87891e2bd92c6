"""The wheel alone is the whole product: corpus, packages, commands, in an environment without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from assistant import Answer, Settings
from tests.places import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the working tree, with the build backend that is installed already."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; everything that it depends on comes from the running environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    # Behind the wheel on the path; packages installed there in editable form stay out, their own .pth is not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-deps", "--no-index"]
    done = subprocess.run([*pip, str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_holds_all_documents_and_data_and_no_test(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    documents = {path.relative_to(ROOT / "corpus").as_posix() for path in (ROOT / "corpus").glob("*/*.md")}
    assert len(documents) > 60
    assert {
        name.removeprefix("assistant/_corpus/") for name in names if name.startswith("assistant/_corpus/")
    } >= documents
    for package in ("assistant", "ui", "eval"):
        tracked = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert tracked - names == set()
    assert "assistant/py.typed" in names
    assert not [name for name in names if name.startswith("tests")]


def test_the_packages_come_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import assistant, ui, eval; print(*(module.__file__ for module in (assistant, ui, eval)), sep='\\n')"
    done = subprocess.run(
        [installed / "bin/python", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert all(Path(line).is_relative_to(installed) for line in done.stdout.splitlines())


def test_the_installed_command_checks_the_corpus_it_carries(installed: Path, tmp_path: Path) -> None:
    command = [installed / "bin/ecfmg-assistant", "corpus", "stats", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert f'"documents": {len(list((ROOT / "corpus").glob("*/*.md")))}' in done.stdout


def test_the_installed_command_answers_from_an_index_of_the_same_corpus(
    installed: Path, real_settings: Settings, tmp_path: Path
) -> None:
    command = [installed / "bin/ecfmg-assistant", "ask", "--json", "Is Step 2 CS still required?"]
    environment = {**os.environ, "ECFMG_ASSISTANT_DATA_DIR": str(real_settings.data_dir)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    answer = Answer.model_validate_json(done.stdout)
    assert answer.kind == "answered"
    assert "2021" in answer.text
