"""Which language a message is in; English with acronyms, names and slips stays English."""

from __future__ import annotations

import pytest

from assistant.understand.language import detect
from assistant.understand.language_data import languages
from tests.understand.reading import corpus_questions, table


@pytest.mark.parametrize(("code", "text"), table("languages"))
def test_the_language_is_recognised(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "???", "2027", "🙂"])
def test_a_text_without_letters_counts_as_english(text: str) -> None:
    assert detect(text) == "en"


def test_english_questions_of_the_corpus_are_not_called_foreign() -> None:
    questions = corpus_questions()
    foreign = [question for question in questions if question.isascii() and detect(question) != "en"]
    assert len(foreign) <= len(questions) / 1000, foreign


def test_no_piece_of_an_english_question_is_called_foreign() -> None:
    questions = [question.split() for question in corpus_questions() if question.isascii()]
    pieces = {" ".join(words[start : start + 4]) for words in questions for start in range(0, len(words) - 3, 3)}
    foreign = [piece for piece in pieces if detect(piece) != "en"]
    assert len(foreign) <= len(pieces) / 10_000, foreign


def test_every_language_has_all_its_sentences() -> None:
    for code, language in languages().items():
        if code != "en":
            sentences = (language.found, language.not_found, language.more, language.elsewhere, language.declined)
            assert all((*sentences, language.care)), code
            assert language.crisis, code
            assert len(language.terms) >= 25, code
