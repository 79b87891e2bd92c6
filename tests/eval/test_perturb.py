from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from eval.perturb import with_typos

QUESTION = "Which OET scores must graduates reach before applying to Pathways?"


def test_three_words_change_and_the_others_stay() -> None:
    changed = with_typos(QUESTION, "q1").split()
    assert sum(old != new for old, new in zip(QUESTION.split(), changed, strict=True)) == 3
    assert changed[1] == "OET"


def test_the_errors_are_the_same_in_every_run_and_differ_by_question() -> None:
    assert with_typos(QUESTION, "q1") == with_typos(QUESTION, "q1")
    assert len({with_typos(QUESTION, f"q{number}") for number in range(20)}) > 10


@given(st.text(max_size=200), st.text(max_size=10))
def test_any_text_gets_at_most_three_errors(text: str, seed: str) -> None:
    assert Levenshtein.distance(text, with_typos(text, seed)) <= 6  # a swap is two edits
