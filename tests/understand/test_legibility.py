"""Words are told from keys struck at random."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.legibility import Legibility
from assistant.understand.routing_examples import examples
from tests.understand.reading import corpus_questions


@lru_cache(maxsize=1)
def legibility() -> Legibility:
    """What the questions of the corpus teach and every other labelled message, without a model's words."""
    return Legibility.of((*corpus_questions(), *(example.text for example in examples()[::2])))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "?!",
        "🎉🎉",
        "a",
        "xkcdqwrt",
        "zxcv bnmm qwrt",
        "ecfmg dfghj kjhgf",
        "hhhhhh jjjj",
        "sdkfj visa lkjsdf;;; wqrtz",
        "òòòò ppppp",
    ],
)
def test_keys_struck_at_random_are_not_readable(text: str) -> None:
    assert not legibility().readable(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "hello sir",
        "oet scroe validty",
        "NZREX GMAT",
        "FPGEE date",
        "wich documants do i neeed",
        "kya mujhe dobara register karna hoga",
        "Soy médico venezolano, cuánto cuesta",
        "wie lange gilt die Prüfung",
        "考试费多少",
        "сколько",
        "كم الرسوم",
        "Dr. Krzysztof Szczepański from Bydgoszcz asks",
        "USMLE ghjk",
    ],
)
def test_slips_names_abbreviations_and_other_languages_are_readable(text: str) -> None:
    assert legibility().readable(text)


def test_no_question_of_the_corpus_with_words_is_held_for_random_keys() -> None:
    asked = [text for text in corpus_questions() if re.search(r"[a-z]{2}", text)]
    assert [text for text in asked if not legibility().readable(text)] == []


def test_of_the_labelled_messages_that_taught_nothing_hardly_one_is_held_for_random_keys() -> None:
    untaught = [example.text for example in examples()[1::2]]
    unread = [text for text in untaught if not legibility().readable(text)]
    assert len(unread) <= len(untaught) / 500, unread


@given(st.text(max_size=200))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert legibility().readable(text) in (True, False)


@given(st.lists(st.sampled_from("qxzjkvw"), min_size=6, max_size=20))
def test_a_row_of_rare_letters_is_no_word(letters: list[str]) -> None:
    assert not legibility().readable("".join(letters))
