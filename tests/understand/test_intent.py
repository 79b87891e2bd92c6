"""The reading of what a message wants: leads, padding, and whose weights are used."""

from __future__ import annotations

import pytest
import torch

from assistant.embedding.encoder import ModelIdentity
from assistant.embedding.texts import STATE_SIZE, Texts
from assistant.understand.intent import Intent, fitting_intent


@pytest.fixture
def intent() -> Intent:
    torch.manual_seed(1)
    return Intent().eval()


@torch.inference_mode()
def test_a_kind_leads_by_what_its_logit_has_more_than_the_one_of_the_corpus(intent: Intent) -> None:
    message = torch.randn(3, STATE_SIZE)
    corpus, *others = intent(Texts.of([message]))[0].tolist()
    assert intent.leads(message).tolist() == pytest.approx([other - corpus for other in others], abs=1e-5)


@torch.inference_mode()
def test_a_message_is_read_alike_alone_and_in_company(intent: Intent) -> None:
    short, long = torch.randn(3, STATE_SIZE), torch.randn(8, STATE_SIZE)
    torch.testing.assert_close(intent(Texts.of([short, long]))[:1], intent(Texts.of([short])), atol=1e-5, rtol=1e-5)


def test_the_weights_belong_to_one_embedding_model() -> None:
    assert fitting_intent(ModelIdentity("other", "other-checksum", None)) is None
