"""A follow-up is rewritten from the words of the conversation, or not at all."""

from __future__ import annotations

import pytest

from assistant import Settings
from assistant.generate.standalone import is_from, rewrite
from tests.generate.builders import PlayedModel, Turn, fails, says

HISTORY = (("user", "What is the fee for Step 1?"), ("assistant", "It is USD 695 at FSMB."))


def rewritten(turn: Turn) -> str | None:
    return rewrite(
        PlayedModel(turns=[turn]), Settings(model="played:x", model_timeout=2), "and for Step 2 CK?", HISTORY
    )[0]


def test_a_question_of_the_conversations_own_words_is_taken() -> None:
    assert rewritten(says("What is the fee ", "for Step 2 CK?")) == "What is the fee for Step 2 CK?"


@pytest.mark.parametrize(
    "turn",
    [
        says("How do I get a J-1 visa waiver for Texas?"),
        says("What is the fee for Step 2 CK in 2031?"),
        says("What is the fee for Step 2 CK? " * 40),
        says(""),
        fails(ConnectionError("gone")),
    ],
)
def test_other_matters_other_numbers_floods_and_failures_are_not(turn: Turn) -> None:
    assert rewritten(turn) is None


def test_names_and_numbers_must_have_been_spoken_of() -> None:
    assert is_from("What does FSMB charge?", "what does fsmb charge")
    assert not is_from("What does NBME charge?", "what does fsmb charge")
