"""The peers over the small corpus, with their real libraries."""

from __future__ import annotations

import pytest

from assistant import Assistant
from eval.measuring import answerable
from eval.peers import all_peers, lexical, page
from eval.runner import TODAY, run_set
from eval.sets import QuestionSet
from tests.eval.builders import question

WRITING = question(1, question="lowest mark in OET Writing", must=[["300"]], sources=["ecfmg/oet-scores"])


def test_no_peer_reads_the_questions_of_the_corpus(small_assistant: Assistant) -> None:
    for document in small_assistant.documents():
        for statement in document.statements:
            assert statement.text in page(document)
            assert not any(asked in page(document) for asked in statement.questions)


def test_bm25_answers_with_its_best_passage_and_with_nothing_for_unknown_words(small_assistant: Assistant) -> None:
    peer = lexical(small_assistant.documents())
    answer = peer.answer(WRITING, TODAY)
    # The old rule: a peer knows no dates, which is what the comparison is about.
    assert "350 in all four parts" in answer.text
    assert peer.outcome(WRITING, answer, TODAY).retrieved[:2] == ("ecfmg/oet-scores-until-2022", "ecfmg/oet-scores")
    assert peer.answer(question(question="xyzzy"), TODAY).text == ""


@pytest.mark.slow
def test_all_peers_are_scored_like_the_assistant(small_assistant: Assistant) -> None:
    questions = QuestionSet("own", "0", (WRITING,))
    for peer in all_peers(small_assistant.documents(), small_assistant.settings):
        (result,) = run_set(peer, questions, embed=len, typos=False).results
        assert "ecfmg/oet-scores" in result.outcome.retrieved
        assert result.outcome.statements[0].citations == ()


def test_peers_are_asked_the_answerable_questions_of_all_sets() -> None:
    sets = [
        QuestionSet("a", "1", (question(1), question(2, expect="not_found"))),
        QuestionSet("b", "2", (question(3),)),
    ]
    assert [asked.id for asked in answerable(sets).questions] == ["q1", "q3"]
