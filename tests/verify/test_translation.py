"""A translation is shown where nothing in it speaks against the English claim."""

from __future__ import annotations

import pytest

from assistant.verify.translation import is_english, is_faithful

CLAIM = "Since January 12, 2026, IMGs register for Step 1 with the FSMB; the fee is USD 1,020."
NEGATED = "ECFMG does not accept the old form."


@pytest.mark.parametrize(
    "translation",
    [
        "Desde el 12 de enero de 2026, los IMG se inscriben para el Step 1 en la FSMB; la tasa es de USD 1.020.",
        "Seit dem 12. Januar 2026 melden sich IMGs für Step 1 bei der FSMB an; die Gebühr ist USD 1.020.",
        "2026年1月12日以降、IMGはFSMBでStep 1に登録します。料金は1,020 USDです。",
        "منذ ١٢ يناير ٢٠٢٦ يسجل IMG في Step 1 لدى FSMB، والرسوم ١٠٢٠ USD.",
    ],
)
def test_a_faithful_translation_is_let_through(translation: str) -> None:
    assert is_faithful(CLAIM, translation)


@pytest.mark.parametrize(
    "translation",
    [
        "Desde el 12 de enero de 2026, los IMG se inscriben para el Step 1 en la FSMB; la tasa es de USD 1.200.",
        "Desde el 12 de enero de 2026, los IMG se inscriben para el Step 1 en la NBME; la tasa es de USD 1.020.",
        "Desde enero, los IMG se inscriben para el Step 1 en la FSMB.",
        "Desde el 12 de enero de 2026, los IMG no se inscriben para el Step 1 en la FSMB; la tasa es de USD 1.020.",
        "Desde el 12 de enero de 2026, los IMG se inscriben en https://evil.example; Step 1, FSMB, USD 1.020.",
        "Sí.",
    ],
)
def test_other_numbers_names_negations_links_or_lengths_are_refused(translation: str) -> None:
    assert not is_faithful(CLAIM, translation)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("ECFMG no acepta el formulario antiguo.", "ECFMG acepta el formulario antiguo de los solicitantes."),
        ("ECFMG n'accepte pas le formulaire pour les diplômés.", "ECFMG accepte le formulaire pour les diplômés."),
        ("ECFMG не принимает старую форму.", "ECFMG принимает старую форму."),
        ("ECFMG 不接受旧表格。", "ECFMG 接受旧表格。"),
        ("ECFMG पुराना फ़ॉर्म स्वीकार नहीं करता है।", "ECFMG पुराना फ़ॉर्म स्वीकार करता है।"),
    ],
)
def test_a_lost_negation_is_noticed(good: str, bad: str) -> None:
    assert is_faithful(NEGATED, good)
    assert not is_faithful(NEGATED, bad)


def test_english_is_told_from_other_languages() -> None:
    assert is_english("You register for the exam with the FSMB.")
    assert not is_english("Los IMG se inscriben en la FSMB para el examen.")
    assert not is_english("IMG должны зарегистрироваться в FSMB.")
