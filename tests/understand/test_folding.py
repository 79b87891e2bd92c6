"""Spellings of one word -> one form."""

from __future__ import annotations

import pytest

from assistant.understand.folding import fold, fold_in_place


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Prórroga", "prorroga"),
        ("SINAV", "sinav"),
        ("sınav", "sinav"),
        ("परीक्षा", "परीक्षा"),
        ("ज़रूरी", "जरूरी"),
        ("कहाँ", "कहां"),
        ("کتنی", "كتني"),
        ("أحتاجُ", "احتاج"),
    ],
)
def test_spellings_of_a_word_have_one_form(written: str, form: str) -> None:
    assert fold(written) == form


def test_a_folded_text_knows_where_its_letters_stood() -> None:
    text = "ज़रूरी फ़ीस"
    folded, places = fold_in_place(text)
    assert folded == "जरूरी फीस"
    assert [text[place] for place in places] == list(folded)
