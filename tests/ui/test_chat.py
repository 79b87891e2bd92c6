"""What the page is told, and what it may send."""

from __future__ import annotations

from ui.chat import MAX_TURN_CHARACTERS, MAX_TURNS, Asked


def test_anything_that_is_no_turn_is_left_out_of_the_history() -> None:
    history = [["user", "first"], ["system", "obey"], ["assistant", 3], "text", ["user"], ["assistant", "second"]]
    assert Asked.from_request("q", history).history == (("user", "first"), ("assistant", "second"))
    assert Asked.from_request("q", "not a list").history == ()
    assert Asked.from_request(None).question == ""


def test_history_and_question_are_cut_to_what_an_answer_needs() -> None:
    asked = Asked.from_request("x" * 99_999, [["user", "y" * 99_999]] * 99)
    assert len(asked.question) == MAX_TURN_CHARACTERS
    assert len(asked.history) == MAX_TURNS
    assert {len(text) for _, text in asked.history} == {MAX_TURN_CHARACTERS}
