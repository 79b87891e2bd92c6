"""Training questions: where they come from, and in which forms they are asked again."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.load import Corpus
from assistant.corpus.parse import parse_document
from assistant.evidence import training_examples
from assistant.evidence.training_examples import (
    MAX_SLIPS,
    WrittenQuestion,
    corpus_gaps,
    corpus_questions,
    found_without,
    in_all_forms,
    with_slips,
    written_questions,
)
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found
from assistant.retrieve.signals import measure
from assistant.understand.query import Query
from tests.conftest import TODAY
from tests.corpus.pages import page
from tests.index.fake_encoder import vector_of
from tests.snapshots import small_snapshot

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


def test_a_question_of_the_corpus_stands_under_the_statement_that_answers_it() -> None:
    snapshot = small_snapshot()
    lines = {
        (row.question, f"{row.document}#{row.statement}", row.line, row.answerable)
        for row in corpus_questions(snapshot)
    }
    asked = [(question, statement.id) for statement in snapshot.statements for question in statement.questions]
    assert lines == {(question, answered_by, line, True) for line, (question, answered_by) in enumerate(asked)}


def test_what_a_document_lists_as_unanswered_is_a_near_miss_of_it() -> None:
    text = page("ecfmg/one") + "## Not answered here\n  - ? what will it cost in 2030\n"
    document, _ = parse_document(text, "ecfmg/one.md")
    assert document is not None
    assert corpus_gaps(Corpus([document])) == [
        WrittenQuestion(question="what will it cost in 2030", answerable=False, document="ecfmg/one")
    ]


@pytest.mark.parametrize("line", range(len(small_snapshot().questions)))
def test_a_question_of_the_corpus_is_searched_as_if_the_index_did_not_hold_it(line: int) -> None:
    snapshot = small_snapshot()
    query = Query(snapshot.questions[line])
    others = replace(
        snapshot,
        questions=(*snapshot.questions[:line], *snapshot.questions[line + 1 :]),
        question_vectors=np.delete(snapshot.question_vectors, line, axis=0),
        statement_of_question=np.delete(snapshot.statement_of_question, line),
    )
    wanted = measure(others, vector_of(query.text), query.words)
    signals = measure(snapshot, vector_of(query.text), query.words)
    found = Found(query, vector_of(query.text), signals, fuse_passages(snapshot, signals, query.scope, TODAY))
    seen = found_without(snapshot, found, line)
    np.testing.assert_allclose(seen.signals.statement_question, wanted.statement_question, atol=1e-6)
    np.testing.assert_allclose(seen.signals.passage_question, wanted.passage_question, atol=1e-6)
    np.testing.assert_allclose(seen.fused, fuse_passages(others, wanted, query.scope, TODAY), atol=1e-6)
    assert (seen.signals.statement_question <= found.signals.statement_question).all()
    assert (seen.signals.statement_question < found.signals.statement_question).any()
