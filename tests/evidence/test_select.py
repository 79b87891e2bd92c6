"""Which statements make an answer: the best, without repeats, within the words allowed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.load import Corpus
from assistant.evidence.select import MAX_STATEMENTS, WORTH_SAYING, select
from assistant.index.snapshot import Snapshot
from tests.index.corpora import document_with
from tests.snapshots import small_snapshot, snapshot_of

COUNT = len(small_snapshot().statements)
ALL_WORDS = 1_000


def scores(*values: float) -> np.ndarray:
    return np.array([*values, *[0.0] * (COUNT - len(values))], np.float32)


def words(snapshot: Snapshot, chosen: list) -> int:
    return sum(len(item.statement.text.split()) for item in chosen)


def test_the_best_comes_first_with_its_passage_and_document() -> None:
    chosen = select(small_snapshot(), scores(0.1, 0.8, 0.9), words=ALL_WORDS)
    assert [item.position for item in chosen] == [2, 1]
    assert chosen[0].document.id == "ecfmg/oet-scores"
    assert chosen[0].statement in chosen[0].passage.statements
    assert chosen[0].score == pytest.approx(0.9)


def test_what_is_far_below_the_best_is_beside_the_point() -> None:
    kept, dropped = WORTH_SAYING + 0.01, WORTH_SAYING - 0.01
    assert [item.position for item in select(small_snapshot(), scores(1.0, kept, dropped), words=ALL_WORDS)] == [0, 1]


def test_one_statement_is_chosen_however_few_words_are_allowed() -> None:
    assert [item.position for item in select(small_snapshot(), scores(1.0, 0.9), words=1)] == [0]


def test_used_statements_are_not_chosen_again() -> None:
    assert [item.position for item in select(small_snapshot(), scores(1.0, 0.9), words=ALL_WORDS, exclude=[0])] == [1]


def test_a_repeat_in_the_same_words_is_left_out() -> None:
    document = document_with(
        [("H", [("The fee is USD 100.", []), ("The fee is USD 100.", []), ("It is due in May.", [])])]
    )
    snapshot = snapshot_of(Corpus([document]))
    chosen = select(snapshot, np.array([0.9, 1.0, 0.8], np.float32), words=ALL_WORDS)
    assert [item.position for item in chosen] == [1, 2]


@given(
    st.lists(st.floats(0, 1, width=32), min_size=COUNT, max_size=COUNT),
    st.integers(1, 200),
    st.sets(st.integers(0, COUNT - 1), max_size=3),
)
def test_any_scores_give_a_choice_within_all_limits(values: list[float], allowed: int, used: set[int]) -> None:
    snapshot = small_snapshot()
    chosen = select(snapshot, np.array(values, np.float32), words=allowed, exclude=sorted(used))
    assert len(chosen) <= MAX_STATEMENTS
    assert len(chosen) <= 1 or words(snapshot, chosen) <= allowed
    assert not used & {item.position for item in chosen}
    assert len({item.position for item in chosen}) == len(chosen)
    assert [item.score for item in chosen] == sorted((item.score for item in chosen), reverse=True)
