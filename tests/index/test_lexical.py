"""The lexical index: which words count, and how texts are ranked by them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.lexical import LexicalIndex, tokens_of, words_of

TEXTS = st.lists(st.text(max_size=80), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Step 2 CK", ["step", "2", "ck"]),
        ("ECFMG's fee: USD 1,020.50", ["ecfmg's", "fee", "usd", "1", "020.50"]),
        ("J-1 visa", ["j-1", "j", "1", "visa"]),
        ("l’école", ["l'école"]),
        ("", []),
        ("🎉 … —", []),
    ],
)
def test_words_are_lower_case_with_hyphenated_ones_also_in_parts(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_tokens_are_stems_without_stop_words() -> None:
    assert tokens_of("How do I register for the examinations?") == ["regist", "examin"]


def test_the_text_with_the_rarer_word_wins() -> None:
    index = LexicalIndex(["the fee for the exam", "the fee for the visa", "the fee for the oath"])
    assert int(np.argmax(index.scores(tokens_of("fee visa")))) == 1


def test_one_form_of_a_word_finds_another() -> None:
    index = LexicalIndex(["Applicants registered online.", "Nothing here."])
    scores = index.scores(tokens_of("registering"))
    assert scores[0] > 0
    assert scores[1] == 0


@pytest.mark.parametrize("query", ["", "the of and", "xylophone"])
def test_a_query_without_known_words_scores_zero_everywhere(query: str) -> None:
    index = LexicalIndex(["one fee", "two fees"])
    assert index.scores(tokens_of(query)).tolist() == [0.0, 0.0]


def test_a_corpus_of_stop_words_alone_can_be_indexed() -> None:
    assert LexicalIndex(["the of", "and"]).scores(["fee"]).tolist() == [0.0, 0.0]


@given(TEXTS, st.text(max_size=80))
def test_any_texts_and_any_query_give_a_finite_score_for_each_text(texts: list[str], query: str) -> None:
    scores = LexicalIndex(texts).scores(tokens_of(query))
    assert scores.shape == (len(texts),)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()


@given(TEXTS, st.permutations(tokens_of("register step exam fee visa")))
def test_the_order_of_the_words_does_not_matter(texts: list[str], tokens: list[str]) -> None:
    index = LexicalIndex([*texts, "register for the exam", "visa fee"])
    np.testing.assert_allclose(index.scores(tokens), index.scores(sorted(tokens)), rtol=1e-5)


def test_rarer_words_weigh_more() -> None:
    index = LexicalIndex(["fee visa", "fee oath", "fee exam"])
    assert index.idf["visa"] > index.idf["fee"] > 0
    assert index.unknown_idf > index.idf["visa"]
