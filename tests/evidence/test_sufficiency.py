"""Judging: what is read is lifted by the reader's opinion, what is not stays, and likeness stands in for a reader."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from assistant.embedding.texts import LAYER_SIZE, STATE_SIZE
from assistant.evidence import sufficiency
from assistant.evidence.reader import Reader, Readers
from assistant.evidence.sufficiency import OPINION_WEIGHT, Sufficiency, best_statements, by_likeness
from assistant.index.states import TokenStates
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found
from assistant.retrieve.signals import Scores, measure
from assistant.understand.query import Query
from assistant.understand.time import TimeScope
from tests.conftest import TODAY
from tests.index.fake_encoder import vector_of
from tests.snapshots import small_snapshot

QUERY = Query("Which OET scores are needed?")


@pytest.fixture
def found() -> Found:
    snapshot = small_snapshot()
    signals = measure(snapshot, vector_of(QUERY.text), QUERY.words)
    fused = fuse_passages(snapshot, signals, TimeScope(), TODAY)
    torch.manual_seed(4)
    return Found(QUERY, vector_of(QUERY.text), signals, fused, torch.randn(6, STATE_SIZE))


@pytest.fixture
def scores() -> Scores:
    return np.linspace(0.9, 0.1, len(small_snapshot().statements), dtype=np.float32)


@pytest.fixture
def judge() -> Sufficiency:
    torch.manual_seed(5)
    states = [torch.randn(5 + position % 3, LAYER_SIZE) for position in range(len(small_snapshot().statements))]
    snapshot = replace(small_snapshot(), statement_states=TokenStates.of(states, [str(n) for n in range(len(states))]))
    return Sufficiency(snapshot, Readers([Reader()]).eval())


def test_a_question_nearer_to_those_without_an_answer_is_less_surely_answered(
    judge: Sufficiency, found: Found, scores: Scores
) -> None:
    asked = [
        replace(found, signals=replace(found.signals, near_answered=0.5, near_unanswered=near))
        for near in (0.6, 0.5, 0.4)
    ]
    unlike, level, like = (judge.judge(one, scores).confidence for one in asked)
    assert 0 < unlike < level < like < 1


def test_what_was_read_is_lifted_and_the_rest_is_left(
    judge: Sufficiency, found: Found, scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sufficiency, "READ", 4)
    before = scores.copy()
    judged = judge.judge(found, scores)
    lifted = judged.scores - before
    assert ((lifted[:4] > 0) & (lifted[:4] < OPINION_WEIGHT)).all()
    assert not lifted[4:].any()
    assert 0 < judged.confidence < 1
    np.testing.assert_array_equal(scores, before)


def test_without_a_reader_the_scores_stay_and_likeness_decides(found: Found, scores: Scores) -> None:
    judged = Sufficiency(small_snapshot(), None).judge(found, scores)
    assert judged.scores is scores
    assert judged.confidence == by_likeness(found, scores)


def test_without_states_nothing_can_be_read(judge: Sufficiency, found: Found, scores: Scores) -> None:
    assert judge.judge(replace(found, states=None), scores).confidence == by_likeness(found, scores)


def test_the_best_are_named_best_first() -> None:
    assert best_statements(np.array([0.2, 0.9, 0.4], np.float32), 2) == [1, 2]
