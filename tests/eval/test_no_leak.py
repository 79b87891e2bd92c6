"""No evaluation question is one of the questions that the corpus holds for search and training."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from assistant.corpus.load import load_corpus
from assistant.evidence.training_examples import written_questions
from assistant.understand.routing_examples import examples
from eval.sets import load_set

ROOT = Path(__file__).parents[2]
TOO_NEAR = 92


def normalised(text: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", text.lower())))


def near_identical(asked: list[str], known: list[str]) -> list[tuple[str, str]]:
    """Pairs with the same words in any order, or nearly the same letters."""
    words = {normalised(text): text for text in known}
    same = [(text, words[normalised(text)]) for text in asked if normalised(text) in words]
    lowered = [text.lower() for text in known]
    likeness = process.cdist([text.lower() for text in asked], lowered, scorer=fuzz.ratio, score_cutoff=TOO_NEAR)
    return same + [(asked[row], known[column]) for row, column in np.argwhere(likeness >= TOO_NEAR)]


def test_the_guard_sees_other_order_other_case_and_a_typo() -> None:
    known = ["Which OET scores do I need for the 2027 Pathways?"]
    assert near_identical(["for the 2027 pathways which oet scores do i need"], known)
    assert near_identical(["Which OET scores do I ned for the 2027 Pathways"], known)
    assert not near_identical(["Is 300 in OET Writing enough now?"], known)


def evaluation_questions() -> list[str]:
    return [
        found.question
        for path in sorted((ROOT / "eval" / "sets").glob("*.jsonl"))
        for found in load_set(path).questions
        if found.question.strip()
    ]


def test_no_evaluation_question_is_near_identical_to_a_question_of_the_corpus() -> None:
    corpus = load_corpus(ROOT / "corpus")
    known = [text for document in corpus.documents for statement in document.statements for text in statement.questions]
    unanswered = [text for document in corpus.documents for text in document.gaps]
    assert near_identical(evaluation_questions(), known + unanswered) == []


def test_no_evaluation_question_is_near_identical_to_one_that_the_networks_are_trained_on() -> None:
    written = [row.question for row in written_questions() if not row.before]
    assert near_identical(evaluation_questions(), written + [example.text for example in examples()]) == []
