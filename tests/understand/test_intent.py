"""The reading of what a message wants: margins, padding, and whose weights are used."""

from __future__ import annotations

import pytest
import torch

from assistant.embedding.encoder import ModelIdentity
from assistant.embedding.texts import STATE_SIZE, Texts
from assistant.understand.intent import CRISIS_MARGIN, KINDS, MARGIN, UNANSWERED_MARGIN, Intent, fitting_intent


@pytest.fixture
def intent() -> Intent:
    torch.manual_seed(1)
    return Intent().eval()


def decide(intent: Intent, kind: str, lead: float, *, unanswered: bool = False) -> str | None:
    """What is decided where ``kind`` leads «for the corpus» by ``lead``, whatever the message."""
    last = intent.judge[-1]
    assert isinstance(last, torch.nn.Linear)
    with torch.no_grad():
        last.weight.zero_()
        last.bias.fill_(-9.0)
        last.bias[0] = 0.0
        last.bias[1 + KINDS.index(kind)] = lead  # type: ignore[arg-type]
    return intent.kind(torch.randn(3, STATE_SIZE), unanswered=unanswered)


def test_a_kind_must_lead_clearly_and_a_cry_for_help_need_not(intent: Intent) -> None:
    assert decide(intent, "declined", MARGIN + 0.01) == "declined"
    assert decide(intent, "declined", MARGIN - 0.01) is None
    assert decide(intent, "crisis", CRISIS_MARGIN + 0.01) == "crisis"
    assert decide(intent, "crisis", CRISIS_MARGIN - 0.01) is None


def test_what_the_corpus_does_not_answer_is_routed_at_a_smaller_lead(intent: Intent) -> None:
    assert decide(intent, "out_of_scope", UNANSWERED_MARGIN + 0.01, unanswered=True) == "out_of_scope"
    assert decide(intent, "out_of_scope", UNANSWERED_MARGIN + 0.01) is None
    assert decide(intent, "out_of_scope", UNANSWERED_MARGIN - 0.01, unanswered=True) is None


@torch.inference_mode()
def test_a_message_is_read_alike_alone_and_in_company(intent: Intent) -> None:
    short, long = torch.randn(3, STATE_SIZE), torch.randn(8, STATE_SIZE)
    torch.testing.assert_close(intent(Texts.of([short, long]))[:1], intent(Texts.of([short])), atol=1e-5, rtol=1e-5)


def test_the_weights_belong_to_one_embedding_model() -> None:
    assert fitting_intent(ModelIdentity("other", "other-checksum", None)) is None
