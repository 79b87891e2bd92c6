"""Questions in other languages -> English search words."""

from __future__ import annotations

import pytest

from assistant.understand.field_terms import english_terms
from assistant.understand.language import detect
from tests.understand.reading import table


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("es", "¿Cuánto cuesta el examen OET?", "how much fee exam OET"),
        ("es", "cuantas veces puedo dar el step 1", "how many attempts exam take step 1"),
        ("pt", "Quanto tempo demora a verificação do diploma?", "how long verification diploma"),
        (
            "fr",
            "DFASM ou DES: quel diplôme compte pour ECFMG ?",
            "DFASM DES which diploma degree graduate accepted counts ECFMG",
        ),
        ("ar", "كم رسوم OET", "how much fee OET"),
        ("hi", "OET की फीस कितनी है", "OET fee how much"),
        ("hi-latn", "step 1 ke liye kahan register karna hai", "step 1 where register"),
        ("ur", "OET ضروری ہے؟", "OET required need"),
        ("zh", "OET 多少钱", "OET how much fee"),
        ("ja", "OETの有効期限は2年?", "OET validity expire 2"),
        ("ru", "нужен ли перевод диплома", "required need translation English diploma"),
        ("tr", "OET sınavı kaç yıl geçerli", "OET exam how many years valid"),
        ("it", "quante volte posso ripetere lo Step 1", "how many attempts retake repeat Step 1"),
    ],
)
def test_terms_of_the_field_become_english(language: str, text: str, terms: str) -> None:
    assert " ".join(english_terms(text, language)) == terms


def test_an_unknown_language_keeps_its_official_terms() -> None:
    assert english_terms("ECFMG 인증은 얼마입니까", "ko") == ["ECFMG"]


@pytest.mark.parametrize(("language", "question", "expected"), table("language_terms"))
def test_a_question_in_its_language_is_recognised_and_its_terms_are_known(
    language: str, question: str, expected: str
) -> None:
    assert detect(question) == language
    found = [word.lower() for word in english_terms(question, language)]
    assert [word for word in expected.lower().split() if word not in found] == []


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("fr", "J'ai raté le Step 1", "failed Step 1"),
        ("es", "¿cuáles son los requisitos?", "which requirements"),
        ("tr", "Step 1'den kaldım", "Step 1 failed"),
    ],
)
def test_small_words_that_look_like_official_terms_are_dropped(language: str, text: str, terms: str) -> None:
    assert " ".join(english_terms(text, language)) == terms


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("zh", "WFME 认证", "WFME verification certification"),
        ("ru", "где мой score report", "where score report"),
        ("hi-latn", "mera interview cancel ho gaya", "interview cancel"),
    ],
)
def test_english_words_that_the_writer_mixes_in_are_kept(language: str, text: str, terms: str) -> None:
    assert " ".join(english_terms(text, language)) == terms


def test_the_longest_phrase_takes_its_place_in_the_text() -> None:
    assert english_terms("कितनी बार", "hi") == ["how", "many", "attempts"]


def test_a_short_last_word_of_a_phrase_takes_no_ending() -> None:
    assert "happens" in english_terms("e se reprovo", "pt")
    assert "happens" not in english_terms("e seguro", "pt")


def test_letters_that_fold_away_do_not_shift_the_terms() -> None:
    assert " ".join(english_terms("मुझे ज़रूरी दस्तावेज़ और फ़ीस", "hi")) == "required need documents fee"
