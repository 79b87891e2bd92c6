"""A message with several questions."""

from __future__ import annotations

import pytest

from assistant.understand.parts import bare_question, split_parts


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("What is the fee, and when is the deadline?", ["What is the fee", "When is the deadline?"]),
        ("Is OET needed? Since when?", ["Is OET needed? Since when?"]),
        (
            "2026 Match: how many lines can I rank? what does it cost?",
            ["How many lines can I rank?", "What does it cost?"],
        ),
        ("Step 3 in May: price? place?", ["Price?", "Place?"]),
        ("1. may I retake it 2. how often", ["May I retake it", "How often"]),
        ("1 what is a sponsor note 2 who signs it", ["What is a sponsor note", "Who signs it"]),
        ("Q1 is OET needed? Q2 which score", ["Is OET needed?", "Which score"]),
        ("Sponsor Note - who writes it and does it expire", ["Who writes it", "Does it expire"]),
        (
            "Who pays the dues, how late may they come, and is a card accepted from an uncle?",
            ["Who pays the dues", "How late may they come", "Is a card accepted from an uncle?"],
        ),
        (
            "Need the pass mark for OET, also how many tries are allowed",
            ["Need the pass mark for OET", "How many tries are allowed"],
        ),
    ],
)
def test_each_question_is_a_part(text: str, questions: list[str]) -> None:
    parts = split_parts(text)
    assert [part.lead_in for part in parts] == questions


@pytest.mark.parametrize(
    "text",
    [
        "Did three years of surgery in Rome. Will a program count them?",
        "was told 900 by a friend. is that still the Pathway fee?",
        "When my school had no Sponsor Note, how did ECFMG decide?",
        "Which office sends the report? need to know it for my file",
        "If the dean is away, who may sign, and is a stamp enough?",
    ],
)
def test_a_sentence_that_tells_is_no_question_of_its_own(text: str) -> None:
    assert [part.searched for part in split_parts(text)] == [text]


def test_what_stands_around_the_questions_leads_the_search_of_each() -> None:
    parts = split_parts("I passed in June. Where do I see it? When may I sit Step 3?")
    assert [part.searched for part in parts] == [
        "I passed in June. Where do I see it?",
        "I passed in June. When may I sit Step 3?",
    ]


def test_a_label_in_front_leads_the_search_of_each() -> None:
    assert [part.searched for part in split_parts("Pathway 6: which form? who signs it?")] == [
        "Pathway 6: which form?",
        "Pathway 6: who signs it?",
    ]


def test_too_many_questions_are_searched_as_one() -> None:
    text = "What is a? What is b? What is c? What is d? What is e? What is f?"
    assert [part.lead_in for part in split_parts(text)] == [text]


def test_one_question_amid_other_sentences_can_be_read_without_them() -> None:
    assert bare_question("My agent laughed at me. Which scores do I need? So rude.") == "Which scores do I need?"


@pytest.mark.parametrize(
    "text", ["The ECFMG rule: which day starts the clock?", "I failed Step 1 twice. How long do I wait?"]
)
def test_a_question_is_not_read_without_what_leads_to_it(text: str) -> None:
    assert bare_question(text) is None


@pytest.mark.parametrize(
    "text", ["Which scores do I need?", "I passed. Where is it? What does it cost?", "I passed. Why?"]
)
def test_a_lone_question_several_or_a_mere_word_have_no_bare_form(text: str) -> None:
    assert bare_question(text) is None
