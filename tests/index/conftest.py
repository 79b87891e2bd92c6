"""An index of the small corpus with an encoder that costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Settings
from assistant.index.build import Index
from tests.index.fake_encoder import FakeEncoder, fake_index


@pytest.fixture
def settings(small_corpus: Path, tmp_path: Path) -> Settings:
    """The small corpus and an empty data directory."""
    return Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data")


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def index(settings: Settings, encoder: FakeEncoder) -> Index:
    """Not built yet."""
    return fake_index(settings, encoder)
