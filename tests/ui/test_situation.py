"""What of a situation reaches the assistant."""

from __future__ import annotations

from assistant import Profile
from ui.situation import FACTS, in_words, stated


def test_the_form_has_exactly_the_facts_of_a_profile() -> None:
    assert {fact.name for fact in FACTS} == set(Profile.model_fields)


def test_only_known_filled_facts_are_kept_and_cut_to_length() -> None:
    assert stated({"school_country": "  India\n ", "oet_date": "", "password": "x"}) == {"school_country": "India"}
    assert stated({"licence": "x" * 900}) == {"licence": "x" * 200}
    assert stated({"password": "x"}) is None
    assert stated(None) is None


def test_in_words_follows_the_order_of_the_form() -> None:
    assert in_words({"step_2_cs": "failed", "school_country": "India"}) == (
        "Country of your medical school: India; Step 2 CS: failed"
    )
    assert in_words(None) is None
