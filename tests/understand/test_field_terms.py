"""Questions in other languages -> English search words."""

from __future__ import annotations

import pytest

from assistant.understand.field_terms import english_terms, fold


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("es", "¿Cuánto cuesta el examen OET?", "how much fee exam OET"),
        ("es", "cuantas veces puedo dar el step 1", "how many attempts times step 1"),
        ("pt", "Quanto tempo demora a verificação do diploma?", "how long verification diploma"),
        (
            "fr",
            "DFASM ou DES: quel diplôme compte pour ECFMG ?",
            "DFASM DES diploma degree graduate accepted counts ECFMG",
        ),
        ("ar", "كم رسوم OET", "how much many fee OET"),
        ("hi", "OET की फीस कितनी है", "OET fee how much"),
        ("hi-latn", "step 1 ke liye kahan register karna hai", "step 1 where register"),
        ("ur", "OET ضروری ہے؟", "OET required"),
        ("zh", "OET 多少钱", "OET how much fee"),
        ("ja", "OETの有効期限は2年?", "OET validity expire 2"),
        ("ru", "нужен ли перевод диплома", "need required translation English diploma"),
        ("tr", "OET sınavı kaç yıl geçerli", "OET exam how many years valid validity"),
        ("it", "quante volte posso ripetere lo Step 1", "how many attempts retake repeat Step 1"),
    ],
)
def test_terms_of_the_field_become_english(language: str, text: str, terms: str) -> None:
    assert " ".join(english_terms(text, language)) == terms


def test_an_unknown_language_keeps_its_official_terms() -> None:
    assert english_terms("ECFMG 인증은 얼마입니까", "ko") == ["ECFMG"]


def test_folding_drops_accents_and_keeps_the_vowel_signs_of_indic_scripts() -> None:
    assert fold("Prórroga") == "prorroga"
    assert fold("परीक्षा") == "परीक्षा"
