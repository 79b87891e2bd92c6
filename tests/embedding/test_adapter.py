"""The adapter is merged only into the weights it was trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from assistant.embedding import encoder as encoder_module
from assistant.embedding.adapter import Adapter, fitting_adapter, merge, read_adapter
from assistant.embedding.encoder import Encoder
from assistant.embedding.weights import MINILM_SHA256, file_sha256
from assistant.settings import DEFAULT_EMBEDDING_MODEL

QUERY = "encoder.layer.5.attention.self.query.weight"


def adapter_file(path: Path, base_sha256: str, scale: float = 0.5) -> Path:
    """An adapter of rank one for one weight of MiniLM."""
    factors = {f"{QUERY}.A": torch.full((1, 384), 0.01), f"{QUERY}.B": torch.full((384, 1), 2.0)}
    save_file(factors, path, metadata={"base_sha256": base_sha256, "scale": str(scale)})
    return path


def test_an_adapter_of_these_weights_fits(tmp_path: Path) -> None:
    path = adapter_file(tmp_path / "a.safetensors", MINILM_SHA256)
    assert fitting_adapter(MINILM_SHA256, path) == Adapter(path, file_sha256(path), MINILM_SHA256, 0.5)


def test_an_adapter_of_other_weights_does_not_fit(tmp_path: Path) -> None:
    path = adapter_file(tmp_path / "a.safetensors", "0" * 64)
    assert fitting_adapter(MINILM_SHA256, path) is None


def test_without_an_adapter_file_the_plain_model_serves(tmp_path: Path) -> None:
    assert read_adapter(tmp_path / "none.safetensors") is None
    assert fitting_adapter(MINILM_SHA256, tmp_path / "none.safetensors") is None


def test_merging_adds_the_scaled_product_of_the_factors(tmp_path: Path) -> None:
    path = adapter_file(tmp_path / "a.safetensors", MINILM_SHA256, scale=0.5)
    found = fitting_adapter(MINILM_SHA256, path)
    assert found is not None
    plain = Encoder(DEFAULT_EMBEDDING_MODEL, adapter=False).model[0].auto_model
    before = {name: value.clone() for name, value in plain.named_parameters()}
    merge(found, plain)
    for name, value in plain.named_parameters():
        expected = before[name] + (0.5 * 2.0 * 0.01 if name == QUERY else 0.0)
        torch.testing.assert_close(value, expected)


def test_an_adapter_that_does_not_fit_leaves_the_plain_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = adapter_file(tmp_path / "a.safetensors", "0" * 64)
    plain = Encoder(DEFAULT_EMBEDDING_MODEL, adapter=False)
    monkeypatch.setattr(encoder_module, "fitting_adapter", lambda base: fitting_adapter(base, path))
    asked = Encoder(DEFAULT_EMBEDDING_MODEL, adapter=True)
    assert asked.identity == plain.identity
    assert asked.identity.adapter is None
    np.testing.assert_array_equal(asked.encode(["a text"]), plain.encode(["a text"]))


def test_an_adapter_that_fits_is_part_of_the_identity_and_changes_the_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = adapter_file(tmp_path / "a.safetensors", MINILM_SHA256)
    monkeypatch.setattr(encoder_module, "fitting_adapter", lambda base: fitting_adapter(base, path))
    adapted, plain = Encoder(DEFAULT_EMBEDDING_MODEL), Encoder(DEFAULT_EMBEDDING_MODEL, adapter=False)
    assert adapted.identity.adapter == file_sha256(path)
    assert not np.array_equal(adapted.encode(["a text"]), plain.encode(["a text"]))


def test_the_packaged_adapter_fits_the_packaged_model() -> None:
    assert fitting_adapter(MINILM_SHA256) is not None
