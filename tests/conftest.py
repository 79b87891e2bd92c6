"""What every test stands on: no network, no user directories, a small corpus, and the real one built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from assistant import Assistant, Settings
from tests.offline import loopback_only
from tests.places import SMALL_CORPUS, TESTS

# The day on which the corpora are read in tests; the documents' dates lie around it.
TODAY = date(2026, 11, 22)
# Markers in the order in which their tests run, the quickest first.
ORDER = ("slow", "browser", "model")
_OUTSIDE_SETTINGS = ("ECFMG_ASSISTANT_", "LANGCHAIN_", "LANGSMITH_", "CHROMA_")

# A busy machine is no failure: examples have no deadline.
hypothesis.settings.register_profile("suite", deadline=None, max_examples=50)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(trylast=True)  # after the conftests of the folders have set their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the users of the real index as slow, and run the fast tests first."""
    for item in items:
        if "real_settings" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return max((ORDER.index(mark.name) + 1 for mark in item.iter_markers() if mark.name in ORDER), default=0)


@pytest.fixture(scope="session", autouse=True)
def _outside_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing of the person who runs the tests is read or written, in this process and in those it starts."""
    home = tmp_path_factory.mktemp("home")
    refused = home / "refused-connections"
    refused.touch()
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_OUTSIDE_SETTINGS) or name.endswith("_API_KEY"):
                patch.delenv(name)
        if (npm := Path.home() / ".npmrc").is_file():  # how npm finds its registry, for the browser tests
            patch.setenv("NPM_CONFIG_USERCONFIG", str(npm))
        patch.setenv("HOME", str(home))
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HF_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        patch.setenv("PYTHONPATH", str(TESTS / "offline"))
        patch.setenv(loopback_only.LOG_VARIABLE, str(refused))
        yield refused


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that says nothing about the data directory gets an empty one of its own."""
    monkeypatch.setenv("ECFMG_ASSISTANT_DATA_DIR", str(tmp_path_factory.getbasetemp() / f"data-{os.urandom(4).hex()}"))


@pytest.fixture(autouse=True)
def _no_connection_was_refused(_outside_world: Path) -> Iterator[None]:
    before = len(_outside_world.read_text(encoding="utf-8"))
    yield
    refused = _outside_world.read_text(encoding="utf-8")[before:]
    assert not refused, f"connections beyond this machine were tried:\n{refused}"


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Four documents, one of them superseded; a copy that the test may change."""
    return Path(shutil.copytree(SMALL_CORPUS, tmp_path / "corpus"))


@pytest.fixture(scope="session")
def today() -> date:
    """The day for which answers are asked."""
    return TODAY


@pytest.fixture(scope="session")
def small_assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant with the real embedding model over the small corpus, shared; the index is built."""
    assistant = Assistant(Settings(corpus_dir=SMALL_CORPUS, data_dir=tmp_path_factory.mktemp("small"), quiet=True))
    assistant.build_index()
    return assistant


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for the real corpus, index built. ``ECFMG_TEST_DATA_DIR`` keeps it from run to run."""
    kept = os.environ.get("ECFMG_TEST_DATA_DIR")
    settings = Settings(data_dir=Path(kept) if kept else tmp_path_factory.mktemp("real"), quiet=True)
    Assistant(settings).build_index()
    return settings


@pytest.fixture(scope="session")
def real_assistant(real_settings: Settings) -> Assistant:
    """An assistant over the real corpus, shared."""
    return Assistant(real_settings)


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replaces a text that occurs exactly once in a file."""

    def replace(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {path}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
