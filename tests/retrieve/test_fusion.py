"""Ranks are fused, and what no longer holds ranks below what does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.fusion import OUTDATED_SHARE, fuse_passages, ranks, reciprocal_rank_fusion
from assistant.retrieve.signals import Scores, Signals, measure, near_questions
from assistant.understand.time import TimeScope
from tests.conftest import TODAY
from tests.index.fake_encoder import vector_of
from tests.snapshots import small_snapshot

SCORES = st.integers(1, 12).flatmap(
    lambda size: st.lists(
        st.lists(st.floats(-1, 1, width=32), min_size=size, max_size=size).map(lambda row: np.array(row, np.float32)),
        min_size=1,
        max_size=4,
    )
)
OLD, NEW = 3, 1


def level_signals() -> Signals:
    """The small corpus, with all passages alike in every measure but for their order."""
    snapshot = small_snapshot()
    passages = np.zeros(len(snapshot.passages), np.float32)
    passages[OLD] = 1
    statements = np.zeros(len(snapshot.statements), np.float32)
    return Signals(passages, passages, passages, statements, statements, statements, -1.0, -1.0)


def test_equal_scores_keep_their_order() -> None:
    assert ranks(np.array([0.5, 0.9, 0.5], np.float32)).tolist() == [1, 0, 2]


def test_the_first_in_every_measure_scores_one() -> None:
    fused = reciprocal_rank_fusion([np.array([3, 2, 1], np.float32), np.array([9, 1, 2], np.float32)])
    assert fused[0] == pytest.approx(1)
    assert fused[1] == pytest.approx((60 / 61 + 60 / 62) / 2)


@given(SCORES)
def test_only_ranks_count(measures: list[Scores]) -> None:
    stretched = [measure * 4 for measure in measures]  # a power of two changes no order, whatever the rounding
    np.testing.assert_array_equal(reciprocal_rank_fusion(measures), reciprocal_rank_fusion(stretched))


@given(SCORES)
def test_what_is_better_in_every_measure_is_better_fused(measures: list[Scores]) -> None:
    fused = reciprocal_rank_fusion(measures)
    assert ((fused > 0) & (fused <= 1 + 1e-6)).all()
    for one in range(len(fused)):
        for other in range(len(fused)):
            if all(measure[one] > measure[other] for measure in measures):
                assert fused[one] > fused[other]


def test_an_outdated_passage_ranks_lower_for_today_and_not_for_the_past() -> None:
    snapshot, signals = small_snapshot(), level_signals()
    today = fuse_passages(snapshot, signals, TimeScope("now"), TODAY)
    past = fuse_passages(snapshot, signals, TimeScope("past"), TODAY)
    assert today[OLD] == pytest.approx(OUTDATED_SHARE * past[OLD])
    assert today[NEW] == past[NEW]
    assert today.argmax() != OLD
    assert past.argmax() == OLD


def test_a_question_that_names_the_year_of_an_old_rule_wants_it() -> None:
    fused = fuse_passages(small_snapshot(), level_signals(), TimeScope("now", years=(2022,)), TODAY)
    assert fused.argmax() == OLD


def test_the_day_decides_what_has_ended() -> None:
    snapshot, signals = small_snapshot(), level_signals()
    corpus_says_superseded = fuse_passages(snapshot, signals, TimeScope(), date(2022, 1, 1))
    assert corpus_says_superseded.argmax() != OLD


def test_signals_find_the_very_text() -> None:
    snapshot = small_snapshot()
    question = snapshot.questions[4]
    signals = measure(snapshot, vector_of(question), {"oet": 1.0})
    statement = int(snapshot.statement_of_question[4])
    assert signals.statement_question.argmax() == statement
    own = np.sort(snapshot.question_vectors[snapshot.statement_of_question == statement] @ vector_of(question))
    assert signals.statement_question[statement] == pytest.approx(0.6 + 0.4 * own[-2:][0], abs=1e-5)
    assert signals.passage_question.argmax() == snapshot.passage_of_statement[statement]
    assert (signals.passage_lexical > 0).tolist() == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("cosines", "near"),
    [([0.5, 0.9, 0.1], 0.6 * 0.9 + 0.4 * 0.5), ([-1.0, 0.9, -1.0], 0.9), ([-1.0, -1.0, -1.0], -1.0)],
)
def test_the_nearest_question_of_a_statement_counts_most_and_the_next_one_too(
    cosines: list[float], near: float
) -> None:
    snapshot = small_snapshot()
    three = replace(snapshot, questions=("a", "b", "c"), statement_of_question=np.array([1, 1, 1]))
    of_statements, of_passages = near_questions(three, np.array(cosines, dtype=np.float32))
    assert of_statements[1] == pytest.approx(near, abs=1e-6)
    assert of_passages[snapshot.passage_of_statement[1]] == pytest.approx(near, abs=1e-6)
    assert (np.delete(of_statements, 1) == -1).all()


def test_a_question_known_to_be_unanswered_is_behind_and_an_answered_one_ahead() -> None:
    unanswered = vector_of("how much in 2030")
    snapshot = replace(small_snapshot(), gap_vectors=np.stack([unanswered] * 3))
    answered = vector_of(snapshot.questions[0])
    ahead, behind = (measure(snapshot, vector, {}).answered_lead for vector in (answered, unanswered))
    nearest = np.sort(snapshot.question_vectors @ answered)[-3:].mean()
    assert ahead is not None
    assert behind is not None
    assert ahead == pytest.approx(nearest - unanswered @ answered, abs=1e-6)
    assert behind < 0 < ahead


def test_a_corpus_that_lists_nothing_as_unanswered_gives_no_lead() -> None:
    assert measure(small_snapshot(), vector_of(small_snapshot().questions[0]), {}).answered_lead is None


def test_a_statement_without_questions_is_never_the_nearest_by_question() -> None:
    snapshot = small_snapshot()
    silent = set(range(len(snapshot.statements))) - set(snapshot.statement_of_question[1:].tolist())
    fewer = replace(
        snapshot,
        question_vectors=snapshot.question_vectors[1:],
        questions=snapshot.questions[1:],
        statement_of_question=snapshot.statement_of_question[1:],
    )
    nearest = measure(fewer, vector_of("x"), {}).statement_question
    assert set(np.flatnonzero(nearest == -1.0).tolist()) == silent


def test_in_a_corpus_without_questions_likeness_stands_in_and_is_not_counted_twice() -> None:
    snapshot = replace(
        small_snapshot(),
        question_vectors=np.zeros((0, 8), np.float32),
        questions=(),
        statement_of_question=np.zeros(0, np.intp),
    )
    signals = measure(snapshot, vector_of("x"), {"oet": 1.0})
    np.testing.assert_array_equal(signals.statement_question, signals.statement_dense)
    fused = fuse_passages(snapshot, signals, TimeScope("past"), TODAY)
    expected = reciprocal_rank_fusion([signals.passage_dense, signals.passage_lexical])
    np.testing.assert_array_equal(fused, expected)


def test_a_word_of_an_earlier_turn_counts_less_than_one_of_the_question() -> None:
    snapshot = small_snapshot()
    full, half = (measure(snapshot, vector_of("x"), {"oet": weight}).passage_lexical for weight in (1.0, 0.5))
    np.testing.assert_allclose(half, full / 2)
