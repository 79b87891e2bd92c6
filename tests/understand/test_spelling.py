"""Spelling repair: what is a slip becomes the word meant, what may be a name stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.spelling import Speller

SPELLER = Speller(["registration", "certificate", "fees", "feed", "application", "visa", "pathway", "deadline"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("step 1 regsitration", "step 1 registration"),
        ("when is the deadlin", "when is the deadline"),
        ("certifcate appication", "certificate application"),
        ("pathawy fees", "pathway fees"),
    ],
)
def test_a_slip_becomes_the_word_of_the_corpus(written: str, meant: str) -> None:
    assert SPELLER.repair(written) == meant


def test_a_capital_inside_a_sentence_is_taken_for_a_name() -> None:
    assert SPELLER.repair("I am from Pathwey") == "I am from Pathwey"


def test_a_word_between_two_words_stays() -> None:
    assert SPELLER.repair("the feet") == "the feet"


def test_frequent_words_of_questions_are_known_and_rare_ones_are_not() -> None:
    speller = Speller.of(["The certificate."], ["the permit"] * 4 + ["the permti"])
    assert speller.repair("my permti and certifikate") == "my permit and certificate"


@given(st.text(max_size=200))
def test_any_text_keeps_everything_but_its_words(text: str) -> None:
    repaired = SPELLER.repair(text)
    assert [c for c in repaired if not c.isalpha()] == [c for c in text if not c.isalpha()]
