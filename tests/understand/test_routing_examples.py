"""Routing by likeness, over the real index: wordings that no rule foresees, and questions that must go through."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from assistant import Settings
from assistant.answer import AnswerEvent
from assistant.compose.lines import all_lines
from assistant.embedding.cosines import nearness
from assistant.embedding.encoder import Encoder
from assistant.index.snapshot import Snapshot
from assistant.pipeline import Pipeline, index_for
from assistant.understand.example_vectors import fitting_vectors
from assistant.understand.route import Route
from assistant.understand.routing import route
from assistant.understand.routing_examples import IN_SCOPE, ExampleRouter, compared_examples, examples
from tests.understand.reading import column, corpus_questions, table

TODAY = date(2026, 11, 22)
# What an answer says where the search found nothing; in other languages a frame sentence stands before it.
NOT_FOUND = "I did not find that"
# Rules of these kinds yield to a question that the corpus surely answers.
MAY_ERR = ("not_found", "out_of_scope")
# The odds that the corpus answers, where the messages are not searched.
EVEN = 0.5


@pytest.fixture(scope="module")
def encoder(real_settings: Settings) -> Encoder:
    return Encoder(real_settings.embedding_model)


@pytest.fixture(scope="module")
def snapshot(real_settings: Settings, encoder: Encoder) -> Snapshot:
    return index_for(real_settings, encoder).open()


@pytest.fixture(scope="module")
def pipeline(real_settings: Settings, encoder: Encoder, snapshot: Snapshot) -> Pipeline:
    return Pipeline(real_settings, encoder, snapshot)


def kinds(texts: list[str], pipeline: Pipeline) -> list[str]:
    """The kind that each lone message is routed to, «none» where the corpus was left to answer it."""
    answers = []
    for text in texts:
        *_, last = pipeline.run(text, history=(), profile=None, today=TODAY)
        assert isinstance(last, AnswerEvent)
        answers.append(last.answer)
    return ["none" if one.kind == "answered" or NOT_FOUND in one.text else one.kind for one in answers]


def test_unforeseen_wordings_are_routed_and_questions_go_through(pipeline: Pipeline) -> None:
    expected = [kind for kind, _ in table("unforeseen")]
    found = kinds([text for _, text in table("unforeseen")], pipeline)
    total = Counter(expected)
    right = Counter(kind for kind, other in zip(expected, found, strict=True) if kind == other)
    shares = {kind: right[kind] / total[kind] for kind in total}
    assert all(share >= 0.93 for share in shares.values()), shares


def test_questions_about_rules_go_through(pipeline: Pipeline) -> None:
    texts = column("through")
    refused = [text for text, kind in zip(texts, kinds(texts, pipeline), strict=True) if kind != "none"]
    assert len(refused) <= 1, refused


def test_questions_of_the_corpus_go_through_by_likeness_to_the_others_alone(
    snapshot: Snapshot, encoder: Encoder
) -> None:
    asked = np.arange(0, len(snapshot.question_vectors), 40)
    others = np.delete(snapshot.question_vectors, asked, axis=0)
    vectors = fitting_vectors(encoder.identity)
    assert vectors is not None
    router = ExampleRouter(compared_examples(), vectors)
    refused = [
        snapshot.questions[position]
        for position in asked
        if router.compare(
            snapshot.question_vectors[position],
            near_corpus=nearness(others @ snapshot.question_vectors[position]),
        ).route(answered=EVEN)
    ]
    assert len(refused) <= 0.01 * len(asked), refused


def test_questions_of_the_corpus_that_a_rule_takes_are_given_back(pipeline: Pipeline) -> None:
    taken = [text for text in corpus_questions()[::3] if (by_rule := route(text)) and by_rule.kind in MAY_ERR]
    refused = [text for text, kind in zip(taken, kinds(taken, pipeline), strict=True) if kind != "none"]
    assert len(taken) > 50
    assert len(refused) <= len(taken) / 4, refused


def test_every_example_has_a_text_for_its_route() -> None:
    routes = {Route(example.kind, example.topic) for example in examples() if example.kind != IN_SCOPE}
    assert routes <= set(all_lines())


def test_no_example_stands_twice() -> None:
    assert [text for text, count in Counter(example.text for example in examples()).items() if count > 1] == []
