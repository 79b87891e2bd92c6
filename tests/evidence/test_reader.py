"""The reader: what it is shown, what it refuses to read, and that padding and company change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from assistant.embedding.encoder import ModelIdentity
from assistant.embedding.texts import LAYER_SIZE, STATE_SIZE, Texts
from assistant.embedding.weights_file import save_weights
from assistant.evidence.reader import FEATURES, READERS, Reader, Readers, fitting_readers

IDENTITY = ModelIdentity("small", "abc", None)


@pytest.fixture(scope="module")
def reader() -> Reader:
    torch.manual_seed(1)
    return Reader().eval()


@pytest.fixture(scope="module")
def readers() -> Readers:
    torch.manual_seed(2)
    return Readers([Reader() for _ in range(READERS)]).eval()


def text(tokens: int, seed: int) -> Tensor:
    return torch.randn(tokens, STATE_SIZE, generator=torch.Generator().manual_seed(seed))


def statement(tokens: int, seed: int) -> Tensor:
    return text(tokens, seed)[:, :LAYER_SIZE]


def test_texts_of_different_length_are_padded_and_marked() -> None:
    texts = Texts.of([text(2, 1), text(5, 2)])
    assert texts.states.shape == (2, 5, STATE_SIZE)
    assert texts.is_token.tolist() == [[True, True, False, False, False], [True] * 5]
    torch.testing.assert_close(texts.last_layer()[1], text(5, 2)[:, -LAYER_SIZE:])


@torch.inference_mode()
def test_a_question_is_judged_alike_alone_and_in_company(reader: Reader) -> None:
    questions = [text(4, 1), text(9, 2)]
    statements = [statement(tokens, 10 + tokens) for tokens in (6, 20, 3, 11)]
    scores, seen = torch.rand(2, 2), torch.rand(2, FEATURES)
    each = reader.each(Texts.of(questions), Texts.of(statements), scores)
    its = reader.each(Texts.of(questions[:1]), Texts.of(statements[:2]), scores[:1])
    torch.testing.assert_close(each[:1], its, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(reader.answered(each, seen)[:1], reader.answered(its, seen[:1]), atol=1e-5, rtol=1e-5)


@torch.inference_mode()
def test_the_mean_of_the_readers_counts(readers: Readers) -> None:
    shown, seen = (
        (Texts.of([text(4, 1)]), Texts.of([statement(6, 2), statement(3, 5)]), torch.rand(1, 2)),
        torch.rand(1, FEATURES),
    )
    first, second = (one for one in readers.readers if isinstance(one, Reader))
    each, answered = readers.judge(*shown, seen, judged=1)
    own = [one.each(*shown) for one in (first, second)]
    torch.testing.assert_close(each, (own[0] + own[1]) / 2)
    alone = first.answered(own[0][:, :1], seen) + second.answered(own[1][:, :1], seen)
    torch.testing.assert_close(answered, alone / 2)


@torch.inference_mode()
def test_saved_weights_judge_as_before_up_to_half_precision(readers: Readers, tmp_path: Path) -> None:
    save_weights(readers, IDENTITY, tmp_path / "readers.safetensors")
    loaded = fitting_readers(IDENTITY, tmp_path / "readers.safetensors")
    assert loaded is not None
    shown, seen = (Texts.of([text(4, 1)]), Texts.of([statement(6, 2)]), torch.rand(1, 1)), torch.rand(1, FEATURES)
    before, after = (each.judge(*shown, seen, judged=1)[1] for each in (readers, loaded))
    torch.testing.assert_close(after, before, atol=0.02, rtol=0.02)


@pytest.mark.parametrize("other", [ModelIdentity("small", "xyz", None), ModelIdentity("small", "abc", "tuned")])
def test_weights_of_another_embedding_model_are_not_used(
    readers: Readers, tmp_path: Path, other: ModelIdentity
) -> None:
    save_weights(readers, IDENTITY, tmp_path / "readers.safetensors")
    assert fitting_readers(other, tmp_path / "readers.safetensors") is None


def test_without_weights_there_is_no_reader(tmp_path: Path) -> None:
    assert fitting_readers(IDENTITY, tmp_path / "none.safetensors") is None
