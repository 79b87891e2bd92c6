"""The reading of what a message wants: margins, padding, and whose weights are used."""

from __future__ import annotations

import pytest
import torch

from assistant.embedding.encoder import ModelIdentity
from assistant.embedding.texts import STATE_SIZE, Texts
from assistant.understand.intent import (
    CRISIS_MARGIN,
    KINDS,
    MARGIN_FOR_SURE,
    OVERRULING_MARGIN,
    UNANSWERED_MARGIN,
    Intent,
    fitting_intent,
)


@pytest.fixture
def intent() -> Intent:
    torch.manual_seed(1)
    return Intent().eval()


def led_by(intent: Intent, kind: str, lead: float) -> Intent:
    """The network, taught that ``kind`` leads «for the corpus» by ``lead``, whatever the message."""
    last = intent.judge[-1]
    assert isinstance(last, torch.nn.Linear)
    with torch.no_grad():
        last.weight.zero_()
        last.bias.fill_(-9.0)
        last.bias[0] = 0.0
        last.bias[1 + KINDS.index(kind)] = lead  # type: ignore[arg-type]
    return intent


def decide(intent: Intent, kind: str, lead: float, *, answered: float) -> str | None:
    """What is decided where ``kind`` leads by ``lead`` and the corpus answers as surely as ``answered``."""
    return led_by(intent, kind, lead).kind(torch.randn(3, STATE_SIZE), answered=answered)


@pytest.mark.parametrize("answered", [0.0, 0.3, 1.0])
def test_a_kind_must_lead_by_the_more_the_surer_the_corpus_answers(intent: Intent, answered: float) -> None:
    wanted = UNANSWERED_MARGIN + MARGIN_FOR_SURE * answered
    assert decide(intent, "declined", wanted + 0.01, answered=answered) == "declined"
    assert decide(intent, "declined", wanted - 0.01, answered=answered) is None


@pytest.mark.parametrize("answered", [0.0, 1.0])
def test_a_cry_for_help_is_heard_whatever_the_corpus_answers(intent: Intent, answered: float) -> None:
    assert decide(intent, "crisis", CRISIS_MARGIN + 0.01, answered=answered) == "crisis"
    assert decide(intent, "crisis", CRISIS_MARGIN - 0.01, answered=answered) is None


def test_a_message_is_clearly_for_the_corpus_where_that_leads_by_far(intent: Intent) -> None:
    message = torch.randn(3, STATE_SIZE)
    assert led_by(intent, "declined", -OVERRULING_MARGIN - 0.01).for_corpus(message)
    assert not led_by(intent, "declined", -OVERRULING_MARGIN + 0.01).for_corpus(message)


@torch.inference_mode()
def test_a_message_is_read_alike_alone_and_in_company(intent: Intent) -> None:
    short, long = torch.randn(3, STATE_SIZE), torch.randn(8, STATE_SIZE)
    torch.testing.assert_close(intent(Texts.of([short, long]))[:1], intent(Texts.of([short])), atol=1e-5, rtol=1e-5)


def test_the_weights_belong_to_one_embedding_model() -> None:
    assert fitting_intent(ModelIdentity("other", "other-checksum", None)) is None
