"""What a search carries of the conversation before its question."""

from __future__ import annotations

import pytest

from assistant.understand.followup import ANSWER_WORDS, Thread, leans_on_history, points_back, thread_of
from assistant.understand.query import Query

HISTORY = (
    ("user", "Which OET scores do I need?"),
    ("assistant", "Listening needs 350 points."),
    ("user", "And Writing?"),
    ("assistant", "Writing needs 300 points."),
)


def test_the_first_question_carries_nothing() -> None:
    assert thread_of(()) == Thread()
    assert thread_of((("assistant", "Welcome."),)) == Thread()


def test_the_last_two_questions_and_the_last_answer_are_carried() -> None:
    thread = thread_of((("user", "How much is Step 1?"), *HISTORY))
    assert thread.questions == ("And Writing?", "Which OET scores do I need?")
    assert thread.said == "Writing needs 300 points."


def test_of_a_long_answer_only_the_opening_is_carried() -> None:
    said = thread_of((("user", "Why?"), ("assistant", "word " * 500))).said
    assert len(said.split()) == ANSWER_WORDS


def test_a_follow_up_is_embedded_in_its_context_and_alone() -> None:
    query = Query("And since when?", thread=thread_of(HISTORY))
    assert query.embedded_texts == (
        "Which OET scores do I need?\nAnd Writing?\nAnd since when?",
        "And since when?",
    )
    assert Query("And since when?").embedded_texts == ("And since when?",)


def test_what_the_assistant_said_lends_words_but_is_not_embedded() -> None:
    query = Query("since when?", thread=thread_of(HISTORY))
    assert query.words["300"] == 0.25
    assert not any("300" in text for text in query.embedded_texts)


def test_a_word_counts_with_the_turn_that_weighs_most() -> None:
    words = Query("oet when?", thread=thread_of(HISTORY)).words
    assert words["oet"] == 1.0  # in the question and further back
    assert words["write"] == 0.5  # in the turn before and in the answer
    assert words["score"] == 0.25  # further back only


@pytest.mark.parametrize("question", ["Why?", "is it the same for 2027 if I sat the exam in another country before?"])
def test_a_short_question_or_one_with_a_pronoun_leans_on_what_came_before(question: str) -> None:
    assert leans_on_history(question)


def test_a_question_right_after_another_carries_it_before_the_older_ones() -> None:
    assert thread_of(HISTORY).after("Which form?").questions == ("Which form?", "And Writing?")


def test_only_a_pronoun_points_back_within_a_message() -> None:
    assert points_back("How long is it valid?")
    assert not points_back("How long?")
