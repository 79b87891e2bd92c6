"""Two ways to write one fact give the same tokens."""

from __future__ import annotations

import pytest

from assistant.verify.text import sentences, tokens


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fee is $1,020.", "The fee is USD 1020."),
        ("The fee is US$945.00", "The fee is USD 945"),
        ("on 12 January 2026", "on January 12, 2026"),
        ("on 2026-01-12", "on January 12, 2026"),
        ("on the 1st of May 2026", "on the May 1, 2026"),
        ("on Jan. 7, 2026", "on January 7, 2026"),
        ("four attempts", "4 attempts"),
        ("You can't apply", "You cannot apply"),
        ("It doesn't expire", "It does not expire"),
        ("at 9 p.m. ET", "at 9 pm ET"),
        ("outside the United States", "outside the U.S."),
        ("37.4%", "37.4 percent"),
        ("“quoted” – words", '"quoted" - words'),
    ],
)
def test_one_fact_written_in_two_ways_compares_equal(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_a_number_after_a_label_belongs_to_it() -> None:
    assert keys("Step 2 CK") == ["step", "step#2", "ck"]
    assert keys("Pathways 3, 4 and 5") == ["pathway", "pathway#3", "pathway#4", "and", "pathway#5"]
    assert keys("Step 1 in 7 days")[-2] == "7"


def test_visa_classes_and_forms_stay_whole() -> None:
    assert keys("J-1, H-1B and DS-2019") == ["j-1", "h-1b", "and", "ds-2019"]


def test_one_is_no_number_in_this_one() -> None:
    assert "1" not in keys("this one ended")
    assert "1" in keys("in one sitting")


def test_sentences_end_at_full_stops_and_semicolons_but_not_after_abbreviations() -> None:
    text = "Ranking opened at 12 p.m. ET in the U.S. Match. It closed later; nobody was late."
    assert sentences(text) == ("Ranking opened at 12 p.m. ET in the U.S. Match.", "It closed later", "nobody was late.")
