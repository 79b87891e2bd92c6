"""Training questions: in which forms the written ones are asked again."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import training_examples
from assistant.evidence.training_examples import (
    MAX_SLIPS,
    WrittenQuestion,
    in_all_forms,
    with_slips,
    written_questions,
)

WRITTEN = [
    WrittenQuestion(question=f"question about matter {number}", answerable=number % 2 == 0, document=f"doc{number % 5}")
    for number in range(40)
]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training_examples, "WITH_SLIPS", 6)
    monkeypatch.setattr(training_examples, "BEHIND_OTHERS", 8)


@pytest.mark.usefixtures("few")
def test_the_written_questions_come_first_and_unchanged() -> None:
    forms = in_all_forms(WRITTEN, 1)
    assert forms[:40] == WRITTEN
    assert len(forms) == 40 + 6 + 8


@pytest.mark.usefixtures("few")
def test_a_question_behind_others_keeps_its_answer_and_stands_behind_another_matter() -> None:
    document_of = {row.question: row.document for row in WRITTEN}
    for row in in_all_forms(WRITTEN, 1)[46:]:
        assert document_of[row.question] == row.document
        assert all(document_of[turn] != row.document for turn in row.before)


@pytest.mark.usefixtures("few")
def test_the_same_seed_draws_the_same_forms() -> None:
    assert in_all_forms(WRITTEN, 1) == in_all_forms(WRITTEN, 1)
    assert in_all_forms(WRITTEN, 1) != in_all_forms(WRITTEN, 2)


@given(st.text(alphabet="abcdefgh 12?é", max_size=60), st.integers(0, 1000))
def test_slips_change_a_few_words_by_a_letter_each(text: str, seed: int) -> None:
    before, after = text.split(" "), with_slips(text, random.Random(seed)).split(" ")
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) <= MAX_SLIPS
    assert all(old.isalpha() and len(old) >= 4 and abs(len(old) - len(new)) <= 1 for old, new in changed)


def test_messages_that_no_statement_answers_are_near_no_document() -> None:
    elsewhere = [row for row in written_questions() if not row.document]
    assert len(elsewhere) > 1000
    assert not any(row.answerable for row in elsewhere)
