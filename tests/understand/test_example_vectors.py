"""The packaged vectors of the examples: theirs, near enough, and of one model and list alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant import Settings
from assistant.embedding.encoder import Encoder
from assistant.understand.example_vectors import fitting_vectors, write_vectors
from assistant.understand.routing_examples import example_texts

TEXTS = ("hello", "will I match", "how is the weather in Lahore today")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(Settings().embedding_model)


def test_the_packaged_vectors_are_those_of_the_packaged_examples(encoder: Encoder) -> None:
    packaged = fitting_vectors(encoder.identity)
    assert packaged is not None, "run `python -m assistant.understand.example_vectors`"
    some = slice(None, None, 300)
    cosines = (packaged[some] * encoder.encode(example_texts()[some])).sum(axis=1)
    assert cosines.min() > 0.999


def test_written_vectors_are_read_back_within_a_little(encoder: Encoder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.safetensors"
    write_vectors(encoder, path, TEXTS)
    read = fitting_vectors(encoder.identity, path, TEXTS)
    assert read is not None
    np.testing.assert_allclose(read, encoder.encode(TEXTS), atol=0.002)


def test_vectors_of_another_model_or_of_other_examples_are_not_used(encoder: Encoder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.safetensors"
    write_vectors(encoder, path, TEXTS)
    assert fitting_vectors(replace(encoder.identity, adapter=None), path, TEXTS) is None
    assert fitting_vectors(encoder.identity, path, TEXTS[:2]) is None
    assert fitting_vectors(encoder.identity, tmp_path / "none", TEXTS) is None
