"""Routing by examples: how likeness and reading decide together, over made-up messages."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from assistant.embedding.encoder import Vectors
from assistant.embedding.texts import STATE_SIZE
from assistant.understand.intent import KINDS, Intent
from assistant.understand.route import Route
from assistant.understand.routing_examples import (
    CRISIS_MARGIN,
    LIKENESS_WEIGHT,
    MARGIN_FOR_SURE,
    OVERRULING_LEAD,
    UNANSWERED_MARGIN,
    UNREAD_MARGIN,
    Example,
    ExampleRouter,
)

# One example of each kind, each in a direction of its own; no message of these tests is like any of them by itself.
EXAMPLES = tuple(Example(text=kind, kind=kind, topic=f"about {kind}") for kind in KINDS)
VECTORS = np.eye(len(EXAMPLES) + 1, dtype=np.float32)[: len(EXAMPLES)]
UNLIKE = np.eye(len(EXAMPLES) + 1, dtype=np.float32)[-1]
MESSAGE = torch.randn(3, STATE_SIZE, generator=torch.Generator().manual_seed(3))


def led_by(kind: str, lead: float) -> Intent:
    """A network that reads ``kind`` in every message, with this lead."""
    intent = Intent().eval()
    last = intent.judge[-1]
    assert isinstance(last, torch.nn.Linear)
    with torch.no_grad():
        last.weight.zero_()
        last.bias.fill_(-9.0)
        last.bias[0] = 0.0
        last.bias[1 + KINDS.index(kind)] = lead  # type: ignore[arg-type]
    return intent


def decide(kind: str, lead: float, *, answered: float = 0.0, near_corpus: float = 0.0) -> Route | None:
    """Where a message goes that is read so and is like no example."""
    router = ExampleRouter(EXAMPLES, VECTORS, led_by(kind, lead))
    return router.compare(UNLIKE, MESSAGE, near_corpus=near_corpus).route(answered=answered)


def like(kind: str, cosine: float) -> Vectors:
    """A message with this cosine to the example of ``kind`` and none to the others."""
    place = [example.kind for example in EXAMPLES].index(kind)
    return (cosine * VECTORS[place] + np.sqrt(1 - cosine**2) * UNLIKE).astype(np.float32)


@pytest.mark.parametrize("answered", [0.0, 0.3, 1.0])
def test_a_kind_must_lead_by_the_more_the_surer_the_corpus_answers(answered: float) -> None:
    wanted = UNANSWERED_MARGIN + MARGIN_FOR_SURE * answered
    assert decide("declined", wanted + 0.01, answered=answered) == Route("declined", "about declined")
    assert decide("declined", wanted - 0.01, answered=answered) is None


@pytest.mark.parametrize("answered", [0.0, 1.0])
def test_a_cry_for_help_is_heard_whatever_the_corpus_answers(answered: float) -> None:
    assert decide("crisis", CRISIS_MARGIN + 0.01, answered=answered) == Route("crisis", "about crisis")
    assert decide("crisis", CRISIS_MARGIN - 0.01, answered=answered) is None


def test_a_message_near_to_questions_of_the_corpus_needs_a_clearer_reading() -> None:
    clear = UNANSWERED_MARGIN + LIKENESS_WEIGHT * 0.5
    assert decide("declined", clear - 0.01, near_corpus=0.5) is None
    assert decide("declined", clear + 0.01, near_corpus=0.5) == Route("declined", "about declined")


def test_likeness_alone_decides_where_messages_are_not_read() -> None:
    line = 0.5 - UNREAD_MARGIN / LIKENESS_WEIGHT
    message = like("out_of_scope", 0.5)
    near, nearer = (
        ExampleRouter(EXAMPLES, VECTORS).compare(message, near_corpus=corpus) for corpus in (line - 0.01, line + 0.01)
    )
    assert near.route(answered=0.5) == Route("out_of_scope", "about out_of_scope")
    assert nearer.route(answered=0.5) is None


def test_a_message_is_clearly_for_the_corpus_where_that_leads_by_far() -> None:
    leads = (OVERRULING_LEAD - 0.01, OVERRULING_LEAD + 0.01)
    routers = [ExampleRouter(EXAMPLES, VECTORS, led_by("declined", lead)) for lead in leads]
    assert [router.compare(UNLIKE, MESSAGE, near_corpus=0.0).for_corpus for router in routers] == [True, False]


def test_a_message_that_is_not_read_overrules_no_rule() -> None:
    assert not ExampleRouter(EXAMPLES, VECTORS).compare(UNLIKE, MESSAGE, near_corpus=1.0).for_corpus
    reader = ExampleRouter(EXAMPLES, VECTORS, led_by("declined", -99))
    assert not reader.compare(UNLIKE, None, near_corpus=1.0).for_corpus
