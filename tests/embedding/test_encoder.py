"""Texts to unit vectors, in the order given, whatever the batches."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torch.nn.functional import normalize

from assistant.embedding.encoder import BATCH, Encoder
from assistant.embedding.texts import LAYER_SIZE, STATE_SIZE
from assistant.settings import DEFAULT_EMBEDDING_MODEL


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(DEFAULT_EMBEDDING_MODEL)


def test_vectors_are_unit_vectors_of_the_models_width(encoder: Encoder) -> None:
    vectors = encoder.encode(["one", "a somewhat longer text about visas"])
    assert vectors.shape == (2, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows_of_the_right_width(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_rows_come_in_the_order_of_the_texts_over_several_batches(encoder: Encoder) -> None:
    texts = [f"{'long ' * (number % 7)}text {number}" for number in range(4 * BATCH + 3)]
    done: list[int] = []
    vectors = encoder.encode(texts, on_batch=done.append)
    assert sum(done) == len(texts)
    for position in (0, 1, 6, BATCH, len(texts) - 1):
        alone = encoder.encode([texts[position]])[0]
        np.testing.assert_allclose(vectors[position], alone, atol=1e-5)


def test_token_states_are_of_the_text_itself_whatever_stands_beside_it(encoder: Encoder) -> None:
    texts = ["fees", "a somewhat longer text about visas", "When is Match Day?"]
    vectors, states = encoder.encode_tokens(texts)
    np.testing.assert_allclose(vectors, encoder.encode(texts), atol=1e-5)
    for text, of_text in zip(texts, states, strict=True):
        _, (alone,) = encoder.encode_tokens([text])
        assert of_text.shape == (len(encoder.model.tokenizer(text)["input_ids"]), STATE_SIZE)
        torch.testing.assert_close(of_text, alone, atol=1e-4, rtol=1e-4)


def test_the_states_of_the_last_layer_are_the_ones_that_the_vector_is_pooled_from(encoder: Encoder) -> None:
    (vector,), (states,) = encoder.encode_tokens(["When is Match Day?"])
    _, (last,) = encoder.encode_tokens(["When is Match Day?"], last_layer=True)
    torch.testing.assert_close(states[:, -LAYER_SIZE:], last, atol=1e-5, rtol=1e-5)
    np.testing.assert_allclose(normalize(last.mean(0), dim=0).numpy(), vector, atol=1e-5)


def test_like_texts_lie_nearer_than_unlike_ones(encoder: Encoder) -> None:
    asked, same, other = encoder.encode(
        ["How much is the Step 1 fee?", "What does the USMLE Step 1 exam cost?", "Which visa lets a spouse work?"]
    )
    assert asked @ same > asked @ other + 0.2


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=50), min_size=1, max_size=3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_has_a_finite_vector(encoder: Encoder, texts: list[str]) -> None:
    assert np.isfinite(encoder.encode(texts)).all()


def test_the_identity_is_known_without_loading_the_model() -> None:
    encoder = Encoder(DEFAULT_EMBEDDING_MODEL)
    assert encoder.identity.name == DEFAULT_EMBEDDING_MODEL
    assert "model" not in vars(encoder)
