"""Statements word for word: how they are laid out and marked."""

from __future__ import annotations

from assistant.answer import AnswerStatement
from assistant.compose.extractive import INDEPENDENCE, Part, layout, marked, statements_of, text_of
from assistant.evidence.select import Evidence
from assistant.index.passages import passages_of
from tests.snapshots import small_snapshot

CORPUS = small_snapshot().corpus


def evidence(statement_id: str) -> Evidence:
    document = CORPUS.document(statement_id.split("#")[0])
    return Evidence(CORPUS.statement(statement_id), passages_of(document)[0], document, 1.0, 0)


def said(text: str, *numbers: int) -> AnswerStatement:
    return AnswerStatement(text=text, citations=numbers)


def test_a_statement_carries_its_markers() -> None:
    assert marked(said("The fee is USD 100.", 1, 3)) == "The fee is USD 100. [1][3]"


def test_two_short_statements_lead_and_the_others_follow_as_a_list() -> None:
    assert layout([said("One.", 1), said("Two.", 2), said("Three.", 3), said("Four.", 4)]) == (
        "One. [1] Two. [2]\n\n- Three. [3]\n- Four. [4]"
    )


def test_a_long_statement_leads_alone() -> None:
    long = " ".join(["word"] * 60)
    assert layout([said(long, 1), said("Two.", 2)]) == f"{long} [1]\n\n- Two. [2]"


def test_one_statement_stands_alone() -> None:
    assert layout([said("One.", 1)]) == "One. [1]"


def test_statements_are_the_corpus_own_words_numbered_over_all_parts() -> None:
    parts = [Part((evidence("ecfmg/oet-scores#2"),)), Part((evidence("usmle/step-1-result#1"),))]
    found = statements_of(parts)
    assert [statement.citations for statement in found] == [(1,), (2,)]
    assert [statement.text for statement in found] == [
        CORPUS.statement("ecfmg/oet-scores#2").text,
        CORPUS.statement("usmle/step-1-result#1").text,
    ]


def test_every_part_has_its_lead_in_and_a_missing_one_is_named() -> None:
    parts = [
        Part((evidence("usmle/step-1-result#2"),), "How long do results take?"),
        Part((), "And what does it cost?", "I did not find this."),
    ]
    assert text_of(parts, statements_of(parts), closing=["**Which year?**"]) == (
        "**1. How long do results take?**\n\n"
        "An examinee gets the Step 1 result by e-mail, usually two to four weeks after the test day. [1]\n\n"
        "**2. And what does it cost?**\n\nI did not find this.\n\n**Which year?**\n\n" + INDEPENDENCE
    )


def test_every_answer_says_that_it_is_not_ecfmg() -> None:
    assert text_of([], []).endswith("*This is not ECFMG. The linked official page is what counts.*")
