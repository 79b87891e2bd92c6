"""No link, markup or hidden character comes out of a model's sentence."""

from __future__ import annotations

import pytest

from assistant.verify.form import is_clean, is_sentence, tidy


@pytest.mark.parametrize(
    "text",
    [
        "See https://evil.example/x for more.",
        "See www.evil.example today.",
        "See evil.example/x today.",
        "Write to help@evil.example now.",
        "![x](x)",
        "Read [this](evil) now.",
        "Open javascript:alert(1) now.",
        "Use <b>bold</b> words.",
        "Use <img src=x onerror=y> here.",
        "An entity &#x3c;script.",
        "Run `rm` now.",
        "Hidden \u200btext is here.",
        "Turned \u202etext is here.",
        "Tag \U000e0041 text is here.",
        "",
        "long " * 200,
    ],
)
def test_links_markup_and_hidden_characters_are_refused(text: str) -> None:
    assert not is_clean(text)


def test_an_address_is_let_through_where_the_statement_holds_it() -> None:
    claim = "Write to info@ecfmg.org or see USMLE.org for more."
    assert not is_clean(claim)
    assert is_clean(claim, "Write to info@ecfmg.org; USMLE.org has more.")


@pytest.mark.parametrize(
    "text", ["In the U.S. it ends at 9 p.m. ET.", "A fee (e.g. USD 3.50) is due.", "Score > 300 counts."]
)
def test_plain_sentences_are_clean(text: str) -> None:
    assert is_clean(text)


def test_bullets_bold_marks_and_the_models_own_markers_are_taken_off() -> None:
    assert tidy("- **The fee** is USD 945 [1][2].") == "The fee is USD 945."
    assert tidy("2. The fee is due (passage 3).") == "The fee is due."


def test_a_fragment_is_no_sentence() -> None:
    assert not is_sentence("every day of the year")
    assert not is_sentence("Yes.")
    assert is_sentence("«Step 2 CS» has ended.")
